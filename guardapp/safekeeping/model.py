"""What a backup says about itself, and what can be wrong with one."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from guardapp.base.errors import UserError
from guardapp.base.words import _


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: its time (ms UTC), the end of the chain, and both files' SHA-256."""

    made_at: int
    facility: str
    device: int
    number: int
    record_sha256: str
    keys_sha256: str

    def to_json(self) -> str:
        """Return the manifest as it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return a stored manifest; raises ValueError, TypeError on other text."""
        made = cls(**json.loads(text))
        for name, kind in cls.__annotations__.items():
            if not isinstance(getattr(made, name), kind):
                raise TypeError(name)
        return made


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on a disk."""

    path: Path
    manifest: Manifest


class BadBackup(UserError):
    """A file that cannot be restored; `reason` is words."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def words(self) -> str:
        """Say what is wrong with which file."""
        return _("Không dùng được bản sao lưu «{path}»: {reason} Chưa có gì bị thay đổi.").format(
            path=self.path, reason=self.reason
        )


class NotEmpty(UserError):
    """A folder that should take an export holds something already."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path

    def words(self) -> str:
        """Say which folder and what to do."""
        return _("Thư mục «{path}» đã có tệp. Hãy chọn một thư mục trống.").format(path=self.path)
