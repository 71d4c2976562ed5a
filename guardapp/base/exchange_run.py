"""One file on its way in: mapped as the last one like it, checked whole, and taken or left."""

import hashlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from guardapp.base import exchange
from guardapp.base.access import Right, Session, require
from guardapp.base.db import CannotStore
from guardapp.base.exchange import (
    ColumnMap,
    Duplicate,
    ImportKind,
    MappedRow,
    Options,
    RowProblem,
    WholeImport,
)
from guardapp.base.exchange_list import DUPLICATES, coded_first, left_out
from guardapp.base.journal import Journal
from guardapp.base.local import Local
from guardapp.base.spreadsheet import Spreadsheet
from guardapp.base.spreadsheet_dates import Order

TOGETHER: Final = 20
BAD_SUFFIX: Final = ".loi.csv"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """A file as it shall be taken."""

    kind: ImportKind
    sheet: Spreadsheet
    mapping: ColumnMap
    options: Options


@dataclass(frozen=True, slots=True)
class Findings:
    """What a whole file would do: `taken` are the rows that are good and not left out.

    Where the file is taken `whole` or not at all, any problem leaves nothing to be taken.
    """

    total: int
    taken: tuple[MappedRow, ...]
    left: frozenset[int]
    problems: tuple[RowProblem, ...]
    remarks: tuple[RowProblem, ...]
    duplicates: tuple[Duplicate, ...]
    whole: bool = False

    @property
    def bad(self) -> int:
        """Return how many rows cannot be taken."""
        rows = {one.row for one in self.problems}
        return self.total if 0 in rows else len(rows)


def default_options(kind: ImportKind) -> dict[str, str]:
    """Return each option's first choice."""
    return {one.key: one.choices[0][0] for one in kind.options}


def begun(conn: sqlite3.Connection, kind: ImportKind, sheet: Spreadsheet) -> Plan:
    """Return a plan with columns and values mapped by their names; raises BadSpreadsheet."""
    sheet = exchange.reshaped(conn, kind, sheet)
    mapping = exchange.with_values(conn, sheet, exchange.suggested(sheet, kind), kind)
    return Plan(kind, sheet, mapping, default_options(kind))


def find(conn: sqlite3.Connection, plan: Plan) -> Findings:
    """Check the whole file."""
    kind, sheet, options = plan.kind, plan.sheet, plan.options
    problems = exchange.found_problems(conn, sheet, plan.mapping, kind, options)
    whole = any(one.row == 0 for one in problems)
    rows = [] if whole else exchange.mapped(sheet, plan.mapping, kind)
    duplicates = kind.duplicates(conn, rows, options)
    good = exchange.good(rows, problems)
    left = left_out(duplicates, options) & {row.number for row in good}
    whole_file = isinstance(kind, WholeImport)
    kept_out = whole_file and bool(problems)
    taken = tuple(row for row in good if row.number not in left and not kept_out)
    remarks = kind.remarks(conn, taken, options)
    return Findings(
        len(sheet.rows),
        taken,
        frozenset(left),
        tuple(problems),
        tuple(remarks),
        tuple(duplicates),
        whole_file,
    )


def take(
    journal: Journal,
    session: Session,
    plan: Plan,
    rows: Sequence[MappedRow],
    progress: Progress | None = None,
) -> int:
    """Take the rows that `find` found good, all or none, and return how many were written.

    `progress(done, total)` is called along the way; what it raises undoes all. Raises Invalid,
    Refused.
    """
    require(session, Right.IMPORT)
    ordered = coded_first(rows)
    options = {**plan.options, DUPLICATES.key: "all"}
    together = len(ordered) if isinstance(plan.kind, WholeImport) else TOGETHER
    made = 0
    with journal.transaction():
        for start in range(0, len(ordered), together or 1):
            if progress is not None:
                progress(start, len(ordered))
            made += plan.kind.run(journal, session, ordered[start : start + together], options)
    return made


def save_bad(path: Path, plan: Plan, findings: Findings) -> int:
    """Write the bad rows with their reasons to a CSV; return how many; raises CannotStore."""
    try:
        return exchange.write_bad(path, plan.sheet, findings.problems)
    except OSError as error:
        raise CannotStore(path, error.strerror or type(error).__name__) from error


def _memory(kind: ImportKind, sheet: Spreadsheet) -> str:
    digest = hashlib.sha256("\x1f".join(sheet.header).encode()).hexdigest()
    return f"import.{kind.name}.{digest[:16]}"


def remember(local: Local, plan: Plan, now_ms: int) -> None:
    """Keep how a file with this header was taken, for the next one like it."""
    order = plan.mapping.order
    local.set(
        _memory(plan.kind, plan.sheet),
        {
            "at": now_ms,
            "columns": {key: list(titles) for key, titles in plan.mapping.columns.items()},
            "values": {key: dict(known) for key, known in plan.mapping.values.items()},
            "order": order.value if order else None,
            "options": dict(plan.options),
        },
    )


def recalled(
    local: Local, conn: sqlite3.Connection, kind: ImportKind, sheet: Spreadsheet
) -> tuple[Plan, int] | None:
    """Return the plan by which a file with this header was taken, and when (ms UTC), or None.

    Raises BadSpreadsheet.
    """
    sheet = exchange.reshaped(conn, kind, sheet)
    kept: dict[str, Any] | None = local.get(_memory(kind, sheet))
    if kept is None:
        return None
    keys = {one.key for one in kind.fields}
    columns = {key: tuple(titles) for key, titles in kept["columns"].items() if key in keys}
    values = {key: _known(conn, kind, key, of) for key, of in kept["values"].items() if key in keys}
    order = Order(kept["order"]) if kept["order"] else None
    mapping = exchange.with_values(conn, sheet, ColumnMap(columns, values, order), kind)
    options = default_options(kind)
    options |= {key: value for key, value in kept["options"].items() if key in options}
    return Plan(kind, sheet, mapping, options), int(kept["at"])


def _known(
    conn: sqlite3.Connection, kind: ImportKind, key: str, values: Mapping[str, str]
) -> dict[str, str]:
    codes = {"", *(code for code, _words in kind.choices(conn, key))}
    return {theirs: code for theirs, code in values.items() if code in codes}
