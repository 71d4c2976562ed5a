"""How things are named: the identity given by the entry that made them, and printed digit codes."""

from collections.abc import Iterable
from typing import Final

DEVICE_SHIFT: Final = 40
NUMBER_MASK: Final = (1 << DEVICE_SHIFT) - 1

_DAMM: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def make(device: int, number: int) -> int:
    """Return the identity of entry `number` of `device`."""
    return device << DEVICE_SHIFT | number


def split(identity: int) -> tuple[int, int]:
    """Return (device, number) of an identity."""
    return identity >> DEVICE_SHIFT, identity & NUMBER_MASK


def device_letters(device: int) -> str:
    """Return the letters of a device: 1 is A, 26 is Z, 27 is AA."""
    letters = ""
    while device > 0:
        device, rest = divmod(device - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def label(identity: int) -> str:
    """Return how an identity is shown, such as A-1043."""
    device, number = split(identity)
    return f"{device_letters(device)}-{number}"


def check_digit(digits: str) -> str:
    """Return the check digit by Damm's quasigroup, which finds each single wrong or swapped digit.

    Raises ValueError when `digits` holds anything but the ASCII digits.
    """
    if not digits.isascii() or not digits.isdigit():
        raise ValueError("only digits can carry a check digit")
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return str(state)


def with_check(digits: str) -> str:
    """Return `digits` with their check digit behind."""
    return digits + check_digit(digits)


def is_valid_code(code: str) -> bool:
    """Tell whether `code` is digits that end in their right check digit."""
    return len(code) > 1 and code.isascii() and code.isdigit() and check_digit(code) == "0"


def next_code(prefix: str, used: Iterable[str]) -> str:
    """Return the next free code: `prefix`, a running number of three digits up, check digit."""
    running = [
        int(code[len(prefix) : -1])
        for code in used
        if code.startswith(prefix) and is_valid_code(code) and len(code) > len(prefix) + 1
    ]
    return with_check(f"{prefix}{max(running, default=0) + 1:03d}")
