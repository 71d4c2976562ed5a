"""The details of one guard: who, certificates with their expiry, leave, and the account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.parts import (
    Badge,
    SectionTitle,
    button,
    ghost_button,
    icon_button,
    label,
    row,
)
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text, pgettext
from guardapp.people.expiry import Expiry, Paper, paper
from guardapp.people.model import (
    CERTIFICATE_WORDS,
    FORCE_WORDS,
    GENDER_WORDS,
    LEAVE_WORDS,
    REGIME_WORDS,
    Certificate,
    Guard,
    Leave,
)

TONES: Final = {
    Expiry.NONE: Tone.NEUTRAL,
    Expiry.EXPIRED: Tone.DANGER,
    Expiry.SOON: Tone.WARNING,
    Expiry.VALID: Tone.SUCCESS,
}


@dataclass(frozen=True)
class GuardFacts:
    """All that the panel shows about a guard on a day."""

    guard: Guard
    certificates: Sequence[Certificate]
    leaves: Sequence[Leave]
    has_account: bool
    today: date


class GuardPanel(QScrollArea):
    """Shows a guard; each signal asks the page for a verb, some with the thing's identity."""

    edit_pressed = Signal()
    leave_force_pressed = Signal()
    certificate_pressed = Signal()
    leave_pressed = Signal()
    account_pressed = Signal()
    certificate_withdrawn = Signal(object)
    leave_withdrawn = Signal(object)

    def __init__(self, *, manages: bool, reads_all: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._manages, self._reads_all = manages, reads_all
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self.facts: GuardFacts | None = None

    def show_guard(self, facts: GuardFacts | None) -> None:
        """Show a guard, or ask to choose one."""
        self.facts = facts
        self._begin()
        if facts is None:
            words = _("Chọn một người trong danh sách để xem chi tiết.")
            self._lines.addWidget(label(words, "muted", wrap=True, parent=self._inside))
        else:
            self._show_head(facts)
            self._show_certificates(facts)
            self._show_leaves(facts)
            if self._manages:
                self._show_account(facts)
        self._lines.addStretch(1)
        before = self.takeWidget()
        if before is not None:
            before.deleteLater()
        self.setWidget(self._inside)

    def _begin(self) -> None:
        """Begin an empty panel, which takes the old one's place when it is full."""
        self._inside = QWidget()
        self._inside.setProperty("part", "clear")
        self._lines = QVBoxLayout(self._inside)
        sizes = look.sizes()
        self._lines.setContentsMargins(sizes.l, sizes.l, sizes.l, sizes.l)
        self._lines.setSpacing(sizes.m)

    def _show_head(self, facts: GuardFacts) -> None:
        guard = facts.guard
        self._lines.addWidget(label(guard.name, "title", wrap=True, parent=self._inside))
        badges = [Badge(_(FORCE_WORDS[guard.force]), Tone.ACCENT, self._inside)]
        away = next((one for one in facts.leaves if one.first <= facts.today <= one.last), None)
        if not guard.active:
            badges.append(Badge(_("Đã nghỉ việc"), Tone.NEUTRAL, self._inside))
        elif away is not None:
            badges.append(Badge(_("Hôm nay nghỉ"), Tone.INFO, self._inside))
        self._lines.addLayout(row(*badges, None))
        rows = [
            (_("Mã"), guard.code),
            (_("Chức vụ"), guard.title),
            (_("Tổ"), guard.squad),
            (_("Số điện thoại"), guard.phone),
            (_("Chế độ"), _(REGIME_WORDS[guard.regime])),
        ]
        if self._reads_all:
            rows.append((_("Giới tính"), _(GENDER_WORDS[guard.gender])))
            rows.append((_("Ngày sinh"), date_text(guard.birth_date) if guard.birth_date else ""))
        facts_grid = QGridLayout()
        facts_grid.setHorizontalSpacing(look.sizes().l)
        facts_grid.setVerticalSpacing(look.sizes().s)
        facts_grid.setColumnStretch(1, 1)
        for number, (name, value) in enumerate(rows):
            facts_grid.addWidget(label(name, "muted", parent=self._inside), number, 0)
            facts_grid.addWidget(label(value or "–", wrap=True, parent=self._inside), number, 1)
        self._lines.addLayout(facts_grid)
        if self._manages and guard.active:
            self._lines.addLayout(
                row(
                    button(_("Sửa"), self.edit_pressed, "pencil", self._inside),
                    ghost_button(
                        _("Cho nghỉ việc"), self.leave_force_pressed, "log-out", self._inside
                    ),
                    None,
                )
            )

    def _show_certificates(self, facts: GuardFacts) -> None:
        self._section(_("Chứng chỉ"), _("Thêm chứng chỉ"), self.certificate_pressed)
        if not facts.certificates:
            self._lines.addWidget(label(_("Chưa có chứng chỉ."), "muted", parent=self._inside))
        for one in facts.certificates:
            state: Paper = paper(one, facts.today)
            name = label(_(CERTIFICATE_WORDS[one.kind]), "strong", wrap=True, parent=self._inside)
            note = " · ".join(filter(None, (one.number, one.issuer)))
            badge = Badge(state.words(), TONES[state.state], self._inside)
            self._entry(name, note, badge, one.id, self._certificate_removed)

    def _show_leaves(self, facts: GuardFacts) -> None:
        self._section(_("Ngày nghỉ"), _("Thêm ngày nghỉ"), self.leave_pressed)
        if not facts.leaves:
            self._lines.addWidget(
                label(_("Không có ngày nghỉ sắp tới."), "muted", parent=self._inside)
            )
        for one in facts.leaves:
            span = f"{date_text(one.first)} – {date_text(one.last)}"
            name = label(_(LEAVE_WORDS[one.kind]), "strong", parent=self._inside)
            over = one.last < facts.today
            days = (one.last - one.first).days + 1
            words = pgettext("leave", "Đã qua") if over else _("{n} ngày").format(n=days)
            badge = Badge(words, Tone.NEUTRAL if over else Tone.INFO, self._inside)
            self._entry(name, span, badge, one.id, self._leave_removed)

    def _show_account(self, facts: GuardFacts) -> None:
        if not facts.guard.active:
            return
        words = _("Đặt lại mã PIN") if facts.has_account else _("Tạo tài khoản")
        self._section(_("Đăng nhập"), words, self.account_pressed)
        text = (
            _("Đăng nhập bằng mã {code} và mã PIN 6 số.").format(code=facts.guard.code)
            if facts.has_account
            else _("Chưa có tài khoản nên chưa đăng nhập được.")
        )
        self._lines.addWidget(label(text, "muted", wrap=True, parent=self._inside))

    def _section(self, title: str, words: str, signal: Signal) -> None:
        self._lines.addSpacing(look.sizes().s)
        head: list[QWidget | None] = [SectionTitle(title, self._inside), None]
        active = self.facts is not None and self.facts.guard.active
        if self._manages and active:
            head.append(ghost_button(words, signal, parent=self._inside))
        self._lines.addLayout(row(*head))

    def _entry(self, name: QWidget, note: str, badge: Badge, thing: int, remove: object) -> None:
        head = row(name)
        head.setStretch(0, 1)
        if self._manages:
            made = icon_button("trash-2", _("Rút lại, vì nhập nhầm"), remove, self._inside)
            made.setProperty("thing", str(thing))
            head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(head)
        self._lines.addLayout(row(badge, None))
        if note:
            self._lines.addWidget(label(note, "small", wrap=True, parent=self._inside))

    @Slot()
    def _certificate_removed(self) -> None:
        self.certificate_withdrawn.emit(int(self.sender().property("thing")))

    @Slot()
    def _leave_removed(self) -> None:
        self.leave_withdrawn.emit(int(self.sender().property("thing")))
