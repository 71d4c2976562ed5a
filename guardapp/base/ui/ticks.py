"""A list of things to tick, for a choice of several from many."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from guardapp.base.ui import look


class Ticks(QListWidget):
    """Options of (identity, words) with a tick each; the space bar turns the current one."""

    changed = Signal()

    def __init__(
        self,
        options: Sequence[tuple[int, str]],
        ticked: Collection[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._values = [value for value, _words in options]
        for value, words in options:
            item = QListWidgetItem(words, self)
            item.setSizeHint(QSize(0, look.sizes().row - look.sizes().xs))
            on = Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked
            item.setCheckState(on)
        shown = min(max(len(options), 3), 9)
        self.setMinimumHeight(shown * (look.sizes().row - look.sizes().xs) + look.sizes().s)
        self.itemChanged.connect(self._tell)

    def value(self) -> list[int]:
        """Return what is ticked, in the order shown."""
        return [
            value
            for number, value in enumerate(self._values)
            if self.item(number).checkState() is Qt.CheckState.Checked
        ]

    def set_value(self, ticked: Collection[int]) -> None:
        """Tick these and no others."""
        for number, value in enumerate(self._values):
            on = Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked
            self.item(number).setCheckState(on)

    @Slot(QListWidgetItem)
    def _tell(self, item: QListWidgetItem) -> None:
        self.changed.emit()
