"""The program's own source as syntax trees, for the tests that read it."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]


# A file of a name of its own that is a part of a feature's model, store or actions.
COUNTS_AS: Final = {
    "defect": "model",
    "errors": "model",
    "kinds": "model",
    "lunar": "rules",
    "register": "actions",
    "tables": "store",
    "walk": "model",
}


@dataclass(frozen=True)
class Module:
    """One source file: its dotted `name`, such as guardapp.people.store, and its tree."""

    name: str
    tree: ast.Module

    @property
    def folder(self) -> str:
        """Return the part below guardapp that it belongs to, such as people or cli."""
        part = [*self.name.split("."), "guardapp"][1]
        return "window" if part.startswith("window_") else part

    @property
    def role(self) -> str:
        """Return what its file name says of it: page for page.py and for page_route.py."""
        first = _first_word(self.name.split(".")[-1])
        return COUNTS_AS.get(first, first)

    def is_qt(self) -> bool:
        """Tell whether it is one of those that may use Qt."""
        if self.folder == "base":
            return self.name.startswith("guardapp.base.ui")
        return self.role == "page" or self.folder == "window"


def module(name: str, source: str) -> Module:
    """Return a module as if `source` stood in the file of that name."""
    return Module(name, ast.parse(source))


@cache
def modules() -> tuple[Module, ...]:
    """Return all modules of the program."""
    return tuple(
        module(_dotted(path), path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "guardapp").rglob("*.py"))
    )


def _first_word(name: str) -> str:
    return name if name.startswith("_") else name.split("_", maxsplit=1)[0]


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
