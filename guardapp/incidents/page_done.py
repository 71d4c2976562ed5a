"""What is shown after submission: the number, large, and where to go on."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guardapp.base.access import Right, may
from guardapp.base.ui import look
from guardapp.base.ui.parts import Card, IconLabel, button, label, row
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _
from guardapp.incidents import gather, store
from guardapp.incidents.actions import Submitted


class DoneView(QWidget):
    """The number an incident was given; `see_asked` carries its identity."""

    see_asked = Signal(object)
    again_asked = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._incident = 0
        sizes, centre = look.sizes(), Qt.AlignmentFlag.AlignHCenter
        card = Card(parent=self)
        card.body.addStretch(1)
        card.body.addWidget(IconLabel("circle-check", Tone.SUCCESS, sizes.xl * 2, card), 0, centre)
        card.body.addWidget(label(_("Đã gửi. Số vụ việc:"), "heading", parent=card), 0, centre)
        self.number = label("", "display", parent=card)
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(self.number, 0, centre)
        self.advised = label("", wrap=True, tone=Tone.WARNING, parent=card)
        self.advised.setAlignment(centre)
        card.body.addWidget(self.advised)
        self._see = button(_("Xem, in biên bản"), self._see_pressed, "eye", card)
        self._again = button(_("Ghi vụ khác"), self.again_asked, "plus", card)
        card.body.addLayout(row(None, self._see, self._again, None))
        card.body.addStretch(2)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(card)

    def tell(self, done: Submitted) -> None:
        """Show the number, and the advice to tell the police where there is one."""
        self._incident = done.id
        self.number.setText(done.number)
        journal = self._shell.journal
        incident = store.incident(journal.tables, done.id)
        found = incident and gather.advice(journal.tables, incident, journal.clock.now_ms())
        self.advised.setText(found.words() if found else "")
        self._see.setVisible(may(self._shell.session, Right.READ))

    def focus_first(self) -> None:
        """Give the keys to what is most likely wanted next."""
        (self._again if self._see.isHidden() else self._see).setFocus()

    @Slot()
    def _see_pressed(self) -> None:
        self.see_asked.emit(self._incident)
