"""The HTML page: the whole reconciliation in one file that fetches nothing, to look at, to search and to print.

Templates, style and script are files beside this one. What stands on the page is escaped and printable, and the
browser is told to run and to apply nothing but the one script and the one style that were written here (`policy`).
Addresses inside the page are positions, never text of an export (`links`). Same inputs give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from invrecon import __version__, profiles
from invrecon.money import decimals_of, signed
from invrecon.reconciliation.control_lines import control_lines
from invrecon.reconciliation.matching.section_sums import section_sums
from invrecon.reconciliation.period_table import period_tables
from invrecon.reports import control_accounts, explaining, matching, matrix, palette, period_months, wording
from invrecon.reports.page.bridge_chart import bridge_chart
from invrecon.reports.page.links import Links
from invrecon.reports.page.policy import policy
from invrecon.reports.page.templates import markup, source, template
from invrecon.reports.page.timeline_chart import timeline_chart

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation


def render(reconciliation: Reconciliation) -> str:
    """The reconciliation as one HTML page."""
    r = reconciliation
    style = template("colours.css.j2").render(palette=palette) + source("page.css") + source("print.css")
    script = source("page.js")
    links = Links(r)
    return template("page.html.j2").render(
        r=r,
        links=links,
        groups=links.groups,
        bridges=[bridge_chart(r, bridge) for bridge in links.bridges],
        timeline=timeline_chart(r),
        show=wording.money(r),
        tolerance=signed(r.tolerance, decimals_of(r.currency)),
        roles=profiles.load(r.profile).roles,
        wording=wording,
        explaining=explaining,
        control=control_accounts,
        control_lines=control_lines,
        periods=period_months,
        period_tables=period_tables,
        matching=matching,
        section_sums=section_sums,
        matrix=matrix,
        policy=policy(style, script),
        style=markup(style),
        script=markup(script),
        version=__version__,
    )
