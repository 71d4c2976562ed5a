"""Compares one durable scan, verb to committed, with hand-written sqlite3 of the same rows.

Run by hand: python -m tests.benchmarks.durable_scan [SCANS] [FOLDER]
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from guardapp.base import db, identity, journal
from guardapp.base.clock import SystemClock
from guardapp.base.folder import Folder, open_folder
from guardapp.base.settings import seed_parameters
from guardapp.base.store import FEATURE as BASE
from guardapp.base.store import JOURNAL_FEATURE
from guardapp.patrol import actions, actions_routes, store, store_routes
from guardapp.patrol.model import CheckpointDetails, PointDetails, RouteDetails
from guardapp.patrol.tables import TABLES_SQL
from guardapp.people.store import FEATURE as PEOPLE
from tests.patrol.hospital import WALKER
from tests.support import CHIEF

AIM: Final = 2.0
SCANS: Final = 1_000
WARM_UP: Final = 50
_POINTS: Final = 12
_JOURNAL_ROW: Final = "INSERT INTO journal VALUES (?,?,?,?,?,?,?,?,?,?,?)"
_SCAN_ROW: Final = "INSERT INTO scan VALUES (?,?,?,?,?,?)"


def by_the_program(folder: Folder) -> Callable[[int], None]:
    """Return what takes one scan by the program's own verb."""
    record = folder.journal
    details = [CheckpointDetails(f"Điểm {number}", "Nhà A") for number in range(_POINTS)]
    points = [actions_routes.add_checkpoint(record, CHIEF, one) for one in details]
    route = actions_routes.add_route(
        record, CHIEF, RouteDetails("Tuyến đêm", tuple(PointDetails(one) for one in points))
    )
    codes = [one.code for one in store_routes.checkpoints(record.tables)]
    started = actions.start_round(record, WALKER, route)

    def one_scan(number: int) -> None:
        actions.scan(record, WALKER, started, codes[number % _POINTS])

    return one_scan


def by_hand(path: Path) -> Callable[[int], None]:
    """Return what inserts the same two rows, with the same indexes and pragmas, and commits."""
    conn = db.connect(path)
    scan_sql = [sql for sql in TABLES_SQL if " scan " in sql]
    for sql in (journal.TABLE_SQL, "CREATE INDEX by_stamp ON journal (stamp, id)", *scan_sql):
        conn.execute(sql)
    conn.commit()
    digest = bytes(32)

    def one_scan(number: int) -> None:
        entry, now = identity.make(1, number + 1), time.time_ns() // 1_000_000
        body = '{"checkpoint":1099511627777,"method":"scan","round":1099511627800}'
        columns = (entry, 1, number + 1, now << 16, now, now, 5, "patrol.scanned", 1, body, digest)
        conn.execute("BEGIN IMMEDIATE")
        conn.execute(_JOURNAL_ROW, columns)
        conn.execute(_SCAN_ROW, (entry, 1099511627800, 1099511627777, now, now, "scan"))
        conn.execute("COMMIT")

    return one_scan


def timed(work: Callable[[int], None], number: int) -> float:
    """Return the milliseconds of one call."""
    before = time.perf_counter()
    work(number)
    return (time.perf_counter() - before) * 1000


def main(scans: int, place: Path | None) -> int:
    """Measure both, one after the other in turn; return 1 where the aim is missed."""
    with tempfile.TemporaryDirectory(dir=place) as made:
        folder = open_folder(
            Path(made) / "data", (JOURNAL_FEATURE, BASE, PEOPLE, store.FEATURE), SystemClock()
        )
        seed_parameters(folder.journal)
        both = {"guardapp": by_the_program(folder), "sqlite3": by_hand(Path(made) / "hand.db")}
        times: dict[str, list[float]] = {name: [] for name in both}
        for number in range(WARM_UP + scans):
            for name, work in both.items():
                took = timed(work, number)
                if number >= WARM_UP:
                    times[name].append(took)
        folder.close()
    figures = {
        name: (statistics.median(those), statistics.quantiles(those, n=100)[98])
        for name, those in times.items()
    }
    print(f"{scans} scans, SQLite {sqlite3.sqlite_version}")
    for name, (median, slow) in figures.items():
        print(f"{name:10} median {median:7.3f} ms   p99 {slow:7.3f} ms")
    ratios = [ours / theirs for ours, theirs in zip(*figures.values(), strict=True)]
    print(f"{'ratio':10} median {ratios[0]:7.2f}      p99 {ratios[1]:7.2f}      aim ≤ {AIM}")
    return 0 if ratios[0] <= AIM else 1


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(
        main(
            int(arguments[0]) if arguments else SCANS,
            Path(arguments[1]) if len(arguments) > 1 else None,
        )
    )
