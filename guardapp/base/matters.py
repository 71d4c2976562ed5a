"""What is still open: offered by each feature, asked by handover and today."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How pressing an open matter is."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Matter:
    """Something open: `kind` and `thing` name it (such as "fire.defect" and its identity).

    `since` and `due` are milliseconds UTC; `title` and `place` are words to show.
    """

    kind: str
    thing: int
    title: str
    since: int
    due: int | None
    severity: Severity
    place: str = ""


MatterSource = Callable[[sqlite3.Connection, int], list[Matter]]

_ORDER = {Severity.CRITICAL: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Matters:
    """All features' open matters, wired once."""

    def __init__(self, sources: Sequence[MatterSource]) -> None:
        self._sources = tuple(sources)

    def open(self, conn: sqlite3.Connection, now_ms: int) -> list[Matter]:
        """Return everything open, the most pressing first, then the longest open."""
        found = [matter for source in self._sources for matter in source(conn, now_ms)]
        return sorted(found, key=lambda one: (_ORDER[one.severity], one.since, one.thing))
