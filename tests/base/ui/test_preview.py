"""A sheet is made elsewhere, shown, saved as it is, and printed page by page."""

import io
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from guardapp.base.errors import NotFound
from guardapp.base.ui.preview import CannotWriteFile, PreviewDialog, Previewer
from guardapp.base.ui.printing import PagePrinter
from guardapp.base.ui.scripted import ScriptedAsk
from guardapp.base.ui.work import Work


def sheet(pages: int) -> bytes:
    """Return a PDF of some pages, the last one landscape."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for number in range(pages):
        if number == pages - 1:
            canvas.setPageSize(landscape(A4))
        canvas.rect(100, 100, 200, 200, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Return a window to show sheets in."""
    made = QWidget()
    made.resize(1366, 768)
    qtbot.addWidget(made)
    return made


def shown(window: QWidget, ask: ScriptedAsk) -> PreviewDialog:
    """Return the preview that was opened."""
    (dialog,) = ask.dialogs
    assert isinstance(dialog, PreviewDialog)
    return dialog


def test_a_sheet_is_shown_with_its_pages(qtbot: QtBot, window: QWidget) -> None:
    ask = ScriptedAsk()
    Previewer(window, ask, Work(immediate=True)).preview("Sổ", partial(sheet, 3), "so.pdf")
    dialog = shown(window, ask)
    assert dialog.document.pageCount() == 3
    assert any("1/3" in label.text() for label in dialog.findChildren(QLabel))
    assert window.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_a_sheet_is_saved_byte_for_byte(window: QWidget, tmp_path: Path) -> None:
    ask = ScriptedAsk(tmp_path / "so.pdf")
    Previewer(window, ask, Work(immediate=True)).preview("Sổ", partial(sheet, 1), "so.pdf")
    dialog = shown(window, ask)
    dialog._save()
    assert (tmp_path / "so.pdf").read_bytes() == dialog.pdf
    assert ask.told


def test_a_place_that_cannot_be_written_is_told(window: QWidget, tmp_path: Path) -> None:
    ask = ScriptedAsk(tmp_path / "none" / "so.pdf")
    Previewer(window, ask, Work(immediate=True)).preview("Sổ", partial(sheet, 1), "so.pdf")
    shown(window, ask)._save()
    assert [type(one) for one in ask.refused] == [CannotWriteFile]


def test_a_sheet_that_cannot_be_made_is_told(window: QWidget) -> None:
    def missing() -> bytes:
        raise NotFound("T2-07")

    ask = ScriptedAsk()
    Previewer(window, ask, Work(immediate=True)).preview("Sổ", missing, "so.pdf")
    assert ask.dialogs == []
    assert "T2-07" in ask.told[0]


def test_pages_are_printed_upright_and_landscape(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    from PySide6.QtPdf import QPdfDocument

    dialog = PreviewDialog("Sổ", sheet(3), "so.pdf", ScriptedAsk(), Path, window)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    pages = PagePrinter(dialog.document, printer, dialog)
    with qtbot.waitSignal(pages.printed):
        pages.start()
    printed = QPdfDocument()
    printed.load(str(tmp_path / "printed.pdf"))
    sizes = [printed.pagePointSize(number) for number in range(printed.pageCount())]
    assert [size.width() > size.height() for size in sizes] == [False, True]
    picture = printed.render(0, (printed.pagePointSize(0)).toSize())
    assert picture.pixelColor(200, picture.height() - 200).lightness() < 60
