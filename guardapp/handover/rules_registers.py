"""What must be so before a thing is given out, and when it counts as back."""

import re
from datetime import date
from typing import Final

from guardapp.base.clock import DAY
from guardapp.base.errors import Invalid, UserError
from guardapp.base.words import _, date_text
from guardapp.handover.model import Condition, Thing, ThingKind
from guardapp.handover.model_registers import Issue, Order

LONGEST_LOAN_MS: Final = 366 * DAY
SEALED_KINDS: Final = frozenset({ThingKind.KEY, ThingKind.SEAL})
_DATE: Final = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")


class Back(UserError):
    """The thing is back already."""

    def words(self) -> str:
        """Say so."""
        return _("Đồ này đã nhận lại rồi. Hãy xem dòng mới nhất.")


class NothingToReport(UserError):
    """The thing came back whole, or what happened to it is reported already."""

    def words(self) -> str:
        """Say so."""
        return _("Không còn mất, hỏng nào phải báo ở dòng này.")


def licence_end(licence: str) -> date | None:
    """Return the last day named in a licence's words, None where none can be read."""
    found = None
    for day, month, year in _DATE.findall(licence):
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            continue
    return found


def licence_problem(thing: Thing, today: date) -> str:
    """Return why a support tool must not be given out for its licence, or the empty text."""
    end = licence_end(thing.licence) if thing.kind is ThingKind.TOOL else None
    if end is None or end >= today:
        return ""
    words = _("{name}: giấy phép hết hạn ngày {day}, không được giao. Hãy báo đội trưởng.")
    return words.format(name=thing.name, day=date_text(end))


def licence_warning(thing: Thing) -> str:
    """Return what the licence's words leave open for a support tool, or the empty text."""
    if thing.kind is not ThingKind.TOOL or licence_end(thing.licence) is not None:
        return ""
    return _("Công cụ này chưa ghi số giấy phép và ngày hết hạn. Hãy nhờ đội trưởng bổ sung.")


def check_order(
    thing: Thing,
    order: Order,
    *,
    left: int,
    certificate: str | None,
    basis: str,
    now: int,
    today: date,
) -> None:
    """Raise Invalid unless a thing may be given out.

    `left` is how many are not out, `certificate` the number of the taker's certificate that is
    valid today, `basis` the law that asks for it, empty where it is not asked for. Source for
    support tools: Circular 46/2014/TT-BCA art. 8.
    """
    problems = {}
    if not 1 <= order.quantity <= left:
        words = _("Số lượng: chỉ còn {left}, số còn lại đang giao.")
        problems["quantity"] = words.format(left=left)
    if order.guard is None and not order.holder.strip():
        problems["guard"] = _("Người nhận: hãy chọn nhân viên bảo vệ hoặc ghi tên, khoa phòng.")
    if order.condition is Condition.MISSING:
        problems["condition"] = _("Tình trạng: đồ đang mất thì không giao được.")
    if order.due_ms is not None and not now < order.due_ms <= now + LONGEST_LOAN_MS:
        problems["due"] = _("Hẹn trả: phải sau bây giờ và trong vòng một năm.")
    if thing.kind is ThingKind.TOOL:
        problems |= _tool_problems(thing, order, certificate, basis, today)
    if problems:
        raise Invalid(problems)


def _tool_problems(
    thing: Thing, order: Order, certificate: str | None, basis: str, today: date
) -> dict[str, str]:
    problems = {}
    if expired := licence_problem(thing, today):
        problems["thing"] = expired
    if not order.consent.strip():
        problems["consent"] = _(
            "Người đồng ý: chưa có thủ trưởng đồng ý thì không được giao công cụ hỗ trợ. "
            "Hãy ghi họ tên, chức vụ. Căn cứ: Điều 8, Thông tư 46/2014/TT-BCA."
        )
    if basis and order.guard is None:
        words = _("Người nhận: công cụ hỗ trợ chỉ giao cho bảo vệ đã tập huấn. Căn cứ: {basis}.")
        problems["guard"] = words.format(basis=basis)
    elif basis and certificate is None:
        words = _(
            "Người nhận: không có chứng chỉ «Sử dụng công cụ hỗ trợ» còn hạn ngày {day}, "
            "không được giao. Căn cứ: {basis}."
        )
        problems["guard"] = words.format(day=date_text(today), basis=basis)
    return problems


def check_return(condition: Condition, note: str) -> None:
    """Raise Invalid unless a loss or damage at return has its words."""
    if condition in (Condition.BROKEN, Condition.MISSING) and not note.strip():
        raise Invalid({"note": _("Ghi chú: hãy ghi mất, hỏng thế nào.")})


def overdue(issue: Issue, now: int) -> bool:
    """Tell whether a thing is still out after it was to be back."""
    return issue.out and issue.due is not None and issue.due < now


def duty_words(issue: Issue) -> str:
    """Return what has to be done about a thing lost or broken.

    Source for support tools: Circular 46/2014/TT-BCA art. 8.
    """
    lost = issue.back is not None and issue.back.condition is Condition.MISSING
    if issue.kind is ThingKind.TOOL and lost:
        words = _("Mất {name}: báo ngay thủ trưởng, báo công an cấp giấy phép bằng văn bản")
    elif issue.kind is ThingKind.TOOL:
        words = _("Hỏng {name}: báo ngay thủ trưởng")
    elif lost:
        words = _("Mất {name}: báo trưởng ca, đội trưởng")
    else:
        words = _("Hỏng {name}: báo trưởng ca, đội trưởng")
    return words.format(name=issue.title)
