"""Cents between a journal and its documents (facts/dynamics-gp.md 4.2: G23)."""

from dataclasses import replace

from invrecon.causes import rounding

CAUSE = replace(
    rounding.CAUSE,
    meaning="""
    The journal entry differs from the extended costs of its documents by no more than a cent for each, and five cents
    in all: an extended cost was typed, landed cost was spread, or a summary was rounded.
    """,
    correction="""
    Write the cents off to the account that your company uses for rounding, once a year. Look for the reason if the
    item grows from month to month.
    """,
)
