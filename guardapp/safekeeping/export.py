"""Writes everything out as CSV and JSON with a description, readable without this program."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from guardapp.base import db, replay, settings
from guardapp.base.access import Right, Session, require
from guardapp.base.entry import Entry
from guardapp.base.journal import Journal
from guardapp.base.spreadsheet import harmless
from guardapp.base.words import _, datetime_text
from guardapp.safekeeping.model import NotEmpty

ENTRIES: Final = "nhat-ky.jsonl"
DESCRIPTION: Final = "MO-TA.txt"


def export(journal: Journal, session: Session, target: Path) -> int:
    """Write all tables and the journal into an empty folder and return the number of tables.

    Each table comes as CSV (UTF-8 with a mark, for spreadsheets; a cell that a spreadsheet would
    run as a formula is neutralised) and as JSON (exact). Raises access.Refused, NotEmpty,
    db.CannotStore.
    """
    require(session, Right.EXPORT)
    tables = [table for feature in journal.features for table in feature.tables]
    try:
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()):
            raise NotEmpty(target)
        with db.snapshot(journal.tables):
            _write(journal, tables, target)
    except OSError as error:
        raise db.CannotStore(target, error.strerror or type(error).__name__) from error
    return len(tables)


def _write(journal: Journal, tables: list[str], target: Path) -> None:
    """Write all files, or leave none behind."""
    try:
        for table in tables:
            _table(journal.tables, table, target)
        with (target / ENTRIES).open("w", encoding="utf-8") as file:
            for entry in replay.entries(journal.tables, journal.keys):
                file.write(json.dumps(_plain(entry), ensure_ascii=False, sort_keys=True) + "\n")
        (target / DESCRIPTION).write_text(_description(journal, tables), encoding="utf-8")
    except BaseException:
        for file_left in target.iterdir():
            file_left.unlink()
        raise


def _table(conn: sqlite3.Connection, table: str, target: Path) -> None:
    columns = [row["name"] for row in conn.execute(f'PRAGMA table_info("{table}")')]
    with (target / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in _rows(conn, table))
    with (target / f"{table}.json").open("w", encoding="utf-8") as file:
        rows = [dict(zip(columns, row, strict=True)) for row in _rows(conn, table)]
        json.dump(rows, file, ensure_ascii=False, indent=1, default=bytes.hex)


def _rows(conn: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    for row in conn.execute(f'SELECT * FROM "{table}" ORDER BY 1'):
        yield tuple(row)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.hex()
    return harmless(value) if isinstance(value, str) else str(value)


def _plain(entry: Entry) -> dict[str, Any]:
    return {
        "device": entry.device,
        "number": entry.number,
        "stamp": entry.stamp,
        "entered_at": entry.entered_at,
        "occurred_at": entry.occurred_at,
        "actor": entry.actor,
        "kind": entry.kind,
        "version": entry.version,
        "body": entry.body,
    }


def _description(journal: Journal, tables: list[str]) -> str:
    head = journal.tables.execute("SELECT count(*) FROM journal").fetchone()[0]
    lines = [
        settings.facility(journal.tables).name,
        _("Xuất lúc {when}, {count} mục nhật ký.").format(
            when=datetime_text(journal.clock.now_ms()), count=head
        ),
        "",
        _("Mỗi bảng có hai tệp: .csv (mở bằng bảng tính) và .json (đúng từng ký tự)."),
        _("Thời điểm là mili giây UTC từ 1970; tiền là đồng; 0 và 1 là không và có."),
        _("Tệp {file} là toàn bộ nhật ký, mỗi dòng một mục.").format(file=ENTRIES),
        _("Có dữ liệu cá nhân: hãy giữ kín và xóa khi không cần nữa."),
        "",
    ]
    for table in tables:
        columns = [row["name"] for row in journal.tables.execute(f'PRAGMA table_info("{table}")')]
        lines.append(f"{table}: {', '.join(columns)}")
    return "\n".join(lines) + "\n"
