"""The day's tasks grouped by place, each with its state and what was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, ngettext, time_text
from guardapp.fire.gather_checklist import Checklist, Task
from guardapp.fire.model import RESULT_WORDS, Result, Target
from guardapp.fire.rules import DueState

Index = QModelIndex | QPersistentModelIndex
ROW: Final = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE: Final = QModelIndex()

_ICONS: Final = {
    Result.PASS: ("circle-check", Tone.SUCCESS),
    Result.FAIL: ("circle-x", Tone.DANGER),
    Result.NOT_POSSIBLE: ("ban", Tone.WARNING),
}


def result_look(result: Result) -> tuple[str, Tone]:
    """Return the icon and tone of a result."""
    return _ICONS[result]


@dataclass(frozen=True)
class Heading:
    """The head of a place, with how much of it is done."""

    title: str
    done: int
    total: int


@dataclass(frozen=True)
class TaskRow:
    """A task in the list; `begun` where something was typed for it and not saved."""

    task: Task
    late_days: int
    begun: bool


Row = Heading | TaskRow


def rows_of(checklist: Checklist, begun: Iterable[Target]) -> list[Row]:
    """Return the rows of the list: each place's heading and tasks, in the order of the walk."""
    kept = set(begun)
    found: list[Row] = []
    for group, members in groupby(checklist.tasks, key=lambda task: task.group):
        tasks = list(members)
        title = group or _("Hạng mục hằng ngày")
        found.append(Heading(title, sum(task.is_done for task in tasks), len(tasks)))
        for task in tasks:
            late = (checklist.day.date - task.due.since).days
            overdue = late if task.due.state is DueState.OVERDUE else 0
            found.append(TaskRow(task, overdue, task.target in kept))
    return found


class ChecklistModel(QAbstractListModel):
    """The rows of the list; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the same tasks keep their places, so that nothing jumps."""
        if [_key(row) for row in rows] == [_key(row) for row in self.rows]:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, or its words for reading aloud."""
        if not index.isValid() or role not in (ROW, Qt.ItemDataRole.DisplayRole):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if isinstance(row, Heading):
            return row.title
        state = _(RESULT_WORDS[row.task.done.result]) if row.task.done else _("Còn phải kiểm tra")
        return f"{row.task.title}, {row.task.place}, {state}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let tasks be chosen, headings not."""
        if index.isValid() and isinstance(self.rows[index.row()], TaskRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


def _key(row: Row) -> object:
    return row.title if isinstance(row, Heading) else row.task.target


class _RowPainter(QStyledItemDelegate):
    """Draws a heading as a quiet line and a task with its state, title and place."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """Return the height of a row."""
        sizes = look.sizes()
        heading = isinstance(index.data(ROW), Heading)
        return QSize(0, sizes.row if heading else sizes.row + sizes.l)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Draw one row."""
        row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._heading(painter, option.rect, row)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._task(painter, option.rect, row, selected)
        painter.restore()

    def _heading(self, painter: QPainter, area: QRect, row: Heading) -> None:
        sizes, colours = look.sizes(), look.colours()
        painter.fillRect(area, QColor(colours.surface))
        inner = area.adjusted(sizes.m, sizes.s, -sizes.m, 0)
        painter.setPen(QColor(colours.muted))
        painter.setFont(look.font(sizes.small, QFont.Weight.DemiBold))
        counted = f"{row.done}/{row.total}"
        room = inner.width() - painter.fontMetrics().horizontalAdvance(counted) - sizes.m
        _elided(painter, QRect(inner.x(), inner.y(), room, inner.height()), row.title)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, right, counted)

    def _task(self, painter: QPainter, area: QRect, row: TaskRow, selected: bool) -> None:
        sizes, colours, task = look.sizes(), look.colours(), row.task
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), sizes.radius, sizes.radius)
        icon, tint = "square", colours.muted
        if task.done and task.is_done:
            icon, shade = _ICONS[task.done.result]
            tint = colours.tones[shade].text
        edge = sizes.icon + sizes.xs
        left = area.x() + sizes.m
        top = area.center().y() - edge / 2
        look.paint_icon(painter, icon, QRectF(left, top, edge, edge), tint)
        state, tone = _state(row)
        inner = area.adjusted(sizes.m + edge + sizes.m, sizes.s, -sizes.m, -sizes.s)
        painter.setFont(look.font(sizes.small, QFont.Weight.DemiBold))
        wide = painter.fontMetrics().horizontalAdvance(state)
        half = inner.height() // 2
        painter.setPen(look.colour(tone) if tone else QColor(colours.muted))
        aside = QRect(inner.right() - wide, inner.y(), wide + 1, half)
        painter.drawText(aside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, state)
        strong = QFont.Weight.Normal if task.is_done else QFont.Weight.DemiBold
        painter.setFont(look.font(weight=strong))
        painter.setPen(QColor(colours.text))
        room = inner.width() - wide - sizes.m
        _elided(painter, QRect(inner.x(), inner.y(), room, half), task.title)
        painter.setFont(look.font(sizes.small))
        painter.setPen(QColor(colours.muted))
        below = f"{task.code} · {task.place}" if task.kind else task.place
        _elided(painter, QRect(inner.x(), inner.y() + half, inner.width(), half), below)


def _elided(painter: QPainter, area: QRect, text: str) -> None:
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


def _state(row: TaskRow) -> tuple[str, Tone | None]:
    """Return a task's state in words, so that no colour stands alone."""
    done = row.task.done
    if row.begun:
        return _("Đang ghi dở"), Tone.ACCENT
    if done and row.task.is_done:
        return f"{_(RESULT_WORDS[done.result])} {time_text(done.at)}", _ICONS[done.result][1]
    if row.late_days > 0:
        words = ngettext("Quá hạn {days} ngày", "{days} days overdue", row.late_days)
        return words.format(days=row.late_days), Tone.DANGER
    if row.task.due.state is DueState.OVERDUE:
        return _("Quá hạn"), Tone.DANGER
    return "", None


class TaskList(QListView):
    """The list of tasks; `chosen` carries the task that became current, or None."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = ChecklistModel(self)
        self.setModel(self.rows_model)
        self.setItemDelegate(_RowPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Các mục kiểm tra hôm nay"))
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.selectionModel().currentChanged.connect(self._current_changed)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows and stay at the same task."""
        kept = self.current()
        self.rows_model.show_rows(rows)
        if kept is not None and self.current() != kept:
            self.go_to(kept.target)

    def current(self) -> Task | None:
        """Return the current task, or None."""
        row = self.currentIndex().data(ROW)
        return row.task if isinstance(row, TaskRow) else None

    def go_to(self, target: Target) -> bool:
        """Make a task current; False if it is not in the list."""
        for number, row in enumerate(self.rows_model.rows):
            if isinstance(row, TaskRow) and row.task.target == target:
                self.setCurrentIndex(self.rows_model.index(number))
                self.scrollTo(self.currentIndex(), QListView.ScrollHint.PositionAtCenter)
                return True
        return False

    def go_to_next(self) -> bool:
        """Go to the next task that is not done, from the current one on; False if all are."""
        rows = self.rows_model.rows
        start = self.currentIndex().row() + 1
        for number in (*range(start, len(rows)), *range(start)):
            row = rows[number]
            if isinstance(row, TaskRow) and not row.task.is_done:
                return self.go_to(row.task.target)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave digits and Enter to the page."""
        if event.text().isdigit() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self.chosen.emit(self.current())
