"""Reads sheets back: the text of each page as a reader program finds it."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page with all runs of space as one blank."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    assert document.error() is QPdfDocument.Error.None_
    texts = [
        " ".join(document.getAllText(page).text().split()) for page in range(document.pageCount())
    ]
    document.close()
    return texts


def title_of(pdf: bytes) -> str:
    """Return the title in the document's facts."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    title = str(document.metaData(QPdfDocument.MetaDataField.Title))
    document.close()
    return title
