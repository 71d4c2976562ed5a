"""Guards, certificates, leave and posts as facts."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, Self

from guardapp.base.words import N_

GUARD_PREFIX: Final = "1"
POST_PREFIX: Final = "4"


class Force(Enum):
    """Which force a guard belongs to."""

    OWN = "own"
    SELF_DEFENCE = "self_defence"
    CONTRACTED = "contracted"


class Regime(Enum):
    """Which law plans a guard's hours: labour-code shifts, or hospital duty with rest."""

    SHIFT = "shift"
    DUTY = "duty"


class Gender(Enum):
    """A guard's gender, needed for posts that ask for one."""

    MALE = "male"
    FEMALE = "female"


class Hours(Enum):
    """When a post is manned."""

    ALWAYS = "24h"
    OFFICE = "office"
    PEAK = "peak"


class CertificateKind(Enum):
    """What a certificate proves."""

    GUARDING = "guarding"
    FIRE = "fire"
    SUPPORT_TOOLS = "support_tools"
    FIRST_AID = "first_aid"


class LeaveKind(Enum):
    """Why somebody is away; no medical reason is stored."""

    ANNUAL = "annual"
    SICK = "sick"
    PERSONAL = "personal"
    TRAINING = "training"
    COMPENSATORY = "compensatory"
    UNAVAILABLE = "unavailable"


_GENDERS: Final = {one.value: one for one in Gender}
_LEAVE_KINDS: Final = {one.value: one for one in LeaveKind}
FORCE_WORDS: Final = {
    Force.OWN: N_("Bảo vệ cơ hữu"),
    Force.SELF_DEFENCE: N_("Tự vệ"),
    Force.CONTRACTED: N_("Bảo vệ thuê dịch vụ"),
}
REGIME_WORDS: Final = {
    Regime.SHIFT: N_("Làm theo ca"),
    Regime.DUTY: N_("Trực 24/24"),
}
GENDER_WORDS: Final = {Gender.MALE: N_("Nam"), Gender.FEMALE: N_("Nữ")}
HOURS_WORDS: Final = {
    Hours.ALWAYS: N_("24/24 giờ"),
    Hours.OFFICE: N_("Giờ hành chính"),
    Hours.PEAK: N_("Giờ cao điểm"),
}
CERTIFICATE_WORDS: Final = {
    CertificateKind.GUARDING: N_("Nghiệp vụ bảo vệ"),
    CertificateKind.FIRE: N_("Nghiệp vụ PCCC và CNCH"),
    CertificateKind.SUPPORT_TOOLS: N_("Sử dụng công cụ hỗ trợ"),
    CertificateKind.FIRST_AID: N_("Sơ cấp cứu"),
}
LEAVE_WORDS: Final = {
    LeaveKind.ANNUAL: N_("Nghỉ phép năm"),
    LeaveKind.SICK: N_("Nghỉ ốm"),
    LeaveKind.PERSONAL: N_("Nghỉ việc riêng"),
    LeaveKind.TRAINING: N_("Đi huấn luyện"),
    LeaveKind.COMPENSATORY: N_("Nghỉ bù"),
    LeaveKind.UNAVAILABLE: N_("Bận, không trực được"),
}


@dataclass(frozen=True, slots=True)
class GuardDetails:
    """What is typed about a guard; `squad` is the team's name, `title` the office held.

    `week_hours` are the hours a week of the contract, None where it is the normal week.
    """

    name: str
    force: Force
    gender: Gender
    birth_date: date | None = None
    title: str = ""
    squad: str = ""
    phone: str = ""
    regime: Regime = Regime.SHIFT
    week_hours: int | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard; `subject` is the number of the key under which the personal fields are stored."""

    id: int
    code: str
    subject: int
    name: str
    sort_key: str
    force: Force
    gender: Gender
    birth_date: date | None
    title: str
    squad: str
    phone: str
    regime: Regime
    active: bool
    week_hours: int | None = None

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the guard of a table row."""
        born = row["birth_date"]
        return cls(
            row["id"],
            row["code"],
            row["subject"],
            row["name"],
            row["sort_key"],
            Force(row["force"]),
            _GENDERS.get(row["gender"], Gender.MALE),  # unknown once the own key is gone
            date.fromisoformat(born) if born else None,
            row["title"],
            row["squad"],
            row["phone"],
            Regime(row["regime"]),
            bool(row["active"]),
            row["week_hours"],
        )


@dataclass(frozen=True, slots=True)
class Certificate:
    """A guard's certificate, valid from `issued` to `expires`, both days included."""

    id: int
    guard: int
    kind: CertificateKind
    number: str
    issuer: str
    issued: date
    expires: date

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the certificate of a table row."""
        return cls(
            row["id"],
            row["guard"],
            CertificateKind(row["kind"]),
            row["number"],
            row["issuer"],
            date.fromisoformat(row["issued"]),
            date.fromisoformat(row["expires"]),
        )


@dataclass(frozen=True, slots=True)
class Leave:
    """A guard's leave, first and last day included."""

    id: int
    guard: int
    kind: LeaveKind
    first: date
    last: date

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the leave of a table row."""
        return cls(
            row["id"],
            row["guard"],
            _LEAVE_KINDS.get(row["kind"], LeaveKind.PERSONAL),  # unknown once its key is gone
            date.fromisoformat(row["first"]),
            date.fromisoformat(row["last"]),
        )


@dataclass(frozen=True, slots=True)
class Restriction:
    """Days on which a guard does no night work and no overtime; why is stored nowhere.

    First and last day are included; without `last` it lasts until it is withdrawn. `consented`
    tells that the guard agreed in writing to work nights and overtime all the same.
    """

    id: int
    guard: int
    first: date
    last: date | None
    consented: bool

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the restriction of a table row."""
        last = row["last"]
        return cls(
            row["id"],
            row["guard"],
            date.fromisoformat(row["first"]),
            date.fromisoformat(last) if last else None,
            bool(row["consented"]),
        )

    def holds_on(self, day: date) -> bool:
        """Tell whether it forbids night work and overtime on a date."""
        begun = self.first <= day and (self.last is None or day <= self.last)
        return begun and not self.consented


@dataclass(frozen=True, slots=True)
class Apart:
    """Two guards who are not on duty at the same time; the lower identity is `first`."""

    id: int
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class PostDetails:
    """What is typed about a post: `importance` 1 (highest) to 3, `needed` guards a shift.

    Where `certificate`, `force` or `gender` is set, only guards who have it stand there.
    """

    name: str
    place: str = ""
    importance: int = 2
    hours: Hours = Hours.ALWAYS
    needed: int = 1
    certificate: CertificateKind | None = None
    phone: str = ""
    force: Force | None = None
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post where guards stand."""

    id: int
    code: str
    name: str
    place: str
    importance: int
    hours: Hours
    needed: int
    certificate: CertificateKind | None
    phone: str
    active: bool
    force: Force | None = None
    gender: Gender | None = None

    @classmethod
    def from_row(cls, row: sqlite3.Row) -> Self:
        """Return the post of a table row."""
        certificate, force, gender = row["certificate"], row["force"], row["gender"]
        return cls(
            row["id"],
            row["code"],
            row["name"],
            row["place"],
            row["importance"],
            Hours(row["hours"]),
            row["needed"],
            CertificateKind(certificate) if certificate else None,
            row["phone"],
            bool(row["active"]),
            Force(force) if force else None,
            Gender(gender) if gender else None,
        )
