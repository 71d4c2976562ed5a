"""What makes a guard, a certificate, a leave or a post acceptable."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from guardapp.base.errors import Invalid
from guardapp.base.words import _, date_text
from guardapp.people.model import (
    Certificate,
    CertificateKind,
    Force,
    GuardDetails,
    PostDetails,
    Regime,
)

EXPIRY_STEPS: Final = (0, 30, 60, 90)
"""Days before a certificate expires at which it is told of; 0 once it has expired."""


def check_guard(details: GuardDetails, today: date, minimum_age: int, basis: str) -> None:
    """Raise Invalid unless a guard has a name, is old enough on `today` and may work as told.

    Hospital duty with its rest (Decree 192/2026, article 3) is for the facility's own people.
    """
    problems = {}
    if len(details.name.split()) < 2:
        problems["name"] = _("Họ và tên: hãy nhập đủ họ và tên.")
    born = details.birth_date
    if born is not None and born > today:
        problems["birth_date"] = _("Ngày sinh: ngày này ở tương lai.")
    elif born is not None and relativedelta(today, born).years < minimum_age:
        problems["birth_date"] = _("Ngày sinh: bảo vệ phải đủ {age} tuổi ({basis}).").format(
            age=minimum_age, basis=basis
        )
    if details.week_hours is not None and not 1 <= details.week_hours <= 48:
        problems["week_hours"] = _("Giờ làm mỗi tuần theo hợp đồng: từ 1 đến 48.")
    if details.force is Force.CONTRACTED and details.regime is Regime.DUTY:
        problems["regime"] = _(
            "Chế độ: bảo vệ thuê dịch vụ chỉ làm theo ca; chế độ trực 24/24 "
            "(Nghị định 192/2026/NĐ-CP) chỉ dành cho người của đơn vị."
        )
    if problems:
        raise Invalid(problems)


def check_period(first: date, last: date, fields: tuple[str, str]) -> None:
    """Raise Invalid, under the name of the second field, when a period ends before it begins."""
    if last < first:
        words = _("Ngày cuối {last} đứng trước ngày đầu {first}.")
        raise Invalid({fields[1]: words.format(last=date_text(last), first=date_text(first))})


def check_post(details: PostDetails) -> None:
    """Raise Invalid unless a post has a name and a possible number of guards."""
    problems = {}
    if not details.name.strip():
        problems["name"] = _("Tên vị trí trực: hãy nhập tên.")
    if not 1 <= details.needed <= 20:
        problems["needed"] = _("Số người mỗi ca: từ 1 đến 20.")
    if details.importance not in (1, 2, 3):
        problems["importance"] = _("Mức quan trọng: 1, 2 hoặc 3.")
    if problems:
        raise Invalid(problems)


def valid_on(certificates: Sequence[Certificate], kind: CertificateKind, day: date) -> bool:
    """Tell whether one of the certificates of this kind is valid on a day."""
    return any(one.kind is kind and one.issued <= day <= one.expires for one in certificates)


def days_left(certificate: Certificate, today: date) -> int:
    """Return the days until a certificate expires; negative when it has."""
    return (certificate.expires - today).days


def newest(certificates: Iterable[Certificate]) -> list[Certificate]:
    """Return of each guard's certificates of a kind the one that expires last, by expiry."""
    last: dict[tuple[int, CertificateKind], Certificate] = {}
    for one in certificates:
        known = last.get((one.guard, one.kind))
        if known is None or known.expires < one.expires:
            last[one.guard, one.kind] = one
    return sorted(last.values(), key=lambda one: (one.expires, one.id))


def expiry_step(certificate: Certificate, today: date) -> int | None:
    """Return the step of EXPIRY_STEPS that a certificate has reached; None while it is far."""
    left = days_left(certificate, today)
    if left < 0:
        return 0
    return next((step for step in EXPIRY_STEPS[1:] if left <= step), None)
