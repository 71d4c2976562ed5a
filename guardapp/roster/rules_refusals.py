"""What the roster refuses, with the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from guardapp.base.errors import UserError
from guardapp.base.words import _, date_text, ngettext, range_text
from guardapp.roster.model import Month, month_text
from guardapp.roster.rules_findings import Finding


@dataclass(frozen=True, slots=True)
class Named:
    """A shift as it is named in a refusal: its code, span in milliseconds UTC, and post."""

    shift: str
    post: str
    start_ms: int
    end_ms: int

    def words(self) -> str:
        """Return the shift, date, hours and post."""
        return _("ca {shift} ngày {day} ({hours}) tại {post}").format(
            shift=self.shift,
            day=date_text(self.start_ms),
            hours=range_text(self.start_ms, self.end_ms),
            post=self.post,
        )


class DoubleBooked(UserError):
    """One guard would stand at two posts at once."""

    def __init__(self, wanted: Named, there: Named) -> None:
        super().__init__(f"{wanted.shift} {wanted.start_ms}, {there.shift} {there.start_ms}")
        self.wanted = wanted
        self.there = there

    def words(self) -> str:
        """Name both shifts."""
        return _("Trùng giờ: {wanted} trùng với {there} của cùng người. Chưa xếp gì thêm.").format(
            wanted=self.wanted.words(), there=self.there.words()
        )


class MonthRefused(UserError):
    """Something is refused because of how far a month is."""

    def __init__(self, month: Month) -> None:
        super().__init__(str(month))
        self.month = month


class NeedsReason(MonthRefused):
    """A published month changes only under an opened change, which has a reason."""

    def words(self) -> str:
        """Say that a reason is needed."""
        return _("Lịch tháng {month} đã công bố. Muốn sửa phải ghi lý do thay đổi.").format(
            month=month_text(self.month)
        )


class ChangedSince(UserError):
    """What should be undone or redone has changed in the meantime."""

    def words(self) -> str:
        """Say so."""
        return _("Không hoàn tác được: ca này đã được sửa hoặc công bố sau đó.")


class AlreadyPublished(MonthRefused):
    """The month was published before."""

    def words(self) -> str:
        """Say so."""
        return _("Lịch tháng {month} đã công bố rồi.").format(month=month_text(self.month))


class NotPublished(UserError):
    """A draft needs no reason to be changed."""

    def words(self) -> str:
        """Say so."""
        return _("Lịch tháng này chưa công bố nên không cần ghi lý do thay đổi.")


class HasErrors(UserError):
    """Errors block publishing."""

    def __init__(self, errors: Sequence[Finding]) -> None:
        super().__init__(", ".join(sorted({one.rule.value for one in errors})))
        self.errors = tuple(errors)

    def words(self) -> str:
        """Say how many there are and what to do."""
        count = len(self.errors)
        return ngettext(
            "Còn {n} lỗi. Hãy sửa hết lỗi rồi mới công bố được.",
            "Còn {n} lỗi. Hãy sửa hết lỗi rồi mới công bố được.",
            count,
        ).format(n=count)


class NeedsAcceptance(UserError):
    """Warnings that stand are accepted with a reason only."""

    def __init__(self, warnings: Sequence[Finding]) -> None:
        super().__init__(str(len(warnings)))
        self.warnings = tuple(warnings)

    def words(self) -> str:
        """Say how many there are and that a reason is needed."""
        count = len(self.warnings)
        return ngettext(
            "Còn {n} cảnh báo. Hãy ghi lý do chấp nhận để công bố.",
            "Còn {n} cảnh báo. Hãy ghi lý do chấp nhận để công bố.",
            count,
        ).format(n=count)


class NotYours(UserError):
    """Guards speak for themselves only."""

    def words(self) -> str:
        """Say so."""
        return _("Chỉ ghi được cho chính mình. Việc của người khác, hãy báo đội trưởng.")
