"""The line in which the duty log is written, by two keys and Enter."""

from typing import Any, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.local import Local
from guardapp.base.ui import look
from guardapp.base.ui.fields import CheckField, Segments, TextField
from guardapp.base.ui.moments import TimeField
from guardapp.base.ui.parts import column, icon_button, label, primary_button, row
from guardapp.base.ui.tokens import POST_SCALE
from guardapp.base.words import N_, _
from guardapp.handover.model import Category

DRAFT: Final = "handover.line.{account}"
DRAFT_MS: Final = 500
SHORT: Final = {
    Category.ORDER: N_("An ninh"),
    Category.VISITOR: N_("Khách, xe"),
    Category.KEY: N_("Chìa khóa"),
    Category.CALL: N_("Điện thoại"),
    Category.FIRE: N_("PCCC"),
    Category.OTHER: N_("Khác"),
}
KEYS: Final = {category: f"F{number}" for number, category in enumerate(SHORT, 2)}


class EntryBar(QWidget):
    """One line of the duty log: a category by F2 to F7, the words, Enter.

    `written` carries category, text, minute of the day or None, and whether it is to be followed.
    What is half typed belongs to the account that types it.
    """

    written = Signal(object, str, object, bool)

    def __init__(self, local: Local, account: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._local = local
        self._draft = DRAFT.format(account=account)
        sizes = look.sizes()
        options = [(one, f"{KEYS[one]}  {_(words)}") for one, words in SHORT.items()]
        roomy = look.scale() < POST_SCALE
        self.category = Segments(options, self, per_row=3)
        self.category.set_value(Category.OTHER)
        self.text = TextField(_("Ghi gì xảy ra, rồi Enter"), self)
        self.text.setAccessibleName(_("Nội dung nhật ký"))
        self.time = TimeField(self)
        self.time.setPlaceholderText(_("Giờ: bây giờ"))
        self.time.setAccessibleName(_("Giờ xảy ra"))
        self.time.setToolTip(_("Để trống là bây giờ"))
        self.time.setMaximumWidth(self.fontMetrics().averageCharWidth() * 16)
        self.follow = CheckField(_("Cần theo dõi"), self)
        self.button = primary_button(_("Ghi"), self._write, "pencil", self)
        self._problem = label("", "error", wrap=True, parent=self)
        self._problem.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(sizes.s)
        self._lay_out(lines, roomy)
        lines.addWidget(self._problem)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self.save_draft)
        self.text.returnPressed.connect(self._write)
        self.time.returnPressed.connect(self._write)
        self.text.changed.connect(self._edited)
        self._restore()

    def _lay_out(self, lines: QVBoxLayout, roomy: bool) -> None:
        """Put time and tick beside the categories, or where that is narrow below and hidden."""
        self._more = QWidget(self)
        self._more.setLayout(
            column(self.time, self.follow) if roomy else row(self.time, self.follow, None)
        )
        self._toggle = icon_button("clock", _("Giờ khác, cần theo dõi"), self._show_more, self)
        self._toggle.setVisible(not roomy)
        written = row(self.text, self._toggle, self.button)
        written.setStretch(0, 1)
        if roomy:
            upper = row(self.category, self._more)
            upper.setStretch(0, 1)
            lines.addLayout(upper)
            lines.addLayout(written)
        else:
            lines.addWidget(self.category)
            lines.addLayout(written)
            lines.addWidget(self._more)
            self._more.hide()

    @Slot()
    def _show_more(self) -> None:
        self._more.setVisible(self._more.isHidden())
        (self.text if self._more.isHidden() else self.time).setFocus()

    def choose(self, category: Category) -> None:
        """Choose a category and go on to the words."""
        self.category.set_value(category)
        self.text.setFocus()

    def done(self) -> None:
        """Empty the line, since it is in the log."""
        for field in (self.text, self.time):
            field.clear()
        self.follow.set_value(False)
        self.show_problem("")
        self._timer.stop()
        self._local.drop_draft(self._draft)

    def show_problem(self, words: str) -> None:
        """Show why the line was not taken."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def problem(self) -> str:
        """Return why the line was not taken, or nothing."""
        return self._problem.text()

    @Slot()
    def save_draft(self) -> None:
        """Keep what is being typed; an empty line keeps nothing."""
        self._timer.stop()
        if not self.text.value().strip():
            self._local.drop_draft(self._draft)
            return
        values: dict[str, Any] = {
            "category": self.category.to_draft(),
            "text": self.text.to_draft(),
            "time": self.time.to_draft(),
            "follow": self.follow.to_draft(),
        }
        self._local.save_draft(self._draft, values)

    def _restore(self) -> None:
        values = self._local.load_draft(self._draft)
        if values and values["text"].strip():
            self.category.from_draft(values["category"])
            self.text.from_draft(values["text"])
            self.time.from_draft(values["time"])
            self.follow.from_draft(values["follow"])
            self._more.setVisible(
                not self._toggle.isVisibleTo(self) or bool(values["time"] or values["follow"])
            )

    @Slot()
    def _edited(self) -> None:
        self.show_problem("")
        self._timer.start()

    @Slot()
    def _write(self) -> None:
        if self.time.problem():
            self.show_problem(self.time.problem())
            return
        self.written.emit(
            self.category.value(), self.text.value(), self.time.value(), self.follow.value()
        )
