"""Forty and more ways in which exports come to harm between the ERP and the reconciliation, in an accountant's words.

Every kind is a function of the exports as they are to be handed over and a random number generator; it harms them at
a random place and returns where, so that a message can be held to name that place.

    handed_over.py   sound exports of small books, still in memory: what the damages work on
    dress.py         another dress for the same figures: nothing is lost, so the totals must stay
    cells.py         one cell is wrong
    lines.py         rows and columns are missing, doubled or in disorder
    files.py         whole files are cut, spoiled, missing or not what their names say
    outcome.py       what comes of it
"""

from tests.damage import cells, dress, files, lines

DRESS = dress.KINDS
"""Nothing is lost or changed: the result must be the same."""

DOUBTFUL = dress.DOUBTFUL
"""Nothing is lost or changed either: the result must be the same, or there is none."""

HARM = (*cells.KINDS, *lines.KINDS, *files.KINDS)
"""Something may be lost or changed: nothing may come out reconciled with other totals."""

DAMAGES = (*DRESS, *DOUBTFUL, *HARM)

__all__ = ["DAMAGES", "DOUBTFUL", "DRESS", "HARM"]
