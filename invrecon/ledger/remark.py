"""What is to be said about the form of one file once all files are loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from invrecon.ledger.load import Ledger


@dataclass(frozen=True)
class FileRemark:
    """Words about the file of this name, as far as it fills this table."""

    table: str
    file: str
    text: str


def remarked(ledger: Ledger, remarks: Sequence[FileRemark]) -> Ledger:
    """The ledger, each remark with its input; of sheets that fill the same table, the first."""
    inputs = list(ledger.inputs)
    for remark in remarks:
        for number, file in enumerate(inputs):
            if file.file == remark.file and ledger.profile.roles[file.role].table == remark.table:
                inputs[number] = replace(file, remarks=(*file.remarks, remark.text))
                break
    return replace(ledger, inputs=tuple(inputs))
