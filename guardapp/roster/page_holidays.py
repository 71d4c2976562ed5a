"""The dialog for the facility's public holidays: year by year, filled from the common calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guardapp.base.errors import Invalid
from guardapp.base.ui import look
from guardapp.base.ui.dialogs import Dialog
from guardapp.base.ui.fields import TextField
from guardapp.base.ui.form import Form
from guardapp.base.ui.moments import DateField
from guardapp.base.ui.parts import (
    Banner,
    EmptyState,
    button,
    icon_button,
    label,
    primary_button,
    row,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text, ngettext, pgettext, short_weekday_text
from guardapp.roster import actions, store, store_holidays
from guardapp.roster.holidays_draft import HolidayDraft, HolidayLine
from guardapp.roster.holidays_source import public_holidays
from guardapp.roster.lunar import lunar_text
from guardapp.roster.model import month_text


class HolidaysDialog(Dialog):
    """Shows a year's holidays and what would change; all years are saved together."""

    def __init__(self, shell: Shell, year: int, parent: QWidget | None = None) -> None:
        text = _(
            "Giờ trực vào các ngày này được tính là giờ lễ, tết. Không ghi ngày nghỉ bù và ngày "
            "hoán đổi: trực những ngày đó tính như ngày nghỉ hằng tuần."
        )
        super().__init__(_("Ngày nghỉ lễ, tết"), text, None, parent, width=92)
        self._shell = shell
        self._drafts: dict[int, HolidayDraft] = {}
        self._year = year
        self._name = label("", "heading", parent=self)
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._fill = button(_("Điền theo lịch chung"), self._fill_year, "calendar-check", self)
        self.body.addLayout(self._head())
        empty = EmptyState(
            "calendar-days",
            _("Năm này chưa có ngày lễ nào"),
            _("Bấm «Điền theo lịch chung», rồi sửa theo thông báo nghỉ tết của năm."),
            parent=self,
        )
        self.table: Table[HolidayLine] = Table(_columns(), empty, self, key=_day)
        self.table.setMinimumHeight(look.sizes().row * 7)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        self.body.addWidget(self.table, 1)
        self._add = button(_("Thêm ngày"), self._add_day, "plus", self)
        self._edit = button(_("Sửa"), self._edit_day, "pencil", self)
        self._turn = button(_("Bỏ ngày này"), self._turn_day, "trash-2", self)
        self.body.addLayout(row(self._add, self._edit, self._turn, None))
        self._told = Banner(Tone.INFO, "", parent=self)
        self.body.addWidget(self._told)
        self._save = primary_button(_("Lưu"), self._save_all, "check", self)
        self.add_buttons(self._save)
        self._show()

    def _head(self) -> QHBoxLayout:
        back = icon_button("chevron-left", _("Năm trước"), self._back, self)
        on = icon_button("chevron-right", _("Năm sau"), self._on, self)
        return row(back, self._name, on, None, self._fill)

    @property
    def draft(self) -> HolidayDraft:
        """Return the year shown."""
        if self._year not in self._drafts:
            known = store_holidays.year_holidays(self._shell.journal.tables, self._year)
            self._drafts[self._year] = HolidayDraft(self._year, known)
        return self._drafts[self._year]

    def _show(self, told: str = "") -> None:
        self._name.setText(_("Năm {year}").format(year=self._year))
        self.table.show_rows(self.draft.lines)
        if self.table.selected() is None:
            self.table.selectRow(0)
        self._chosen(self.table.selected())
        touched = [
            month_text(month)
            for draft in self._drafts.values()
            for month in draft.months
            if store.is_published(self._shell.journal.tables, month)
        ]
        if touched:
            words = _("Lịch đã công bố: tháng {months}. Lưu thì giờ lễ của các tháng này tính lại.")
            self._told.tell(Tone.WARNING, words.format(months=", ".join(touched)))
        else:
            self._told.tell(Tone.INFO, told)
        self._save.setEnabled(any(one.changed for one in self._drafts.values()))

    @Slot(object)
    def _chosen(self, line: HolidayLine | None) -> None:
        gone = line is not None and line.name is None
        self._edit.setEnabled(line is not None and not gone)
        self._turn.setEnabled(line is not None)
        self._turn.setText(_("Lấy lại ngày này") if gone else _("Bỏ ngày này"))

    @Slot()
    def _back(self) -> None:
        self._year -= 1
        self._show()

    @Slot()
    def _on(self) -> None:
        self._year += 1
        self._show()

    @Slot()
    def _fill_year(self) -> None:
        added = self.draft.fill(public_holidays(self._year))
        words = ngettext("Sẽ thêm {n} ngày khi bấm Lưu.", "{n} days will be added on Save.", added)
        none = _("Năm {year} đã có đủ các ngày của lịch chung.").format(year=self._year)
        self._show(words.format(n=added) if added else none)

    @Slot()
    def _add_day(self) -> None:
        self._shell.ask.show(HolidayDialog(None, self._year, self._put, self))

    @Slot(object)
    def _opened(self, line: HolidayLine) -> None:
        self._edit_day()

    @Slot()
    def _edit_day(self) -> None:
        line = self.table.selected()
        if line is not None and line.name is not None:
            self._shell.ask.show(HolidayDialog(line, self._year, self._put, self))

    def _put(self, day: date, name: str, instead: date | None) -> None:
        self.draft.put(day, name, instead)
        self._show()
        self.table.select(_is_on(day))

    @Slot()
    def _turn_day(self) -> None:
        line = self.table.selected()
        if line is not None:
            self.draft.turn(line.day)
            self._show()

    @Slot()
    def _save_all(self) -> None:
        journal, session = self._shell.journal, self._shell.session
        with journal.transaction():
            for year, draft in sorted(self._drafts.items()):
                if draft.changed:
                    actions.set_holidays(journal, session, year, draft.days)
        self._shell.ask.done(_("Đã lưu ngày nghỉ lễ, tết."))
        self.take()


class HolidayDialog(Dialog):
    """One day and its name; `then(day, name, instead)`."""

    def __init__(
        self,
        line: HolidayLine | None,
        year: int,
        then: Callable[[date, str, date | None], None],
        parent: QWidget,
    ) -> None:
        super().__init__(_("Sửa ngày lễ") if line else _("Thêm ngày lễ"), "", then, parent)
        self._line = line
        self.form = Form(parent=self)
        first = date(year, 1, 1)
        day = self.form.add("day", pgettext("form", "Ngày"), DateField(first, self), required=True)
        name = self.form.add("name", _("Tên ngày lễ"), TextField(parent=self), required=True)
        if line is not None:
            self.form.set_values({"day": line.day, "name": line.shown})
        self.body.addWidget(self.form)
        self.add_buttons(primary_button(_("Xong"), self._taken, "check", self))
        (name if line else day).setFocus()

    @Slot()
    def _taken(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        try:
            self.take(values["day"], values["name"], self._line.day if self._line else None)
        except Invalid as error:
            self.form.show_invalid(error)


def _is_on(day: date) -> Callable[[HolidayLine], bool]:
    def there(line: HolidayLine) -> bool:
        return line.day == day

    return there


def _day(line: HolidayLine) -> date:
    return line.day


def _date(line: HolidayLine) -> str:
    return date_text(line.day)


def _weekday(line: HolidayLine) -> str:
    return short_weekday_text(line.day)


def _moon(line: HolidayLine) -> str:
    return lunar_text(line.day)


def _shown(line: HolidayLine) -> str:
    return line.shown


def _state(line: HolidayLine) -> str:
    if not line.changed:
        return ""
    if line.name is None:
        return _("sẽ bỏ")
    return _("sẽ thêm") if line.recorded is None else _("sẽ đổi tên")


def _tone(line: HolidayLine) -> Tone:
    if line.name is None:
        return Tone.DANGER
    return Tone.SUCCESS if line.recorded is None else Tone.INFO


def _columns() -> list[Column[HolidayLine]]:
    return [
        Column(pgettext("column", "Ngày"), _date, width=13, sort=_day),
        Column(pgettext("column", "Thứ"), _weekday, width=8),
        Column(pgettext("column", "Âm lịch"), _moon, width=12),
        Column(_("Tên ngày lễ"), _shown, stretch=True, strong=True),
        Column("", _state, width=14, tone=_tone, badge=True),
    ]
