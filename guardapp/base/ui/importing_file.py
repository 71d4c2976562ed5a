"""The import page's first step: what is brought in, from which file, and how that is read."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.exchange import ImportKind
from guardapp.base.spreadsheet import (
    DELIMITERS,
    ENCODINGS,
    HEADER_WITHIN,
    Reading,
    Spreadsheet,
)
from guardapp.base.spreadsheet_dates import Order
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.importing_parts import DropZone, dropped_file, labelled, preview
from guardapp.base.ui.parts import Banner, Card, IconLabel, button, clear, label
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import N_, _, ngettext, number_text

SHOWN: Final = 100
ORDERS: Final = {
    Order.DAY_FIRST: N_("ngày/tháng/năm"),
    Order.MONTH_FIRST: N_("tháng/ngày/năm"),
    Order.YEAR_FIRST: N_("năm-tháng-ngày"),
}
_DELIMITER_WORDS: Final = {
    ",": N_("dấu phẩy ,"),
    ";": N_("dấu chấm phẩy ;"),
    "\t": N_("phím Tab"),
    "|": N_("gạch đứng |"),
}
_ENCODING_WORDS: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": N_("UTF-8 (có dấu BOM)"),
    "utf-16": "UTF-16 (Unicode)",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1258": N_("Windows tiếng Việt (CP1258)"),
    "latin-1": N_("Tây Âu (Latin-1)"),
}


class FileStep(QWidget):
    """Kind and file; what was recognised of the file can be changed.

    `chosen` carries a path, `reading` how the user wants the file read, `order` an Order.
    """

    kind_chosen = Signal(object)
    file_wanted = Signal()
    chosen = Signal(object)
    reading = Signal(object)
    order = Signal(object)

    def __init__(self, kinds: Sequence[ImportKind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        sizes = look.sizes()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(sizes.m)
        self.kinds = Segments([(kind, _(kind.title)) for kind in kinds], self)
        self.kinds.setAccessibleName(_("Nhập gì"))
        self.kinds.changed.connect(self._kind_changed)
        what = QHBoxLayout()
        what.setSpacing(sizes.m)
        what.addWidget(label(_("Nhập gì"), "label", parent=self))
        what.addWidget(self.kinds, 1)
        lines.addLayout(what)
        self.zone = DropZone(self)
        self.zone.dropped.connect(self.chosen)
        self.zone.wanted.connect(self.file_wanted)
        lines.addWidget(self.zone, 1)
        self._file = Card(parent=self).flush()
        self._fill_file()
        lines.addWidget(self._file, 1)
        self._quiet = False
        self.show_nothing()

    def _fill_file(self) -> None:
        sizes = look.sizes()
        head = QWidget(self._file)
        lines = QVBoxLayout(head)
        lines.setContentsMargins(sizes.l, sizes.m, sizes.l, 0)
        lines.setSpacing(sizes.m)
        self._name = label("", "heading", parent=head)
        self._size = label("", "muted", parent=head)
        title = QHBoxLayout()
        title.setSpacing(sizes.m)
        title.addWidget(IconLabel("file-spreadsheet", Tone.SUCCESS, sizes.xl, head))
        title.addWidget(self._name)
        title.addWidget(self._size, 1)
        title.addWidget(button(_("Chọn tệp khác…"), self.file_wanted, "", head))
        lines.addLayout(title)
        self.encoding = Choice([(one, _(_ENCODING_WORDS[one])) for one in ENCODINGS], parent=head)
        delimiters = [(one, _(_DELIMITER_WORDS[one])) for one in DELIMITERS]
        self.delimiter = Choice(delimiters, parent=head)
        rows = [(n, _("Dòng {n}").format(n=n)) for n in range(1, HEADER_WITHIN + 1)]
        self.header = Choice(rows, parent=head)
        orders = [(one, _(words)) for one, words in ORDERS.items()]
        self.dates = Choice(orders, _("không có cột ngày"), head)
        self.page = Choice(parent=head)
        self.page.changed.connect(self._page_changed)
        for field in (self.encoding, self.delimiter, self.header):
            field.changed.connect(self._reading_changed)
        self.dates.changed.connect(self._order_changed)
        facts = QHBoxLayout()
        facts.setSpacing(sizes.m)
        self._of_text = (
            labelled(_("Bảng mã"), self.encoding, head),
            labelled(_("Dấu ngăn cột"), self.delimiter, head),
        )
        self._pages = labelled(_("Trang tính"), self.page, head)
        for one in (*self._of_text, self._pages):
            facts.addWidget(one, 1)
        facts.addWidget(labelled(_("Dòng tiêu đề"), self.header, head), 1)
        facts.addWidget(labelled(_("Ngày viết theo"), self.dates, head), 1)
        lines.addLayout(facts)
        self._unsure = Banner(Tone.WARNING, "", parent=head)
        lines.addWidget(self._unsure)
        self._file.body.addWidget(head)
        self._table = QVBoxLayout()
        self._file.body.addLayout(self._table, 1)

    def show_kind(self, kind: ImportKind) -> None:
        """Show which kind is chosen."""
        self._quiet = True
        self.kinds.set_value(kind)
        self._quiet = False

    def show_nothing(self) -> None:
        """Ask for a file."""
        self.zone.show()
        self._file.hide()

    def show_sheet(self, sheet: Spreadsheet, order: Order | None) -> None:
        """Show a file as it was read."""
        self._quiet = True
        self.zone.hide()
        self._file.show()
        self._name.setText(sheet.name)
        rows, columns = len(sheet.rows), len(sheet.header)
        self._size.setText(
            " · ".join(
                (
                    ngettext("{n} dòng", "{n} rows", rows).format(n=number_text(rows)),
                    ngettext("{n} cột", "{n} columns", columns).format(n=columns),
                )
            )
        )
        for field in self._of_text:
            field.setVisible(bool(sheet.encoding))
        self.encoding.set_value(sheet.encoding)
        self.delimiter.set_value(sheet.delimiter)
        self._pages.setVisible(len(sheet.sheets) > 1)
        self.page.set_options([(one, one) for one in sheet.sheets])
        self.page.set_value(sheet.sheet)
        self.header.set_value(sheet.header_row)
        seen = [one for one in sheet.dates if one is not None]
        self.dates.set_value(order or (seen[0].order if seen else None))
        self.dates.setEnabled(bool(seen))
        unsure = order is None and any(not one.sure for one in seen)
        words = _("Chưa chắc số nào là ngày, số nào là tháng. Hãy xem vài dòng và chọn cho đúng.")
        self._unsure.tell(Tone.WARNING, words if unsure else "")
        clear(self._table)
        shown = zip(sheet.numbers[:SHOWN], sheet.rows[:SHOWN], strict=True)
        listed = [(str(number), *cells) for number, cells in shown]
        self._table.addWidget(preview(sheet.header, listed, self._file))
        self._quiet = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take another file wherever it is dropped."""
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the file on."""
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.chosen.emit(path)

    @Slot()
    def _kind_changed(self) -> None:
        if not self._quiet and self.kinds.value() is not None:
            self.kind_chosen.emit(self.kinds.value())

    @Slot()
    def _reading_changed(self) -> None:
        if not self._quiet:
            self.reading.emit(
                Reading(
                    self.encoding.value() or "",
                    self.delimiter.value() or "",
                    self.header.value() or 0,
                    self.page.value() or "",
                )
            )

    @Slot()
    def _page_changed(self) -> None:
        if not self._quiet and self.page.value():
            self.reading.emit(Reading(sheet=self.page.value()))

    @Slot()
    def _order_changed(self) -> None:
        if not self._quiet:
            self._unsure.tell(Tone.WARNING, "")
            self.order.emit(self.dates.value())
