"""Guards of other lists, brought in."""

import sqlite3
from collections.abc import Hashable, Mapping, Sequence
from typing import ClassVar

from guardapp.base import settings
from guardapp.base.access import Session
from guardapp.base.clock import Clock, SystemClock, local_date
from guardapp.base.exchange import ImportField, ImportOption, MappedRow, Options
from guardapp.base.exchange_list import (
    DUPLICATES,
    Cells,
    Coded,
    ListImport,
    judged,
)
from guardapp.base.journal import Journal
from guardapp.base.text import fold
from guardapp.base.words import N_, _
from guardapp.people import actions, rules, store
from guardapp.people.model import (
    FORCE_WORDS,
    GENDER_WORDS,
    GUARD_PREFIX,
    REGIME_WORDS,
    Force,
    Gender,
    GuardDetails,
    Regime,
)


class GuardImport(ListImport[Coded[GuardDetails]]):
    """Brings guards in; they sign in once the chief gives each a PIN."""

    name = "guards"
    title = N_("Bảo vệ")
    fields = (
        ImportField(
            "name",
            N_("Họ và tên"),
            required=True,
            aliases=("họ tên", "tên", "full name", "first name", "given name", "nhân viên"),
        ),
        ImportField(
            "family_name",
            N_("Họ và tên đệm"),
            aliases=("họ", "họ đệm", "họ lót", "surname", "last name", "family name"),
        ),
        ImportField(
            "gender", N_("Giới tính"), chosen=True, aliases=("phái", "giới", "sex", "nam nữ")
        ),
        ImportField(
            "birth_date",
            N_("Ngày sinh"),
            moment=True,
            aliases=("sinh ngày", "ngày tháng năm sinh", "date of birth", "birthday", "dob"),
        ),
        ImportField(
            "force",
            N_("Lực lượng"),
            chosen=True,
            aliases=("loại bảo vệ", "nguồn", "hợp đồng", "loại hợp đồng", "employment", "contract"),
        ),
        ImportField("title", N_("Chức vụ"), aliases=("chức danh", "vai trò", "position", "role")),
        ImportField("squad", N_("Tổ, đội"), aliases=("tổ", "đội", "nhóm", "team", "group")),
        ImportField(
            "phone",
            N_("Điện thoại"),
            aliases=("số điện thoại", "sđt", "sdt", "đt", "di động", "mobile", "telephone", "tel"),
        ),
        ImportField(
            "regime",
            N_("Chế độ làm việc"),
            chosen=True,
            aliases=("chế độ", "hình thức trực", "working regime"),
        ),
        ImportField(
            "week_hours",
            N_("Giờ mỗi tuần theo hợp đồng"),
            aliases=("giờ hợp đồng", "giờ mỗi tuần", "giờ tuần", "contract hours", "weekly hours"),
        ),
        ImportField("code", N_("Mã in để quét"), aliases=("mã guardapp", "printed code")),
    )
    options = (
        ImportOption(
            "gender",
            N_("Giới tính khi ô trống"),
            (("ask", N_("báo lỗi")), ("male", N_("ghi là nam")), ("female", N_("ghi là nữ"))),
        ),
        DUPLICATES,
    )
    titles: ClassVar = {
        "gender": {one.value: words for one, words in GENDER_WORDS.items()},
        "force": {one.value: words for one, words in FORCE_WORDS.items()},
        "regime": {one.value: words for one, words in REGIME_WORDS.items()},
    }
    hints: ClassVar = {
        "gender": {
            "male": ("nam", "m", "male", "man", "ong"),
            "female": ("nu", "f", "female", "woman", "ba"),
        },
        "force": {
            "own": ("co huu", "bien che", "benh vien", "chinh thuc", "own", "in house", "staff"),
            "self_defence": ("tu ve", "dan quan", "self defence", "self defense", "militia"),
            "contracted": (
                *("thue", "dich vu", "cong ty", "thue dich vu", "contract", "contracted"),
                *("contractor", "agency", "outsourced"),
            ),
        },
        "regime": {
            "shift": ("ca", "theo ca", "ca kip", "shift", "shifts"),
            "duty": ("truc", "24 24", "truc 24", "duty", "on duty"),
        },
    }

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()

    def read(self, row: MappedRow, options: Options) -> Coded[GuardDetails]:
        """Return the guard of a row; raises Invalid."""
        cells = Cells(row)
        missing = options.get("gender", "ask")
        if not row.get("gender") and missing == "ask":
            words = _("Ô trống. Ghép cột, hoặc chọn ở «Giới tính khi ô trống».")
            cells.refuse("gender", words)
            missing = Gender.MALE.value
        force = cells.chosen("force", self.titles["force"], Force.OWN.value)
        gender = cells.chosen("gender", self.titles["gender"], missing)
        regime = cells.chosen("regime", self.titles["regime"], Regime.SHIFT.value)
        born = cells.day("birth_date")
        hours = cells.number("week_hours", 0)
        cells.check()
        details = GuardDetails(
            " ".join(f"{row.get('family_name')} {row.get('name')}".split()),
            Force(force),
            Gender(gender),
            born,
            row.get("title"),
            row.get("squad"),
            cells.phone("phone"),
            Regime(regime),
            hours if row.get("week_hours") else None,
        )
        return Coded(row.get("code"), details)

    def judge(
        self, conn: sqlite3.Connection, things: Sequence[Coded[GuardDetails]]
    ) -> list[Mapping[str, str]]:
        """Return what the rules say against each guard, and codes used twice."""
        today = local_date(self._clock.now_ms())
        minimum = settings.parameter(conn, "guard_min_age", today)

        def check(details: GuardDetails) -> None:
            rules.check_guard(details, today, minimum.number, minimum.legal_basis)

        return judged(things, check, GUARD_PREFIX, set(store.codes(conn, "guard")))

    def key(self, thing: Coded[GuardDetails]) -> Hashable:
        """Return name and birth date; without the latter the phone tells namesakes apart."""
        details = thing.details
        return fold(details.name), details.birth_date or fold(details.phone)

    def recorded(self, conn: sqlite3.Connection) -> Mapping[Hashable, str]:
        """Return the codes of the guards recorded."""
        return {
            (fold(one.name), mark): one.code
            for one in store.guards(conn)
            for mark in (one.birth_date, fold(one.phone))
            if mark is not None
        }

    def write(
        self, journal: Journal, session: Session, things: Sequence[Coded[GuardDetails]]
    ) -> None:
        """Add guards without accounts."""
        for thing in things:
            actions.add_guard(journal, session, thing.details, code=thing.code or None)
