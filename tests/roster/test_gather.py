"""The sheets are filled from the plan, and what lacks guards soon is told as open matters."""

from datetime import date

from guardapp.base.clock import at
from guardapp.base.matters import Severity
from guardapp.people import actions as people
from guardapp.people.model import LeaveKind
from guardapp.roster import actions, gather
from guardapp.roster.document import DayCode
from guardapp.roster.model import Month
from tests.roster.conftest import Small
from tests.support import CHIEF

D = date(2026, 12, 10)
DECEMBER = Month(2026, 12)
NOW = at(D, 8 * 60)


def test_the_month_sheet_holds_codes_posts_leave_sums_and_counts(small: Small) -> None:
    it = small.folder.journal
    wishes = [small.wish(0, 0, "Đ", D), small.wish(0, 0, "S", date(2026, 12, 12))]
    actions.assign(it, CHIEF, [*wishes, small.wish(1, 1, "HC", D)])
    people.grant_leave(it, CHIEF, small.guards[2], LeaveKind.ANNUAL, D, D)
    document = gather.month_document(it.tables, DECEMBER, NOW, preparer="Trần Văn Mẫu")
    an, binh, cuong = document.guards
    assert document.draft
    assert (an.days[9], an.days[11]) == (DayCode("Đ", "01"), DayCode("S", "01"))
    assert (an.shifts, an.minutes, an.night_minutes, an.place) == (2, 960, 480, "Cổng chính")
    assert (binh.days[9], binh.minutes) == (DayCode("HC", "02"), 480)
    assert cuong.days[9] == DayCode("P")
    assert dict(document.counts)["Đ"][9] == 1
    assert document.post_codes == (("01", "Cổng chính"), ("02", "Kho dược"))
    assert document.head.signers[0] == ("Người lập bảng", "Trần Văn Mẫu")


def test_a_changed_month_prints_its_version_and_no_draft(small: Small) -> None:
    it = small.folder.journal
    actions.publish(it, CHIEF, DECEMBER, reason="thử")
    actions.open_change(it, CHIEF, DECEMBER, "đổi ca")
    document = gather.month_document(it.tables, DECEMBER, NOW)
    assert (document.draft, document.version) == (False, 2)


def test_a_night_from_the_last_day_of_the_year_stands_on_its_own_sheets(small: Small) -> None:
    it = small.folder.journal
    last = date(2026, 12, 31)
    actions.assign(it, CHIEF, [small.wish(0, 0, "Đ", last)])
    sheet = gather.day_document(it.tables, last, NOW)
    (night,) = (one for one in sheet.shifts if one.name == "Ca đêm")
    assert night.hours == "22:00–06:00 (+1)"
    assert [one.guard for one in night.duties] == ["Nguyễn Văn An"]
    january = gather.month_document(it.tables, Month(2027, 1), NOW)
    assert all(line.shifts == 0 for line in january.guards)


def test_the_day_sheet_names_posts_without_anyone_and_who_is_away(small: Small) -> None:
    it = small.folder.journal
    actions.assign(it, CHIEF, [small.wish(0, 0, "S", D)])
    people.grant_leave(it, CHIEF, small.guards[1], LeaveKind.TRAINING, D, D)
    sheet = gather.day_document(it.tables, D, NOW)
    by_name = {one.name: [duty.guard for duty in one.duties] for one in sheet.shifts}
    assert by_name == {
        "Ca sáng": ["Nguyễn Văn An"],
        "Ca chiều": [""],
        "Ca đêm": [""],
        "Hành chính": [""],
    }
    assert sheet.absent == (("Trần Thị Bình", "đi huấn luyện"),)


def test_posts_without_guards_in_the_next_day_are_open_matters(small: Small) -> None:
    it = small.folder.journal
    actions.assign(it, CHIEF, [small.wish(0, 0, "S", D), small.wish(1, 0, "C", D)])
    assert [one.kind for one in gather.open_matters(it.tables, NOW)] == [gather.UNPUBLISHED]
    actions.publish(it, CHIEF, DECEMBER, reason="thử")
    found = {one.thing: one for one in gather.open_matters(it.tables, NOW)}
    gate, stores = found[small.posts[0]], found[small.posts[1]]
    assert gate.title == "Thiếu người trực: ca Đ 10/12, S 11/12"
    assert (gate.severity, gate.due, gate.place) == (
        Severity.CRITICAL, at(D, 22 * 60), "Cổng chính",
    )  # fmt: skip
    assert stores.severity is Severity.WARNING


def test_a_month_not_published_in_time_is_an_open_matter(small: Small) -> None:
    it = small.folder.journal
    actions.publish(it, CHIEF, DECEMBER, reason="thử")
    late = at(date(2026, 12, 28), 8 * 60)
    (one,) = (m for m in gather.open_matters(it.tables, late) if m.kind == gather.UNPUBLISHED)
    assert one.title == "Chưa công bố lịch trực tháng 01/2027"
    assert one.thing == 202701
    early = at(date(2026, 12, 20), 8 * 60)
    assert not any(m.kind == gather.UNPUBLISHED for m in gather.open_matters(it.tables, early))


def test_no_sheet_on_the_wall_tells_who_is_ill(small: Small) -> None:
    it = small.folder.journal
    people.grant_leave(it, CHIEF, small.guards[0], LeaveKind.SICK, D, D)
    month = gather.month_document(it.tables, DECEMBER, NOW)
    assert month.guards[0].days[9] == DayCode("P")
    assert ("P", "nghỉ phép, nghỉ chế độ") in month.shift_codes
    assert "B" not in dict(month.shift_codes)
    day = gather.day_document(it.tables, D, NOW)
    assert day.absent == (("Nguyễn Văn An", "nghỉ phép, nghỉ chế độ"),)


def test_changes_are_listed_with_who_made_them_and_why(small: Small) -> None:
    it = small.folder.journal
    actions.publish(it, CHIEF, DECEMBER, reason="thử")
    actions.open_change(it, CHIEF, DECEMBER, "đổi ca theo đề nghị")
    (line,) = gather.month_document(it.tables, DECEMBER, NOW).changes
    assert (line.number, line.made, line.reason) == (1, "01/12/2026", "đổi ca theo đề nghị")


def test_two_shifts_of_a_day_at_two_posts_name_both_in_order(small: Small) -> None:
    it = small.folder.journal
    actions.assign(it, CHIEF, [small.wish(0, 1, "S", D), small.wish(0, 0, "Đ", D)])
    document = gather.month_document(it.tables, DECEMBER, NOW)
    assert document.guards[0].days[9] == DayCode("S+Đ", "02+01")
