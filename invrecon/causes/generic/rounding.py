"""Cents between a document and its movements."""

from dataclasses import replace

from invrecon.causes import rounding

CAUSE = replace(
    rounding.CAUSE,
    meaning="""
    The G/L line of a document differs from the values of its movements by no more than a cent for each, and five cents
    in all: unit costs were rounded before they were multiplied, or amounts before they were added up.
    """,
    correction="""
    Write the cents off to the account that your company uses for rounding, once a year. Look for the reason if the
    item grows from month to month.
    """,
)
