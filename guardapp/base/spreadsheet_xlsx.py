"""The rows of a sheet of an XLSX file, as text; guards against files that swell."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Final
from xml.etree.ElementTree import ParseError

MAX_UNPACKED: Final = 300_000_000
MAX_RATIO: Final = 500


class Swollen(ValueError):
    """The file unpacks to far more than it weighs."""


FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    RuntimeError,
    OverflowError,
)


class Pages:
    """The sheets of a file: their `names`, and the `name` of the one read; known once read."""

    def __init__(self, raw: bytes, wanted: str = "") -> None:
        self._raw = raw
        self.name = wanted
        self.names: tuple[str, ...] = ()

    def rows(self, most_rows: int, most_columns: int) -> Iterator[tuple[int, list[str]]]:
        """Yield (row number, cells) of the sheet wanted, else of the first that holds anything.

        Raises one of FAULTS.
        """
        import openpyxl

        _refuse_swollen(self._raw)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(self._raw), read_only=True, data_only=True)
            try:
                self.names = tuple(sheet.title for sheet in book.worksheets)
                wanted = self.name if self.name in self.names else ""
                for sheet in book.worksheets:
                    if wanted and sheet.title != wanted:
                        continue
                    self.name = sheet.title
                    sheet.reset_dimensions()
                    found = False
                    cells = sheet.iter_rows(
                        max_row=most_rows, max_col=most_columns, values_only=True
                    )
                    for number, values in enumerate(cells, 1):
                        texts = [_text(value) for value in values]
                        found = found or any(texts)
                        yield number, texts
                    if found:
                        return
            finally:
                book.close()


def _refuse_swollen(raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        size = sum(one.file_size for one in packed.infolist())
    if size > MAX_UNPACKED or size > MAX_RATIO * len(raw):
        raise Swollen(size)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
