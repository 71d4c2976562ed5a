"""What makes a log line, a count, a decision and two signatures acceptable."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from guardapp.base.access import Role, Session
from guardapp.base.clock import DAY, HOUR, MINUTE, at, local_date
from guardapp.base.errors import Invalid, UserError
from guardapp.base.matters import Matter
from guardapp.base.words import _, datetime_text
from guardapp.handover.model import (
    Attendance,
    Condition,
    Count,
    Decision,
    LogLine,
    Thing,
    ThingDetails,
    Watch,
)

LATE_MS: Final = 15 * MINUTE
FUTURE_MS: Final = 2 * MINUTE
OLDEST_MS: Final = 7 * DAY
RELIEF_MS: Final = 90 * MINUTE
LONGEST_TEXT: Final = 2_000


_PAGES: Final = {
    "handover.line": "watch",
    "handover.thing": "things",
    "handover.overdue": "handover",
    "handover.out": "registers",
    "handover.loss": "registers",
    "handover.inside": "registers",
    "handover.visit": "registers",
    "handover.found": "registers",
    "roster.not_come": "attendance",
    "patrol.missed_round": "patrol_log",
    "fire.defect": "fire_defects",
    "fire.expired": "equipment",
}


def page_of(kind: str) -> str:
    """Return the key of the page that deals with a kind of matter or happening."""
    return _PAGES.get(kind, kind.partition(".")[0])


class NoWatch(UserError):
    """Nobody holds the post, so there is nothing to hand over or to join."""

    def words(self) -> str:
        """Say that the post has to be taken over first."""
        return _("Chưa có ca nào nhận trực ở máy này. Hãy mở trang «Ca trực» và bấm «Nhận ca».")


class WatchOpen(UserError):
    """Another watch holds the post since `since_ms`: it is taken over by a handover only."""

    def __init__(self, since_ms: int) -> None:
        super().__init__(str(since_ms))
        self.since_ms = since_ms

    def words(self) -> str:
        """Say who must hand over first."""
        return _(
            "Ca trước nhận lúc {time} chưa bàn giao. Hãy lập biên bản ở trang «Bàn giao ca» "
            "để hai ca cùng ký."
        ).format(time=datetime_text(self.since_ms))


class NotOfWatch(UserError):
    """Who signs as the outgoing shift does not belong to it."""

    def words(self) -> str:
        """Say who can sign."""
        return _("Bên giao phải là người của ca đang trực, trưởng ca hoặc đội trưởng.")


class SamePerson(UserError):
    """One person cannot sign twice."""

    def words(self) -> str:
        """Say that different people have to sign."""
        return _("Các bên ký phải là những người khác nhau. Hãy nhập mã và PIN của người kia.")


class NotSigned(UserError):
    """Somebody who signs has not proved who it is, or may not sign in this place."""

    def words(self) -> str:
        """Say what is needed."""
        return _("Người này không được ký ở ô này. Hãy kiểm tra lại mã và vai trò.")


class Undecided(UserError):
    """Open matters without a decision; `titles` name them."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(str(len(titles)))
        self.titles = tuple(titles)

    def words(self) -> str:
        """Name what is still to be decided."""
        return _(
            "Còn {count} việc tồn chưa chọn «Đã xong» hay «Chuyển tiếp» kèm ghi chú: {titles}"
        ).format(count=len(self.titles), titles="; ".join(self.titles))


class Settled(UserError):
    """The line is corrected, settled or an incident already."""

    def words(self) -> str:
        """Say so."""
        return _("Dòng nhật ký này đã được xử lý rồi. Hãy xem dòng mới nhất.")


def check_line(text: str, occurred_at: int, now: int) -> None:
    """Raise Invalid unless a log line has words and a believable time (ms UTC)."""
    problems = {}
    if not text.strip():
        problems["text"] = _("Nội dung: hãy ghi vài chữ.")
    elif len(text) > LONGEST_TEXT:
        problems["text"] = _("Nội dung: dài quá {most} ký tự.").format(most=LONGEST_TEXT)
    if occurred_at > now + FUTURE_MS:
        problems["occurred_at"] = _("Giờ xảy ra: chưa đến giờ này.")
    elif occurred_at < now - OLDEST_MS:
        problems["occurred_at"] = _("Giờ xảy ra: đã quá 7 ngày, hãy lập sự việc thay vì ghi sổ.")
    if problems:
        raise Invalid(problems)


def is_late(line: LogLine) -> bool:
    """Tell whether a line was entered so long after what it tells that this must be shown."""
    return line.entered_at - line.occurred_at > LATE_MS


def check_thing(details: ThingDetails) -> None:
    """Raise Invalid unless a counted thing has a name, a unit and a possible quantity."""
    problems = {}
    if not details.name.strip():
        problems["name"] = _("Tên: hãy nhập tên công cụ, chìa khóa hoặc tài sản.")
    if not details.unit.strip():
        problems["unit"] = _("Đơn vị tính: hãy nhập, ví dụ cái, chùm, chiếc.")
    if not 1 <= details.quantity <= 9_999:
        problems["quantity"] = _("Số lượng: nhập một số từ 1 đến 9.999.")
    if problems:
        raise Invalid(problems)


def differs(thing: Thing, count: Count) -> bool:
    """Tell whether a count needs words: not all there, not all received, or not usable."""
    bad = count.condition in (Condition.BROKEN, Condition.MISSING)
    return bad or not thing.quantity == count.given == count.received


def count_problem(thing: Thing, count: Count | None) -> str:
    """Return what is wrong with the count of one thing, or the empty text."""
    if count is None:
        return _("{name}: chưa kiểm đếm.").format(name=thing.name)
    if not 0 <= count.received <= 9_999 or not 0 <= count.given <= 9_999:
        return _("{name}: số lượng phải từ 0 đến 9.999.").format(name=thing.name)
    if differs(thing, count) and not count.note.strip():
        return _("{name}: số lượng hoặc tình trạng có khác, hãy ghi lý do.").format(name=thing.name)
    return ""


def check_counts(things: Sequence[Thing], counts: Sequence[Count]) -> None:
    """Raise Invalid unless everything is counted and every difference has its words."""
    by_thing = {one.thing: one for one in counts}
    problems = {}
    for thing in things:
        problem = count_problem(thing, by_thing.get(thing.id))
        if problem:
            problems[f"thing-{thing.id}"] = problem
    if problems:
        raise Invalid(problems)


def check_members(members: Sequence[Attendance]) -> None:
    """Raise Invalid unless every absence has its reason."""
    if any(not one.present and not one.note.strip() for one in members):
        raise Invalid({"members": _("Quân số: hãy ghi lý do cho từng người vắng.")})


def check_decisions(
    matters: Sequence[Matter], decisions: Sequence[Decision], closable: Collection[str]
) -> list[Decision]:
    """Return the decisions on what is open now, one for each thing, in the order of the matters.

    A decision without words counts as none, and so does closing a matter of a kind that is not
    `closable` here. Raises Undecided.
    """
    by_matter = {(one.kind, one.thing): one for one in decisions}
    found: dict[tuple[str, int], Decision] = {}
    without = []
    for matter in matters:
        decision = by_matter.get((matter.kind, matter.thing))
        good = decision is not None and bool(decision.note.strip())
        if decision is None or not good or (decision.closed and matter.kind not in closable):
            without.append(matter.title)
        else:
            found[matter.kind, matter.thing] = decision
    if without:
        raise Undecided(without)
    return list(found.values())


def check_signers(
    outgoing: Session, incoming: Session, leader: Session | None, *, of_watch: bool
) -> None:
    """Raise unless those who sign are different people of the right kind.

    `of_watch` says whether the outgoing one belongs to the watch. Raises NotSigned, SamePerson,
    NotOfWatch.
    """
    signers = [one for one in (outgoing, incoming, leader) if one is not None]
    if any(not one.verified or one.role is Role.INSPECTOR for one in signers):
        raise NotSigned
    if leader is not None and leader.role not in (Role.LEADER, Role.CHIEF):
        raise NotSigned
    if not _all_different(signers):
        raise SamePerson
    if not of_watch and outgoing.role not in (Role.LEADER, Role.CHIEF):
        raise NotOfWatch


def _all_different(signers: Iterable[Session]) -> bool:
    accounts, persons = set(), set()
    for one in signers:
        if one.login in accounts or (one.person is not None and one.person in persons):
            return False
        accounts.add(one.login)
        persons.add(one.person)
    return True


def relief_at(watch: Watch, now: int) -> int:
    """Return the instant whose roster relieves a watch: its planned end if that is near, else now.

    A watch of unknown length, or one long over time, is relieved by who is on duty now.
    """
    end = watch.planned_end
    if end is not None and abs(now - end) <= RELIEF_MS:
        return end
    return now


def may_join(watch: Watch, planned_start: int | None, now: int) -> bool:
    """Tell whether somebody, rostered from `planned_start`, comes into this watch, not the next."""
    end = watch.planned_end
    if end is None:
        return True
    if planned_start is not None:
        return planned_start < end
    return now < end - HOUR


def latest_at(minute: int, now: int) -> int:
    """Return the last instant at a minute of the day that is not ahead: 23:50 said at 00:10."""
    today = at(local_date(now), minute)
    return today if today <= now + FUTURE_MS else today - DAY
