"""What the sheets of an incident print, gathered and frozen."""

from dataclasses import dataclass

from guardapp.base.settings import Facility
from guardapp.incidents.model import Content, Incident


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote: name and office in Vietnamese, and the post held then where it is known."""

    name: str
    title: str
    post: str


@dataclass(frozen=True, slots=True)
class Supplement:
    """A text added later, by whom and when (ms UTC); None is what another book says besides."""

    at_ms: int | None
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class IncidentDocument:
    """An incident as it stands on paper; `about` is the subject line, `anchor` the chain's head.

    `made_ms` is None for an incident of another book, whose minutes were made elsewhere.
    """

    facility: Facility
    incident: Incident
    content: Content
    about: str
    writer: Writer
    supplements: tuple[Supplement, ...]
    outcome: str
    made_ms: int | None
    printed_ms: int
    copy_no: int
    anchor: str
