"""Posts of other lists, brought in."""

import sqlite3
from collections.abc import Hashable, Mapping, Sequence
from typing import ClassVar, Final

from guardapp.base.access import Session
from guardapp.base.exchange import ImportField, MappedRow, Options
from guardapp.base.exchange_list import Cells, Coded, ListImport, judged
from guardapp.base.journal import Journal
from guardapp.base.text import fold
from guardapp.base.words import N_
from guardapp.people import actions, rules, store
from guardapp.people.model import (
    CERTIFICATE_WORDS,
    FORCE_WORDS,
    GENDER_WORDS,
    HOURS_WORDS,
    POST_PREFIX,
    CertificateKind,
    Force,
    Gender,
    Hours,
    PostDetails,
)

NO_CERTIFICATE: Final = "none"
ANYBODY: Final = "any"


class PostImport(ListImport[Coded[PostDetails]]):
    """Brings posts in."""

    name = "posts"
    title = N_("Vị trí trực")
    fields = (
        ImportField(
            "name",
            N_("Tên vị trí"),
            required=True,
            aliases=("vị trí", "tên", "chốt", "chốt trực", "vị trí trực", "post", "post name"),
        ),
        ImportField(
            "place",
            N_("Nơi đặt"),
            aliases=("địa điểm", "khu vực", "nơi", "tòa nhà", "location", "building", "area"),
        ),
        ImportField(
            "importance",
            N_("Mức quan trọng"),
            chosen=True,
            aliases=("mức độ", "loại", "cấp", "ưu tiên", "priority", "level", "rank"),
        ),
        ImportField(
            "hours",
            N_("Giờ trực"),
            chosen=True,
            aliases=("thời gian trực", "thời gian", "giờ", "ca trực", "manned", "opening hours"),
        ),
        ImportField(
            "needed",
            N_("Số người mỗi ca"),
            aliases=("số người", "quân số", "số lượng", "biên chế", "guards", "headcount"),
        ),
        ImportField(
            "certificate",
            N_("Chứng chỉ cần có"),
            chosen=True,
            aliases=("chứng chỉ", "yêu cầu", "training", "qualification"),
        ),
        ImportField(
            "force",
            N_("Lực lượng cần có"),
            chosen=True,
            aliases=("lực lượng", "loại bảo vệ", "force", "staffing"),
        ),
        ImportField(
            "gender",
            N_("Giới tính cần có"),
            chosen=True,
            aliases=("giới tính", "nam nữ", "gender", "sex"),
        ),
        ImportField(
            "phone", N_("Điện thoại"), aliases=("số điện thoại", "số máy", "sđt", "extension")
        ),
        ImportField("code", N_("Mã in để quét"), aliases=("mã guardapp", "printed code")),
    )
    titles: ClassVar = {
        "importance": {
            "1": N_("1 – trọng yếu"),
            "2": N_("2 – quan trọng"),
            "3": N_("3 – thường"),
        },
        "hours": {one.value: words for one, words in HOURS_WORDS.items()},
        "certificate": {
            NO_CERTIFICATE: N_("Không cần"),
            **{one.value: words for one, words in CERTIFICATE_WORDS.items()},
        },
        "force": {
            ANYBODY: N_("Lực lượng nào cũng được"),
            **{one.value: words for one, words in FORCE_WORDS.items()},
        },
        "gender": {
            ANYBODY: N_("Nam hoặc nữ"),
            **{one.value: words for one, words in GENDER_WORDS.items()},
        },
    }
    hints: ClassVar = {
        "importance": {
            "1": ("1", "a", "i", "cao", "trong yeu", "trong diem", "rat quan trong", "high"),
            "2": ("2", "b", "ii", "vua", "trung binh", "quan trong", "medium"),
            "3": ("3", "c", "iii", "thap", "thuong", "binh thuong", "low"),
        },
        "hours": {
            "24h": ("24 24", "24 7", "24h", "24 gio", "ca ngay", "ngay dem", "always"),
            "office": ("hanh chinh", "gio hanh chinh", "hc", "office", "day"),
            "peak": ("cao diem", "gio cao diem", "peak", "rush"),
        },
        "certificate": {
            NO_CERTIFICATE: ("khong", "khong can", "none", "no"),
            "guarding": ("bao ve", "nghiep vu bao ve", "guard", "guarding", "security"),
            "fire": ("pccc", "chay", "chua chay", "cnch", "fire"),
            "support_tools": ("cong cu", "cong cu ho tro", "support tools"),
            "first_aid": ("cap cuu", "so cuu", "so cap cuu", "first aid"),
        },
        "force": {
            ANYBODY: ("khong", "tat ca", "any", "all"),
            "own": ("co huu", "benh vien", "own", "in house"),
            "self_defence": ("tu ve", "dan quan", "self defence", "militia"),
            "contracted": ("thue", "dich vu", "thue dich vu", "contract", "contracted"),
        },
        "gender": {
            ANYBODY: ("khong", "ca hai", "nam nu", "any", "both"),
            "male": ("nam", "m", "male"),
            "female": ("nu", "f", "female"),
        },
    }

    def read(self, row: MappedRow, options: Options) -> Coded[PostDetails]:
        """Return the post of a row; raises Invalid."""
        cells = Cells(row)
        importance = cells.chosen("importance", self.titles["importance"], "2")
        hours = cells.chosen("hours", self.titles["hours"], Hours.ALWAYS.value)
        certificate = cells.chosen("certificate", self.titles["certificate"], NO_CERTIFICATE)
        needed = cells.number("needed", 1)
        force = cells.chosen("force", self.titles["force"], ANYBODY)
        gender = cells.chosen("gender", self.titles["gender"], ANYBODY)
        cells.check()
        details = PostDetails(
            row.get("name"),
            row.get("place"),
            int(importance),
            Hours(hours),
            needed,
            None if certificate == NO_CERTIFICATE else CertificateKind(certificate),
            cells.phone("phone"),
            None if force == ANYBODY else Force(force),
            None if gender == ANYBODY else Gender(gender),
        )
        return Coded(row.get("code"), details)

    def judge(
        self, conn: sqlite3.Connection, things: Sequence[Coded[PostDetails]]
    ) -> list[Mapping[str, str]]:
        """Return what the rules say against each post, and codes used twice."""
        return judged(things, rules.check_post, POST_PREFIX, set(store.codes(conn, "post")))

    def key(self, thing: Coded[PostDetails]) -> Hashable:
        """Return name and place."""
        return fold(thing.details.name), fold(thing.details.place)

    def recorded(self, conn: sqlite3.Connection) -> Mapping[Hashable, str]:
        """Return the codes of the posts recorded."""
        return {(fold(one.name), fold(one.place)): one.code for one in store.posts(conn)}

    def write(
        self, journal: Journal, session: Session, things: Sequence[Coded[PostDetails]]
    ) -> None:
        """Add posts."""
        for thing in things:
            actions.add_post(journal, session, thing.details, code=thing.code or None)
