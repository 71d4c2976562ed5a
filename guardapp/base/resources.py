"""Where the shipped files are found: fonts, icons, translations, sample, parameters, manual."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_INSTALLED = _PACKAGE / "resources"
_CHECKOUT = _PACKAGE.parent / "resources"


def path(*parts: str) -> Path:
    """Return the path of a shipped file, in an installed copy as in a source checkout."""
    return (_INSTALLED if _INSTALLED.is_dir() else _CHECKOUT).joinpath(*parts)
