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
)
from guardapp.people.page import POSTS, PeoplePage
from guardapp.people.page_dialogs import FormDialog
from guardapp.people.page_guards import GuardsView
from guardapp.people.page_posts import PostsView
from tests.support import CHIEF, GUARD, new_folder
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
    opened.around.ask.answers.append(True)
    page._ask_leave_force()
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
    opened.fill(needed=3, certificate=CertificateKind.GUARDING)
    chosen = page.table.selected()
    assert chosen is not None
    assert (chosen.needed, chosen.certificate) == (3, CertificateKind.GUARDING)
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
