"""The dialogs in which a route and a checkpoint are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from guardapp.base.errors import Invalid
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog, Then
from guardapp.base.ui.fields import CheckField, NumberField, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import read_time
from guardapp.base.ui.parts import button, column, icon_button, label, primary_button, row
from guardapp.base.words import SHORT_WEEKDAYS, _
from guardapp.patrol import rules
from guardapp.patrol.actions_routes import details_of
from guardapp.patrol.model import (
    Checkpoint,
    CheckpointDetails,
    PointDetails,
    Route,
    RouteDetails,
    Schedule,
)

_ROLE = int(Qt.ItemDataRole.UserRole)
DAY_MINUTES: Final = 24 * 60


def times_text(minutes: Sequence[int]) -> str:
    """Return minutes of the day as 22:00 00:30."""
    return " ".join(f"{one // 60:02d}:{one % 60:02d}" for one in minutes)


def read_times(text: str) -> tuple[int, ...]:
    """Return the minutes of the day of a text; raises Invalid.

    It holds times such as "22:00, 0h30", or spans such as "22:00-05:00/90", every 90 minutes.
    """
    made: list[int] = []
    for part in text.replace(",", " ").replace(";", " ").replace("–", "-").split():
        span, _slash, step = part.partition("/")
        first, dash, last = span.partition("-")
        start, end = read_time(first), read_time(last) if dash else None
        each = int(step) if step.isdecimal() else 0
        if start is None or bool(dash) != bool(each) or (dash and end is None):
            words = _("«{part}» không phải giờ. Ví dụ: 22:00 00:30, hoặc 22:00-05:00/90.")
            raise Invalid({"minutes": words.format(part=part)})
        if end is None:
            made.append(start)
        else:
            whole = (end - start) % DAY_MINUTES
            made += [(start + passed) % DAY_MINUTES for passed in range(0, whole + 1, each)]
    return tuple(made)


@dataclass(frozen=True, slots=True)
class RouteTimes:
    """When a route is to be walked, as it was typed."""

    minutes: tuple[int, ...]
    buffer_min: int | None
    weekdays: frozenset[int]
    spread_min: int


class WeekdaysField(QWidget):
    """Seven days of the week, each to be pressed."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._days = [button(_(words), parent=self) for words in SHORT_WEEKDAYS]
        for one in self._days:
            one.setCheckable(True)
            one.setChecked(True)
            one.setProperty("kind", "segment")
            one.setMinimumWidth(0)
            one.toggled.connect(self._toggled)
        line = row(*self._days)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self.setFocusProxy(self._days[0])

    def value(self) -> frozenset[int]:
        """Return the days pressed, Monday 0."""
        return frozenset(day for day, one in enumerate(self._days) if one.isChecked())

    def set_value(self, value: Any) -> None:
        """Press some days."""
        for day, one in enumerate(self._days):
            one.setChecked(value is None or day in value)

    def problem(self) -> str:
        """Return nothing: days can always be read."""
        return ""

    def to_draft(self) -> Any:
        """Return the days as JSON."""
        return sorted(self.value())

    def from_draft(self, state: Any) -> None:
        """Press the days that `to_draft` returned."""
        self.set_value(state)

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        self.changed.emit()


class PointsEditor(QWidget):
    """A route's points in order: dragged, moved by Alt and arrows, added and taken out."""

    def __init__(
        self, checkpoints: Sequence[Checkpoint], points: Sequence[PointDetails], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._names = {one.id: f"{one.name}  ({one.code})" for one in checkpoints}
        self.list = QListWidget(self)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setMinimumHeight(look.sizes().row * 6)
        self.list.setAccessibleName(_("Các điểm theo thứ tự đi"))
        self.list.currentRowChanged.connect(self._show_current)
        self.choice = Choice(
            [(one.id, f"{self._names[one.id]} {one.place}") for one in checkpoints],
            _("Thêm điểm vào cuối tuyến…"),
            self,
        )
        self.choice.changed.connect(self._add)
        self.walk = NumberField(0, 240, parent=self)
        self.walk.setMaximumWidth(self.fontMetrics().averageCharWidth() * 10)
        self.walk.changed.connect(self._edited)
        self.optional = CheckField(_("Tùy chọn"), self)
        self.optional.changed.connect(self._edited)
        self._quiet = False
        for point in points:
            self._append(point)
        self._lay_out()
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        tools = row(
            label(_("Phút đi từ điểm trước:"), parent=self),
            self.walk,
            self.optional,
            None,
            icon_button("chevron-up", _("Đưa lên"), self._up, self),
            icon_button("chevron-down", _("Đưa xuống"), self._down, self),
            icon_button("trash-2", _("Bỏ khỏi tuyến"), self._remove, self),
        )
        lines = column(self.choice, self.list)
        lines.addLayout(tools)
        self.setLayout(lines)

    def points(self) -> tuple[PointDetails, ...]:
        """Return the points in the order shown."""
        return tuple(self.list.item(n).data(_ROLE) for n in range(self.list.count()))

    def _append(self, point: PointDetails) -> None:
        item = QListWidgetItem(self.list)
        item.setSizeHint(QSize(0, look.sizes().row))
        self._fill(item, point)

    def _fill(self, item: QListWidgetItem, point: PointDetails) -> None:
        item.setData(_ROLE, point)
        words = [
            self._names.get(point.checkpoint, "?"),
            _("{n} phút").format(n=point.walk_min),
            _("tùy chọn") if point.optional else "",
        ]
        item.setText("  ·  ".join(filter(None, words)))

    @Slot()
    def _add(self) -> None:
        chosen = self.choice.value()
        if chosen is not None:
            self._append(PointDetails(chosen))
            self.list.setCurrentRow(self.list.count() - 1)
            self.choice.set_value(None)

    @Slot(int)
    def _show_current(self, number: int) -> None:
        item = self.list.item(number)
        if item is not None:
            point = item.data(_ROLE)
            self._quiet = True
            self.walk.set_value(point.walk_min)
            self.optional.set_value(point.optional)
            self._quiet = False

    @Slot()
    def _edited(self) -> None:
        item = self.list.currentItem()
        minutes = self.walk.value()
        if self._quiet or item is None or minutes is None:
            return
        point = item.data(_ROLE)
        changed = PointDetails(
            point.checkpoint, minutes, self.optional.value(), point.not_before_min
        )
        self._fill(item, changed)

    @Slot()
    def _up(self) -> None:
        self._move(-1)

    @Slot()
    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        number = self.list.currentRow()
        if number >= 0 and 0 <= number + by < self.list.count():
            item = self.list.takeItem(number)
            self.list.insertItem(number + by, item)
            self.list.setCurrentRow(number + by)

    @Slot()
    def _remove(self) -> None:
        self.list.takeItem(self.list.currentRow())


class RouteDialog(Dialog):
    """Asks for a route, its points and its times of day; `then(details, times)`."""

    def __init__(
        self,
        route: Route | None,
        schedule: Schedule | None,
        checkpoints: Sequence[Checkpoint],
        then: Then,
        parent: QWidget | None,
    ) -> None:
        title = _("Sửa tuyến") if route else _("Thêm tuyến")
        super().__init__(title, "", then, parent, icon="route", width=96)
        self.form = Form(parent=self)
        self.form.add("name", _("Tên tuyến"), TextField(parent=self), required=True)
        self.form.add("instruction", _("Dặn người đi"), TextField(parent=self), beside=True)
        self.form.add(
            "minutes",
            _("Giờ bắt đầu"),
            TextField("22:00 00:30 03:00", self),
            help=_("22:00-05:00/90: 90 phút một lượt. Trống: tự nguyện."),
        )
        self.form.add(
            "buffer",
            _("Sai số riêng (phút)"),
            NumberField(0, 240, parent=self),
            help=_("Để trống: theo quy định chung."),
            beside=True,
        )
        self.weekdays = WeekdaysField(self)
        self.form.add("weekdays", _("Vào các ngày"), self.weekdays)
        self.form.add(
            "spread",
            _("Bất ngờ trong (phút)"),
            NumberField(0, rules.LONGEST_SPREAD_MIN, parent=self),
            help=_("Máy tự hẹn giờ, không báo trước."),
            beside=True,
        )
        self.form.add("ordered", "", CheckField(_("Phải đi đúng thứ tự"), self))
        known = details_of(route) if route else RouteDetails("", ())
        self.form.set_values(
            {"name": known.name, "instruction": known.instruction, "ordered": known.ordered}
        )
        if schedule is not None:
            self.form.set_values(
                {
                    "minutes": times_text(schedule.minutes),
                    "buffer": schedule.buffer_min,
                    "weekdays": schedule.weekdays,
                    "spread": schedule.spread_min or None,
                }
            )
        self.body.addWidget(self.form)
        self.points = PointsEditor(checkpoints, known.points, self)
        self.body.addWidget(self.points)
        self.add_buttons(primary_button(_("Lưu tuyến"), self._save, "save", self))
        self.form.field("name").setFocus()

    @Slot()
    def _save(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        try:
            minutes = read_times(values["minutes"])
        except Invalid as error:
            self.form.show_invalid(error)
            return
        details = RouteDetails(
            values["name"], self.points.points(), values["instruction"], values["ordered"]
        )
        times = RouteTimes(minutes, values["buffer"], values["weekdays"], values["spread"] or 0)
        self.take(details, times)


class CheckpointDialog(Dialog):
    """Asks for a checkpoint; `then(details, active)`."""

    def __init__(self, point: Checkpoint | None, then: Then, parent: QWidget | None) -> None:
        title = _("Sửa điểm kiểm tra") if point else _("Thêm điểm kiểm tra")
        text = _("Mã: {code}").format(code=point.code) if point else _("Mã được cấp tự động.")
        super().__init__(title, text, then, parent, icon="map-pin")
        self._point = point
        self.form = Form(parent=self)
        self.form.add("name", _("Tên điểm"), TextField(parent=self), required=True)
        self.form.add("building", _("Nhà, khu"), TextField(parent=self))
        self.form.add("floor", _("Tầng"), TextField(parent=self), beside=True)
        self.form.add("instruction", _("Cần xem gì ở đây"), TextField(parent=self))
        if point is not None:
            self.form.set_values(
                {
                    "name": point.name,
                    "building": point.building,
                    "floor": point.floor,
                    "instruction": point.instruction,
                }
            )
        self.body.addWidget(self.form)
        buttons = [primary_button(_("Lưu điểm"), self._save, "save", self)]
        if point is not None:
            buttons.insert(0, button(_("Ngừng dùng"), self._close_point, "archive", self))
        self.add_buttons(*buttons)
        self.form.field("name").setFocus()

    @Slot()
    def _save(self) -> None:
        if self.form.check():
            self.take(CheckpointDetails(**self.form.values()), True)

    @Slot()
    def _close_point(self) -> None:
        self.take(CheckpointDetails(**self.form.values()), False)
