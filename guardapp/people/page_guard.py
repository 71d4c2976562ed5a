"""The details of one guard: who, certificates and their expiry, leave, limits, the account."""

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
    Post,
    Restriction,
)

TONES: Final = {
    Expiry.NONE: Tone.NEUTRAL,
    Expiry.EXPIRED: Tone.DANGER,
    Expiry.SOON: Tone.WARNING,
    Expiry.VALID: Tone.SUCCESS,
}


@dataclass(frozen=True)
class Limits:
    """What limits a guard in planning: `known` are the posts, none where it is all.

    `apart` are pairs by identity, with the other one's name.
    """

    restrictions: Sequence[Restriction]
    known: Sequence[Post]
    apart: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class GuardFacts:
    """All that the panel shows about a guard on a day; `limits` only to who may see them."""

    guard: Guard
    certificates: Sequence[Certificate]
    leaves: Sequence[Leave]
    has_account: bool
    today: date
    limits: Limits | None = None


class GuardPanel(QScrollArea):
    """Shows a guard; each signal asks the page for a verb, some with the thing's identity."""

    edit_pressed = Signal()
    leave_force_pressed = Signal()
    certificate_pressed = Signal()
    leave_pressed = Signal()
    account_pressed = Signal()
    certificate_withdrawn = Signal(object)
    leave_withdrawn = Signal(object)
    restriction_pressed = Signal()
    restriction_withdrawn = Signal(object)
    known_posts_pressed = Signal()
    apart_pressed = Signal()
    apart_ended = Signal(object)

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
            if facts.limits is not None:
                self._show_limits(facts.limits, facts.today)
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
        if guard.week_hours is not None:
            hours = _("{n} giờ mỗi tuần").format(n=guard.week_hours)
            rows.append((_("Hợp đồng"), hours))
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
            name = label(_(LEAVE_WORDS[one.kind]), "strong", wrap=True, parent=self._inside)
            over = one.last < facts.today
            days = (one.last - one.first).days + 1
            words = pgettext("leave", "Đã qua") if over else _("{n} ngày").format(n=days)
            badge = Badge(words, Tone.NEUTRAL if over else Tone.INFO, self._inside)
            self._entry(name, span, badge, one.id, self._leave_removed)

    def _show_limits(self, limits: Limits, today: date) -> None:
        title = _("Hạn chế làm đêm, làm thêm")
        self._section(title, pgettext("limit", "Thêm"), self.restriction_pressed)
        if not limits.restrictions:
            self._lines.addWidget(label(_("Không có."), "muted", parent=self._inside))
        for one in limits.restrictions:
            name = label(restriction_days(one), "strong", wrap=True, parent=self._inside)
            badge = Badge(*restriction_state(one, today), self._inside)
            self._entry(name, "", badge, one.id, self._restriction_removed)
        self._section(_("Vị trí biết trực"), _("Chọn"), self.known_posts_pressed)
        names = ", ".join(one.name for one in limits.known) or _("Mọi vị trí")
        self._lines.addWidget(label(names, wrap=True, parent=self._inside))
        self._section(_("Không xếp cùng giờ với"), pgettext("limit", "Thêm"), self.apart_pressed)
        if not limits.apart:
            self._lines.addWidget(label(_("Không ai."), "muted", parent=self._inside))
        for pair, other in limits.apart:
            name = label(other, "strong", wrap=True, parent=self._inside)
            self._entry(name, "", None, pair, self._apart_removed)

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

    def _entry(
        self, name: QWidget, note: str, badge: Badge | None, thing: int, remove: object
    ) -> None:
        head = row(name)
        head.setStretch(0, 1)
        if self._manages:
            made = icon_button("trash-2", _("Rút lại, vì nhập nhầm"), remove, self._inside)
            made.setProperty("thing", str(thing))
            head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(head)
        if badge is not None:
            self._lines.addLayout(row(badge, None))
        if note:
            self._lines.addWidget(label(note, "small", wrap=True, parent=self._inside))

    @Slot()
    def _certificate_removed(self) -> None:
        self.certificate_withdrawn.emit(int(self.sender().property("thing")))

    @Slot()
    def _leave_removed(self) -> None:
        self.leave_withdrawn.emit(int(self.sender().property("thing")))

    @Slot()
    def _restriction_removed(self) -> None:
        self.restriction_withdrawn.emit(int(self.sender().property("thing")))

    @Slot()
    def _apart_removed(self) -> None:
        self.apart_ended.emit(int(self.sender().property("thing")))


def restriction_days(one: Restriction) -> str:
    """Return the days of a restriction."""
    if one.last is None:
        return _("Từ {first}, chưa có ngày cuối").format(first=date_text(one.first))
    return f"{date_text(one.first)} – {date_text(one.last)}"


def restriction_state(one: Restriction, today: date) -> tuple[str, Tone]:
    """Return in a few words what a restriction does today."""
    if one.last is not None and one.last < today:
        return pgettext("leave", "Đã qua"), Tone.NEUTRAL
    if one.consented:
        return _("Đã đồng ý bằng văn bản"), Tone.INFO
    if one.first > today:
        return _("Sắp tới"), Tone.INFO
    return _("Không xếp đêm, làm thêm"), Tone.WARNING
