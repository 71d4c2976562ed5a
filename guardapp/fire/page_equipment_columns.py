"""The columns of the register of fire equipment, and the words by which a piece is found."""

from datetime import date, timedelta
from typing import Final

from guardapp.base.text import fold
from guardapp.base.ui.table import Column
from guardapp.base.ui.tokens import Tone
from guardapp.base.words import _, date_text
from guardapp.fire.kinds import KIND_WORDS
from guardapp.fire.model import RESULT_WORDS, Equipment, Result

SOON: Final = timedelta(days=30)
_RESULT_TONES: Final = {
    Result.PASS: Tone.SUCCESS,
    Result.FAIL: Tone.DANGER,
    Result.NOT_POSSIBLE: Tone.WARNING,
}


def _name(piece: Equipment) -> str:
    details = piece.details
    return f"{details.name or _(KIND_WORDS[piece.kind])} {details.size}".strip()


def _place(piece: Equipment) -> str:
    details = piece.details
    house = ", ".join(filter(None, (details.building, details.floor)))
    return f"{house}: {details.place}"


def _walk(piece: Equipment) -> tuple[int, str]:
    return piece.details.walk or 1_000_000_000, piece.code


def _tip(piece: Equipment) -> str:
    serial = piece.details.serial
    words = f"{_(KIND_WORDS[piece.kind])}: {_name(piece)}"
    return _("{piece}, số sê-ri {serial}").format(piece=words, serial=serial) if serial else words


def _last_check(piece: Equipment) -> str:
    if not piece.in_service:
        return _("Đã ngừng dùng")
    if piece.last_check is None or piece.last_result is None:
        return _("Chưa kiểm lần nào")
    return f"{_(RESULT_WORDS[piece.last_result])} {date_text(piece.last_check)}"


def _checked_at(piece: Equipment) -> int:
    return piece.last_check or 0


def _state_tone(piece: Equipment) -> Tone:
    if not piece.in_service or piece.last_result is None:
        return Tone.NEUTRAL
    return _RESULT_TONES[piece.last_result]


def _next_due(piece: Equipment) -> str:
    return date_text(piece.details.next_due) if piece.details.next_due else "–"


def columns(today: date) -> list[Column[Equipment]]:
    """Return the columns of the register; `today` decides what is near its date or past it."""

    def due_tone(piece: Equipment) -> Tone | None:
        until = piece.details.next_due
        if until is None or not piece.in_service or until > today + SOON:
            return None
        return Tone.DANGER if until <= today else Tone.WARNING

    def due_words(piece: Equipment) -> str:
        tone = due_tone(piece)
        if tone is None:
            return _next_due(piece)
        words = _("{day} quá hạn") if tone is Tone.DANGER else _("{day} sắp hạn")
        return words.format(day=_next_due(piece))

    return [
        Column(_("Mã"), lambda piece: piece.code, strong=True),
        Column(_("Phương tiện"), _name, tip=_tip, stretch=True),
        Column(_("Nơi đặt"), _place, tip=_place, stretch=True, sort=_walk),
        Column(_("Lần cuối"), _last_check, tone=_state_tone, badge=True, sort=_checked_at),
        Column(
            _("Hạn nạp"),
            due_words,
            tone=due_tone,
            sort=lambda piece: piece.details.next_due or date.max,
        ),
    ]


def searchable(piece: Equipment) -> str:
    """Return all the words by which a piece is found, folded."""
    details = piece.details
    kind = _(KIND_WORDS[piece.kind])
    return fold(f"{piece.code} {details.serial} {kind} {_name(piece)} {_place(piece)}")
