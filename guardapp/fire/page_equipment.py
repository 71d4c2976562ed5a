"""The register of fire equipment: search, filter, add, change, take out of service."""

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guardapp.base.access import Right, may
from guardapp.base.clock import local_date
from guardapp.base.ui import look
from guardapp.base.ui.choice import Choice
from guardapp.base.ui.fields import CheckField
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import Card, EmptyState, button, ghost_button, label, primary_button
from guardapp.base.ui.scan import SearchField
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Table
from guardapp.base.words import _
from guardapp.fire import register, store
from guardapp.fire.kinds import KIND_WORDS, Kind
from guardapp.fire.model import Details, Equipment
from guardapp.fire.page_equipment_columns import columns, searchable
from guardapp.fire.page_equipment_form import EquipmentDialog


class EquipmentPage(Page):
    """The register of fire equipment."""

    kinds: ClassVar[tuple[str, ...]] = ("fire.",)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._all: list[Equipment] = []
        self._manages = may(shell.session, Right.MANAGE_FIRE)
        if self._manages:
            self.set_primary(primary_button(_("Thêm phương tiện"), self._add, "plus", self))
            self.add_command(_("Thêm phương tiện PCCC"), self._add, "Ctrl+N")
        self.body.addLayout(self._filters())
        add = primary_button(_("Thêm phương tiện"), self._add, "plus") if self._manages else None
        empty = EmptyState(
            "fire-extinguisher",
            _("Không có phương tiện nào"),
            _("Thêm từng phương tiện, hoặc nhập từ bảng tính ở mục Nhập dữ liệu."),
            add,
        )
        today = local_date(shell.journal.clock.now_ms())
        self.table: Table[Equipment] = Table(
            columns(today), empty, self, key=lambda piece: piece.id
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._open)
        card = Card(parent=self).flush()
        card.body.addWidget(self.table)
        self.body.addWidget(card, 1)
        self.body.addLayout(self._verbs())
        self.search.setFocus()

    def title(self) -> str:
        """Return the page's name."""
        return _("Sổ phương tiện PCCC")

    def subtitle(self) -> str:
        """Return how much is in the register."""
        return _("{count} phương tiện, {expired} quá hạn nạp hoặc kiểm định").format(
            count=sum(piece.in_service for piece in self._all), expired=self._expired()
        )

    def reload(self) -> None:
        """Read the register."""
        tables = self.shell.journal.tables
        self._all = store.equipment(tables, withdrawn=True)
        places = [(None, _("Mọi tòa nhà"))]
        self.building.set_options([*places, *((one, one) for one in store.buildings(tables))])
        self._subtitle.setText(self.subtitle())
        self._show()

    def show_subject(self, subject: Any) -> None:
        """Show a piece by its identity."""
        self.refresh()
        self.table.select(lambda piece: piece.id == subject)

    def _filters(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(look.sizes().s)
        self.search = SearchField(_("Tìm mã, sê-ri, vị trí, không cần gõ dấu"), self)
        self.search.searched.connect(self._searched)
        kinds = [(None, _("Mọi loại")), *((kind, _(KIND_WORDS[kind])) for kind in Kind)]
        self.kind = Choice(kinds, _("Mọi loại"), self)
        self.building = Choice([(None, _("Mọi tòa nhà"))], _("Mọi tòa nhà"), self)
        self.withdrawn = CheckField(_("Cả loại đã ngừng dùng"), self)
        line.addWidget(self.search, 3)
        for field, room in ((self.kind, 2), (self.building, 2), (self.withdrawn, 0)):
            field.changed.connect(self._show)
            line.addWidget(field, room)
        return line

    def _verbs(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(look.sizes().s)
        self._counted = label("", "muted", parent=self)
        line.addWidget(self._counted, 1)
        self._withdraw_button = ghost_button(_("Ngừng dùng"), self._withdraw, "ban", self)
        self._put_back_button = ghost_button(_("Dùng lại"), self._put_back, "undo-2", self)
        self._change_button = button(_("Sửa"), self._change, "pencil", self)
        self._check_button = button(_("Kiểm tra ngay"), self._check, "list-checks", self)
        self._buttons = (
            self._withdraw_button,
            self._put_back_button,
            self._change_button,
            self._check_button,
        )
        for one in self._buttons:
            line.addWidget(one)
        return line

    def _expired(self) -> int:
        today = local_date(self.shell.journal.clock.now_ms())
        return sum(
            piece.in_service
            and piece.details.next_due is not None
            and piece.details.next_due <= today
            for piece in self._all
        )

    @Slot(str)
    def _searched(self, text: str) -> None:
        self._show()

    @Slot()
    def _show(self) -> None:
        kind, building = self.kind.value(), self.building.value()
        sought = self.search.folded().split()
        rows = [
            piece
            for piece in self._all
            if (piece.in_service or self.withdrawn.value())
            and kind in (None, piece.kind)
            and building in (None, piece.details.building)
            and all(part in searchable(piece) for part in sought)
        ]
        self.table.show_rows(rows)
        self._counted.setText(_("Đang hiện {count} phương tiện").format(count=len(rows)))
        self._chosen(self.table.selected())

    @Slot(object)
    def _chosen(self, piece: Equipment | None) -> None:
        chosen = piece is not None
        in_service = piece is not None and piece.in_service
        self._withdraw_button.setVisible(self._manages and in_service)
        self._put_back_button.setVisible(self._manages and chosen and not in_service)
        self._change_button.setVisible(self._manages and chosen)
        self._check_button.setVisible(in_service and may(self.shell.session, Right.CHECK_FIRE))

    @Slot(object)
    def _open(self, piece: Equipment) -> None:
        if self._manages:
            self._change()
        else:
            self._check()

    @Slot()
    def _add(self) -> None:
        dialog = EquipmentDialog(
            self.shell, None, store.buildings(self.shell.journal.tables), self._added
        )
        self.shell.ask.show(dialog)

    def _added(self, details: Details) -> None:
        piece = register.register(self.shell.journal, self.shell.session, details)
        made = store.piece(self.shell.journal.tables, piece)
        self.table.select(lambda one: one.id == piece)
        if made is not None:
            self.shell.ask.done(_("Đã thêm phương tiện mã {code}.").format(code=made.code))

    @Slot()
    def _change(self) -> None:
        piece = self.table.selected()
        if piece is not None:
            places = store.buildings(self.shell.journal.tables)
            then = partial(self._changed, piece.id)
            self.shell.ask.show(EquipmentDialog(self.shell, piece, places, then))

    def _changed(self, piece: int, details: Details) -> None:
        register.change_equipment(self.shell.journal, self.shell.session, piece, details)
        self.shell.ask.done(_("Đã lưu thay đổi."))

    @Slot()
    def _withdraw(self) -> None:
        piece = self.table.selected()
        if piece is not None:
            self.shell.ask.reason(
                _("Ngừng dùng {code}?").format(code=piece.code),
                _("Phương tiện sẽ không còn trong phiếu kiểm tra. Ghi rõ lý do."),
                partial(self._withdrawn, piece.id),
            )

    def _withdrawn(self, piece: int, reason: str) -> None:
        register.withdraw(self.shell.journal, self.shell.session, piece, reason)
        self.shell.ask.done(_("Đã ghi ngừng dùng."))

    @Slot()
    def _put_back(self) -> None:
        piece = self.table.selected()
        if piece is not None:
            self.shell.ask.reason(
                _("Dùng lại {code}?").format(code=piece.code),
                _("Lý do ngừng dùng trước đây: {reason}").format(reason=piece.out_reason),
                partial(self._returned, piece.id),
            )

    def _returned(self, piece: int, reason: str) -> None:
        register.put_back(self.shell.journal, self.shell.session, piece, reason)
        self.shell.ask.done(_("Đã đưa vào dùng lại."))

    @Slot()
    def _check(self) -> None:
        piece = self.table.selected()
        if piece is not None and piece.in_service:
            self.shell.go_to("fire", piece.code)
