"""How far certificates are from their end, for lists and details."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from guardapp.base.words import _, date_text
from guardapp.people.model import Certificate, CertificateKind
from guardapp.people.rules import days_left

SOON_DAYS: Final = 90


class Expiry(Enum):
    """The state of a certificate on a day."""

    NONE = "none"
    EXPIRED = "expired"
    SOON = "soon"
    VALID = "valid"


@dataclass(frozen=True, slots=True)
class Paper:
    """The state of a certificate and the days left; negative once it has expired."""

    state: Expiry
    days: int = 0
    expires: date | None = None

    def words(self) -> str:
        """Return the state in a few words."""
        if self.expires is None:
            return _("Chưa có")
        if self.state is Expiry.EXPIRED:
            return _("Hết hạn {day}").format(day=date_text(self.expires))
        if self.state is Expiry.SOON:
            return _("Còn {n} ngày").format(n=self.days)
        return _("Còn hạn đến {day}").format(day=date_text(self.expires))

    def short(self) -> str:
        """Return the state in a word or two, for lists."""
        if self.state is Expiry.EXPIRED:
            return _("Hết hạn")
        return _("Còn hạn") if self.state is Expiry.VALID else self.words()


def paper(certificate: Certificate, today: date) -> Paper:
    """Return the state of one certificate."""
    days = days_left(certificate, today)
    state = Expiry.EXPIRED if days < 0 else Expiry.SOON if days <= SOON_DAYS else Expiry.VALID
    return Paper(state, days, certificate.expires)


def guarding(certificates: Sequence[Certificate], today: date) -> Paper:
    """Return the state of a guard's newest certificate of guarding."""
    mine = [one for one in certificates if one.kind is CertificateKind.GUARDING]
    newest = max(mine, key=lambda one: one.expires, default=None)
    return Paper(Expiry.NONE) if newest is None else paper(newest, today)
