"""The books of visitors and of vehicles and goods as they are printed, ready in Vietnamese."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visitor's line; times in ms UTC, `left_at` None while inside."""

    at: int
    name: str
    document: str
    unit: str
    host: str
    purpose: str
    vehicle: str
    left_at: int | None
    card: str


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """A vehicle or goods that passed the gate, in or out; `at` in ms UTC."""

    at: int
    plate: str
    vehicle: str
    driver: str
    goods: str
    slip: str
    inward: bool
    keeper: str


@dataclass(frozen=True, slots=True)
class GateBook:
    """Who and what passed the gate from `start` until before `end` (ms UTC)."""

    superior: str
    facility: str
    start: int
    end: int
    visits: tuple[VisitLine, ...]
    goods: tuple[GoodsLine, ...]
    anchor: str
