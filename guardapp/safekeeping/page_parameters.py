"""The numbers of law and of the facility with the dates they count from; new ones are added."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from guardapp.base import parameter_values, settings
from guardapp.base.clock import local_date
from guardapp.base.parameter_values import ValueKind
from guardapp.base.settings import Parameter
from guardapp.base.text import fold
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import NumberField, Segments, TextArea, TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField, TimeField
from guardapp.base.ui.parts import (
    Card,
    EmptyState,
    Inside,
    clear,
    label,
    primary_button,
    row,
    scrolling,
)
from guardapp.base.ui.scan import SearchField
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text
from guardapp.safekeeping.parameter_words import (
    GRADE_WORDS,
    GROUP_WORDS,
    Group,
    group_of,
    in_order,
    name_of,
    unit_words,
    value_words,
)

GRADE_TONES = {"error": Tone.DANGER, "warning": Tone.WARNING, "off": Tone.NEUTRAL}


@dataclass(frozen=True)
class ParameterRow:
    """A number as it counts today, and whether another is to begin later."""

    now: Parameter
    coming: bool


class ParametersView(QWidget):
    """All numbers, and of the chosen one what counted before and will count."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self.shell = shell
        groups: list[tuple[Group | None, str]] = [(None, _("Tất cả"))]
        groups += [(one, _(words)) for one, words in GROUP_WORDS.items()]
        self.group = Choice(groups, parent=self)
        self.group.set_value(None)
        self.group.setMaximumWidth(self.fontMetrics().averageCharWidth() * 34)
        self.search = SearchField(_("Tìm quy định, căn cứ"), self)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 30)
        self.primary = primary_button(_("Thêm giá trị mới"), self.add, "plus", self)
        self.table: Table[ParameterRow] = Table(
            _columns(),
            EmptyState("search", _("Không có quy định nào như vậy")),
            self,
            key=lambda one: one.now.code,
        )
        self._details = Inside(self)
        self._lines = QVBoxLayout(self._details)
        self._build()
        self.group.changed.connect(self.reload)
        self.search.searched.connect(self._searched)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)

    def _build(self) -> None:
        sizes = look.sizes()
        self._lines.setContentsMargins(sizes.l, sizes.l, sizes.l, sizes.l)
        self._lines.setSpacing(sizes.s)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(sizes.s)
        listed, details = Card(parent=self).flush(), Card(parent=self).flush()
        listed.body.addWidget(self.table)
        details.body.addWidget(scrolling(self._details, details))
        details.setMinimumWidth(self.fontMetrics().averageCharWidth() * 42)
        split.addWidget(listed)
        split.addWidget(details)
        split.setStretchFactor(0, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(sizes.m)
        lines.addLayout(row(self.search, self.group, None))
        lines.addWidget(split, 1)

    def today(self) -> date:
        """Return the local date now."""
        return local_date(self.shell.journal.clock.now_ms())

    @Slot()
    def reload(self) -> None:
        """Read the numbers anew."""
        conn, group, text = self.shell.journal.tables, self.group.value(), self.search.folded()
        now = settings.parameters(conn, self.today())
        later = settings.parameters(conn, date.max)
        self.table.show_rows(
            [
                ParameterRow(one, coming=later.get(one.code) != one)
                for one in in_order(now.values())
                if group in (None, group_of(one.code))
                and (text in fold(name_of(one.code)) or text in fold(one.legal_basis))
            ]
        )
        if self.table.selected() is None and self.table.rows():
            self.table.selectRow(0)
        self._chosen(self.table.selected())

    @Slot(str)
    def _searched(self, text: str) -> None:
        self.reload()

    @Slot(object)
    def _chosen(self, chosen: ParameterRow | None) -> None:
        clear(self._lines)
        self.primary.setEnabled(chosen is not None)
        if chosen is None:
            return
        now, inside = chosen.now, self._details
        about = _(GROUP_WORDS[group_of(now.code)])
        self._lines.addWidget(label(about, "small", parent=inside))
        self._lines.addWidget(label(name_of(now.code), "heading", wrap=True, parent=inside))
        self._lines.addWidget(
            label(value_words(now.unit, now.value), "title", wrap=True, parent=inside)
        )
        for one in settings.history(self.shell.journal.tables, now.code):
            self._lines.addSpacing(look.sizes().s)
            begins = date_text(date.fromisoformat(one.valid_from))
            words = _("Từ {day}: {value}").format(
                day=begins, value=value_words(one.unit, one.value)
            )
            self._lines.addWidget(label(words, "strong", wrap=True, parent=inside))
            self._lines.addWidget(label(one.legal_basis, "muted", wrap=True, parent=inside))
        self._lines.addStretch(1)

    @Slot(object)
    def _opened(self, chosen: ParameterRow) -> None:
        self.add()

    @Slot()
    def add(self) -> None:
        """Ask for a new value of the number chosen."""
        chosen = self.table.selected()
        if chosen is not None:
            self.shell.ask.show(ValueDialog(chosen.now, self.today(), self._added, self))

    def _added(self, code: str, value: str, basis: str, first: date) -> None:
        settings.add_parameter(self.shell.journal, self.shell.session, code, value, basis, first)
        self.shell.ask.done(
            _("Đã thêm giá trị mới, có hiệu lực từ {day}.").format(day=date_text(first))
        )


class ValueDialog(Dialog):
    """A value that counts from a date on; `then(code, value, basis, first day)`."""

    def __init__(self, now: Parameter, today: date, then: Any, parent: QWidget) -> None:
        text = _("Giá trị đang dùng: {value}. Những ngày trước vẫn tính theo giá trị cũ.")
        shown = value_words(now.unit, now.value)
        super().__init__(name_of(now.code), text.format(value=shown), then, parent, width=60)
        self._code = now.code
        self._kind = parameter_values.kind_of(now.unit, now.value)
        self.form = Form(parent=self)
        words = _("Giá trị mới")
        if self._kind is ValueKind.NUMBER and unit_words(now.unit):
            words = _("Giá trị mới ({unit})").format(unit=unit_words(now.unit))
        self.form.add("value", words, self._field(now), required=self._kind is not ValueKind.FLAG)
        self.form.add("first", _("Có hiệu lực từ ngày"), DateField(today, self), required=True)
        basis = TextArea(_("Văn bản, điều khoản, hoặc quyết định của đơn vị"), 2, self)
        self.form.add("basis", _("Căn cứ"), basis, required=True)
        self.form.set_values({"first": today})
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Lưu"), self._save, "check", self))

    def _field(self, now: Parameter) -> QWidget:
        if self._kind is ValueKind.GRADE:
            field = Segments([(grade, _(text)) for grade, text in GRADE_WORDS.items()], self)
            field.set_value(now.value)
            return field
        if self._kind is ValueKind.FLAG:
            field = Segments([("1", _("Có")), ("0", _("Không"))], self)
            field.set_value(now.value)
            return field
        if self._kind is ValueKind.TIME:
            return TimeField(self)
        if self._kind is ValueKind.HOURS:
            return TextField(now.value, self)
        return NumberField(*parameter_values.bounds(now.unit, now.value), parent=self)

    @Slot()
    def _save(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        value = values["value"]
        if self._kind is ValueKind.TIME:
            value = f"{value // 60:02d}:{value % 60:02d}"
        text = "".join(str(value).split())
        self.take(self._code, text, values["basis"], values["first"])


def _columns() -> list[Column[ParameterRow]]:
    return [
        Column(
            _("Quy định"),
            lambda one: name_of(one.now.code),
            stretch=True,
            strong=True,
            tip=lambda one: name_of(one.now.code),
        ),
        Column(
            _("Giá trị"),
            lambda one: value_words(one.now.unit, one.now.value),
            tone=_tone,
            badge=True,
            sort=lambda one: (one.now.unit, one.now.value),
        ),
        Column(_("Từ ngày"), _since, sort=lambda one: one.now.valid_from),
    ]


def _tone(one: ParameterRow) -> Tone:
    return GRADE_TONES.get(one.now.value, Tone.NEUTRAL)


def _since(one: ParameterRow) -> str:
    begins = date_text(date.fromisoformat(one.now.valid_from))
    return _("{day}, sắp đổi").format(day=begins) if one.coming else begins
