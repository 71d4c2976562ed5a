"""One entry of the journal, its canonical form and its hash."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

from guardapp.base import identity
from guardapp.base.text import nfc

GENESIS: Final = bytes(32)
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as `apply` reads it: fields about persons are in clear, or say that they are gone.

    Times in milliseconds UTC; `stamp` is a hybrid logical clock (milliseconds << 16 | counter).
    """

    device: int
    number: int
    stamp: int
    entered_at: int
    occurred_at: int
    actor: int
    kind: str
    version: int
    body: Body

    @property
    def id(self) -> int:
        """Return the identity of the thing that this entry makes."""
        return identity.make(self.device, self.number)


@dataclass(frozen=True, slots=True)
class Personal:
    """A value about a person, to be stored under the key of `subject`."""

    subject: int
    value: str | int | None


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a device's chain: its last entry's number and hash."""

    device: int
    number: int
    hash: bytes

    def anchor(self) -> str:
        """Return the head as digits for paper: device, number, 60 bits of the hash, check digit."""
        bits = int.from_bytes(self.hash[:8], "big") >> 4
        return identity.with_check(f"{self.device:02d}{self.number:010d}{bits:019d}")


class NotCanonical(TypeError):
    """A body that holds something that has no one canonical form, such as a float."""


def plain(value: Any) -> Any:
    """Return `value` with all text composed (NFC); raises NotCanonical on other than plain data."""
    if value is None or isinstance(value, bool | int | Personal):
        return value
    if isinstance(value, str):
        return value if value.isascii() else nfc(value)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    raise NotCanonical(type(value).__name__)


def canonical(body: Any) -> str:
    """Return the one text form of a body: sorted, compact JSON."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def chained(previous: bytes, columns: tuple[int | str, ...]) -> bytes:
    """Return SHA-256 over the previous hash and the entry's columns, each behind its length."""
    parts = [previous]
    for column in columns:
        raw = str(column).encode()
        parts.append(len(raw).to_bytes(4, "big"))
        parts.append(raw)
    return hashlib.sha256(b"".join(parts)).digest()
