"""Reads the public rostering instances of Curtois and Qu (schedulingbenchmarks.org)."""

from dataclasses import dataclass, field
from pathlib import Path

from guardapp.roster.planner.problem import Cover, Kind, Person, Problem

_WEEK = 7
_SATURDAY = 5


@dataclass
class Instance:
    """An instance as a problem, with the names that its file gives to employees and shifts."""

    problem: Problem
    employees: list[str] = field(default_factory=list)
    shifts: list[str] = field(default_factory=list)


def read(path: Path) -> Instance:
    """Read an instance file; raise ValueError or KeyError on one of another shape."""
    parts = _sections(path.read_text(encoding="utf-8-sig"))
    days = int(parts["HORIZON"][0][0])
    shifts = [row[0] for row in parts["SHIFTS"]]
    number = {shift: place for place, shift in enumerate(shifts)}
    kinds = tuple(
        Kind(int(row[1]), (frozenset(number[s] for s in _split(row[2:])),))
        for row in parts["SHIFTS"]
    )
    persons = {row[0]: _person(row, number) for row in parts["STAFF"]}
    for employee, *off in parts.get("DAYS_OFF", []):
        persons[employee]["free"] = frozenset(int(day) for day in off if day)
    for employee, day, shift, weight in parts.get("SHIFT_ON_REQUESTS", []):
        persons[employee]["off_costs"].append((int(day), frozenset({number[shift]}), int(weight)))
    for employee, day, shift, weight in parts.get("SHIFT_OFF_REQUESTS", []):
        costs, place = persons[employee]["costs"], (int(day), number[shift])
        costs[place] = costs.get(place, 0) + int(weight)
    cover = {
        (int(day), number[shift]): Cover(int(day), number[shift], 0, *map(int, numbers))
        for day, shift, *numbers in parts.get("COVER", [])
    }
    for place in ((day, kind) for day in range(days) for kind in range(len(shifts))):
        cover.setdefault(place, Cover(*place, group=0, wanted=0, under=0, over=0))
    return Instance(
        Problem(
            days,
            kinds,
            tuple(
                Person(**{**facts, "off_costs": tuple(facts["off_costs"])})
                for facts in persons.values()
            ),
            tuple(cover.values()),
            weekends=tuple(
                tuple(day for day in (first, first + 1) if day < days)
                for first in range(_SATURDAY, days, _WEEK)
            ),
        ),
        list(persons),
        shifts,
    )


def _sections(text: str) -> dict[str, list[list[str]]]:
    parts: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("SECTION_"):
            rows = parts.setdefault(line.removeprefix("SECTION_"), [])
        elif line and not line.startswith("#"):
            rows.append([cell.strip() for cell in line.split(",")])
    return parts


def _split(cells: list[str]) -> list[str]:
    return [part.strip() for cell in cells for part in cell.split("|") if part.strip()]


def _person(row: list[str], number: dict[str, int]) -> dict:
    _, most, max_minutes, min_minutes, max_run, min_run, min_off, max_weekends = row
    limits = dict(part.split("=") for part in _split([most]))
    return {
        "most": tuple(int(limits.get(shift, 0)) for shift in number),
        "max_minutes": int(max_minutes),
        "min_minutes": int(min_minutes),
        "max_run": int(max_run),
        "min_run": int(min_run),
        "min_off": int(min_off),
        "max_weekends": int(max_weekends),
        "off_costs": [],
        "costs": {},
    }
