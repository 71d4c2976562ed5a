"""The import page's last step: what the whole file would do, row by row, and what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from guardapp.base.exchange import Duplicate
from guardapp.base.exchange_run import Findings
from guardapp.base.ui import look
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.parts import Card, EmptyState, StatTile, button, clear
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, number_text


@dataclass(frozen=True)
class Line:
    """A row of the file with what is to be said of it."""

    row: int
    place: str
    words: str


class CheckStep(QWidget):
    """How many rows are good, bad, double; each bad one with its column and reason."""

    bad_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = look.sizes()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(sizes.m)
        tiles = QHBoxLayout()
        tiles.setSpacing(sizes.m)
        self.good = StatTile(_("Sẽ nhập"), icon="circle-check", tone=Tone.SUCCESS, parent=self)
        self.bad = StatTile(_("Dòng lỗi"), icon="circle-x", tone=Tone.DANGER, parent=self)
        self.left = StatTile(_("Bỏ vì trùng"), icon="copy", tone=Tone.WARNING, parent=self)
        self.total = StatTile(_("Dòng trong tệp"), icon="file-spreadsheet", parent=self)
        for tile in (self.good, self.bad, self.left, self.total):
            tiles.addWidget(tile, 1)
        lines.addLayout(tiles)
        self._card = Card(parent=self).flush()
        head = QHBoxLayout()
        head.setContentsMargins(sizes.m + 3, sizes.m, sizes.m, sizes.xs)
        self._head = head
        self._card.body.addLayout(head)
        self._tables = QStackedLayout()
        self._card.body.addLayout(self._tables, 1)
        lines.addWidget(self._card, 1)
        self.lists: dict[str, Table[Line]] = {}
        self.which: Segments | None = None

    def show_findings(self, found: Findings) -> None:
        """Show what the file would do."""
        total, bad, left = found.total, found.bad, len(found.left)
        good = len(found.taken)
        self.good.tell(number_text(good), _("dòng được ghi vào sổ"), Tone.SUCCESS if good else None)
        words = _("không có")
        if bad:
            mend = _("phải sửa hết mới nhập được")
            words = mend if found.whole else _("phải sửa hoặc để lại")
        self.bad.tell(number_text(bad), words, Tone.DANGER if bad else None)
        words = _("đã có, không ghi lần nữa") if left else _("không có")
        self.left.tell(number_text(left), words, Tone.WARNING if left else None)
        self.total.tell(number_text(total), _("đã đọc và kiểm tra hết"))
        lists = {
            "bad": (_("Dòng lỗi"), [Line(p.row, p.column, p.reason) for p in found.problems]),
            "twice": (
                _("Dòng trùng"),
                [Line(d.row, d.of, _twice(d.row in found.left, d)) for d in found.duplicates],
            ),
            "told": (_("Lưu ý"), [Line(r.row, r.column, r.reason) for r in found.remarks]),
        }
        shown = {key: one for key, one in lists.items() if one[1]}
        self._show_lists(shown, may_leave=not found.whole)

    def _show_lists(self, lists: dict[str, tuple[str, list[Line]]], *, may_leave: bool) -> None:
        clear(self._head)
        while self._tables.count():
            gone = self._tables.widget(0)
            self._tables.removeWidget(gone)
            gone.deleteLater()
        self.lists, self.which = {}, None
        if not lists:
            words = _("Mọi dòng đều đọc được và không trùng với gì đã có.")
            empty = EmptyState("circle-check", _("Tệp không có lỗi"), words, parent=self._card)
            self._tables.addWidget(empty)
            return
        options: list[tuple[Any, str]] = [
            (key, f"{title} ({number_text(len(lines))})") for key, (title, lines) in lists.items()
        ]
        self.which = Segments(options, self._card)
        self.which.set_value(options[0][0])
        self.which.changed.connect(self._list_chosen)
        self._head.addWidget(self.which, 1)
        if "bad" in lists and may_leave:
            words = _("Lưu các dòng lỗi…")
            self._head.addWidget(button(words, self.bad_wanted, "download", self._card))
        for key, (_title, listed) in lists.items():
            place = _("Trùng với") if key == "twice" else _("Cột")
            self.lists[key] = _table(listed, place, self._card)
            self._tables.addWidget(self.lists[key])

    @Slot()
    def _list_chosen(self) -> None:
        if self.which is not None and self.which.value() in self.lists:
            self._tables.setCurrentWidget(self.lists[self.which.value()])


class DoneStep(QWidget):
    """Tells what was brought in, and offers the next file."""

    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)

    def show_done(self, title: str, made: int, notes: Sequence[str]) -> None:
        """Show how many rows of a kind were written."""
        clear(self._lines)
        card = Card(parent=self)
        words = _("Đã nhập {count} dòng vào «{title}»")
        said = words.format(count=number_text(made), title=title)
        again = button(_("Nhập tệp khác"), self.next_wanted, "upload", card)
        empty = EmptyState("circle-check", said, "\n".join(notes), again, card)
        card.body.addWidget(empty)
        self._lines.addWidget(card)


def _twice(left: bool, of: Duplicate) -> str:
    words = _("{reason}; bỏ dòng này") if left else _("{reason}; vẫn nhập")
    return words.format(reason=of.reason)


def _table(lines: Sequence[Line], place: str, parent: QWidget) -> Table[Line]:
    columns: list[Column[Line]] = [
        Column(_("Dòng"), _row_words, align="right", sort=_row),
        Column(place, _place, width=24, tip=_place, strong=True),
        Column(_("Lý do"), _words, stretch=True, tip=_words),
    ]
    table: Table[Line] = Table(columns, None, parent)
    table.show_rows(lines)
    return table


def _row(line: Line) -> int:
    return line.row


def _row_words(line: Line) -> str:
    return str(line.row) if line.row else _("cả tệp")


def _place(line: Line) -> str:
    return line.place


def _words(line: Line) -> str:
    return line.words
