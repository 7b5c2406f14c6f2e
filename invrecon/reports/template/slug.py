"""How account numbers, account types and causes are written within a name."""

from __future__ import annotations

import re
import unicodedata

_NO_PART_OF_A_NAME = re.compile(r"[\W_]+")


def slug(text: str) -> str:
    """The text in small letters and digits; whatever else stands between them is one underscore: 8400/000, 8400_000."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _NO_PART_OF_A_NAME.sub("_", plain).strip("_")
