"""Reads what is to be walked from the tables: checkpoints, routes, schedules."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from guardapp.base.db import read, read_one
from guardapp.patrol.model import Checkpoint, Point, Route, Schedule


def checkpoints(conn: sqlite3.Connection, *, everything: bool = False) -> list[Checkpoint]:
    """Return checkpoints by code; those taken out of use only with `everything`."""
    return read(
        conn,
        Checkpoint,
        "SELECT * FROM checkpoint WHERE active OR ? ORDER BY length(code), code, id",
        [everything],
    )


def checkpoint(conn: sqlite3.Connection, identity: int) -> Checkpoint | None:
    """Return one checkpoint, also one taken out of use."""
    return read_one(conn, Checkpoint, "SELECT * FROM checkpoint WHERE id = ?", [identity])


def checkpoint_by_code(conn: sqlite3.Connection, code: str) -> Checkpoint | None:
    """Return the checkpoint with a printed code."""
    return read_one(conn, Checkpoint, "SELECT * FROM checkpoint WHERE code = ?", [code])


def checkpoint_codes(conn: sqlite3.Connection) -> set[str]:
    """Return all codes ever given to checkpoints."""
    return {row["code"] for row in conn.execute("SELECT code FROM checkpoint")}


def routes(conn: sqlite3.Connection, *, everything: bool = False) -> list[Route]:
    """Return the routes as they are today, by name; those out of use only with `everything`."""
    found = _routes(conn, "route.version = one.id AND (route.active OR ?)", [everything])
    return sorted(found, key=lambda one: (one.name, one.id))


def route(conn: sqlite3.Connection, identity: int) -> Route | None:
    """Return a route as it is today."""
    found = _routes(conn, "route.version = one.id AND route.id = ?", [identity])
    return found[0] if found else None


def _routes(conn: sqlite3.Connection, where: str, params: Sequence[Any]) -> list[Route]:
    points: dict[int, list[Point]] = {}
    joined = "route_version AS one JOIN route ON route.id = one.route"
    for row in conn.execute(
        f"SELECT point.* FROM {joined} JOIN route_point AS point ON point.version = one.id"
        f" WHERE {where} ORDER BY point.version, point.position",
        params,
    ):
        before = points.setdefault(row["version"], [])
        offset = (before[-1].offset_min if before else 0) + row["walk_min"]
        before.append(
            Point(
                row["position"],
                row["checkpoint"],
                row["code"],
                row["name"],
                row["place"],
                row["instruction"],
                bool(row["optional"]),
                row["walk_min"],
                row["not_before_min"],
                offset,
            )
        )
    return [
        Route(
            row["route"],
            row["id"],
            row["name"],
            row["instruction"],
            bool(row["ordered"]),
            bool(row["active"]),
            tuple(points.get(row["id"], ())),
        )
        for row in conn.execute(f"SELECT one.*, route.active FROM {joined} WHERE {where}", params)
    ]


def schedules(conn: sqlite3.Connection, start_ms: int, end_ms: int) -> list[Schedule]:
    """Return the schedules that hold anywhere from `start_ms` to before `end_ms`."""
    return read(
        conn,
        Schedule,
        "SELECT * FROM round_schedule WHERE from_ms < ? AND (until_ms IS NULL OR until_ms > ?)"
        " ORDER BY id",
        [end_ms, start_ms],
    )


def schedules_now(conn: sqlite3.Connection, now_ms: int) -> list[Schedule]:
    """Return the schedules that hold now or will later."""
    return read(
        conn,
        Schedule,
        "SELECT * FROM round_schedule WHERE until_ms IS NULL OR until_ms > ? ORDER BY id",
        [now_ms],
    )


def schedule(conn: sqlite3.Connection, identity: int) -> Schedule | None:
    """Return one schedule."""
    return read_one(conn, Schedule, "SELECT * FROM round_schedule WHERE id = ?", [identity])


def route_versions(conn: sqlite3.Connection, versions: Iterable[int]) -> dict[int, Route]:
    """Return versions of routes by their identity."""
    wanted = sorted(versions)
    marks = ",".join("?" * len(wanted))
    return {one.version: one for one in _routes(conn, f"one.id IN ({marks})", wanted)}
