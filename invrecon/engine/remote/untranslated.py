"""What the statements of this package never ask of another engine, and its translation has no words for."""

from __future__ import annotations


class UntranslatedError(Exception):
    """A statement or type that is not translated: a mistake in invrecon, never in the input."""
