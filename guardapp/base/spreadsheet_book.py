"""Writes formatted XLSX files: what is text stays text, and the page prints on one width."""

from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

from guardapp.base.db import CannotStore
from guardapp.base.spreadsheet import MAX_CELL
from guardapp.base.text import nfc

Align = Literal["left", "center", "right"]
Paper = Literal["A4", "A3"]

FONT: Final = "Times New Roman"
_PAPERS: Final = {"A4": 9, "A3": 8}
_INCHES: Final = 0.4


class Book:
    """One sheet being written; rows and columns count from 1."""

    def __init__(self, title: str) -> None:
        import openpyxl
        from openpyxl.styles import Border, Side

        self._book = openpyxl.Workbook()
        self._sheet: Any = self._book.worksheets[0]
        self._sheet.title = title[:31]
        thin = Side(style="thin", color="FF808080")
        self._frame = Border(left=thin, right=thin, top=thin, bottom=thin)
        self._styles: dict[tuple[Any, ...], tuple[Any, Any, Any]] = {}

    def put(
        self,
        row: int,
        column: int,
        value: str | float | None,
        *,
        bold: bool = False,
        align: Align = "left",
        size: float = 11,
        shade: str = "",
        framed: bool = True,
        wrap: bool = False,
    ) -> None:
        """Write a cell: a text is never a formula; `shade` is a colour such as D9D9D9."""
        cell = self._sheet.cell(row, column)
        if isinstance(value, str):
            cell.value = _writable(value)
            if cell.value:
                cell.data_type = "s"
        else:
            cell.value = value
        cell.font, cell.alignment, fill = self._style(bold, align, size, shade, wrap)
        if fill is not None:
            cell.fill = fill
        if framed:
            cell.border = self._frame

    def _style(
        self, bold: bool, align: Align, size: float, shade: str, wrap: bool
    ) -> tuple[Any, Any, Any]:
        from openpyxl.styles import Alignment, Font, PatternFill

        key = (bold, align, size, shade, wrap)
        if key not in self._styles:
            self._styles[key] = (
                Font(name=FONT, size=size, bold=bold),
                Alignment(horizontal=align, vertical="center", wrap_text=wrap),
                PatternFill("solid", fgColor=f"FF{shade}") if shade else None,
            )
        return self._styles[key]

    def merge(self, row: int, first: int, last: int) -> None:
        """Make one cell of a row's cells from `first` to `last`."""
        self._sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)

    def set_widths(self, widths: list[float]) -> None:
        """Set the columns' widths, in letters, from the first on."""
        from openpyxl.utils import get_column_letter

        for column, width in enumerate(widths, 1):
            self._sheet.column_dimensions[get_column_letter(column)].width = width

    def set_height(self, row: int, points: float) -> None:
        """Set a row's height."""
        self._sheet.row_dimensions[row].height = points

    def freeze(self, row: int, column: int) -> None:
        """Keep what is above a row and left of a column in sight."""
        self._sheet.freeze_panes = self._sheet.cell(row, column)

    def set_page(self, paper: Paper, first_head: int, last_head: int) -> None:
        """Print in landscape on the width of one page, its head rows on every page."""
        sheet = self._sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _PAPERS[paper]
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.print_title_rows = f"{first_head}:{last_head}"
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = margins.bottom = _INCHES
        sheet.oddFooter.right.text = "&P/&N"

    def to_bytes(self) -> bytes:
        """Return the file."""
        stream = BytesIO()
        self._book.save(stream)
        return stream.getvalue()


def _writable(text: str) -> str:
    """Return a text without the control characters that an XLSX file cannot hold."""
    return "".join(c for c in nfc(text) if c in "\n\t" or ord(c) >= 32)[:MAX_CELL]


def save(path: Path, content: bytes) -> None:
    """Write a whole file or none; raises CannotStore."""
    unfinished = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        raise CannotStore(path, error.strerror or type(error).__name__) from error
