"""Prints a PDF page by page on any printer, as a picture of 300 dots per inch."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOTS_PER_INCH: Final = 300
POINTS_PER_INCH: Final = 72


class PagePrinter(QObject):
    """Draws the pages one at a time, so that the window stays alive; `printed` ends it."""

    progressed = Signal(int, int)
    printed = Signal()

    def __init__(
        self, document: QPdfDocument, printer: "QPrinter", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._printer = printer
        self._painter = QPainter()
        last = document.pageCount()
        self._pages = list(
            range((printer.fromPage() or 1) - 1, min(printer.toPage() or last, last))
        )
        self._done = 0

    def start(self) -> None:
        """Begin; the pages follow from the event loop."""
        self._printer.setFullPage(True)
        self._printer.setResolution(DOTS_PER_INCH)
        if self._pages:
            self._lay_out(self._pages[0])
        self._next()

    @Slot()
    def _next(self) -> None:
        if self._done == len(self._pages):
            self._painter.end()
            self.printed.emit()
            return
        page = self._pages[self._done]
        if self._done:
            self._lay_out(page)
            self._printer.newPage()
        else:
            self._painter.begin(self._printer)
        self._draw(page)
        self._done += 1
        self.progressed.emit(self._done, len(self._pages))
        QTimer.singleShot(0, self._next)

    def _lay_out(self, page: int) -> None:
        size = self._document.pagePointSize(page)
        landscape = size.width() > size.height()
        upright = size.transposed() if landscape else size
        self._printer.setPageSize(
            QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
        )
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
        )

    def _draw(self, page: int) -> None:
        points = self._document.pagePointSize(page)
        dots = points * DOTS_PER_INCH / POINTS_PER_INCH
        picture = self._document.render(page, QSize(round(dots.width()), round(dots.height())))
        paper = QImage(picture.size(), QImage.Format.Format_RGB32)
        paper.fill(0xFFFFFFFF)
        flat = QPainter(paper)
        flat.drawImage(0, 0, picture)
        flat.end()
        target = QRectF(self._printer.paperRect(self._printer.Unit.DevicePixel))
        self._painter.drawImage(target, paper)
