"""Opens the program's SQLite files: pragmas, migrations, refusal of newer or damaged files."""

import dataclasses
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from guardapp.base.entry import Entry
from guardapp.base.errors import UserError
from guardapp.base.words import _

Applier = Callable[[sqlite3.Connection, Entry], None]
Row = TypeVar("Row")

BUSY_SECONDS: Final = 5.0


@dataclass(frozen=True)
class Feature:
    """What a feature brings to the file: its tables and how each kind of entry is read into them.

    `tables` are the tables that replay must give again, row by row; search indexes stay out.
    """

    name: str
    migrations: Migrations
    apply: Mapping[str, Applier]
    tables: tuple[str, ...]


class NewerFile(UserError):
    """The file was written by a newer program."""

    def __init__(self, path: Path, unknown: str) -> None:
        super().__init__(f"{path}: {unknown}")
        self.path = path

    def words(self) -> str:
        """Say that a newer program is needed."""
        return _(
            "Dữ liệu «{path}» do phiên bản mới hơn của chương trình ghi. "
            "Hãy cài phiên bản mới rồi mở lại. Dữ liệu không bị thay đổi."
        ).format(path=self.path)


class DamagedFile(UserError):
    """The file is not a whole database."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def words(self) -> str:
        """Say that the file is damaged and what helps."""
        return _(
            "Tệp dữ liệu «{path}» bị hỏng ({reason}). "
            "Hãy khôi phục bản sao lưu gần nhất; tệp hỏng được giữ lại."
        ).format(path=self.path, reason=self.reason)


class CannotStore(UserError):
    """The disk or folder refuses: full, read-only, locked or gone."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def words(self) -> str:
        """Say what the disk refused and that nothing was half saved."""
        return _(
            "Không ghi được vào «{path}» ({reason}). Hãy kiểm tra ổ đĩa còn chỗ trống và "
            "quyền ghi. Chưa có gì bị ghi dở; nội dung vừa nhập vẫn còn trên màn hình."
        ).format(path=self.path, reason=self.reason)


def told(error: sqlite3.Error, path: Path) -> UserError | None:
    """Return the user's own trouble behind a database error, or None when it is our fault."""
    words = str(error)
    if isinstance(error, sqlite3.DatabaseError) and (
        "malformed" in words or "not a database" in words or "corrupt" in words
    ):
        return DamagedFile(path, words)
    if "Could not decode" in words:  # goes on with the text itself, which may be personal
        return DamagedFile(path, "UTF-8")
    signs = ("full", "readonly", "read-only", "unable to open", "locked", "disk I/O")
    if isinstance(error, sqlite3.OperationalError) and any(sign in words for sign in signs):
        return CannotStore(path, words)
    return None


def connect(path: Path | None, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a database file with the program's pragmas; None opens one in memory.

    Raises DamagedFile or CannotStore.
    """
    name = path or Path(":memory:")
    try:
        if path is None:
            conn = sqlite3.connect(":memory:", isolation_level=None)
        elif read_only:
            conn = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro",
                uri=True,
                isolation_level=None,
                timeout=BUSY_SECONDS,
            )
        else:
            conn = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
        conn.row_factory = sqlite3.Row
        for pragma in ("foreign_keys=ON", "recursive_triggers=ON", "trusted_schema=OFF"):
            conn.execute(f"PRAGMA {pragma}")
        if path is not None and not read_only:
            conn.execute("PRAGMA journal_mode=WAL")
            conn.execute("PRAGMA synchronous=FULL")
            conn.execute("PRAGMA secure_delete=ON")
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise told(error, name) or error from error
    return conn


@contextmanager
def snapshot(conn: sqlite3.Connection) -> Iterator[None]:
    """Hold one state of the file for all reads meanwhile, whatever another program writes."""
    if conn.in_transaction:
        yield
        return
    conn.execute("BEGIN")
    try:
        yield
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")  # nothing was written, and a damaged file refuses COMMIT


def quick_check(conn: sqlite3.Connection, path: Path) -> None:
    """Raise DamagedFile when SQLite's quick check finds damage."""
    try:
        answer = conn.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise DamagedFile(path, str(error)) from error
    if answer != "ok":
        raise DamagedFile(path, str(answer))


def refuse_newer(conn: sqlite3.Connection, sets: Iterable[Migrations], path: Path) -> None:
    """Raise NewerFile when the file knows a migration that this program does not."""
    with closing(sqlite3.connect(":memory:")) as blank:
        empty = Database(blank, execute_plugins=False)
        known = {(one.name, step.name) for one in sets for step in one.pending(empty)}
    has_table = conn.execute(
        "SELECT 1 FROM sqlite_master WHERE name = ?", [Migrations.migrations_table]
    ).fetchone()
    if not has_table:
        return
    for row in conn.execute("SELECT migration_set, name FROM _sqlite_migrations"):
        if (row["migration_set"], row["name"]) not in known:
            raise NewerFile(path, f"{row['migration_set']}.{row['name']}")


def pending(conn: sqlite3.Connection, sets: Iterable[Migrations]) -> list[str]:
    """Return the names of the migration sets that have steps to run."""
    database = Database(conn, execute_plugins=False)
    return [one.name for one in sets if one.pending(database)]


def migrate(
    conn: sqlite3.Connection,
    sets: Iterable[Migrations],
    afterwards: Callable[[], None] | None = None,
) -> None:
    """Run all pending steps of `sets`, in order, and `afterwards`, in one transaction."""
    database = Database(conn, execute_plugins=False)
    conn.execute("BEGIN IMMEDIATE")
    try:
        for one in sets:
            one.apply(database)
        if afterwards is not None:
            afterwards()
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def read(
    conn: sqlite3.Connection, kind: type[Row], sql: str, params: Sequence[Any] | dict[str, Any] = ()
) -> list[Row]:
    """Return the rows of a query as dataclasses, column by name.

    A class with a classmethod `from_row(row)` builds itself; others get each column as it is.
    """
    from_row = getattr(kind, "from_row", None)
    rows = conn.execute(sql, params)
    if from_row is not None:
        return [from_row(row) for row in rows]
    names = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]
    return [kind(*(row[name] for name in names)) for row in rows]


def read_one(
    conn: sqlite3.Connection, kind: type[Row], sql: str, params: Sequence[Any] | dict[str, Any] = ()
) -> Row | None:
    """Return the first row of a query as a dataclass, or None."""
    found = read(conn, kind, sql, params)
    return found[0] if found else None


def copy(conn: sqlite3.Connection, path: Path) -> None:
    """Write a whole copy of an open database to a new file, while others may go on reading.

    Raises CannotStore.
    """
    try:
        target = sqlite3.connect(path)
        try:
            conn.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        finally:
            target.close()
    except sqlite3.Error as error:
        raise told(error, path) or error from error


def differences(
    ours: sqlite3.Connection, theirs: sqlite3.Connection, tables: Iterable[str]
) -> list[str]:
    """Return where the tables of two files differ, as `table: key`, at most one a table."""
    found = []
    for table in tables:
        columns = [row["name"] for row in ours.execute(f'PRAGMA table_info("{table}")')]
        listed = ", ".join(f'"{column}"' for column in columns)
        sql = f'SELECT {listed} FROM "{table}" ORDER BY {listed}'
        for left, right in _side_by_side(ours.execute(sql), theirs.execute(sql)):
            if left != right:
                row = left or right or ()
                found.append(f"{table}: {row[0]}")
                break
    return found


def _side_by_side(
    left: sqlite3.Cursor, right: sqlite3.Cursor
) -> Iterable[tuple[tuple[Any, ...] | None, tuple[Any, ...] | None]]:
    while True:
        one, other = left.fetchone(), right.fetchone()
        if one is None and other is None:
            return
        yield (None if one is None else tuple(one), None if other is None else tuple(other))
