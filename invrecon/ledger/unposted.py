"""Journal entries that are not posted, among those that are: they count in no balance (facts/dynamics-gp.md G4)."""

from __future__ import annotations

from itertools import groupby

from invrecon.findings import counted
from invrecon.ledger.load import Ledger
from invrecon.ledger.remark import FileRemark

_WORK = "Work"


def set_unposted_aside(ledger: Ledger) -> list[FileRemark]:
    """Move lines whose status says that they are not posted to the unposted ones; a remark for each of their files."""
    if "status" not in ledger.profile.roles["gl_entries"].columns:
        return []
    engine = ledger.engine
    engine.run("INSERT INTO unposted_gl_entry SELECT * FROM gl_entry WHERE status = ?", [_WORK])
    lines = engine.rows("DELETE FROM gl_entry WHERE status = ? RETURNING source_file", [_WORK])
    files = sorted(file for (file,) in lines)
    return [
        FileRemark(
            "gl_entry",
            file,
            f"{counted(len(list(same)), 'line')} of status Work are not posted yet, and count in no balance.",
        )
        for file, same in groupby(files)
    ]
