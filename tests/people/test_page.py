"""The pages of guards and posts: added, papers shown with their expiry, accounts opened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from guardapp.base import access
from guardapp.base.access import Session
from guardapp.base.folder import Folder
from guardapp.people import actions, store
from guardapp.people.expiry import Expiry
from guardapp.people.model import (
    CertificateKind,
    Force,
    Gender,
    GuardDetails,
    Hours,
    LeaveKind,
    PostDetails,
    Regime,
)
from guardapp.people.page import POSTS, PeoplePage
from guardapp.people.page_dialogs import FormDialog
from guardapp.people.page_guard import restriction_days, restriction_state
from guardapp.people.page_guards import GuardsView
from guardapp.people.page_limits import KnownPostsDialog
from guardapp.people.page_posts import PostsView
from tests.support import CHIEF, GUARD, LEADER, new_folder
from tests.support_ui import Surroundings, surroundings

AN = GuardDetails("Nguyễn Văn An", Force.OWN, Gender.MALE, date(1990, 1, 1), squad="Tổ 1")
BINH = GuardDetails("Trần Thị Bình", Force.CONTRACTED, Gender.FEMALE)


@dataclass
class Opened:
    """A page on a folder with two guards and a post."""

    folder: Folder
    guards: tuple[int, int]
    around: Surroundings
    qtbot: QtBot
    pages: list[PeoplePage] = field(default_factory=list)

    def page(self) -> PeoplePage:
        page = PeoplePage(self.around.shell)
        self.qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show()
        self.pages.append(page)
        return page

    def people(self) -> GuardsView:
        return self.page().guards

    def posts(self) -> PostsView:
        page = self.page()
        page.tabs.set_value(POSTS)
        return page.posts

    def fill(self, **values: object) -> FormDialog:
        dialog = self.around.ask.dialogs[-1]
        assert isinstance(dialog, FormDialog)
        dialog.form.set_values(values)
        dialog._save()
        return dialog


def opened_as(session: Session, path: Path, qtbot: QtBot) -> Opened:
    folder = new_folder(path, [store.FEATURE])
    guards = tuple(actions.add_guard(folder.journal, CHIEF, one) for one in (AN, BINH))
    actions.add_post(folder.journal, CHIEF, PostDetails("Cổng chính", "Nhà A"))
    return Opened(folder, guards, surroundings(folder, session), qtbot)  # type: ignore[arg-type]


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    made = opened_as(CHIEF, tmp_path, qtbot)
    yield made
    made.around.shell.changes.close()
    made.folder.close()


def test_guards_are_listed_by_given_name_and_found_without_marks(opened: Opened) -> None:
    page = opened.people()
    assert [one.guard.name for one in page.table.rows()] == [AN.name, BINH.name]
    page.search.setText("binh")
    page.search.returnPressed.emit()
    assert [one.guard.name for one in page.table.rows()] == [BINH.name]


def test_the_state_of_the_guarding_certificate_stands_in_the_list(opened: Opened) -> None:
    page = opened.people()
    kind = CertificateKind.GUARDING
    for guard, expires in zip(opened.guards, (date(2026, 11, 30), date(2026, 12, 31)), strict=True):
        actions.add_certificate(
            opened.folder.journal, CHIEF, guard, kind, date(2022, 1, 1), expires
        )
    assert [(one.paper.state, one.paper.days) for one in page.table.rows()] == [
        (Expiry.EXPIRED, -1),
        (Expiry.SOON, 30),
    ]
    assert page.table.rows()[0].paper.words() == "Hết hạn 30/11/2026"


def test_a_guard_is_added_by_the_form_and_chosen(opened: Opened) -> None:
    page = opened.people()
    page.add()
    opened.fill(name="Lê", gender=Gender.MALE, force=Force.OWN)
    assert len(page.table.rows()) == 2
    opened.fill(name="Lê Văn Cường")
    chosen = page.table.selected()
    assert chosen is not None
    assert (chosen.guard.name, page.panel.facts.guard.id) == ("Lê Văn Cường", chosen.guard.id)


def test_details_are_changed_and_a_wrong_one_is_told_in_the_form(opened: Opened) -> None:
    page = opened.people()
    page._edit()
    dialog = opened.fill(birth_date=date(2015, 1, 1))
    assert "18" in dialog._error.text()
    opened.fill(birth_date=date(1991, 2, 3), title="Tổ trưởng")
    guard = store.guard(opened.folder.journal.tables, opened.guards[0])
    assert guard is not None
    assert (guard.title, guard.birth_date, guard.squad) == ("Tổ trưởng", date(1991, 2, 3), "Tổ 1")


def test_papers_and_leave_are_added_and_taken_back(opened: Opened) -> None:
    page = opened.people()
    page._add_certificate()
    opened.fill(issued=date(2026, 1, 1), expires=date(2031, 1, 1), number="12")
    page._add_leave()
    opened.fill(kind=LeaveKind.ANNUAL, first=date(2026, 12, 1), last=date(2026, 12, 3))
    facts = page.panel.facts
    assert facts is not None
    assert (len(facts.certificates), len(facts.leaves)) == (1, 1)
    assert page.table.rows()[0].away
    page.panel.certificate_withdrawn.emit(facts.certificates[0].id)
    page.panel.leave_withdrawn.emit(facts.leaves[0].id)
    assert page.panel.facts is not None
    assert not page.panel.facts.certificates
    assert not page.panel.facts.leaves


def test_a_restriction_says_nothing_of_health_and_only_the_chief_sees_it(
    opened: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened.people()
    page.panel.restriction_pressed.emit()
    opened.fill(first=date(2026, 12, 1), last=None)
    limits = page.panel.facts.limits
    one = limits.restrictions[0]
    assert restriction_state(one, page.today())[0] == "Không xếp đêm, làm thêm"
    assert restriction_days(one) == "Từ 01/12/2026, chưa có ngày cuối"
    page.panel.restriction_withdrawn.emit(one.id)
    assert not page.panel.facts.limits.restrictions
    made = opened_as(LEADER, tmp_path / "other", qtbot)
    assert made.people().panel.facts.limits is None
    made.around.shell.changes.close()
    made.folder.close()


def test_a_guard_who_agreed_in_writing_may_be_planned(opened: Opened) -> None:
    page = opened.people()
    page.panel.restriction_pressed.emit()
    opened.fill(first=date(2026, 12, 1), last=date(2027, 5, 31), consented=True)
    one = page.panel.facts.limits.restrictions[0]
    assert not one.holds_on(date(2026, 12, 2))
    assert restriction_state(one, page.today())[0] == "Đã đồng ý bằng văn bản"
    assert restriction_state(one, date(2027, 6, 1))[0] == "Đã qua"


def test_the_posts_that_a_guard_knows_are_ticked_and_no_tick_is_refused(opened: Opened) -> None:
    page, post = opened.people(), store.posts(opened.folder.journal.tables)[0]
    page.panel.known_posts_pressed.emit()
    dialog = opened.around.ask.dialogs[-1]
    assert isinstance(dialog, KnownPostsDialog)
    dialog.everywhere.set_value(False)
    dialog._save()
    assert "ít nhất một" in dialog._error.text()
    dialog.posts.set_value([post.id])
    dialog._save()
    assert [one.name for one in page.panel.facts.limits.known] == ["Cổng chính"]
    page.panel.known_posts_pressed.emit()
    again = opened.around.ask.dialogs[-1]
    assert isinstance(again, KnownPostsDialog)
    assert not again.everywhere.value()
    again.everywhere.set_value(True)
    again._save()
    assert not page.panel.facts.limits.known


def test_a_pair_is_kept_apart_and_shown_with_both(opened: Opened) -> None:
    page = opened.people()
    page.panel.apart_pressed.emit()
    opened.fill(other=opened.guards[1])
    assert [name for _id, name in page.panel.facts.limits.apart] == [BINH.name]
    page.select(opened.guards[1])
    assert [name for _id, name in page.panel.facts.limits.apart] == [AN.name]
    page.panel.apart_pressed.emit()
    dialog = opened.fill(other=opened.guards[0])
    assert "đã có trong danh sách" in dialog._error.text()
    page.panel.apart_ended.emit(page.panel.facts.limits.apart[0][0])
    assert not page.panel.facts.limits.apart


def test_contract_hours_and_a_forbidden_regime_are_told_in_the_form(opened: Opened) -> None:
    page = opened.people()
    page.select(opened.guards[1])
    page._edit()
    dialog = opened.fill(week_hours=24, regime=Regime.DUTY)
    assert "Nghị định 192/2026" in dialog._error.text()
    opened.fill(regime=Regime.SHIFT)
    guard = store.guard(opened.folder.journal.tables, opened.guards[1])
    assert guard is not None
    assert guard.week_hours == 24


def test_a_first_pin_opens_an_account_that_must_change_it(opened: Opened) -> None:
    page = opened.people()
    opened.around.ask.answers += ["123456", "582914"]
    page._ask_pin()
    assert [type(one).__name__ for one in opened.around.ask.refused] == ["WeakSecret"]
    page._ask_pin()
    code = page.table.rows()[0].guard.code
    session = access.sign_in(opened.folder.journal, opened.folder.local, code, "582914")
    assert (session.must_change, session.person) == (True, opened.guards[0])
    opened.around.ask.answers.append("604173")
    page._ask_pin()
    access.sign_in(opened.folder.journal, opened.folder.local, code, "604173")


def test_who_leaves_the_force_is_shown_only_when_asked_for(opened: Opened) -> None:
    page = opened.people()
    page._ask_leave_force()
    opened.around.ask.dialogs[-1]._go()
    assert [one.guard.name for one in page.table.rows()] == [BINH.name]
    page.everybody.setChecked(True)
    assert len(page.table.rows()) == 2


def test_a_guard_looks_people_up_but_changes_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    made = opened_as(GUARD, tmp_path, qtbot)
    page = made.people()
    page._opened(page.table.rows()[0])
    assert made.around.ask.asked == []
    posts = made.posts()
    assert posts._edit_button.isHidden()
    assert posts.primary.isHidden()
    made.around.shell.changes.close()
    made.folder.close()


def test_posts_are_added_changed_and_closed(opened: Opened) -> None:
    page = opened.posts()
    page.add()
    opened.fill(name="Kho dược", hours=Hours.OFFICE, importance=1, needed=2)
    assert [one.name for one in page.table.rows()] == ["Kho dược", "Cổng chính"]
    page._edit()
    asked = {"certificate": CertificateKind.GUARDING, "gender": Gender.FEMALE}
    opened.fill(needed=3, force=Force.OWN, **asked)
    chosen = page.table.selected()
    assert chosen is not None
    assert (chosen.needed, chosen.certificate) == (3, CertificateKind.GUARDING)
    assert (chosen.force, chosen.gender) == (Force.OWN, Gender.FEMALE)
    opened.around.ask.answers.append(True)
    page._ask_close()
    assert [one.name for one in page.table.rows()] == ["Cổng chính"]


def test_a_guard_and_a_post_are_shown_by_their_identity(opened: Opened) -> None:
    page = opened.page()
    post = store.posts(opened.folder.journal.tables)[0]
    page.show_subject(post.id)
    assert page.tabs.value() == POSTS
    assert page.posts.table.selected() == post
    page.show_subject(opened.guards[1])
    chosen = page.guards.table.selected()
    assert chosen is not None
    assert chosen.guard.id == opened.guards[1]


def test_the_register_of_training_is_shown_before_it_is_printed(opened: Opened) -> None:
    page = opened.page()
    page.print_training()
    title, pdf, name = opened.around.previewed[0]
    assert (title, name) == ("Sổ huấn luyện, chứng chỉ", "so-huan-luyen-2026-12-01.pdf")
    assert pdf.startswith(b"%PDF")
    page.tabs.set_value(POSTS)
    assert page._print.isHidden()
