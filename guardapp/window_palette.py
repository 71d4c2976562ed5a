"""The command palette (Ctrl+K) and the list of shortcuts (F1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from guardapp.base.text import fold
from guardapp.base.ui import look
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.parts import Badge, IconLabel, button, label
from guardapp.base.words import _


@dataclass(frozen=True)
class Command:
    """A verb or page that can be called by words; `group` says where it belongs."""

    words: str
    group: str
    icon: str
    keys: str
    run: Callable[[], None]


def matching(commands: Sequence[Command], text: str) -> list[Command]:
    """Return the commands whose words hold all typed words, without marks; best first."""
    sought = fold(text).split()

    def rank(command: Command) -> tuple[bool, int]:
        words = fold(command.words)
        return not words.startswith(" ".join(sought)), words.find(sought[0]) if sought else 0

    found = [
        command
        for command in commands
        if all(word in fold(f"{command.words} {command.group}") for word in sought)
    ]
    return sorted(found, key=rank) if sought else found


class Palette(QDialog):
    """Finds a page or a verb by some letters of its name and runs it."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = tuple(commands)
        self._found: list[Command] = []
        self.setProperty("part", "palette")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Tìm trang hoặc việc"))
        sizes = look.sizes()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(sizes.m, sizes.m, sizes.m, sizes.m)
        lines.setSpacing(sizes.s)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Gõ tên trang hoặc việc, không cần dấu"))
        self.search.setAccessibleName(self.windowTitle())
        self.search.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        lines.addWidget(self.search)
        lines.addWidget(self.list)
        self.search.textChanged.connect(self._filter)
        self.list.itemClicked.connect(self._run_item)
        self._filter("")
        self.resize(self.fontMetrics().averageCharWidth() * 72, sizes.row * 10)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and run from it while typing."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                count = max(self.list.count(), 1)
                self.list.setCurrentRow((self.list.currentRow() + step) % count)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentRow())
                return True
        return super().eventFilter(watched, event)

    def shown(self) -> list[str]:
        """Return the words of the commands found."""
        return [command.words for command in self._found]

    @Slot(str)
    def _filter(self, text: str) -> None:
        self._found = matching(self._commands, text)
        self.list.clear()
        for command in self._found:
            item = QListWidgetItem(self.list)
            item.setSizeHint(QSize(0, look.sizes().row))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, command.words)
            self.list.setItemWidget(item, self._line(command))
        self.list.setCurrentRow(0 if self._found else -1)

    def _line(self, command: Command) -> QWidget:
        part = QWidget(self.list)
        sizes = look.sizes()
        line = QHBoxLayout(part)
        line.setContentsMargins(sizes.s, 0, sizes.s, 0)
        line.setSpacing(sizes.m)
        line.addWidget(IconLabel(command.icon, parent=part))
        line.addWidget(label(command.words, parent=part))
        line.addWidget(label(command.group, "small", parent=part), 1)
        if command.keys:
            line.addWidget(Badge(command.keys, parent=part))
        return part

    @Slot(QListWidgetItem)
    def _run_item(self, item: QListWidgetItem) -> None:
        self._run(self.list.row(item))

    def _run(self, number: int) -> None:
        if 0 <= number < len(self._found):
            command = self._found[number]
            self.accept()
            command.run()


class ShortcutsDialog(Dialog):
    """Lists all shortcuts in force."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(_("Phím tắt"), "", None, parent, icon="keyboard", width=64)
        with_keys = [command for command in commands if command.keys]
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.sizes().l)
        grid.setVerticalSpacing(look.sizes().s)
        half = -(-len(with_keys) // 2)
        for number, command in enumerate(with_keys):
            line, side = number % half, number // half * 2
            grid.addWidget(Badge(command.keys, parent=self), line, side)
            grid.addWidget(label(command.words, parent=self), line, side + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.body.addLayout(grid)
        self.add_buttons(button(_("Đóng"), self.accept, parent=self), cancel=None)
