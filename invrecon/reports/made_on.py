"""When a report says that it was made: SOURCE_DATE_EPOCH where set, so that the same inputs give the same bytes."""

from __future__ import annotations

import datetime as dt
import os


def made_on() -> dt.datetime:
    """The time in UTC, to the second; now, where SOURCE_DATE_EPOCH is not set or is no time."""
    try:
        made = dt.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), dt.UTC)
    except (KeyError, ValueError, OverflowError, OSError):  # not set, no number, or beyond any calendar
        made = dt.datetime.now(dt.UTC)
    return made.replace(tzinfo=None, microsecond=0)
