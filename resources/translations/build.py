"""Build the compiled English catalogue from the .po file of each feature."""

from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path(__file__).resolve().parent


def merged(folder: Path = FOLDER) -> Catalog:
    """Return all features' messages as one catalogue; ValueError where two features differ."""
    whole = Catalog(locale="en")
    for source in sorted((folder / "en").glob("*.po")):
        for message in read_po(source.read_bytes().splitlines(), locale="en", abort_invalid=True):
            known = whole.get(message.id, message.context) if message.id else None
            if known and known.string != message.string:
                raise ValueError(
                    f"{source.name}: {message.id!r} is {message.string!r} here and "
                    f"{known.string!r} in another file; tell them apart with pgettext"
                )
            if message.id:
                whole.add(message.id, message.string, context=message.context)
    return whole


def build(folder: Path = FOLDER) -> Path:
    """Write the catalogue that the program loads and return its path."""
    target = folder / "en.mo"
    unfinished = folder / "en.mo.new"
    with unfinished.open("wb") as file:
        write_mo(file, merged(folder))
    unfinished.replace(target)
    return target


class CatalogueHook(BuildHookInterface[Any]):
    """Builds the catalogue, which git ignores, before a wheel takes all of resources/."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the catalogue."""
        build()


if __name__ == "__main__":
    build()
