"""The bar above the grid: which rows, what is searched for, undo, what is found."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.parts import button, icon_button
from guardapp.base.ui.scan import SearchField
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.people.model import Post
from guardapp.roster.model import post_number

GUARDS, POSTS = "guards", "posts"


class Toolbar(QWidget):
    """Which rows are shown, and the tools of the planner."""

    changed = Signal()
    undo_pressed = Signal()
    redo_pressed = Signal()
    findings_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = look.sizes()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(sizes.s)
        self.view = Segments([(GUARDS, _("Theo bảo vệ")), (POSTS, _("Theo vị trí"))], self)
        self.view.set_value(GUARDS)
        self.post = Choice(parent=self)
        self.post.setMaximumWidth(self.fontMetrics().averageCharWidth() * 30)
        self.search = SearchField(_("Tìm tên, mã, tổ"), self)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 18)
        self.undo = icon_button("undo-2", _("Hoàn tác (Ctrl+Z)"), self.undo_pressed, self)
        self.redo = icon_button("redo-2", _("Làm lại (Ctrl+Y)"), self.redo_pressed, self)
        self.findings = button("", icon="triangle-alert", parent=self)
        self.findings.setCheckable(True)
        for widget in (self.view, self.post, self.search, self.undo, self.redo):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.findings)
        self.view.changed.connect(self.changed)
        self.post.changed.connect(self.changed)
        self.search.searched.connect(self._searched)
        self.findings.toggled.connect(self.findings_toggled)

    def show_posts(self, posts: list[Post]) -> None:
        """Offer posts to filter by; the chosen one stays."""
        places = [(one.id, f"{post_number(one)} {one.name}") for one in posts]
        self.post.blockSignals(True)
        self.post.set_options([(None, _("Tất cả vị trí")), *places])
        self.post.blockSignals(False)

    def show_counts(self, errors: int, warnings: int, words: str) -> None:
        """Show how many errors and warnings there are."""
        self.findings.setText(words)
        tone = Tone.DANGER if errors else Tone.WARNING if warnings else Tone.SUCCESS
        sign = "circle-alert" if errors else "triangle-alert" if warnings else "circle-check"
        self.findings.setIcon(look.icon(sign, tone, gap=look.sizes().xs))

    def show_planner(self, *, plans: bool, checks: bool) -> None:
        """Show the tools that this reader may use."""
        self.undo.setVisible(plans)
        self.redo.setVisible(plans)
        self.findings.setVisible(checks)

    @Slot(str)
    def _searched(self, text: str) -> None:
        self.changed.emit()
