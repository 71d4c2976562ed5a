"""A sheet on screen before it is printed: pages, zoom, print, save as PDF, open elsewhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QDir, QObject, Qt, QTemporaryDir, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.errors import UserError
from guardapp.base.ui import look
from guardapp.base.ui.ask import Ask
from guardapp.base.ui.parts import button, icon_button, label, primary_button
from guardapp.base.ui.work import Job, Work
from guardapp.base.words import _

ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


class CannotWriteFile(UserError):
    """The place chosen cannot be written."""

    def __init__(self, file: Path) -> None:
        super().__init__(file.name)
        self.file = file

    def words(self) -> str:
        """Say which file, and what to do."""
        return _("Không ghi được tệp {file}. Hãy chọn thư mục khác.").format(file=self.file)


class Previewer(QObject):
    """Makes sheets off the window's thread and shows each in a dialog of its own."""

    def __init__(self, window: QWidget, ask: Ask, work: Work) -> None:
        super().__init__(window)
        self._window = window
        self._ask = ask
        self._work = work
        self._waiting: tuple[str, Callable[[], bytes], str] | None = None
        self._files: QTemporaryDir | None = None

    def preview(self, title: str, make_pdf: Callable[[], bytes], file_name: str) -> None:
        """Make a sheet and show it; `make_pdf` runs on another thread."""
        self._waiting = title, make_pdf, file_name
        self._window.setCursor(Qt.CursorShape.BusyCursor)
        self._work.run(self._make, self._made, failed=self._failed)

    def close(self) -> None:
        """Delete the copies that were opened in other programs."""
        if self._files is not None:
            self._files.remove()
            self._files = None

    def _make(self, job: Job) -> tuple[str, bytes, str]:
        assert self._waiting is not None
        title, make_pdf, file_name = self._waiting
        return title, make_pdf(), file_name

    def _made(self, made: tuple[str, bytes, str]) -> None:
        self._window.unsetCursor()
        self._ask.show(PreviewDialog(*made, self._ask, self._folder, self._window))

    def _folder(self) -> Path:
        if self._files is None:
            self._files = QTemporaryDir(QDir.tempPath() + "/guardapp-XXXXXX")
        return Path(self._files.path())

    def _failed(self, error: Exception) -> None:
        self._window.unsetCursor()
        if not isinstance(error, UserError):
            raise error
        self._ask.error(error)


class PreviewDialog(QDialog):
    """Shows the pages of one PDF."""

    def __init__(
        self,
        title: str,
        pdf: bytes,
        file_name: str,
        ask: Ask,
        folder: Callable[[], Path],
        parent: QWidget | None = None,
    ) -> None:
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pdf = pdf
        self._file_name, self._ask, self._folder = file_name, ask, folder
        self._printer: Any = None
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setAccessibleName(title)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._bar(title))
        lines.addWidget(self.view, 1)
        self.view.pageNavigator().currentPageChanged.connect(self._page_changed)
        self._page_changed(0)
        self._fit_page()
        if parent is not None:
            room = parent.window().size()
            self.resize(room.width() * 9 // 10, room.height() * 19 // 20)

    def _bar(self, title: str) -> QWidget:
        sizes = look.sizes()
        bar = QWidget(self)
        bar.setProperty("part", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(bar)
        line.setContentsMargins(sizes.l, sizes.s, sizes.l, sizes.s)
        line.setSpacing(sizes.s)
        line.addWidget(label(title, "heading", parent=bar))
        self.pages = label("", "muted", parent=bar)
        line.addWidget(self.pages)
        line.addStretch(1)
        for icon, words, slot, keys in (
            ("zoom-out", _("Thu nhỏ"), self._zoom_out, "Ctrl+-"),
            ("zoom-in", _("Phóng to"), self._zoom_in, "Ctrl++"),
            ("maximize", _("Vừa trang"), self._fit_page, "Ctrl+0"),
            ("external-link", _("Mở bằng trình xem PDF"), self._open_elsewhere, ""),
        ):
            line.addWidget(icon_button(icon, words, slot, bar))
            if keys:
                QShortcut(QKeySequence(keys), self).activated.connect(slot)
        line.addSpacing(sizes.s)
        line.addWidget(button(_("Đóng"), self.reject, parent=bar))
        line.addWidget(button(_("Lưu PDF"), self._save, "download", bar))
        line.addWidget(primary_button(_("In"), self._print, "printer", bar))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self._print)
        return bar

    @Slot(int)
    def _page_changed(self, page: int) -> None:
        self.pages.setText(
            _("Trang {page}/{count}").format(page=page + 1, count=self.document.pageCount())
        )

    @Slot()
    def _zoom_in(self) -> None:
        self._zoom(min((z for z in ZOOMS if z > self.view.zoomFactor() + 0.01), default=ZOOMS[-1]))

    @Slot()
    def _zoom_out(self) -> None:
        self._zoom(max((z for z in ZOOMS if z < self.view.zoomFactor() - 0.01), default=ZOOMS[0]))

    @Slot()
    def _fit_page(self) -> None:
        self.view.setZoomMode(self.view.ZoomMode.FitInView)

    def _zoom(self, factor: float) -> None:
        self.view.setZoomMode(self.view.ZoomMode.Custom)
        self.view.setZoomFactor(factor)

    @Slot()
    def _save(self) -> None:
        self._ask.save_file(_("Lưu PDF"), self._file_name, "PDF (*.pdf)", self._write)

    def _write(self, file: Path) -> None:
        try:
            file.write_bytes(self.pdf)
        except OSError as error:
            raise CannotWriteFile(file) from error
        self._ask.done(_("Đã lưu {file}").format(file=file.name))

    @Slot()
    def _open_elsewhere(self) -> None:
        file = self._folder() / self._file_name
        self._write_copy(file)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def _write_copy(self, file: Path) -> None:
        try:
            file.write_bytes(self.pdf)
        except OSError as error:
            raise CannotWriteFile(file) from error

    @Slot()
    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(self._file_name)
        self._printer.setFromTo(1, self.document.pageCount())
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print_pages)
        self._ask.show(dialog)

    @Slot()
    def _print_pages(self) -> None:
        from guardapp.base.ui.printing import PagePrinter

        pages = PagePrinter(self.document, self._printer, self)
        pages.progressed.connect(self._tell_progress)
        pages.printed.connect(self._tell_printed)
        pages.start()

    @Slot(int, int)
    def _tell_progress(self, done: int, total: int) -> None:
        self.pages.setText(_("Đang in {done}/{total}").format(done=done, total=total))

    @Slot()
    def _tell_printed(self) -> None:
        self._page_changed(self.view.pageNavigator().currentPage())
        self._ask.done(_("Đã gửi sang máy in."))
