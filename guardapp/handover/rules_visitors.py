"""What is asked of a visitor who comes in, and when one should have left."""

from collections.abc import Iterable
from typing import Final

from guardapp.base.clock import DAY, at, local_date
from guardapp.base.errors import Invalid, UserError
from guardapp.base.text import fold
from guardapp.base.words import _
from guardapp.handover.model_visitors import Arrival, Visit

DIGITS: Final = 4


class NotInside(UserError):
    """Nobody inside has this card, or who had it has left."""

    def words(self) -> str:
        """Say so."""
        return _("Không có ai ở trong với thẻ này. Hãy xem lại số thẻ hoặc chọn trong danh sách.")


def same_card(one: str, other: str) -> bool:
    """Tell whether two cards are the same, whatever case or spaces they are typed with."""
    return fold(one).replace(" ", "") == fold(other).replace(" ", "")


def with_card(inside: Iterable[Visit], card: str) -> Visit | None:
    """Return who inside has a card, or None."""
    if not card.strip():
        return None
    return next((one for one in inside if same_card(one.arrival.card, card)), None)


def check_arrival(arrival: Arrival, inside: Iterable[Visit]) -> None:
    """Raise Invalid unless a visitor has a name, somebody to see, and a card that is free."""
    problems = {}
    if not arrival.name.strip():
        problems["name"] = _("Hãy nhập họ tên.")
    if not arrival.host.strip():
        problems["host"] = _("Hãy ghi gặp ai, khoa nào.")
    document = arrival.document.strip()
    if document and not (len(document) == DIGITS and document.isascii() and document.isdigit()):
        problems["document"] = _("Chỉ ghi 4 số cuối.")
    if with_card(inside, arrival.card) is not None:
        words = _("Thẻ {card} đang có người giữ.")
        problems["card"] = words.format(card=arrival.card.strip())
    if problems:
        raise Invalid(problems)


def due(visit: Visit, closing: int) -> int:
    """Return when a visitor should have left: the next `closing` (minute of the day), ms UTC."""
    day = local_date(visit.at)
    today = at(day, closing)
    return today if visit.at < today else at(local_date(visit.at + DAY), closing)


def overdue(visit: Visit, closing: int, now: int) -> bool:
    """Tell whether somebody is still inside after closing."""
    return visit.inside and due(visit, closing) < now


def minute_of(value: str) -> int:
    """Return the minute of the day of a time written as hh:mm."""
    hours, _colon, minutes = value.partition(":")
    return int(hours) * 60 + int(minutes)
