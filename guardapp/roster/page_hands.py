"""What keys, stamps, drags and choices in the grid do to the month on the desk."""

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot

from guardapp.base.errors import UserError
from guardapp.base.ui.ask import Ask
from guardapp.base.words import _, date_text
from guardapp.roster import editing
from guardapp.roster.editing import Act, AnyLines, Clip
from guardapp.roster.lines import GuardLines, PostLines
from guardapp.roster.page_desk import Desk
from guardapp.roster.page_grid import RosterGrid
from guardapp.roster.page_palette import Palette


class Hands(QObject):
    """Turns what happens in the grid into acts, with what the palette says."""

    def __init__(
        self, grid: RosterGrid, palette: Palette, desk: Desk, ask: Ask, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._grid, self._palette, self._desk, self._ask = grid, palette, desk, ask
        self._clip: Clip | None = None
        palette.stamping_changed.connect(self._stamping_changed)
        grid.typed.connect(self._typed)
        grid.cleared.connect(self._clear)
        grid.copied.connect(self._copy)
        grid.pasted.connect(self._paste)
        grid.undone.connect(desk.undo)
        grid.redone.connect(desk.redo)
        grid.stamped.connect(self._stamp)
        grid.left_stamping.connect(palette.stop_stamping)
        grid.opened.connect(self._open)
        grid.moved.connect(self._move)
        grid.day_opened.connect(self._open_day)
        self._day: date | None = None

    @property
    def _lines(self) -> AnyLines:
        assert isinstance(self._grid.lines, GuardLines | PostLines)
        return self._grid.lines

    def do(self, make: Any, *values: Any, **named: Any) -> None:
        """Write the act that `make` returns; its refusal is told above the grid."""
        try:
            act: Act = make(self._lines, self._grid.days, *values, **named)
        except UserError as error:
            self._desk.refused.emit(error.words())
            return
        self._desk.do(act)

    @Slot(str, bool)
    def _typed(self, letter: str, add: bool) -> None:
        if not self._desk.may_plan:
            return
        if isinstance(self._lines, PostLines):
            self._open()
            return
        row, column = self._grid.current
        there = self._lines.assignments(row, self._grid.days[column])
        now = there[0].shift if there else None
        shift = editing.shift_of_key(list(self._desk.board.plan.shifts.values()), letter, now)
        if shift is None:
            self._desk.refused.emit(
                _("Không có ca nào bắt đầu bằng chữ «{letter}».").format(letter=letter)
            )
            return
        self._palette.choose_shift(shift.id)
        post = self._palette.post.value()
        self.do(editing.put_shift, self._grid.selected(), shift.id, post, add=add)

    @Slot()
    def _stamp(self) -> None:
        cells = self._grid.selected()
        shift = self._palette.shift()
        if isinstance(self._lines, PostLines):
            self.do(editing.put_guard, cells, self._palette.guard.value())
        elif shift is not None:
            self.do(editing.put_shift, cells, shift, self._palette.post.value())

    @Slot()
    def _stamping_changed(self) -> None:
        self._grid.stamping = self._palette.stamping() and self._desk.may_plan
        cursor = Qt.CursorShape.CrossCursor if self._grid.stamping else Qt.CursorShape.ArrowCursor
        self._grid.viewport().setCursor(cursor)
        self._grid.setFocus()

    @Slot()
    def _clear(self) -> None:
        self.do(editing.clear, self._grid.selected())

    @Slot()
    def _copy(self) -> None:
        self._clip = editing.copied(self._lines, self._grid.days, self._grid.selected())

    @Slot()
    def _paste(self) -> None:
        self.do(editing.paste, self._clip, self._grid.selected()[0])

    @Slot(int, int, int, int)
    def _move(self, row: int, column: int, to_row: int, to_column: int) -> None:
        self.do(editing.move, (row, column), (to_row, to_column))

    @Slot()
    def _open(self) -> None:
        if not self._desk.may_plan or not self._grid.selected():
            return
        row, column = self._grid.current
        day = self._grid.days[column]
        if isinstance(self._lines, PostLines):
            post, shift = self._lines.slots[row]
            title = f"{post.name} · {shift.code} {shift.hours} · {date_text(day)}"
            self._ask.choose(title, self._people(post.id, row, day), self._put_guard)
        else:
            posts = [(one.id, one.name) for one in self._desk.board.posts if one.active]
            title = _("Vị trí trực của {guard}, {day}").format(
                guard=self._lines.guards[row].name, day=date_text(day)
            )
            self._ask.choose(title, posts, self._put_post)

    def _people(self, post: int, row: int, day: date) -> list[tuple[int, str]]:
        assert isinstance(self._lines, PostLines)
        names = self._desk.board.plan.guards
        found = editing.candidates(self._desk.board, post, self._lines.slots[row][1], day)
        return [
            (
                one.guard,
                f"{names[one.guard].name} · {one.minutes // 60} h · {one.words or _('phù hợp')}",
            )
            for one in found
        ]

    def _put_guard(self, guard: int) -> None:
        self.do(editing.put_guard, self._grid.selected(), guard)

    def _put_post(self, post: int) -> None:
        row, column = self._grid.current
        there = self._lines.assignments(row, self._grid.days[column])
        shift = there[0].shift if there else self._palette.shift()
        self.do(editing.put_shift, self._grid.selected(), shift, post)

    @Slot(object)
    def _open_day(self, day: date) -> None:
        if not self._desk.may_plan:
            return
        self._day, known = day, self._desk.board.plan.holidays.get(day)
        title = _("Ngày lễ {day}").format(day=date_text(day))
        if known is None:
            self._ask.text(title, _("Tên ngày lễ"), self._name_day)
        else:
            words = _("{day} đang là ngày lễ: {name}.").format(day=date_text(day), name=known)
            self._ask.confirm(title, words, _("Đổi thành ngày thường"), self._unname_day)

    def _name_day(self, name: str) -> None:
        if self._day is not None:
            self._desk.name_holiday(self._day, name)

    def _unname_day(self) -> None:
        self._name_day("")
