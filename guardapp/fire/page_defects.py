"""The board of defects: open, overdue, waiting to be verified, closed; and the steps of each."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, ClassVar, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guardapp.base.ui import look
from guardapp.base.ui.fields import Segments
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import Card, EmptyState
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import N_, _, date_text
from guardapp.fire import store
from guardapp.fire.defect import STATE_WORDS, Defect, State
from guardapp.fire.gather import owner_words
from guardapp.fire.gather_checklist import day_at
from guardapp.fire.page_defect import STATE_TONES, DefectCard


class Lane(Enum):
    """Which defects are shown."""

    OPEN = "open"
    OVERDUE = "overdue"
    FIXED = "fixed"
    CLOSED = "closed"


LANE_WORDS: Final = {
    Lane.OPEN: N_("Đang mở {count}"),
    Lane.OVERDUE: N_("Quá hạn {count}"),
    Lane.FIXED: N_("Chờ kiểm tra lại {count}"),
    Lane.CLOSED: N_("Đã đóng"),
}


@dataclass(frozen=True)
class DefectRow:
    """A defect with its owner's name and how it stands today."""

    defect: Defect
    owner: str
    overdue: bool


def state_look(row: DefectRow) -> tuple[str, Tone]:
    """Return a defect's state in words and tone."""
    if row.overdue:
        return _("Quá hạn"), Tone.DANGER
    state = row.defect.state
    return _(STATE_WORDS[state]), STATE_TONES[state]


def _about(row: DefectRow) -> str:
    return f"{row.defect.shown_title}: {row.defect.note}"


def _columns() -> list[Column[DefectRow]]:
    return [
        Column(
            _("Trạng thái"),
            lambda row: state_look(row)[0],
            tone=lambda row: state_look(row)[1],
            badge=True,
        ),
        Column(_("Tồn tại"), _about, stretch=True, tip=_about),
        Column(
            _("Hạn"),
            lambda row: date_text(row.defect.due),
            tone=lambda row: Tone.DANGER if row.overdue else None,
            sort=lambda row: row.defect.due,
        ),
    ]


class DefectsPage(Page):
    """All defects and what is to be done about each."""

    kinds: ClassVar[tuple[str, ...]] = ("fire.",)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._rows: dict[Lane, list[DefectRow]] = {}
        self._lane = Lane.OPEN
        self._tabs = QHBoxLayout()
        self._tabs.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(self._tabs)
        self.lanes: Segments | None = None
        empty = EmptyState(
            "shield-check",
            _("Không có tồn tại nào ở đây"),
            _("Mục kiểm tra không đạt sẽ tự thành tồn tại, có người khắc phục và thời hạn."),
        )
        self.table: Table[DefectRow] = Table(_columns(), empty, self, key=lambda row: row.defect.id)
        self.table.chosen.connect(self._chosen)
        columns = QHBoxLayout()
        columns.setSpacing(look.sizes().l)
        card = Card(parent=self).flush()
        card.body.addWidget(self.table)
        columns.addWidget(card, 3)
        self.card = DefectCard(shell, self)
        columns.addWidget(self.card, 2)
        self.body.addLayout(columns, 1)

    def title(self) -> str:
        """Return the page's name."""
        return _("Tồn tại PCCC")

    def subtitle(self) -> str:
        """Return what the board is for."""
        return _("Người báo đã khắc phục không tự đóng được; người khác kiểm tra lại rồi đóng.")

    def reload(self) -> None:
        """Read all defects and stay at the same one."""
        tables = self.shell.journal.tables
        today = day_at(tables, self.shell.journal.clock.now_ms()).date
        opened = [self._row(one, today) for one in store.open_defects(tables)]
        self._rows = {
            Lane.OPEN: opened,
            Lane.OVERDUE: [row for row in opened if row.overdue],
            Lane.FIXED: [row for row in opened if row.defect.state is State.FIXED],
            Lane.CLOSED: [self._row(one, today) for one in store.closed_defects(tables)],
        }
        self._show_lanes()
        self._show_lane()

    def show_subject(self, subject: Any) -> None:
        """Show a defect by its identity."""
        self.refresh()
        for lane, rows in self._rows.items():
            if any(row.defect.id == subject for row in rows):
                self._lane = lane
                self._show_lanes()
                self._show_lane()
                self.table.select(lambda row: row.defect.id == subject)
                return

    def _row(self, defect: Defect, today: date) -> DefectRow:
        owner = owner_words(self.shell.journal.tables, defect.owner)
        return DefectRow(defect, owner, defect.overdue(today))

    def _show_lanes(self) -> None:
        """Name each lane with its count."""
        options = [(lane, _(LANE_WORDS[lane]).format(count=len(self._rows[lane]))) for lane in Lane]
        if self.lanes is not None:
            self._tabs.removeWidget(self.lanes)
            self.lanes.deleteLater()
        self.lanes = Segments(options, self)
        self.lanes.set_value(self._lane)
        self.lanes.changed.connect(self._lane_changed)
        self._tabs.addWidget(self.lanes)

    def _show_lane(self) -> None:
        self.table.show_rows(self._rows[self._lane])
        if self.table.selected() is None and self.table.rows():
            self.table.selectRow(0)
        self._chosen(self.table.selected())

    @Slot()
    def _lane_changed(self) -> None:
        if self.lanes is not None and self.lanes.value() is not self._lane:
            self._lane = self.lanes.value()
            self._show_lane()

    @Slot(object)
    def _chosen(self, row: DefectRow | None) -> None:
        self.card.show_defect(row.defect if row else None, row.overdue if row else False)
