"""The dialogs that set attendance by hand, and tell what guards had before its first use."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from guardapp.base.clock import local_date
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import NumberField, Segments, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField, DateTimeField
from guardapp.base.ui.parts import Inside, label, primary_button, scrolling
from guardapp.base.words import _
from guardapp.people.model import Guard, Post
from guardapp.roster.gather_attendance import DutyRow
from guardapp.roster.model_attendance import CAUSE_WORDS, Balances, Record
from guardapp.roster.page_attendance_duties import planned
from guardapp.roster.page_attendance_hours import HoursField
from guardapp.roster.rules_attendance import rostered

HERE, AWAY, NOTHING = "here", "away", "nothing"
MOST_DAYS: Final = 366


class RecordDialog(Dialog):
    """Asks when a guard came and left, or why he did not; `then(record, why)` keeps it."""

    def __init__(
        self,
        row: DutyRow,
        guards: Sequence[Guard],
        now_ms: int,
        then: Callable[[Record, str], None],
        parent: QWidget | None = None,
    ) -> None:
        code = _("ca {code}").format(code=row.shift) if row.shift else ""
        about = [row.guard, code, planned(row) if row.shift else "", row.post]
        super().__init__(_("Chấm công"), " · ".join(filter(None, about)), then, parent, width=60)
        self._row = row
        today = local_date(now_ms)
        self.form = Form(parent=self)
        ways = [(HERE, _("Có mặt")), (AWAY, _("Vắng"))]
        if row.duty.assignment is None:
            ways = [(HERE, _("Có mặt")), (NOTHING, _("Ghi nhầm, bỏ đi"))]
        self.way = self.form.add("way", "", Segments(ways))
        self.form.add("came", _("Giờ đến"), DateTimeField(today), required=True)
        self.form.add("left", _("Giờ về (trống nếu chưa về)"), DateTimeField(today), beside=True)
        causes = [(cause, _(words)) for cause, words in CAUSE_WORDS.items()]
        self.form.add("cause", _("Lý do vắng"), Choice(causes), required=True)
        people = [(one.id, one.name) for one in guards if one.id != row.duty.guard]
        nobody: list[tuple[int | None, str]] = [(None, _("Không có ai"))]
        self.form.add("replaced_by", _("Người trực thay"), Choice([*nobody, *people]), beside=True)
        self.form.add("why", _("Vì sao chấm bằng tay"), TextField(), required=True)
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Lưu"), self.save, "save", self))
        self.way.changed.connect(self._changed)
        self._fill(now_ms)

    def _fill(self, now_ms: int) -> None:
        start, end = rostered(self._row.duty)
        one = self._row.duty.attended
        came = one.came_ms if one is not None else None
        left = one.left_ms if one is not None else None
        away = one is not None and came is None and one.cause is not None
        if came is None:
            left = end if end is not None and end <= now_ms else None
        self.way.set_value(AWAY if away else HERE)
        self.form.set_values(
            {
                "came": came if came is not None else start,
                "left": left,
                "cause": one.cause if one is not None else None,
                "replaced_by": one.replaced_by if one is not None else None,
            }
        )

    @Slot()
    def _changed(self) -> None:
        way = self.way.value()
        for name in ("came", "left"):
            self.form.show_field(name, way == HERE)
        for name in ("cause", "replaced_by"):
            self.form.show_field(name, way == AWAY)

    @Slot()
    def save(self) -> None:
        """Keep what is entered."""
        if not self.form.check():
            return
        values = self.form.values()
        here, away = values["way"] == HERE, values["way"] == AWAY
        duty = self._row.duty
        record = Record(
            duty.guard,
            duty.assignment.id if duty.assignment else None,
            duty.slot if duty.assignment is None else None,
            duty.post,
            values["came"] if here else None,
            values["left"] if here else None,
            values["cause"] if away else None,
            values["replaced_by"] if away else None,
        )
        self.take(record, values["why"])


class OutsideDialog(Dialog):
    """Asks who worked without being rostered, where and when; `then(record, why)` keeps it."""

    def __init__(
        self,
        guards: Sequence[Guard],
        posts: Sequence[Post],
        day: date,
        then: Callable[[Record, str], None],
        parent: QWidget | None = None,
    ) -> None:
        text = _("Người trực thay, tăng cường mà lịch trực không có tên.")
        super().__init__(_("Người trực ngoài lịch"), text, then, parent, width=60)
        self.form = Form(parent=self)
        people = Choice([(one.id, one.name) for one in guards])
        self.form.add("guard", _("Họ và tên"), people, required=True)
        places = Choice([(one.id, one.name) for one in posts])
        self.form.add("post", _("Vị trí"), places, beside=True)
        came = self.form.add("came", _("Giờ đến"), DateTimeField(day), required=True)
        self.form.add("left", _("Giờ về (trống nếu chưa về)"), DateTimeField(day), beside=True)
        came.day.set_value(day)
        self.form.add("why", _("Vì sao chấm bằng tay"), TextField(), required=True)
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Lưu"), self.save, "save", self))

    @Slot()
    def save(self) -> None:
        """Keep what is entered."""
        if self.form.check():
            values = self.form.values()
            record = Record(
                values["guard"],
                post=values["post"],
                came_ms=values["came"],
                left_ms=values["left"],
            )
            self.take(record, values["why"])


class OpeningDialog(Dialog):
    """Asks for all guards' balances before a date; `then(as_of, balances)` keeps them."""

    def __init__(
        self,
        guards: Sequence[Guard],
        before: dict[int, Balances],
        as_of: date,
        then: Callable[[date, dict[int, Balances]], None],
        parent: QWidget | None = None,
    ) -> None:
        text = _(
            "Số dư đến trước ngày bắt đầu chấm công trên máy: giờ làm thêm từ đầu năm đó, và số "
            "ngày nghỉ bù còn chưa nghỉ. Ô để trống là 0; nếu không ai có thì bấm «Lưu»."
        )
        super().__init__(_("Số dư đầu kỳ"), text, then, parent, width=72)
        self.form = Form(parent=self)
        first = self.form.add("as_of", _("Chấm công trên máy từ ngày"), DateField(as_of))
        first.set_value(as_of)
        self.body.addWidget(self.form)
        self._rows: list[tuple[int, HoursField, NumberField]] = []
        self.body.addWidget(self._table(guards, before), 1)
        self.add_buttons(primary_button(_("Lưu"), self.save, "save", self))

    def _table(self, guards: Sequence[Guard], before: dict[int, Balances]) -> QWidget:
        sizes = look.sizes()
        inside = Inside(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, sizes.m, 0)
        grid.setHorizontalSpacing(sizes.m)
        grid.setVerticalSpacing(sizes.s)
        heads = (_("Họ và tên"), _("Làm thêm từ đầu năm (giờ)"), _("Nghỉ bù còn (ngày)"))
        for place, words in enumerate(heads):
            grid.addWidget(label(words, "label", wrap=True, parent=inside), 0, place)
        for number, one in enumerate(guards, 1):
            hours, days = HoursField("0", inside), NumberField(0, MOST_DAYS, "0", inside)
            known = before.get(one.id, Balances())
            hours.set_value(known.overtime_year or None)
            days.set_value(known.rest_days or None)
            for field, words in ((hours, heads[1]), (days, heads[2])):
                field.setAlignment(Qt.AlignmentFlag.AlignRight)
                field.setAccessibleName(f"{one.name}: {words}")
            grid.addWidget(label(one.name, parent=inside), number, 0)
            grid.addWidget(hours, number, 1)
            grid.addWidget(days, number, 2)
            self._rows.append((one.id, hours, days))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(guards) + 1, 1)
        area = scrolling(inside, self)
        area.setMinimumHeight(min(len(guards) + 1, 8) * (sizes.control + sizes.s))
        return area

    @Slot()
    def save(self) -> None:
        """Keep what is entered."""
        if not self.form.check():
            return
        for _guard, *fields in self._rows:
            for field in fields:
                if field.problem():
                    self.show_error(f"{field.accessibleName()}: {field.problem()}")
                    field.setFocus()
                    return
        balances = {
            guard: Balances(hours.value() or 0, days.value() or 0)
            for guard, hours, days in self._rows
        }
        self.take(self.form.values()["as_of"], balances)
