"""The dialogs and verbs about what limits a guard in planning."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.clock import local_date
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import CheckField
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.parts import label, primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.ticks import Ticks
from guardapp.base.words import _
from guardapp.people import actions_limits as actions
from guardapp.people import store
from guardapp.people.model import Guard, Post
from guardapp.people.page_dialogs import FormDialog, Then
from guardapp.people.page_guard import GuardPanel, Limits


def limits(conn: sqlite3.Connection, guard: int) -> Limits:
    """Return what limits a guard in planning."""
    names = store.guard_names(conn)
    known = store.known_posts(conn).get(guard, frozenset())
    return Limits(
        store.restrictions(conn, guard),
        [one for one in store.posts(conn, closed=True) if one.id in known],
        [
            (one.id, names.get(one.second if one.first == guard else one.first, "?"))
            for one in store.kept_apart(conn)
            if guard in (one.first, one.second)
        ],
    )


class RestrictionDialog(FormDialog):
    """Days on which a guard does no night work and no overtime."""

    def __init__(self, today: date, then: Then, shell: Shell, parent: QWidget) -> None:
        super().__init__(_("Hạn chế làm đêm, làm thêm"), then, shell, parent)
        words = _("Không ghi lý do sức khỏe. Chỉ đội trưởng xem được mục này.")
        self.body.insertWidget(0, label(words, "muted", wrap=True, parent=self))
        add = self.form.add
        add("first", _("Từ ngày"), DateField(today, self), required=True)
        add(
            "last",
            _("Đến hết ngày"),
            DateField(today, self),
            help=_("Để trống khi chưa biết ngày cuối."),
            beside=True,
        )
        agreed = CheckField(_("Đã đồng ý bằng văn bản làm đêm, làm thêm"), self)
        add(
            "consented",
            "",
            agreed,
            help=_("Khi đó lịch vẫn xếp được; giữ giấy đồng ý trong hồ sơ."),
        )
        self.form.set_values({"first": today})
        self.ready()


class KnownPostsDialog(Dialog):
    """Which posts a guard knows; `then(posts)`, none for all."""

    def __init__(
        self, name: str, posts: Sequence[Post], known: Collection[int], then: Then, parent: QWidget
    ) -> None:
        text = _("Người không biết vị trí nào thì lịch không xếp vào vị trí đó.")
        super().__init__(_("Vị trí {name} biết trực").format(name=name), text, then, parent)
        self.everywhere = CheckField(_("Biết mọi vị trí"), self)
        self.everywhere.set_value(not known)
        options = [(one.id, " · ".join(filter(None, (one.name, one.place)))) for one in posts]
        self.posts = Ticks(options, known, self)
        self.body.addWidget(self.everywhere)
        self.body.addWidget(self.posts, 1)
        self.everywhere.changed.connect(self._switch)
        self._switch()
        self.add_buttons(primary_button(_("Lưu"), self._save, "check", self))

    @Slot()
    def _switch(self) -> None:
        self.posts.setEnabled(not self.everywhere.value())

    @Slot()
    def _save(self) -> None:
        if self.everywhere.value():
            self.take([])
        elif self.posts.value():
            self.take(self.posts.value())
        else:
            self.show_error(_("Hãy chọn ít nhất một vị trí, hoặc đánh dấu «Biết mọi vị trí»."))


class ApartDialog(FormDialog):
    """With whom a guard is not on duty at the same time."""

    def __init__(
        self, name: str, others: Sequence[Guard], then: Then, shell: Shell, parent: QWidget
    ) -> None:
        super().__init__(_("Không xếp cùng giờ với {name}").format(name=name), then, shell, parent)
        options = [(one.id, f"{one.name} · {one.code}") for one in others]
        self.form.add("other", _("Người kia"), Choice(options, parent=self), required=True)
        self.ready()

    def made(self, values: dict[str, Any]) -> int:
        """Return the other guard."""
        return int(values["other"])


class LimitVerbs(QObject):
    """The verbs about the limits of the guard in the panel."""

    def __init__(self, shell: Shell, panel: GuardPanel) -> None:
        super().__init__(panel)
        self._shell, self._panel = shell, panel
        panel.restriction_pressed.connect(self._restrict)
        panel.restriction_withdrawn.connect(self._withdraw)
        panel.known_posts_pressed.connect(self._choose_posts)
        panel.apart_pressed.connect(self._part)
        panel.apart_ended.connect(self._end_apart)

    @property
    def _guard(self) -> Guard:
        assert self._panel.facts is not None
        return self._panel.facts.guard

    @Slot()
    def _restrict(self) -> None:
        today = local_date(self._shell.journal.clock.now_ms())
        dialog = RestrictionDialog(today, self._restricted, self._shell, self._panel)
        self._shell.ask.show(dialog)

    def _restricted(self, values: dict[str, Any]) -> None:
        actions.restrict(self._shell.journal, self._shell.session, self._guard.id, **values)

    @Slot(object)
    def _withdraw(self, restriction: int) -> None:
        actions.withdraw_restriction(self._shell.journal, self._shell.session, restriction)

    @Slot()
    def _choose_posts(self) -> None:
        conn, guard = self._shell.journal.tables, self._guard
        posts, known = store.posts(conn), store.known_posts(conn).get(guard.id, frozenset())
        dialog = KnownPostsDialog(guard.name, posts, known, self._posts_chosen, self._panel)
        self._shell.ask.show(dialog)

    def _posts_chosen(self, posts: list[int]) -> None:
        actions.set_known_posts(self._shell.journal, self._shell.session, self._guard.id, posts)

    @Slot()
    def _part(self) -> None:
        guard = self._guard
        others = [one for one in store.guards(self._shell.journal.tables) if one.id != guard.id]
        dialog = ApartDialog(guard.name, others, self._parted, self._shell, self._panel)
        self._shell.ask.show(dialog)

    def _parted(self, other: int) -> None:
        actions.keep_apart(self._shell.journal, self._shell.session, self._guard.id, other)

    @Slot(object)
    def _end_apart(self, apart: int) -> None:
        actions.end_apart(self._shell.journal, self._shell.session, apart)
