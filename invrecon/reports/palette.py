"""The colours of every report that has any: one palette, named for what it says.

Colour never says anything alone: a sign, a word or a place says the same. Each pair of text and ground has a contrast
of at least 4.5 to 1, and difference, agreement and doubt stay apart for readers who do not see red and green.
"""

from __future__ import annotations

INK = "#1B2733"
"""Text."""

QUIET = "#5A6875"
"""Text that explains."""

LINK = "#0B5394"
"""What leads somewhere."""

PAPER = "#FFFFFF"

HEADING = "#1F3A5F"
"""The ground of table headers, under white text, and the titles."""

BAND = "#EEF2F6"
"""The ground of totals and group lines."""

RULE = "#C3CCD6"
"""Lines between rows."""

DIFFERENCE = "#B3261E"
"""Negative amounts, and differences that should be zero."""

DIFFERENCE_GROUND = "#FBE9E7"
AGREEMENT = "#1B6B3A"
AGREEMENT_GROUND = "#E6F3EA"
DOUBT = "#8A5300"
DOUBT_GROUND = "#FFF3DC"

BALANCE = "#3D5A80"
"""Bars of the two balances at either end of a bridge."""

ADDED = "#2A7F9E"
"""Bars that add to the inventory ledger's balance."""

DEDUCTED = "#C8553D"
"""Bars that deduct from it."""

CURVES = ("#1F5FA8", "#C8553D", "#4C8C2B", "#8A4FBF", "#B8860B", "#00798C", "#A23B72", "#5A6875")
"""Lines of a chart, each also told by its name."""

DARK = {
    "INK": "#E4EAF0",
    "QUIET": "#A7B4C1",
    "LINK": "#8EC5FA",
    "PAPER": "#11181F",
    "HEADING": "#BFD7F2",
    "BAND": "#1B252F",
    "RULE": "#3A4857",
    "DIFFERENCE": "#FF9D92",
    "DIFFERENCE_GROUND": "#3A1D1B",
    "AGREEMENT": "#86D9A5",
    "AGREEMENT_GROUND": "#15301F",
    "DOUBT": "#F2C16B",
    "DOUBT_GROUND": "#33280F",
    "BALANCE": "#8FA9CC",
    "ADDED": "#5FB8D6",
    "DEDUCTED": "#F08A72",
}
"""What takes the place of each colour on a screen that is set to dark; there HEADING is text, never a ground."""

DARK_CURVES = ("#6FAEF0", "#F08A72", "#8CCB66", "#C59BEA", "#E3B84A", "#4FC3D6", "#E58BB9", "#A7B4C1")
"""What takes the place of each of `CURVES` there."""
