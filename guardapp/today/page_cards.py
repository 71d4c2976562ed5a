"""Cards of the page of today: the week's incidents, and the state of the books."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from guardapp.base.access import Right, may
from guardapp.base.clock import DAY, HOUR, MINUTE
from guardapp.base.ui.parts import Card
from guardapp.base.ui.shell import Shell
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, datetime_text, duration_text, short_weekday_text
from guardapp.handover.model import Handover
from guardapp.today.gather import last_backup
from guardapp.today.model import TodayDocument
from guardapp.today.page_parts import Item, Items, WeekBars

OLD_BACKUP_MS: Final = DAY + 2 * HOUR


def age_text(past: int) -> str:
    """Return a length of time in the largest unit that tells it."""
    if past >= 2 * DAY:
        return _("{n} ngày").format(n=past // DAY)
    minutes = max(0, past) // MINUTE
    return duration_text(minutes - minutes % 60 if minutes >= 600 else minutes)


def below(place: str, since: int, due: int | None, now: int) -> str:
    """Return where an open matter is, since when, and until when it is due."""
    parts = [place, _("từ {time}").format(time=datetime_text(since))]
    if due is not None and due < now:
        parts.append(_("quá hạn {age}").format(age=age_text(now - due)))
    elif due is not None:
        parts.append(_("hạn {time}").format(time=datetime_text(due)))
    return " · ".join(filter(None, parts))


class WeekCard(Card):
    """The incidents of seven days in bars, and the latest."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Sự việc 7 ngày qua"), parent)
        self._bars = WeekBars(self)
        self._recent = Items(_("Sự việc gần đây"), self)
        self._recent.wanted.connect(self.wanted)
        self.body.addWidget(self._bars)
        self.body.addWidget(self._recent)

    def show_week(self, of: TodayDocument) -> None:
        """Show the days and the latest incidents."""
        self._bars.show_days([(day, count, short_weekday_text(day)) for day, count in of.days])
        items = []
        for one in of.incidents:
            parts = (datetime_text(one.at), one.place, one.number, one.state)
            lower = " · ".join(filter(None, parts))
            items.append(Item("siren", Tone.DANGER, one.kind, lower, "incidents", one.id))
        self._recent.show_items(items)


class RecordCard(Card):
    """The last handover and, for who may back up, the last backup."""

    wanted = Signal(object)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Sổ sách"), parent)
        self._shell = shell
        self.list = Items(_("Sổ sách"), self)
        self.list.wanted.connect(self.wanted)
        self.body.addWidget(self.list)

    def show_record(self, last: Handover | None, now: int) -> None:
        """Show how the books stand."""
        items = [_handover(last)]
        if may(self._shell.session, Right.BACKUP):
            items.append(self._backup(now))
        self.list.show_items(items)

    def _backup(self, now: int) -> Item:
        record = self._shell.journal.path
        made = self._shell.local.get("backup.last") or (last_backup(record) if record else None)
        if made is None:
            words = _("Chưa có bản sao lưu nào")
            lower = _("Tự sao lưu khi bàn giao ca và khi đóng.")
            return Item("archive", Tone.WARNING, words, lower, "safekeeping")
        tone = Tone.WARNING if now - made > OLD_BACKUP_MS else Tone.SUCCESS
        words = _("Sao lưu gần nhất: {time}").format(time=datetime_text(made))
        lower = _("{age} trước").format(age=age_text(now - made))
        return Item("archive", tone, words, lower, "safekeeping")


def _handover(last: Handover | None) -> Item:
    icon = "arrow-right-left"
    if last is None:
        return Item(icon, Tone.NEUTRAL, _("Chưa có biên bản bàn giao nào"), "", "handover")
    words = _("Bàn giao số {number}: {out} → {into}").format(
        number=f"{last.number:02d}/{last.year}", out=last.outgoing, into=last.incoming
    )
    carried = _("chuyển tiếp {n} việc").format(n=last.carried) if last.carried else ""
    lower = " · ".join(filter(None, (datetime_text(last.signed_at), carried, last.remark)))
    return Item(icon, Tone.WARNING if last.remark else Tone.SUCCESS, words, lower, "handover")
