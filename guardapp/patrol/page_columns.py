"""How the lists of rounds say where a round stands and what is noteworthy about it."""

from typing import Final

from guardapp.base.ui.look import Tone
from guardapp.base.words import _
from guardapp.patrol.kinds import REASON_WORDS, STATE_WORDS, State, Verdict
from guardapp.patrol.page_points import flag_words
from guardapp.patrol.walk import Turn

STATE_TONES: Final = {
    State.PENDING: Tone.NEUTRAL,
    State.IN_PROGRESS: Tone.ACCENT,
    State.COMPLETE: Tone.SUCCESS,
    State.INCOMPLETE: Tone.WARNING,
    State.MISSED: Tone.DANGER,
}


def state_words(turn: Turn) -> str:
    """Return where a round stands, in words."""
    if turn.state is State.PENDING and turn.overdue:
        return _("Quá giờ")
    return _(STATE_WORDS[turn.state])


def state_tone(turn: Turn) -> Tone:
    """Return the tone of where a round stands."""
    if turn.state is State.PENDING and turn.overdue:
        return Tone.DANGER
    return STATE_TONES[turn.state]


def points_words(turn: Turn) -> str:
    """Return the points seen of those to be seen."""
    if turn.state is State.PENDING:
        return str(turn.required)
    return f"{turn.walk.seen if turn.walk else 0}/{turn.required}"


def short_name(name: str) -> str:
    """Return the middle and given name, as guards call each other."""
    return " ".join(name.split()[-2:])


def route_words(turn: Turn) -> str:
    """Return the route's name, marked where the round was voluntary."""
    voluntary = turn.walk is not None and not turn.walk.round.planned
    words = _("{route} (tự nguyện)") if voluntary else "{route}"
    return words.format(route=turn.route_name)


def remark(turn: Turn) -> str:
    """Return what is noteworthy about a round in a few words."""
    if turn.walk is None:
        if turn.state is not State.MISSED:
            return ""
        commented = turn.missed is not None and turn.missed.comment
        return str(commented) if commented else _("Chờ ý kiến trưởng ca")
    walk = turn.walk
    parts = []
    if walk.round.end is not None and walk.round.end.reason is not None:
        parts.append(_(REASON_WORDS[walk.round.end.reason]))
    late = sum(one.verdict is Verdict.LATE for one in walk.points)
    if late:
        parts.append(_("{n} điểm muộn").format(n=late))
    flags = frozenset(flag for visit in walk.visits for flag in visit.flags)
    parts += flag_words(flags)
    abnormal = sum(note.abnormal for note in walk.round.notes)
    if abnormal:
        parts.append(_("{n} bất thường").format(n=abnormal))
    return ", ".join(parts)
