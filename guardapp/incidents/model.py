"""Incidents, with their persons, things, measures and the authorities told, as facts."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Self

from guardapp.base.access import Standing
from guardapp.base.words import N_


class State(Enum):
    """How far an incident's papers are."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    CLOSED = "closed"
    VOID = "void"


class When(Enum):
    """How well the time is known; UNKNOWN knows the day only, or not even that."""

    EXACT = "exact"
    RANGE = "range"
    ABOUT = "about"
    UNKNOWN = "unknown"


class Owner(Enum):
    """Whose property it is, as reports ask: state property, or whose of the citizens'."""

    STATE = "state"
    PATIENT = "patient"
    VISITOR = "visitor"
    STAFF = "staff"
    CONTRACTOR = "contractor"
    UNKNOWN = "unknown"


class PersonRole(Enum):
    """What a person has to do with the incident; nobody is called an offender."""

    VICTIM = "victim"
    WITNESS = "witness"
    CONCERNED = "concerned"
    REPORTER = "reporter"
    STAFF = "staff"


class Measure(Enum):
    """What guards do at once."""

    SCENE = "scene"
    LEADER = "leader"
    FIRST_AID = "first_aid"
    CALM = "calm"
    SEPARATE = "separate"
    CAMERA = "camera"
    PRESENT = "present"
    GATES = "gates"
    KEPT = "kept"
    HANDED = "handed"


class Authority(Enum):
    """Who outside the shift is told."""

    POLICE = "police"
    POLICE_113 = "113"
    FIRE_114 = "114"
    AMBULANCE_115 = "115"
    HOTLINE_111 = "111"
    DIRECTOR = "director"
    CHIEF = "chief"


class Note(Enum):
    """Further texts that the sheets ask for."""

    DAMAGE = "damage"
    TRACES = "traces"
    PASSERS = "passers"
    CAMERAS = "cameras"
    OPINION = "opinion"
    PROPOSAL = "proposal"


STATE_WORDS: Final = {
    State.DRAFT: N_("Nháp"),
    State.SUBMITTED: N_("Chờ duyệt"),
    State.RETURNED: N_("Bị trả lại"),
    State.APPROVED: N_("Đã duyệt"),
    State.CLOSED: N_("Đã đóng"),
    State.VOID: N_("Đã hủy"),
}
OWNER_WORDS: Final = {
    Owner.STATE: N_("Tài sản nhà nước, đơn vị"),
    Owner.PATIENT: N_("Người bệnh"),
    Owner.VISITOR: N_("Người nhà người bệnh"),
    Owner.STAFF: N_("Nhân viên"),
    Owner.CONTRACTOR: N_("Nhà thầu, đơn vị khác"),
    Owner.UNKNOWN: N_("Chưa rõ"),
}
ROLE_WORDS: Final = {
    PersonRole.VICTIM: N_("Người bị hại"),
    PersonRole.WITNESS: N_("Người làm chứng"),
    PersonRole.CONCERNED: N_("Người có liên quan"),
    PersonRole.REPORTER: N_("Người báo tin"),
    PersonRole.STAFF: N_("Nhân viên có mặt"),
}
MEASURE_WORDS: Final = {
    Measure.SCENE: N_("Bảo vệ hiện trường"),
    Measure.LEADER: N_("Báo trưởng ca"),
    Measure.FIRST_AID: N_("Sơ cứu, đưa đi cấp cứu"),
    Measure.CALM: N_("Giải thích, can ngăn"),
    Measure.SEPARATE: N_("Mời ra khỏi khu vực"),
    Measure.CAMERA: N_("Xem lại camera"),
    Measure.PRESENT: N_("Ghi tên người có mặt"),
    Measure.GATES: N_("Kiểm soát cổng, lối ra"),
    Measure.KEPT: N_("Giữ lại đồ vật liên quan"),
    Measure.HANDED: N_("Bàn giao người cho công an"),
}
AUTHORITY_WORDS: Final = {
    Authority.POLICE: N_("Công an xã, phường"),
    Authority.POLICE_113: N_("Cảnh sát 113"),
    Authority.FIRE_114: N_("Chữa cháy 114"),
    Authority.AMBULANCE_115: N_("Cấp cứu 115"),
    Authority.HOTLINE_111: N_("Tổng đài 111"),
    Authority.DIRECTOR: N_("Lãnh đạo trực"),
    Authority.CHIEF: N_("Đội trưởng bảo vệ"),
}
POLICE: Final = frozenset({Authority.POLICE, Authority.POLICE_113})
NOTE_WORDS: Final = {
    Note.DAMAGE: N_("Thiệt hại ban đầu"),
    Note.TRACES: N_("Dấu vết tại hiện trường"),
    Note.PASSERS: N_("Người ra vào trong khoảng thời gian đó"),
    Note.CAMERAS: N_("Camera liên quan (vị trí, mốc giờ)"),
    Note.OPINION: N_("Ý kiến của người có liên quan"),
    Note.PROPOSAL: N_("Đề xuất"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Property stolen, lost, damaged or found; `value` is the estimate in đồng for all of it."""

    name: str
    quantity: int = 1
    unit: str = ""
    description: str = ""
    serial: str = ""
    value: int | None = None
    owner: Owner = Owner.UNKNOWN
    recovered: bool = False

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Build from a row of incident_thing."""
        return cls(
            row["name"],
            row["quantity"],
            row["unit"],
            row["description"],
            row["serial"],
            row["value"],
            Owner(row["owner"]),
            bool(row["recovered"]),
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has to do with an incident, with only what is needed.

    `identity_number` is given freely or needed for the minutes; `subject` is the number of the
    person's key, 0 before the first save.
    """

    role: PersonRole
    name: str
    birth_year: str = ""
    identity_number: str = ""
    address: str = ""
    phone: str = ""
    unit: str = ""
    subject: int = 0

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Build from a row of incident_person."""
        return cls(
            PersonRole(row["role"]),
            row["name"],
            row["birth_year"],
            row["identity_number"],
            row["address"],
            row["phone"],
            row["unit"],
            row["subject"],
        )


@dataclass(frozen=True, slots=True)
class Notice:
    """An authority told: when (ms UTC), by whom, who took it, under which number of theirs.

    `id` is 0 for a notice written with the incident itself; `position` is then its place there.
    """

    authority: Authority
    at_ms: int
    told_by: str = ""
    officer: str = ""
    reference: str = ""
    answer: str = ""
    answered_ms: int | None = None
    id: int = 0

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Build from a row of incident_notice."""
        return cls(
            Authority(row["authority"]),
            row["at_ms"],
            row["told_by"],
            row["officer"],
            row["reference"],
            row["answer"],
            row["answered_ms"],
            row["id"],
        )


@dataclass(frozen=True, slots=True)
class Content:
    """What somebody writes about an incident; all times in milliseconds UTC.

    `from_ms` is the time, or the beginning of the span in which it happened; an unknown time keeps
    the day's beginning and end. `place` is in words, `post` a post's identity.
    """

    kind: str = ""
    place: str = ""
    when: When = When.EXACT
    from_ms: int | None = None
    to_ms: int | None = None
    what: str = ""
    post: int | None = None
    discovered_ms: int | None = None
    reported_ms: int | None = None
    things: tuple[Thing, ...] = ()
    persons: tuple[Person, ...] = ()
    measures: tuple[Measure, ...] = ()
    done: str = ""
    notices: tuple[Notice, ...] = ()
    notes: Mapping[Note, str] = field(default_factory=dict)

    @property
    def value(self) -> int:
        """Return the estimated value of all things, in đồng."""
        return sum(thing.value or 0 for thing in self.things)


@dataclass(frozen=True, slots=True)
class Number:
    """A public number with its parts: the letters of the PC, the year, the running number."""

    text: str
    letters: str
    year: int
    serial: int


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as lists show it."""

    id: int
    subject: int
    number: str
    source_number: str
    state: State
    kind: str
    place: str
    post: int | None
    when: When
    from_ms: int | None
    to_ms: int | None
    at_ms: int
    what: str
    value: int
    recovered: int
    standing: Standing
    written_by: int
    claimed: str
    entered_ms: int
    submitted_ms: int | None
    decided_ms: int
    reason: str
    imported: bool

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Build from a row of incident."""
        values = {name: row[name] for name in cls.__dataclass_fields__}
        values["state"] = State(values["state"])
        values["when"] = When(values["when"])
        values["standing"] = Standing(values["standing"])
        values["imported"] = bool(values["imported"])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Step:
    """One step in an incident's life: `act` is the last part of the entry's kind."""

    id: int
    incident: int
    act: str
    at_ms: int
    by: int
    standing: Standing
    text: str

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Build from a row of incident_step."""
        return cls(
            row["id"],
            row["incident"],
            row["act"],
            row["at_ms"],
            row["by"],
            Standing(row["standing"]),
            row["text"],
        )


STEP_WORDS: Final = {
    "drafted": N_("Bắt đầu ghi"),
    "rewritten": N_("Sửa bản ghi"),
    "submitted": N_("Gửi, lấy số"),
    "returned": N_("Bị trả lại"),
    "approved": N_("Đã duyệt"),
    "closed": N_("Đã đóng"),
    "voided": N_("Đã hủy"),
    "supplemented": N_("Bổ sung"),
    "told": N_("Đã báo cơ quan"),
    "answered": N_("Cơ quan trả lời"),
    "reclassified": N_("Đã đổi loại"),
    "recovered": N_("Thu hồi tài sản"),
    "imported": N_("Nhập từ tệp"),
}
