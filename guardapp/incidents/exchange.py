"""Incidents of other books: their columns and words mapped to ours, checked and taken over."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from guardapp.base.access import Session
from guardapp.base.clock import DAY, MINUTE, at
from guardapp.base.errors import Invalid
from guardapp.base.exchange import (
    Duplicate,
    ImportField,
    ImportOption,
    MappedRow,
    Options,
    RowProblem,
    moment,
)
from guardapp.base.journal import Journal
from guardapp.base.text import fold
from guardapp.base.words import N_, _, datetime_text
from guardapp.incidents import actions, rules, store
from guardapp.incidents import model_kinds as kinds
from guardapp.incidents.actions import ImportedIncident
from guardapp.incidents.model import OWNER_WORDS, Content, Owner, Person, PersonRole, Thing, When

MAX_MONEY: Final = 10**15
FIRST_YEAR: Final = 1950

_OWNERS: Final = {
    Owner.CONTRACTOR: ("nha thau", "don vi khac", "cong ty", "contractor"),
    Owner.STATE: ("nha nuoc", "don vi", "benh vien", "co quan", "state", "hospital"),
    Owner.VISITOR: ("nguoi nha", "than nhan", "khach", "visitor", "relative"),
    Owner.PATIENT: ("nguoi benh", "benh nhan", "patient"),
    Owner.STAFF: ("nhan vien", "can bo", "bac si", "dieu duong", "staff", "employee"),
    Owner.UNKNOWN: ("chua ro", "khong ro", "unknown"),
}
_REFUSED: Final = {
    "time": N_("Không đọc được ngày giờ «{text}»."),
    "to": N_("Không đọc được ngày giờ «{text}»."),
    "late": N_("Thời gian «{text}» ở sau lúc này."),
    "early": N_("Lúc kết thúc «{text}» ở trước lúc bắt đầu."),
    "kind": N_("Chưa chọn loại vụ việc cho «{text}»."),
    "owner": N_("Không rõ chủ sở hữu «{text}»."),
    "value": N_("Giá trị «{text}» không phải số tiền nguyên, đồng."),
}


class IncidentImport:
    """Brings incidents in as closed ones, with their numbers of the other book."""

    name = "incidents"
    title = N_("Vụ việc")
    fields = (
        ImportField(
            "time",
            N_("Thời gian"),
            required=True,
            moment=True,
            aliases=("date", "ngày", "ngày giờ", "thời điểm", "occurred", "date time", "date occ"),
        ),
        ImportField("to", N_("Đến"), moment=True, aliases=("đến lúc", "end", "occurred to")),
        ImportField(
            "kind",
            N_("Loại vụ việc"),
            required=True,
            chosen=True,
            aliases=("loại", "loại việc", "primary type", "type", "category", "offense", "crime"),
        ),
        ImportField(
            "detail",
            N_("Chi tiết loại"),
            aliases=("description", "chi tiết", "subcategory", "secondary type"),
        ),
        ImportField(
            "place",
            N_("Nơi xảy ra"),
            required=True,
            several=True,
            aliases=(
                *("địa điểm", "vị trí", "nơi", "khoa phòng", "block", "location", "address"),
                "location description",
            ),
        ),
        ImportField(
            "what",
            N_("Diễn biến"),
            several=True,
            aliases=("nội dung", "tóm tắt", "mô tả", "sự việc", "narrative", "summary"),
        ),
        ImportField(
            "source_number",
            N_("Số của sổ cũ"),
            aliases=("số", "số vụ", "số biên bản", "case number", "case no", "id", "number"),
        ),
        ImportField("thing", N_("Tài sản"), aliases=("tên tài sản", "property", "item")),
        ImportField("value", N_("Giá trị, đồng"), aliases=("giá trị", "trị giá", "value", "loss")),
        ImportField("owner", N_("Chủ sở hữu"), chosen=True, aliases=("của ai", "owner", "sở hữu")),
        ImportField(
            "victim", N_("Người bị hại"), aliases=("nạn nhân", "người mất", "victim", "chủ tài sản")
        ),
        ImportField("reporter", N_("Người báo tin"), aliases=("người báo", "reporter")),
    )
    options = (
        ImportOption(
            "midnight",
            N_("Giờ 00:00 nghĩa là"),
            (("unknown", N_("không rõ giờ")), ("midnight", N_("đúng nửa đêm"))),
        ),
        ImportOption(
            "duplicates",
            N_("Dòng trùng"),
            (
                ("known", N_("bỏ dòng đã có trong sổ")),
                ("none", N_("bỏ mọi dòng trùng")),
                ("all", N_("nhập tất cả")),
            ),
        ),
        ImportOption(
            "numbered",
            N_("Đánh số"),
            (("no", N_("giữ số của sổ cũ")), ("yes", N_("cấp số mới trong năm nay"))),
        ),
    )

    def choices(self, _conn: sqlite3.Connection, key: str) -> list[tuple[str, str]]:
        """Return the kinds of incidents, or the owners, with words."""
        if key == "owner":
            return [(owner.value, _(words)) for owner, words in OWNER_WORDS.items()]
        listed = [(kind.code, kinds.words(kind.code)) for kind in kinds.all_choices()]
        return [*listed, (kinds.RESTRICTED, kinds.words(kinds.RESTRICTED))]

    def suggest(self, _conn: sqlite3.Connection, key: str, value: str) -> str:
        """Return our code for their word, or the empty text."""
        if key == "kind":
            return kinds.suggested(value)
        folded = fold(value)
        fits = (owner for owner, words in _OWNERS.items() if any(w in folded for w in words))
        owner = next(fits, None)
        return owner.value if owner else ""

    def check(
        self, conn: sqlite3.Connection, rows: Sequence[MappedRow], options: Options
    ) -> list[RowProblem]:
        """Return why rows cannot be taken; later than a day after the last entry is the future."""
        return _refused(rows, options, store.latest_entry(conn) + DAY)

    def remarks(
        self, _conn: sqlite3.Connection, rows: Sequence[MappedRow], _options: Options
    ) -> list[RowProblem]:
        """Return the rows of which only the day and the place are taken over."""
        words = _("Việc hạn chế: chỉ ghi ngày và nơi, không ghi nội dung.")
        return [RowProblem(row.number, "kind", words) for row in rows if _is_restricted(row)]

    def duplicates(
        self, conn: sqlite3.Connection, rows: Sequence[MappedRow], options: Options
    ) -> list[Duplicate]:
        """Return rows with a number, or a kind, place and time, that is there already."""
        seen: dict[object, int] = {}
        found = []
        for row in rows:
            try:
                one = imported(row, options)
            except (ValueError, KeyError):
                continue
            if one.source_number:
                reason = _("cùng số của sổ cũ")
                key: object = one.source_number
                known = store.by_source(conn, one.source_number)
            else:
                reason = _("cùng loại, nơi và thời gian")
                key = rules.same_event(one.content)
                content = one.content
                assert content.from_ms is not None
                known = store.same_event(conn, content.kind, content.place, content.from_ms)
            if known is not None:
                label = known.number or known.source_number or _("đã nhập trước đây")
                found.append(Duplicate(row.number, label, known=True, reason=reason))
            elif key in seen:
                earlier = _("dòng {row}").format(row=seen[key])
                found.append(Duplicate(row.number, earlier, known=False, reason=reason))
            seen.setdefault(key, row.number)
        return found

    def run(
        self, journal: Journal, session: Session, rows: Sequence[MappedRow], options: Options
    ) -> int:
        """Take the rows over as closed incidents, in one transaction; raises Invalid, Refused."""
        refused = _refused(rows, options, journal.clock.now_ms())
        if refused:
            raise Invalid({str(one.row): f"{one.row}: {one.reason}" for one in refused[:20]})
        with journal.transaction():
            wish = options.get("duplicates", "known")
            twice = self.duplicates(journal.tables, rows, options) if wish != "all" else []
            left = {one.row for one in twice if one.known or wish == "none"}
            taken = [imported(row, options) for row in rows if row.number not in left]
            numbered = options.get("numbered") == "yes"
            return len(actions.import_incidents(journal, session, taken, numbered=numbered))


def _refused(rows: Sequence[MappedRow], options: Options, now_ms: int) -> list[RowProblem]:
    found = []
    for row in rows:
        faults = list(_unread(row)) or list(_misplaced(imported(row, options).content, now_ms))
        for key, reason, text in faults:
            words = _(_REFUSED[reason]).format(text=text)
            found.append(RowProblem(row.number, key, words))
    return found


def _misplaced(content: Content, now_ms: int) -> Iterator[tuple[str, str, str]]:
    start, end = content.from_ms, content.to_ms
    if start is not None and start > now_ms + rules.FUTURE_TOLERANCE_MS:
        yield "time", "late", datetime_text(start)
    elif content.when is When.RANGE and start is not None and end is not None:
        if end > now_ms + rules.FUTURE_TOLERANCE_MS:
            yield "to", "late", datetime_text(end)
        elif end < start:
            yield "to", "early", datetime_text(end)


def _moment(text: str) -> tuple[date, int | None]:
    day, minute = moment(text)
    if day.year < FIRST_YEAR:
        raise ValueError(text)
    return day, minute


def _unread(row: MappedRow) -> Iterator[tuple[str, str, str]]:
    for key in ("time", "to"):
        if row.get(key) or key == "time":
            try:
                _moment(row.get(key))
            except ValueError:
                yield key, key, row.get(key)
    if not kinds.is_known(row.get("kind")):
        yield "kind", "kind", row.get("kind")
    if row.get("owner") and row.get("owner") not in {owner.value for owner in Owner}:
        yield "owner", "owner", row.get("owner")
    if row.get("value"):
        try:
            _money(row.get("value"))
        except ValueError:
            yield "value", "value", row.get("value")


def _money(text: str) -> int:
    digits = fold(text).removesuffix("dong").removesuffix("vnd").removesuffix("d")
    for mark in (" ", ".", ",", "₫"):
        digits = digits.replace(mark, "")
    if not digits.isascii() or not digits.isdigit() or int(digits) > MAX_MONEY:
        raise ValueError(text)
    return int(digits)


def _kind(row: MappedRow) -> str:
    """Return the kind chosen, or a deeper one that their detail tells."""
    chosen, theirs = row.get("kind"), row.theirs.get("kind", "")
    deeper = kinds.suggested(f"{theirs} {row.get('detail')}")
    guessed = chosen == kinds.suggested(theirs)
    if deeper == kinds.RESTRICTED or (deeper and guessed) or deeper.startswith(f"{chosen}."):
        return deeper
    return chosen


def _is_restricted(row: MappedRow) -> bool:
    return _kind(row) == kinds.RESTRICTED


def imported(row: MappedRow, options: Options) -> ImportedIncident:
    """Return the incident that a row tells of; raises ValueError where a field is unreadable.

    Of a restricted matter only the day and the place are taken.
    """
    day, minute = _moment(row.get("time"))
    unknown = minute is None or (minute == 0 and options.get("midnight", "unknown") == "unknown")
    start = at(day, 0 if unknown else minute or 0)
    if _is_restricted(row):
        start, end = rules.day_span(at(day, 0))
        text = f"Nội dung hạn chế, không nhập vào sổ. Xem dòng {row.number} của tệp gốc."
        content = Content(kinds.RESTRICTED, row.get("place"), When.UNKNOWN, start, end, text)
        return ImportedIncident(content)
    to_day, to_minute = _moment(row.get("to")) if row.get("to") else (None, None)
    if unknown:
        when, end_ms = When.UNKNOWN, rules.day_span(start)[1]
    elif to_day is not None:
        when, end_ms = When.RANGE, at(to_day, 0) + (to_minute or 0) * MINUTE
    else:
        when, end_ms = When.EXACT, None
    told = " – ".join(filter(None, (row.theirs.get("kind"), row.get("detail"))))
    content = Content(
        kind=_kind(row),
        place=row.get("place"),
        when=when,
        from_ms=start,
        to_ms=end_ms,
        what=row.get("what") or told,
        things=_things(row),
        persons=_persons(row),
    )
    rest = {**row.rest, **({_("Loại ở sổ cũ"): told} if row.get("what") else {})}
    supplement = "\n".join(f"{title}: {text}" for title, text in rest.items())
    return ImportedIncident(content, row.get("source_number"), supplement)


def _things(row: MappedRow) -> tuple[Thing, ...]:
    value = _money(row.get("value")) if row.get("value") else None
    if not row.get("thing") and value is None:
        return ()
    owner = Owner(row.get("owner") or Owner.UNKNOWN.value)
    return (Thing(row.get("thing") or "Tài sản", value=value, owner=owner),)


def _persons(row: MappedRow) -> tuple[Person, ...]:
    named = ((PersonRole.VICTIM, row.get("victim")), (PersonRole.REPORTER, row.get("reporter")))
    return tuple(Person(role, name) for role, name in named if name)
