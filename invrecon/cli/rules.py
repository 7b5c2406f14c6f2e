"""`invrecon rules`: the posting rules as the projection uses them."""

from __future__ import annotations

import click

from invrecon import profiles
from invrecon.cli.names import kinds_of_entries
from invrecon.exports.captions import normal
from invrecon.posting.rules import CONDITIONS, PostingRule, load_rules


@click.command()
@click.option(
    "--explain",
    metavar="TYPES",
    shell_complete=kinds_of_entries,
    help='Where one kind of entry goes, such as "Sale / Direct Cost".',
)
@click.option(
    "--profile",
    default=profiles.DEFAULT,
    show_default=True,
    type=click.Choice(profiles.names()),
    help="Which ERP posts by them.",
)
@click.option(
    "--audit-trails",
    is_flag=True,
    help="What the letters in front of an audit trail code mean, where the ERP has such codes.",
)
def command(explain: str | None, profile: str, audit_trails: bool) -> None:
    """Print the posting rules, or where one kind of entry goes.

    Each rule takes the actual or the expected cost of a value entry to an account, and its negative to the balancing
    account. A capacity entry has no item ledger entry type: call it "Capacity / Direct Cost". In Dynamics GP a rule
    goes by the transaction type alone: --profile dynamics-gp --explain Sale.
    """
    erp = profiles.load(profile)
    if audit_trails:
        _print_audit_trails(erp, explain)
        return
    rules = load_rules(erp.rules)
    if explain is None:
        _print_table(rules, erp.words["value_entry"])
        return
    wanted = [normal(part) for part in explain.split("/")]
    found = [rule for rule in rules if [normal(part) for part in rule.key.split(" / ")][: len(wanted)] == wanted]
    if not found:
        kinds = dict.fromkeys(rule.key for rule in rules if normal(rule.key.split(" / ")[0]) == wanted[0])
        known = kinds or dict.fromkeys(rule.key.split(" / ")[0] for rule in rules)
        raise click.UsageError(f'No rule posts "{explain}": the ERP does not allow it. Known: {"; ".join(known)}.')
    for rule in found:
        _explain(rule)


def _print_audit_trails(erp: profiles.Profile, explain: str | None) -> None:
    from invrecon.reports.audit_trails import audit_trail_listing
    from invrecon.reports.listing import render

    if explain is not None:
        raise click.UsageError("--audit-trails lists all codes: it takes no --explain.")
    if not erp.audit_trails:
        with_codes = [name for name in profiles.names() if profiles.load(name).audit_trails]
        raise click.UsageError(f"{erp.title} has no audit trail codes; add --profile {' or '.join(with_codes)}.")
    click.echo(render(audit_trail_listing(erp), "table"), nl=False)


def _print_table(rules: tuple[PostingRule, ...], entry: str) -> None:
    rows = [
        (rule.rule, rule.key, rule.basis, rule.account, rule.balancing_account, CONDITIONS.get(rule.condition, ""))
        for rule in rules
    ]
    header = ("Rule", f"{entry[0].upper()}{entry[1:]}", "Cost", "Account", "Balancing account", "Only if")
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
    for row in (header, *rows):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _explain(rule: PostingRule) -> None:
    click.echo(f"{rule.rule}  {rule.key}, {rule.basis} cost")
    click.echo(f"    account            {rule.account}: + cost amount ({rule.basis})")
    click.echo(f"    balancing account  {rule.balancing_account}: - cost amount ({rule.basis})")
    if rule.condition:
        click.echo(f"    only if {CONDITIONS[rule.condition]}")
