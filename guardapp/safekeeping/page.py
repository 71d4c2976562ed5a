"""The page that shows how safe the data are: backups, verification, export, restore."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from guardapp.base.access import Right, may
from guardapp.base.clock import DAY
from guardapp.base.replay import Finding
from guardapp.base.ui.fields import TextField
from guardapp.base.ui.page import Page
from guardapp.base.ui.parts import (
    Banner,
    Card,
    EmptyState,
    StatTile,
    button,
    label,
    primary_button,
    row,
)
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.table import Column, Table
from guardapp.base.ui.tokens import Tone
from guardapp.base.ui.work import Job
from guardapp.base.words import _, date_text, datetime_text, number_text
from guardapp.safekeeping import actions, checks, export
from guardapp.safekeeping.model import Backup

STALE_MS: Final = 2 * DAY


class SafekeepingPage(Page):
    """How safe the data are; `restore` puts a backup in place of what is open."""

    kinds = ("handover.signed",)
    scrolls = True

    def __init__(
        self,
        shell: Shell,
        parent: QWidget | None = None,
        *,
        folder: Path,
        restore: Callable[[Path], None],
    ) -> None:
        super().__init__(shell, parent)
        self._folder, self._restore = folder, restore
        self._may_save = may(shell.session, Right.BACKUP)
        if self._may_save:
            self.set_primary(
                primary_button(_("Sao lưu ra USB, ổ khác"), self._ask_target, "save", self)
            )
        self._last = StatTile(_("Bản sao lưu gần nhất"), "", "", Tone.NEUTRAL, "archive", self)
        self._count = StatTile(_("Mục trong nhật ký"), "", "", Tone.NEUTRAL, "book-open", self)
        self._whole = StatTile(_("Kiểm tra nguyên vẹn"), "", "", Tone.NEUTRAL, "shield-check", self)
        self._whole.tell(_("Chưa kiểm tra"), _("trong lần mở này"))
        self.body.addLayout(row(self._last, self._count, self._whole))
        self.body.addWidget(self._verification())
        self.body.addWidget(self._backups(), 1)

    def title(self) -> str:
        """Return the page's name."""
        return _("An toàn dữ liệu")

    def subtitle(self) -> str:
        """Return what the page is for."""
        return _("Tự sao lưu sau mỗi lần bàn giao ca và khi đóng chương trình.")

    def reload(self) -> None:
        """Show the newest backups and the length of the record."""
        found = actions.backups(self._folder)
        self._table.show_rows(found)
        now = self.shell.journal.clock.now_ms()
        if found:
            made_at = found[0].manifest.made_at
            old = now - made_at > STALE_MS
            note = _("đã quá 2 ngày") if old else _("tự động, trong thư mục dữ liệu")
            tone = Tone.DANGER if old else Tone.SUCCESS
            self._last.tell(datetime_text(made_at), note, tone)
        else:
            self._last.tell(_("Chưa có"), _("sẽ có khi bàn giao ca hoặc đóng"), Tone.WARNING)
        count = self.shell.journal.head().number
        self._count.tell(number_text(count), _("không sửa, không xóa được"))

    def _verification(self) -> QWidget:
        card = Card(_("Kiểm tra dữ liệu còn nguyên vẹn"), self)
        text = _(
            "Tính lại toàn bộ chuỗi kiểm chứng và so các bảng với nhật ký. "
            "Gõ thêm dãy số trên biên bản bàn giao đã in để so với giấy."
        )
        self._anchor = TextField(_("Dãy số trên giấy (không bắt buộc)"))
        self._outcome = Banner(Tone.NEUTRAL, "", parent=card)
        self._outcome.tell(Tone.NEUTRAL, "")
        check = button(_("Kiểm tra"), self._verify, "shield-check", card)
        card.body.addWidget(label(text, "muted", wrap=True))
        card.body.addLayout(row(self._anchor, check))
        card.body.addWidget(self._outcome)
        return card

    def _backups(self) -> QWidget:
        card = Card(_("Các bản sao lưu tự động"), self).flush()
        self._table: Table[Backup] = Table(
            [
                Column(_("Lúc"), _when, width=18, strong=True),
                Column(_("Đến mục"), _number, align="right", width=12),
                Column(_("Tệp"), _name, stretch=True),
            ],
            EmptyState(
                "archive",
                _("Chưa có bản sao lưu nào"),
                _("Chương trình tự sao lưu khi bàn giao ca và khi đóng cửa sổ."),
            ),
            self,
            key=_name,
        )
        self._table.setMinimumHeight(260)
        card.body.addWidget(self._table)
        if self._may_save:
            card.head.addWidget(button(_("Khôi phục bản đã chọn"), self._ask_restore, parent=card))
        if may(self.shell.session, Right.EXPORT):
            card.head.addWidget(
                button(_("Xuất toàn bộ ra CSV, JSON"), self._ask_export, "download", card)
            )
        return card

    @Slot()
    def _ask_target(self) -> None:
        day = date_text(self.shell.journal.clock.now_ms()).replace("/", "-")
        name = f"sao-luu-{day}{actions.SUFFIX}"
        filters = _("Bản sao lưu (*{suffix})").format(suffix=actions.SUFFIX)
        self.shell.ask.save_file(_("Sao lưu vào đâu?"), name, filters, self._back_up)

    def _back_up(self, target: Path) -> None:
        shared = self.shell.journal

        def run(_job: Job) -> Backup:
            with shared.on_this_thread() as journal:
                return actions.back_up(journal, target)

        self.shell.work.run(run, done=self._backed_up)

    def _backed_up(self, made: Backup) -> None:
        keys = actions.keys_beside(made.path).name
        words = _("Đã sao lưu. Giữ cả hai tệp: «{file}» và tệp khóa «{keys}».")
        self.shell.ask.info(_("Đã sao lưu"), words.format(file=made.path.name, keys=keys))
        self.reload()

    @Slot()
    def _verify(self) -> None:
        anchor = self._anchor.value().strip() or None
        shared = self.shell.journal
        self._whole.tell(_("Đang kiểm tra…"), "")

        def run(_job: Job) -> list[Finding]:
            with shared.on_this_thread() as journal:
                return checks.verify(journal, anchor)

        self.shell.work.run(run, done=partial(self._verified, anchor is not None))

    def _verified(self, on_paper: bool, found: list[Finding]) -> None:
        if found:
            words = "\n".join(one.words() for one in found)
            self._outcome.tell(Tone.DANGER, words)
            self._whole.tell(_("Có sai lệch"), _("xem chi tiết bên dưới"), Tone.DANGER)
            return
        words = (
            _("Dữ liệu nguyên vẹn và khớp với tờ giấy đã in.")
            if on_paper
            else _("Dữ liệu nguyên vẹn; chưa so với giấy.")
        )
        self._outcome.tell(Tone.SUCCESS, words)
        at = datetime_text(self.shell.journal.clock.now_ms())
        self._whole.tell(_("Nguyên vẹn"), at, Tone.SUCCESS)

    @Slot()
    def _ask_restore(self) -> None:
        chosen = self._table.selected()
        if chosen is None:
            self.shell.ask.info(_("Chọn một bản sao lưu trong danh sách trước."))
            return
        words = _(
            "Dữ liệu trở lại như lúc {when}. Những gì ghi sau lúc đó không còn trong chương trình; "
            "dữ liệu hiện nay được giữ lại trong thư mục backups."
        )
        self.shell.ask.confirm(
            _("Khôi phục bản sao lưu này?"),
            words.format(when=_when(chosen)),
            _("Khôi phục"),
            partial(self._restore, chosen.path),
            danger=True,
        )

    @Slot()
    def _ask_export(self) -> None:
        self.shell.ask.open_folder(_("Chọn một thư mục trống"), self._export)

    def _export(self, target: Path) -> None:
        shared, session = self.shell.journal, self.shell.session

        def run(_job: Job) -> int:
            with shared.on_this_thread() as journal:
                return export.export(journal, session, target)

        self.shell.work.run(run, done=self._exported)

    def _exported(self, count: int) -> None:
        self.shell.ask.done(_("Đã xuất {count} bảng.").format(count=count))


def _when(one: Backup) -> str:
    return datetime_text(one.manifest.made_at)


def _number(one: Backup) -> str:
    return number_text(one.manifest.number)


def _name(one: Backup) -> str:
    return one.path.name
