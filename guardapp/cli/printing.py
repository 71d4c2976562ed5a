"""The command that writes a sheet as PDF."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from guardapp.base import db, identity, settings
from guardapp.base.access import Right, Session
from guardapp.base.clock import DAY, at, local_date
from guardapp.base.folder import Folder
from guardapp.base.journal import Journal
from guardapp.base.words import N_, _
from guardapp.cli.context import DONE, day, refuse, signed_in, writing
from guardapp.fire import gather as fire
from guardapp.handover import gather as handover
from guardapp.handover import gather_found as found_things
from guardapp.handover import gather_registers as registers
from guardapp.handover import gather_visitors as visitors
from guardapp.incidents import gather as incidents
from guardapp.incidents import store as incident_store
from guardapp.patrol import gather as patrol
from guardapp.people import gather as people
from guardapp.roster import gather as roster
from guardapp.roster import gather_timesheet as timesheet
from guardapp.roster.model import Month


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sheet is about: a date, a month, or a thing by its identity."""

    day: date
    month: Month
    thing: int


Maker = Callable[[Journal, Session, Asked], bytes]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that can be printed; `needs` is the argument that says about what."""

    name: str
    words: str
    needs: str
    make: Maker


def _month(size: str) -> Maker:
    def make(journal: Journal, session: Session, asked: Asked) -> bytes:
        from guardapp.roster import sheet

        copy = settings.record_print(journal, session, "roster.month", f"{asked.month} {size}")
        document = roster.month_document(
            journal.tables,
            asked.month,
            journal.clock.now_ms(),
            preparer=session.name,
            copy_no=copy,
        )
        return sheet.month_pdf(document, "A3" if size == "A3" else "A4")

    return make


def _day(journal: Journal, session: Session, asked: Asked) -> bytes:
    from guardapp.roster import sheet

    copy = settings.record_print(journal, session, "roster.day", asked.day.isoformat())
    now = journal.clock.now_ms()
    return sheet.day_pdf(
        roster.day_document(journal.tables, asked.day, now, preparer=session.name, copy_no=copy)
    )


def _timesheet(size: Literal["A4", "A3"]) -> Maker:
    def make(journal: Journal, session: Session, asked: Asked) -> bytes:
        from guardapp.roster import sheet_timesheet

        now = journal.clock.now_ms()
        document = timesheet.document(journal.tables, asked.month, now, preparer=session.name)
        copy = settings.record_print(
            journal, session, "roster.timesheet", timesheet.print_name(document, size)
        )
        return sheet_timesheet.timesheet_pdf(document, now, copy, size)

    return make


def _training(journal: Journal, session: Session, asked: Asked) -> bytes:
    from guardapp.people import sheet_training

    copy = settings.record_print(journal, session, people.REGISTER, asked.day.isoformat())
    document = people.training(
        journal.tables,
        asked.day,
        journal.clock.now_ms(),
        preparer=session.name,
        anchor=journal.head().anchor(),
        copy_no=copy,
    )
    return sheet_training.training_pdf(document)


def _patrol(journal: Journal, session: Session, asked: Asked) -> bytes:
    from guardapp.patrol import sheet

    copy = settings.record_print(journal, session, "patrol.log", asked.day.isoformat())
    start = at(asked.day, 0)
    document = patrol.patrol_log(
        journal.tables,
        start,
        start + DAY,
        journal.clock.now_ms(),
        device=journal.device,
        copy_no=copy,
    )
    return sheet.patrol_log_pdf(document)


def _fire(journal: Journal, session: Session, asked: Asked) -> bytes:
    from guardapp.fire import sheet

    copy = settings.record_print(journal, session, "fire.checklist", asked.day.isoformat())
    document = fire.checklist_document(
        journal.tables,
        asked.day,
        journal.clock.now_ms(),
        anchor=journal.head().anchor(),
        copy_no=copy,
    )
    return sheet.checklist_pdf(document)


def _incident(form: str) -> Maker:
    def make(journal: Journal, session: Session, asked: Asked) -> bytes:
        from guardapp.incidents import sheet

        document = incidents.document(journal, session, asked.thing, form)
        if form == "F6":
            return sheet.incident_minutes_pdf(document)
        return sheet.loss_minutes_pdf(document)

    return make


def _handover(journal: Journal, session: Session, asked: Asked) -> bytes:
    from guardapp.handover import sheet

    thing = identity.label(asked.thing)
    document = handover.signed_document(journal.tables, asked.thing)
    copy = settings.record_print(journal, session, "handover.minutes", thing)
    return sheet.handover_pdf(document, journal.clock.now_ms(), copy)


def _registers(name: Literal["tools", "keys"]) -> Maker:
    def make(journal: Journal, session: Session, asked: Asked) -> bytes:
        from guardapp.handover import sheet_registers as sheet

        start, end = at(asked.month.first, 0), at(asked.month.last, 0) + DAY
        kinds = registers.TOOLS if name == "tools" else registers.KEYS
        anchor = journal.head().anchor()
        book = registers.issue_book(journal.tables, kinds, start, end, anchor)
        copy = settings.record_print(journal, session, f"handover.{name}", str(asked.month))
        pdf = sheet.tools_pdf if name == "tools" else sheet.keys_pdf
        return pdf(book, journal.clock.now_ms(), copy)

    return make


def _gate(name: Literal["visitors", "goods"]) -> Maker:
    def make(journal: Journal, session: Session, asked: Asked) -> bytes:
        from guardapp.handover import sheet_visitors as sheet

        start, end = at(asked.month.first, 0), at(asked.month.last, 0) + DAY
        book = visitors.gate_book(journal.tables, start, end, journal.head().anchor())
        copy = settings.record_print(journal, session, f"handover.{name}", str(asked.month))
        pdf = sheet.visitors_pdf if name == "visitors" else sheet.goods_pdf
        return pdf(book, journal.clock.now_ms(), copy)

    return make


def _found(journal: Journal, session: Session, asked: Asked) -> bytes:
    from guardapp.handover import sheet_found

    start, end = at(asked.month.first, 0), at(asked.month.last, 0) + DAY
    book = found_things.found_book(journal.tables, start, end, journal.head().anchor())
    copy = settings.record_print(journal, session, "handover.found", str(asked.month))
    return sheet_found.found_pdf(book, journal.clock.now_ms(), copy)


SHEETS: Final = (
    Sheet("roster-month", N_("bảng phân công trực tháng, khổ A4"), "month", _month("A4")),
    Sheet("roster-month-a3", N_("bảng phân công trực tháng, khổ A3"), "month", _month("A3")),
    Sheet("day-sheet", N_("bảng phân công trực trong ngày"), "date", _day),
    Sheet("timesheet", N_("bảng chấm công tháng, khổ A4"), "month", _timesheet("A4")),
    Sheet("timesheet-a3", N_("bảng chấm công tháng, khổ A3"), "month", _timesheet("A3")),
    Sheet("training", N_("sổ huấn luyện, chứng chỉ"), "date", _training),
    Sheet("patrol-log", N_("sổ tuần tra trong ngày"), "date", _patrol),
    Sheet("fire-checklist", N_("phiếu kiểm tra PCCC trong ngày"), "date", _fire),
    Sheet("incident", N_("biên bản sự việc"), "id", _incident("F6")),
    Sheet("loss", N_("biên bản mất tài sản"), "id", _incident("F7")),
    Sheet("handover", N_("biên bản bàn giao ca"), "id", _handover),
    Sheet("tools-book", N_("sổ theo dõi công cụ hỗ trợ tháng"), "month", _registers("tools")),
    Sheet("keys-book", N_("sổ chìa khóa, niêm phong tháng"), "month", _registers("keys")),
    Sheet("visitors-book", N_("sổ đăng ký khách tháng"), "month", _gate("visitors")),
    Sheet("goods-book", N_("sổ kiểm soát xe, hàng ra vào tháng"), "month", _gate("goods")),
    Sheet("found-book", N_("sổ đồ nhặt được tháng"), "month", _found),
)


def add_commands(commands: Any) -> None:
    """Add print."""
    listed = "; ".join(f"{sheet.name}: {_(sheet.words)}" for sheet in SHEETS)
    command = commands.add_parser("print", help=_("ghi một tờ in ra tệp PDF"), description=listed)
    command.add_argument("sheet", metavar="SHEET", choices=[one.name for one in SHEETS],
                         help=", ".join(one.name for one in SHEETS))  # fmt: skip
    command.add_argument("--date", type=day, help=_("ngày, dạng 2026-12-31 hoặc 31/12/2026"))
    command.add_argument("--month", type=_month_of, help=_("tháng, dạng 2026-12"))
    command.add_argument("--id", help=_("số hiệu A-1043, hoặc số vụ SV-A-2026-0001"))
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help=_("tệp PDF"))
    command.set_defaults(run=_run)


def _month_of(text: str) -> Month:
    return Month.of(day(f"{text}-01"))


def _run(chosen: argparse.Namespace) -> int:
    sheet = next(one for one in SHEETS if one.name == chosen.sheet)
    if getattr(chosen, sheet.needs) is None:
        refuse(_("Tờ «{sheet}» cần thêm --{needs}.").format(sheet=sheet.name, needs=sheet.needs))
    with writing(chosen) as folder:
        session = signed_in(chosen, folder, Right.PRINT)
        today = local_date(folder.journal.clock.now_ms())
        about = chosen.date or today
        thing = thing_of(folder, chosen.id) if chosen.id else 0
        asked = Asked(about, chosen.month or Month.of(about), thing)
        write(chosen.out, sheet.make(folder.journal, session, asked))
    print(_("Đã ghi «{path}».").format(path=chosen.out))
    return DONE


def write(path: Path, pdf: bytes) -> None:
    """Write a sheet to a file; raises db.CannotStore."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf)
    except OSError as error:
        raise db.CannotStore(path, error.strerror or type(error).__name__) from error


def thing_of(folder: Folder, text: str) -> int:
    """Return the identity behind A-1043, a bare number, or an incident's number; may refuse."""
    found = incident_store.by_number(folder.journal.tables, text.strip())
    if found is not None:
        return found.id
    letters, _hyphen, number = text.strip().upper().rpartition("-")
    devices = {identity.device_letters(one): one for one in range(1, 703)}
    if number.isdigit() and letters in devices:
        return identity.make(devices[letters], int(number))
    if text.strip().isdigit():
        return int(text)
    return refuse(_("Không hiểu số hiệu «{text}».").format(text=text))
