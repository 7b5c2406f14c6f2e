"""What the data tell of a setting that nobody stated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Decision:
    """One key of the toml, in its table ("" at the top), the value that the data tell, and the reason in words."""

    table: str
    key: str
    value: dt.date | bool | str | list[str]
    reason: str
