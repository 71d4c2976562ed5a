"""The page that brings spreadsheets in: file, columns, values, check, and all or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from guardapp.base import exchange, exchange_run
from guardapp.base.errors import UserError
from guardapp.base.exchange import ImportKind
from guardapp.base.exchange_run import BAD_SUFFIX, Findings, Plan
from guardapp.base.spreadsheet import RECOGNISED, Reading, Spreadsheet
from guardapp.base.spreadsheet_dates import Order
from guardapp.base.ui.importing_check import CheckStep, DoneStep
from guardapp.base.ui.importing_columns import ColumnsStep
from guardapp.base.ui.importing_file import FileStep
from guardapp.base.ui.importing_parts import Steps
from guardapp.base.ui.importing_values import ValuesStep
from guardapp.base.ui.importing_work import Working, find, read_file, take
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import Banner, button, ghost_button, primary_button
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.ui.work import Job
from guardapp.base.words import _, date_text, ngettext, number_text

FILES: Final = "(*.csv *.txt *.tsv *.xlsx)"


class Step(IntEnum):
    """Where the user is."""

    FILE = 0
    COLUMNS = 1
    VALUES = 2
    CHECK = 3
    DONE = 4


class ImportPage(Page):
    """Brings one file in after the other; `kinds` are all things that can be brought in."""

    def __init__(
        self, shell: Shell, parent: QWidget | None = None, *, kinds: Sequence[ImportKind]
    ) -> None:
        super().__init__(shell, parent)
        self._kinds = tuple(kinds)
        self._kind = self._kinds[0]
        self._path: Path | None = None
        self._how = RECOGNISED
        self._sheet: Spreadsheet | None = None
        self._plan: Plan | None = None
        self._found: Findings | None = None
        self._notes: list[str] = []
        self._step = Step.FILE
        self._back = button(_("Quay lại"), self._go_back, "arrow-left", self)
        self._next = primary_button(_("Tiếp tục"), self._go_on, "arrow-right", self)
        self.add_action(self._back)
        self.set_primary(self._next)
        self.add_command(_("Chọn tệp để nhập"), self._ask_file, "Ctrl+O")
        self._build()
        self.file.show_kind(self._kind)
        self._show_step(Step.FILE)

    def title(self) -> str:
        """Return the page's name."""
        return _("Nhập dữ liệu")

    def subtitle(self) -> str:
        """Return what the page is for."""
        return _("Đưa danh sách từ Excel hoặc CSV vào sổ: nhập hết, hoặc không nhập gì.")

    def show_subject(self, subject: Any) -> None:
        """Choose a kind by its name."""
        for kind in self._kinds:
            if kind.name == subject:
                self._choose_kind(kind)

    def _build(self) -> None:
        titles = (_("Chọn tệp"), _("Ghép cột"), _("Ghép giá trị"), _("Kiểm tra và nhập"))
        self._steps = Steps(titles, self)
        self.body.addWidget(self._steps)
        self._note = Banner(Tone.DANGER, "", parent=self)
        self.body.addWidget(self._note)
        anew = ghost_button(_("Ghép lại từ đầu"), self._map_anew, "", self)
        self._memory = Banner(Tone.INFO, "", anew, parent=self)
        self.body.addWidget(self._memory)
        self._working = Working(self.shell.work, self)
        self._working.stopped.connect(self._stopped)
        self.body.addWidget(self._working)
        self.file = FileStep(self._kinds, self)
        self.columns = ColumnsStep(self)
        self.values = ValuesStep(self)
        self.check = CheckStep(self)
        self.done = DoneStep(self)
        self._stack = QStackedWidget(self)
        for step in (self.file, self.columns, self.values, self.check, self.done):
            self._stack.addWidget(step)
        self.body.addWidget(self._stack, 1)
        self.file.kind_chosen.connect(self._choose_kind)
        self.file.file_wanted.connect(self._ask_file)
        self.file.chosen.connect(self.open_file)
        self.file.reading.connect(self._read_as)
        self.file.order.connect(self._set_order)
        self.columns.changed.connect(self._set_columns)
        self.values.changed.connect(self._set_values)
        self.values.options_changed.connect(self._set_options)
        self.check.bad_wanted.connect(self._ask_bad)
        self.done.next_wanted.connect(self._begin_again)

    def _show_step(self, step: Step) -> None:
        self._step = step
        self._steps.show_step(step)
        self._stack.setCurrentIndex(step)
        self._back.setVisible(Step.FILE < step < Step.DONE)
        self._next.setVisible(step < Step.DONE)
        self._next.setEnabled(self._plan is not None)
        self._memory.setVisible(step == Step.COLUMNS and bool(self._memory.text()))
        self._next.setText(_("Tiếp tục"))
        found = self._found
        if step == Step.CHECK and found is not None:
            good = len(found.taken)
            words = _("Nhập {n} dòng tốt, lưu dòng lỗi…") if found.problems else _("Nhập {n} dòng")
            words = words if good else _("Không có dòng nào để nhập")
            self._next.setText(words.format(n=number_text(good)))
            self._next.setEnabled(good > 0)

    @Slot(object)
    def _choose_kind(self, kind: ImportKind) -> None:
        self._kind = kind
        self.file.show_kind(kind)
        if self._sheet is not None:
            self._begin(self._sheet)

    @Slot()
    def _ask_file(self) -> None:
        words = _("Bảng tính")
        self.shell.ask.open_file(_("Chọn tệp để nhập"), f"{words} {FILES}", self.open_file)

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Read a file as it is recognised; not while another is worked on."""
        if self._working.is_free():
            self._path, self._how = path, RECOGNISED
            self._read()

    @Slot(object)
    def _read_as(self, how: Reading) -> None:
        self._how = how
        self._read()

    def _read(self) -> None:
        if self._path is not None and self._working.is_free():
            function = partial(read_file, self._path, self._how)
            self._run(_("Đang đọc tệp…"), function, self._was_read)

    def _was_read(self, sheet: Spreadsheet) -> None:
        self._idle()
        self._sheet = sheet
        self._begin(sheet)
        self._show_step(Step.FILE)

    def _begin(self, sheet: Spreadsheet) -> None:
        self._note.tell(Tone.DANGER, "")
        self._plan = None
        try:
            self._map(sheet)
        except UserError as error:
            self._note.tell(Tone.DANGER, error.words())
        self.file.show_sheet(sheet, self._plan.mapping.order if self._plan else None)
        self._next.setEnabled(self._plan is not None)

    def _map(self, sheet: Spreadsheet) -> None:
        """Map a file as the last one like it, else by names; raises BadSpreadsheet."""
        tables = self.shell.journal.tables
        known = exchange_run.recalled(self.shell.local, tables, self._kind, sheet)
        if known is None:
            self._plan = exchange_run.begun(tables, self._kind, sheet)
            self._memory.tell(Tone.INFO, "")
        else:
            self._plan, at = known
            words = _("Đã ghép như lần nhập ngày {date} của tệp có cùng tiêu đề.")
            self._memory.tell(Tone.INFO, words.format(date=date_text(at)))
            self._memory.hide()

    @Slot()
    def _map_anew(self) -> None:
        if self._sheet is not None:
            self._plan = exchange_run.begun(self.shell.journal.tables, self._kind, self._sheet)
            self._memory.tell(Tone.INFO, "")
            self.columns.show_plan(self._plan)

    def _change(self, **mapping: Any) -> None:
        if self._plan is not None:
            self._plan = replace(self._plan, mapping=replace(self._plan.mapping, **mapping))

    @Slot(object)
    def _set_order(self, order: Order) -> None:
        self._change(order=order)

    @Slot(object)
    def _set_columns(self, columns: Mapping[str, tuple[str, ...]]) -> None:
        self._change(columns=columns)
        if self._plan is not None:
            self.columns.show_plan(self._plan)

    @Slot(object)
    def _set_values(self, values: Mapping[str, Mapping[str, str]]) -> None:
        self._change(values=values)
        self._tell_unmapped()

    @Slot(object)
    def _set_options(self, options: Mapping[str, str]) -> None:
        if self._plan is not None:
            self._plan = replace(self._plan, options=options)

    @Slot()
    def _go_back(self) -> None:
        if self._working.is_free():
            self._note.tell(Tone.DANGER, "")
            self._show_step(Step(self._step - 1))

    @Slot()
    def _go_on(self) -> None:
        plan = self._plan
        if plan is None or not self._working.is_free():
            return
        self._note.tell(Tone.DANGER, "")
        if self._step == Step.FILE:
            self.columns.show_plan(plan)
            self._show_step(Step.COLUMNS)
        elif self._step == Step.COLUMNS:
            self._leave_columns(plan)
        elif self._step == Step.VALUES:
            function = partial(find, self.shell.journal, plan)
            self._run(_("Đang kiểm tra từng dòng…"), function, self._was_checked)
        elif self._found is not None and self._found.taken:
            self._ask_import(plan, self._found)

    def _leave_columns(self, plan: Plan) -> None:
        missing = exchange.missing(plan.mapping, plan.kind)
        if missing:
            names = ", ".join(_(one.title) for one in missing)
            words = _("Hãy chọn cột của tệp cho: {names}.")
            self._note.tell(Tone.WARNING, words.format(names=names))
            return
        tables = self.shell.journal.tables
        mapping = exchange.with_values(tables, plan.sheet, plan.mapping, plan.kind)
        self._plan = replace(plan, mapping=mapping)
        self.values.show_plan(tables, self._plan)
        self._show_step(Step.VALUES)
        self._tell_unmapped()

    def _tell_unmapped(self) -> None:
        left = self.values.unmapped()
        words = ngettext(
            "{n} giá trị chưa có giá trị tương ứng trong sổ; các dòng đó sẽ là dòng lỗi.",
            "{n} values have no counterpart in the record yet; their rows will be bad rows.",
            left,
        )
        self._note.tell(Tone.WARNING, words.format(n=number_text(left)) if left else "")

    def _was_checked(self, found: Findings) -> None:
        self._idle()
        self._found = found
        self.check.show_findings(found)
        self._show_step(Step.CHECK)

    def _ask_import(self, plan: Plan, found: Findings) -> None:
        self._notes = []
        if found.problems:
            self._ask_bad_then(self._save_and_take)
            return
        words = _("Mọi dòng được ghi cùng một lúc. Việc nhập được lưu vết và không xóa được.")
        count = number_text(len(found.taken))
        title = _("Nhập {n} dòng vào «{kind}»?").format(n=count, kind=_(plan.kind.title))
        self.shell.ask.confirm(title, words, _("Nhập"), self._take)

    @Slot()
    def _ask_bad(self) -> None:
        self._ask_bad_then(self._save_only)

    def _ask_bad_then(self, then: Callable[[Path], None]) -> None:
        name = f"{self._path.name if self._path else ''}{BAD_SUFFIX}"
        self.shell.ask.save_file(_("Lưu các dòng lỗi"), name, f"{_('Bảng tính')} (*.csv)", then)

    def _save_bad(self, path: Path) -> str:
        if self._plan is None or self._found is None:
            return ""
        saved = exchange_run.save_bad(path, self._plan, self._found)
        words = _("Đã lưu {n} dòng lỗi kèm lý do vào «{name}».")
        return words.format(n=number_text(saved), name=path.name)

    def _save_only(self, path: Path) -> None:
        self.shell.ask.done(self._save_bad(path))

    def _save_and_take(self, path: Path) -> None:
        self._notes = [self._save_bad(path)]
        self._take()

    def _take(self) -> None:
        if self._plan is not None and self._found is not None and self._working.is_free():
            shell = self.shell
            function = partial(take, shell.journal, shell.session, self._plan, self._found)
            self._run(_("Đang ghi vào sổ…"), function, self._was_taken)

    def _was_taken(self, made: int) -> None:
        self._idle()
        plan, found = self._plan, self._found
        if plan is None or found is None:
            return
        exchange_run.remember(self.shell.local, plan, self.shell.journal.clock.now_ms())
        if found.left:
            words = _("{n} dòng trùng được bỏ qua.")
            self._notes.append(words.format(n=number_text(len(found.left))))
        self.done.show_done(_(plan.kind.title), made, self._notes)
        self.shell.ask.done(_("Đã nhập {count} dòng.").format(count=number_text(made)))
        self._show_step(Step.DONE)

    @Slot()
    def _begin_again(self) -> None:
        self._path = self._sheet = self._plan = self._found = None
        self._memory.tell(Tone.INFO, "")
        self.file.show_nothing()
        self._show_step(Step.FILE)

    def _run(self, words: str, function: Callable[[Job], Any], done: Callable[[Any], None]) -> None:
        self._note.tell(Tone.DANGER, "")
        self._stack.setEnabled(False)
        for one in (self._next, self._back):
            one.setEnabled(False)
        self._working.run(words, function, done, self._failed)

    @Slot()
    def _idle(self) -> None:
        self._stack.setEnabled(True)
        self._back.setEnabled(True)
        self._show_step(self._step)

    @Slot()
    def _stopped(self) -> None:
        self._idle()
        self._note.tell(Tone.INFO, _("Đã dừng. Chưa có gì được nhập."))

    def _failed(self, error: Exception) -> None:
        self._idle()
        if not isinstance(error, UserError):
            raise error
        self._note.tell(Tone.DANGER, error.words())
        if self._step == Step.FILE and self._sheet is not None and self._plan is not None:
            self.file.show_sheet(self._sheet, self._plan.mapping.order)
