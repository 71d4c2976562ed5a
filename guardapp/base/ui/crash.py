"""What happens on an error of ours: a report without personal data, and a calm dialog."""

import faulthandler
import platform
import sqlite3
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from guardapp import __version__
from guardapp.base import db
from guardapp.base.clock import SystemClock, local
from guardapp.base.errors import UserError
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.parts import button, ghost_button, label
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _

_PACKAGE: Final = Path(__file__).resolve().parents[2]


def report_of(error: BaseException, when: str) -> str:
    """Return a report of an error: its types and our own lines; no message, no values, no names."""
    lines = [
        f"guardapp {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"
        f" {platform.release()}",
        when,
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines.append("")
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines.extend(_own_frames(cause.__traceback__))
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def _own_frames(trace: TracebackType | None) -> list[str]:
    found = []
    for frame in traceback.extract_tb(trace):
        file = Path(frame.filename)
        if file.is_relative_to(_PACKAGE):
            place = file.relative_to(_PACKAGE.parent).as_posix()
            found.append(f"  {place}:{frame.lineno} {frame.name}")
    return found


class CrashDialog(Dialog):
    """Says that something of ours failed, that nothing typed is lost, and shows the report."""

    def __init__(self, report: str, file: Path | None, parent: QWidget | None) -> None:
        super().__init__(
            _("Chương trình gặp lỗi"),
            _(
                "Việc vừa bấm chưa làm xong. Những gì đã ghi và đang nhập vẫn được giữ. "
                "Bạn có thể làm tiếp; nếu lỗi lặp lại, hãy gửi báo cáo này cho người hỗ trợ. "
                "Báo cáo không có tên người hay nội dung vụ việc."
            ),
            None,
            parent,
            icon="circle-alert",
            tone=Tone.DANGER,
            width=64,
        )
        self._report = report
        details = QPlainTextEdit(report, self)
        details.setReadOnly(True)
        details.setAccessibleName(_("Báo cáo lỗi"))
        details.setMinimumHeight(details.fontMetrics().lineSpacing() * 8)
        self.body.addWidget(details, 1)
        if file is not None:
            self.body.addWidget(
                label(
                    _("Đã lưu: {file}").format(file=file),
                    "small",
                    wrap=True,
                    parent=self,
                )
            )
        self.add_buttons(
            ghost_button(_("Sao chép chi tiết"), self._copy, "copy", self),
            button(_("Tiếp tục"), self.accept, parent=self),
            cancel=None,
        )

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


class Crashes(QObject):
    """Catches what nobody caught, in any thread, writes it down and shows it.

    A UserError is no crash: its words go to `tell_user`. `keep_drafts` is called first.
    """

    happened = Signal(object)

    def __init__(
        self,
        folder: Path,
        window: QWidget,
        tell_user: Callable[[UserError], None],
        keep_drafts: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._folder = folder
        self._window = window
        self._tell_user = tell_user
        self._keep_drafts = keep_drafts
        self._fault_file: TextIO | None = None
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch errors from now on."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        self._folder.mkdir(parents=True, exist_ok=True)
        self._fault_file = (self._folder / "fault.log").open("a", encoding="utf-8")
        faulthandler.enable(self._fault_file)

    def uninstall(self) -> None:
        """Leave errors to Python again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._fault_file is not None:
            faulthandler.disable()
            self._fault_file.close()
            self._fault_file = None

    def _caught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.happened.emit(error.with_traceback(trace))

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.happened.emit(caught.exc_value)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        if isinstance(error, sqlite3.Error):
            error = db.told(error, self._folder) or error
        if isinstance(error, UserError):
            self._tell_user(error)
            return
        moment = local(SystemClock().now_ms())
        report = report_of(error, f"{moment:%Y-%m-%d %H:%M:%S%z}")
        file = self._write(f"crash-{moment:%Y%m%d-%H%M%S}.txt", report)
        self._keep_drafts()
        if not self._window.findChildren(CrashDialog):
            CrashDialog(report, file, self._window).open()

    def _write(self, name: str, report: str) -> Path | None:
        file = self._folder / name
        try:
            file.write_text(report, encoding="utf-8")
        except OSError:
            return None
        return file
