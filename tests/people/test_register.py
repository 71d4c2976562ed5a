"""Certificates are told of before they expire, and printed as the register of training."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from guardapp.base.clock import local_date
from guardapp.base.folder import Folder
from guardapp.base.matters import Matter, Severity
from guardapp.people import actions, gather, rules, store
from guardapp.people.model import CertificateKind, Force, Gender, GuardDetails
from guardapp.people.sheet_training import training_pdf
from tests.pdf import pages_of
from tests.support import CHIEF, new_folder

TODAY = date(2026, 12, 1)
GUARDING, FIRE = CertificateKind.GUARDING, CertificateKind.FIRE


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    opened = new_folder(tmp_path / "data", [store.FEATURE])
    yield opened
    opened.close()


def add(folder: Folder, name: str) -> int:
    details = GuardDetails(name, Force.OWN, Gender.MALE, title="Nhân viên", squad="Tổ 1")
    return actions.add_guard(folder.journal, CHIEF, details)


def certify(
    folder: Folder, guard: int, days: int, kind: CertificateKind = GUARDING, issued: int = 2020
) -> int:
    return actions.add_certificate(
        folder.journal,
        CHIEF,
        guard,
        kind,
        date(issued, 5, 6),
        TODAY + timedelta(days=days),
        number=f"{issued}/CN",
        issuer="Công an tỉnh",
    )


def matters(folder: Folder) -> list[Matter]:
    assert local_date(folder.journal.clock.now_ms()) == TODAY
    return gather.open_matters(folder.journal.tables, folder.journal.clock.now_ms())


@pytest.mark.parametrize(
    ("days", "step"), [(-1, 0), (0, 30), (30, 30), (31, 60), (60, 60), (90, 90), (91, None)]
)
def test_a_certificate_reaches_each_step_on_its_day(
    folder: Folder, days: int, step: int | None
) -> None:
    certify(folder, add(folder, "Nguyễn Văn An"), days)
    (one,) = store.certificates(folder.journal.tables)
    assert rules.expiry_step(one, TODAY) == step
    assert len(matters(folder)) == (0 if step is None else 1)


def test_certificates_of_a_step_are_one_matter_and_a_renewed_one_is_none(folder: Folder) -> None:
    an, binh, cuong = (add(folder, name) for name in ("Lê An", "Lê Bình", "Lê Cường"))
    certify(folder, an, -3)
    certify(folder, binh, -2)
    certify(folder, binh, 900, issued=2026)
    certify(folder, cuong, 20)
    certify(folder, cuong, 25, FIRE)
    expired, soon = matters(folder)
    assert expired.title == "1 chứng chỉ đã hết hạn: Lê An (Nghiệp vụ bảo vệ)"
    assert (expired.thing, expired.severity) == (an, Severity.WARNING)
    assert soon.title.startswith("2 chứng chỉ hết hạn trong 30 ngày tới: Lê Cường (Nghiệp vụ")
    assert soon.thing == cuong


def test_no_more_than_three_are_named_and_who_left_is_not(folder: Folder) -> None:
    for name in ("Lê An", "Lê Bình", "Lê Cường", "Lê Dũng"):
        certify(folder, add(folder, name), 80)
    gone = add(folder, "Lê Em")
    certify(folder, gone, 80)
    actions.let_guard_go(folder.journal, CHIEF, gone)
    (found,) = matters(folder)
    assert found.title.startswith("4 chứng chỉ")
    assert found.title.endswith("Lê Cường (Nghiệp vụ bảo vệ)…")
    assert (found.thing, found.severity) == (0, Severity.INFO)


def test_the_register_lists_everybody_with_what_was_learned(folder: Folder) -> None:
    an = add(folder, "Nguyễn Văn An")
    add(folder, "Trần Văn Bình")
    certify(folder, an, -300)
    certify(folder, an, 10, issued=2025)
    document = gather.training(
        folder.journal.tables, TODAY, folder.journal.clock.now_ms(), preparer="Trần Văn Mẫu"
    )
    first, second = document.guards
    assert [one.note for one in first.lines] == ["còn 10 ngày", "đã cấp lại"]
    assert second.lines == ()
    text = " ".join(pages_of(training_pdf(document)))
    for words in ("HUẤN LUYỆN", "Nguyễn Văn An", "2025/CN", "Công an tỉnh", "chưa có", "F18"):
        assert words in text
