"""The fields for things and persons: rows that are added as needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.fields import MoneyField, NumberField, TextField
from guardapp.base.ui.parts import ghost_button, icon_button, label
from guardapp.base.words import _
from guardapp.incidents.model import (
    OWNER_WORDS,
    ROLE_WORDS,
    Owner,
    Person,
    PersonRole,
    Thing,
)


@dataclass(frozen=True)
class Part:
    """A field of a row: its name, words and how it is made; `share` of the width."""

    name: str
    words: str
    make: Callable[[QWidget], Any]
    share: int


class RowsField(QWidget):
    """Rows of fields under one head; an empty row counts for nothing."""

    changed = Signal()

    def __init__(self, parts: Sequence[Part], add_words: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._rows: list[dict[str, Any]] = []
        self._kept: list[Any] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.sizes().s)
        self._grid.setVerticalSpacing(look.sizes().xs)
        for column, part in enumerate(parts):
            self._grid.addWidget(label(part.words, "small", parent=self), 0, column)
            self._grid.setColumnStretch(column, part.share)
        foot = QHBoxLayout()
        self.add_button = ghost_button(add_words, self._add_pressed, "plus", self)
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.sizes().xs)
        lines.addLayout(self._grid)
        lines.addLayout(foot)
        self._add()

    def fields(self) -> list[dict[str, Any]]:
        """Return the fields of each row by name."""
        return self._rows

    def kept(self, number: int) -> Any:
        """Return what a row was shown from, or None for a new one."""
        return self._kept[number]

    def problem(self) -> str:
        """Say what cannot be read in the first such row."""
        for fields in self._rows:
            for field in fields.values():
                if field.problem():
                    return str(field.problem())
        return ""

    def show_rows(self, rows: Sequence[tuple[dict[str, Any], Any]]) -> None:
        """Show these rows and one empty one where there are none."""
        while self._rows:
            self._remove(0)
        for values, kept in rows:
            fields = self._add(kept)
            for name, value in values.items():
                fields[name].set_value(value)
        if not rows:
            self._add()
        self.changed.emit()

    def to_draft(self) -> Any:
        """Return the state of all fields."""
        return [{name: field.to_draft() for name, field in fields.items()} for fields in self._rows]

    def from_draft(self, state: Any) -> None:
        """Show a state that `to_draft` returned; rows shown before keep what they came from."""
        while len(self._rows) > max(len(state), 1):
            self._remove(len(self._rows) - 1)
        while len(self._rows) < len(state):
            self._add()
        for fields, texts in zip(self._rows, state, strict=False):
            for name, text in texts.items():
                if name in fields and text is not None:
                    fields[name].from_draft(text)

    def _add(self, kept: Any = None) -> dict[str, Any]:
        line = self._grid.rowCount()
        fields: dict[str, Any] = {}
        for column, part in enumerate(self._parts):
            field = part.make(self)
            field.setAccessibleName(part.words)
            field.changed.connect(self.changed)
            self._grid.addWidget(field, line, column)
            fields[part.name] = field
        remove = icon_button("x", _("Bỏ dòng này"), self._remove_pressed, self)
        self._grid.addWidget(remove, line, len(self._parts), Qt.AlignmentFlag.AlignTop)
        self._rows.append(fields)
        self._kept.append(kept)
        remove.setProperty("fields", id(fields))
        self._chain()
        return fields

    def _chain(self) -> None:
        """Make Tab go through the fields of all rows, then to the button."""
        order = [field for fields in self._rows for field in fields.values()]
        for one, following in zip(order, [*order[1:], self.add_button], strict=bool(order)):
            QWidget.setTabOrder(one, following)
        self.setFocusProxy(order[0] if order else self.add_button)

    def _remove(self, number: int) -> None:
        fields = self._rows.pop(number)
        self._kept.pop(number)
        first = next(iter(fields.values()))
        line = self._grid.getItemPosition(self._grid.indexOf(first))[0]
        for column in range(len(self._parts) + 1):
            item = self._grid.itemAtPosition(line, column)
            widget = item.widget() if item is not None else None
            if widget is not None:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._chain()

    @Slot()
    def _add_pressed(self) -> None:
        fields = self._add()
        next(iter(fields.values())).setFocus()
        self.changed.emit()

    @Slot()
    def _remove_pressed(self) -> None:
        wanted = self.sender().property("fields")
        for number, fields in enumerate(self._rows):
            if id(fields) == wanted:
                self._remove(number)
                break
        if not self._rows:
            self._add()
        self.changed.emit()


def _text(words: str = "") -> Callable[[QWidget], TextField]:
    def make(parent: QWidget) -> TextField:
        return TextField(words, parent)

    return make


def _quantity(parent: QWidget) -> NumberField:
    return NumberField(1, 1_000_000, "1", parent)


def _money(parent: QWidget) -> MoneyField:
    made = MoneyField(parent=parent)
    made.setMinimumWidth(made.fontMetrics().horizontalAdvance("1.000.000.000") + look.sizes().l)
    return made


def _owner(parent: QWidget) -> Choice:
    options = [(None, _("như trên")), *((one, _(words)) for one, words in OWNER_WORDS.items())]
    return Choice(options, _("như trên"), parent)


def _role(parent: QWidget) -> Choice:
    made = Choice([(one, _(words)) for one, words in ROLE_WORDS.items()], parent=parent)
    made.set_value(PersonRole.VICTIM)
    return made


class ThingsField(RowsField):
    """Things; its value is a tuple of Thing, whose owner UNKNOWN means the owner chosen above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            (
                Part("name", _("Tên tài sản"), _text(), 5),
                Part("quantity", _("Số lượng"), _quantity, 1),
                Part("value", _("Giá trị, đồng"), _money, 3),
                Part("serial", _("Số hiệu, sê-ri"), _text(), 2),
                Part("description", _("Đặc điểm"), _text(), 3),
                Part("owner", _("Của ai"), _owner, 2),
            ),
            _("Thêm tài sản"),
            parent,
        )

    def value(self) -> tuple[Thing, ...]:
        """Return the rows that hold anything."""
        found = []
        for number, fields in enumerate(self.fields()):
            values = {name: field.value() for name, field in fields.items()}
            if not any((values["name"], values["value"], values["serial"], values["description"])):
                continue
            kept = self.kept(number)
            found.append(
                Thing(
                    name=values["name"],
                    quantity=values["quantity"] or 1,
                    unit=kept.unit if kept else "",
                    description=values["description"],
                    serial=values["serial"],
                    value=values["value"],
                    owner=values["owner"] or Owner.UNKNOWN,
                    recovered=bool(kept and kept.recovered),
                )
            )
        return tuple(found)

    def set_value(self, value: Any) -> None:
        """Show things."""
        names = ("name", "quantity", "value", "serial", "description")
        self.show_rows(
            [
                (
                    {name: getattr(thing, name) for name in names}
                    | {"owner": None if thing.owner is Owner.UNKNOWN else thing.owner},
                    thing,
                )
                for thing in value or ()
            ]
        )


class PersonsField(RowsField):
    """Persons, with only the data needed; its value is a tuple of Person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            (
                Part("role", _("Là ai"), _role, 3),
                Part("name", _("Họ và tên"), _text(_("chưa biết thì ghi «chưa rõ»")), 4),
                Part("birth_year", _("Năm sinh"), _text(), 1),
                Part("unit", _("Khoa, buồng, đơn vị"), _text(), 3),
                Part("phone", _("Điện thoại"), _text(), 2),
                Part("identity_number", _("Số CCCD (nếu cần)"), _text(), 2),
                Part("address", _("Nơi ở (nếu cần)"), _text(), 3),
            ),
            _("Thêm người"),
            parent,
        )

    def value(self) -> tuple[Person, ...]:
        """Return the rows that hold anything but a role."""
        found = []
        for number, fields in enumerate(self.fields()):
            values = {name: field.value() for name, field in fields.items()}
            role = values.pop("role") or PersonRole.CONCERNED
            if any(values.values()):
                kept = self.kept(number)
                found.append(Person(role, **values, subject=kept.subject if kept else 0))
        return tuple(found)

    def set_value(self, value: Any) -> None:
        """Show persons."""
        names = ("role", "name", "birth_year", "unit", "phone", "identity_number", "address")
        self.show_rows([({name: getattr(one, name) for name in names}, one) for one in value or ()])
