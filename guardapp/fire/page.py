"""The guard's fire check: today's checklist by place, answered by three keys, or by scanning."""

from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from guardapp.base import settings
from guardapp.base.access import Role
from guardapp.base.clock import MINUTE, local_date
from guardapp.base.errors import Invalid, NotFound
from guardapp.base.ui import look
from guardapp.base.ui.moments import read_date
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import Badge, Card, button, label
from guardapp.base.ui.scan import ScanField
from guardapp.base.ui.shell import Shell
from guardapp.base.words import _, date_text, range_text
from guardapp.fire import gather, store
from guardapp.fire.errors import OutOfService
from guardapp.fire.gather_checklist import Checklist, Task, checklist, day_at, task_of
from guardapp.fire.model import RESULT_WORDS, Result
from guardapp.fire.page_answer import draft_name
from guardapp.fire.page_keys import DigitKeys
from guardapp.fire.page_list import TaskList, result_look, rows_of
from guardapp.fire.page_panel import CheckPanel


class FireCheckPage(Page):
    """Today's fire checklist."""

    kinds: ClassVar[tuple[str, ...]] = ("fire.", "base.parameters")

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        sizes = look.sizes()
        self._today: Checklist | None = None
        self.scan = ScanField(_("Quét mã phương tiện"), self)
        self.scan.setMinimumWidth(self.fontMetrics().averageCharWidth() * 26)
        self.scan.scanned.connect(self._open_code)
        self.scan.typed.connect(self._open_code)
        self.scan.refused.connect(self._refuse_code)
        self.add_action(self.scan)
        self.add_action(button(_("In phiếu"), self._print, "printer", self))
        self.add_command(_("In phiếu kiểm tra PCCC hôm nay"), self._print, "Ctrl+P")
        self.add_command(_("In phiếu PCCC của ngày khác"), self._ask_day)
        self.add_command(_("Quét mã phương tiện PCCC"), self._to_scan, "F2")
        columns = QHBoxLayout()
        columns.setSpacing(sizes.l)
        columns.addWidget(self._list_card(), 5)
        card = Card(parent=self)
        self.panel = CheckPanel(shell, card)
        self.panel.checked.connect(self._next)
        self.panel.closed.connect(self._to_list)
        card.body.addWidget(self.panel)
        columns.addWidget(card, 6)
        self.body.addLayout(columns, 1)
        self.keys = DigitKeys(self)
        self.keys.pressed.connect(self.panel.press)
        self.keys.scanned.connect(self._open_code)
        self._minutes = QTimer(self)
        self._minutes.setInterval(MINUTE)
        self._minutes.timeout.connect(self._tick)
        self._minutes.start()

    def title(self) -> str:
        """Return the page's name."""
        return _("Kiểm tra PCCC")

    def subtitle(self) -> str:
        """Return the fire day."""
        if self._today is None:
            return ""
        day = self._today.day
        return f"{date_text(day.date)}, {range_text(day.start, day.end)}"

    def reload(self) -> None:
        """Read today's tasks; what is being typed stays."""
        journal = self.shell.journal
        today = checklist(journal.tables, journal.clock.now_ms())
        self._today = today
        self._subtitle.setText(self.subtitle())
        self._subtitle.setVisible(True)
        local = self.shell.local
        begun = [
            task.target
            for task in today.tasks
            if not task.is_done
            and any(
                local.load_draft(draft_name(task.target, result))
                for result in (Result.FAIL, Result.NOT_POSSIBLE)
            )
        ]
        self.list.show_rows(rows_of(today, begun))
        self._show_progress(today)
        current = self.list.current()
        if current is not None:
            self.panel.show_task(current)
        elif self.panel.task is None and not self.list.go_to_next():
            self.panel.show_task(None)
        if not self.scan.hasFocus() and self.panel.answer is None:
            self.list.setFocus()

    def show_subject(self, subject: Any) -> None:
        """Show the check of a piece by its code, or the defect of an identity."""
        if isinstance(subject, str):
            self._open_code(subject)
        elif isinstance(subject, int) and store.defect(self.shell.journal.tables, subject):
            self.shell.go_to("fire_defects", subject)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the digits, Enter and Esc that no field wanted."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.keys.enter():
                self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.panel.cancel()
        elif event.text() and event.text() in "0123456789":
            self.keys.digit(event.text())
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is being typed."""
        self.panel.keep()
        super().hideEvent(event)

    def _list_card(self) -> Card:
        card = Card(parent=self)
        sizes = look.sizes()
        card.body.setSpacing(sizes.s)
        head = QHBoxLayout()
        head.setSpacing(sizes.s)
        self._count = label("", "heading", wrap=True, parent=card)
        head.addWidget(self._count, 1)
        self._badges = {result: Badge("", result_look(result)[1], card) for result in Result}
        for badge in self._badges.values():
            head.addWidget(badge)
        self._bar = QProgressBar(card)
        self._bar.setTextVisible(False)
        self.list = TaskList(card)
        self.list.chosen.connect(self._chosen)
        card.body.addLayout(head)
        card.body.addWidget(self._bar)
        card.body.addWidget(self.list, 1)
        return card

    def _show_progress(self, today: Checklist) -> None:
        self._count.setText(
            _("Xong {done}/{all} mục").format(done=today.done, all=len(today.tasks))
        )
        self._bar.setRange(0, max(len(today.tasks), 1))
        self._bar.setValue(today.done)
        self._bar.setAccessibleName(self._count.text())
        results = [task.done.result for task in today.tasks if task.done and task.is_done]
        for result, badge in self._badges.items():
            count = results.count(result)
            badge.show_state(f"{_(RESULT_WORDS[result])} {count}", result_look(result)[1])
            badge.setVisible(bool(count))

    def _enter(self) -> None:
        if self.panel.answer is not None:
            self.panel.save()
        else:
            self._next()

    @Slot()
    def _next(self) -> None:
        """Go to the next task that is left."""
        if not self.list.go_to_next():
            self.list.clearSelection()
            self.list.setCurrentIndex(self.list.rootIndex())
            self.panel.show_task(None)
        self.list.setFocus()

    @Slot(object)
    def _chosen(self, task: Task | None) -> None:
        if task is not None:
            self.panel.show_task(task)

    @Slot(str)
    def _open_code(self, code: str) -> None:
        tables = self.shell.journal.tables
        piece = store.piece_by_code(tables, code)
        if piece is None:
            self.shell.ask.error(NotFound(code))
            return
        if not piece.in_service:
            self.shell.ask.error(OutOfService(piece.code, piece.out_reason))
            return
        task = task_of(tables, piece, self.shell.journal.clock.now_ms())
        if not self.list.go_to(task.target):
            self.list.setCurrentIndex(self.list.rootIndex())
            self.panel.show_task(task)
        self.list.setFocus()

    @Slot(str)
    def _refuse_code(self, code: str) -> None:
        self.shell.ask.error(
            _("Mã «{code}» sai số kiểm tra. Hãy quét lại hoặc gõ lại.").format(code=code)
        )

    @Slot()
    def _tick(self) -> None:
        """Show the new list once a new shift or day began."""
        journal = self.shell.journal
        now = day_at(journal.tables, journal.clock.now_ms())
        if self._today is not None and now != self._today.day:
            self.refresh()

    @Slot()
    def _to_list(self) -> None:
        self.list.setFocus()

    @Slot()
    def _to_scan(self) -> None:
        self.scan.setFocus()

    @Slot()
    def _print(self) -> None:
        journal = self.shell.journal
        print_checklist(self.shell, day_at(journal.tables, journal.clock.now_ms()).date)

    @Slot()
    def _ask_day(self) -> None:
        journal = self.shell.journal
        before = day_at(journal.tables, journal.clock.now_ms()).date - timedelta(days=1)
        self.shell.ask.text(
            _("In phiếu PCCC của ngày khác"),
            _("Ngày cần in"),
            self._print_day,
            initial=date_text(before),
        )

    def _print_day(self, text: str) -> None:
        today = local_date(self.shell.journal.clock.now_ms())
        day = read_date(text, today)
        if day is None or day > today:
            raise Invalid({"day": _("Ngày không đúng. Ví dụ: 05/12/2026.")})
        print_checklist(self.shell, day)


def print_checklist(shell: Shell, day: date) -> None:
    """Show the sheet of a fire day before it is printed."""
    from guardapp.fire.sheet import checklist_pdf

    journal, session = shell.journal, shell.session
    copy_no = settings.record_print(journal, session, "fire.checklist", day.isoformat())
    document = gather.checklist_document(
        journal.tables,
        day,
        journal.clock.now_ms(),
        leader=session.name if session.role is Role.LEADER else "",
        anchor=journal.head().anchor(),
        copy_no=copy_no,
    )
    name = f"phieu-kiem-tra-pccc-{day.isoformat()}.pdf"
    shell.preview(
        _("Phiếu kiểm tra an toàn PCCC hằng ngày"), partial(checklist_pdf, document), name
    )
