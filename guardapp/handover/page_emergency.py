"""Writing at once in an emergency, signed in or not: a fire, an incident, or a log line."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from guardapp.base.access import STANDING_WORDS, Session, Standing, unverified
from guardapp.base.errors import Invalid
from guardapp.base.ui import look
from guardapp.base.ui.fields import Segments, TextArea, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import Banner, Card, column, label, primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import N_, _
from guardapp.handover import actions
from guardapp.handover.model import Category

FIRE: Final = "fire.fire"
LINE: Final = "line"
KINDS: Final = (
    (FIRE, N_("Cháy")),
    ("theft", N_("Trộm cắp")),
    ("assault", N_("Hành hung")),
    ("disorder", N_("Gây rối")),
    ("other", N_("Sự việc khác")),
    (LINE, N_("Chỉ ghi nhật ký")),
)
NUMBERS: Final = (
    ("114", N_("Chữa cháy, cứu nạn")),
    ("113", N_("Công an")),
    ("115", N_("Cấp cứu")),
    ("111", N_("Bảo vệ trẻ em")),
)


class EmergencyPage(Page):
    """Few fields, no question asked; what is written carries who could not be confirmed."""

    scrolls = True

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.body.setContentsMargins(0, 0, look.sizes().s, 0)
        self.told = Banner(Tone.SUCCESS, "", parent=self)
        self.body.addWidget(self.told)
        across = QHBoxLayout()
        across.setSpacing(look.sizes().m + look.sizes().xs)
        across.addWidget(self._what(), 3)
        across.addLayout(column(self._numbers(), None), 1)
        self.body.addLayout(across)
        self.body.addStretch(1)

    def title(self) -> str:
        """Return the page's name."""
        return _("Ghi khẩn cấp")

    def subtitle(self) -> str:
        """Say how what is written is marked."""
        standing = self.shell.session.standing
        if standing is Standing.ON_DUTY:
            return _("Ghi được ngay vài nét chính, bổ sung sau.")
        mark = _(STANDING_WORDS[standing])
        return _("Ghi được ngay. Dòng ghi mang dấu «{mark}»; trưởng ca xem lại sau.").format(
            mark=mark
        )

    def _what(self) -> Card:
        card = Card(_("Chuyện gì đang xảy ra?"), self)
        self.form = Form(self.shell.local, "handover.emergency", card)
        kinds = [(code, _(words)) for code, words in KINDS]
        self.form.add("kind", _("Việc gì"), Segments(kinds, per_row=3), required=True)
        self.form.add("place", _("Ở đâu"), TextField(_("Nhà, tầng, buồng, khu vực")))
        self.form.add("text", _("Thấy gì, đã làm gì"), TextArea(lines=3), required=True)
        if not self.shell.session.verified:
            self.form.add(
                "login", _("Mã của bạn, nếu nhớ"), TextField(), help=_("Không cần mã PIN.")
            )
        self.form.restore()
        card.body.addWidget(self.form)
        press = primary_button(_("Ghi ngay"), self.write, "siren", card)
        press.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        card.body.addWidget(press)
        self.add_command(_("Ghi ngay"), self.write, "Ctrl+Return")
        return card

    def _numbers(self) -> Card:
        card = Card(_("Gọi ngay"), self)
        for number, words in NUMBERS:
            card.body.addWidget(label(number, "title", Tone.DANGER, parent=card))
            card.body.addWidget(label(_(words), "small", wrap=True, parent=card))
        return card

    def _writer(self, login: str) -> Session:
        session = self.shell.session
        return session if session.verified else unverified(login)

    @Slot()
    def write(self) -> None:
        """Put what is entered into the record."""
        if not self.form.check():
            return
        values = self.form.values()
        try:
            self._keep(values["kind"], values["place"], values["text"], values.get("login") or "")
        except Invalid as problem:
            self.form.show_invalid(problem)
            return
        self.form.clear()
        call = _("Đã ghi. Nếu chưa gọi, hãy gọi 114 ngay.")
        self.told.tell(Tone.SUCCESS, call if values["kind"] == FIRE else _("Đã ghi vào sổ."))

    def _keep(self, kind: str, place: str, text: str, login: str) -> None:
        journal, writer = self.shell.journal, self._writer(login)
        if kind == LINE:
            words = ": ".join(filter(None, (place, text)))
            actions.log_line(journal, writer, Category.OTHER, words)
        else:
            actions.report_incident(journal, writer, kind, place, text)
