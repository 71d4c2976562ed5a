"""Every word of the program stands in English in its feature's catalogue, and nothing else does."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from guardapp.base import resources, words
from tests.source import Module, module, modules

Text = tuple[str | None, str, str | None]  # context, text, plural

ENGLISH: Final = resources.path("translations", "en")
JOINED: Final = {"app": "window", "cli": "window", "__main__": "window"}
OWN: Final = {"exchange": "exchange", "importing": "exchange"}  # by the file, in any folder
SAME: Final = "same"  # written "#. same" above an entry whose English is the Vietnamese


def texts(of: Module) -> Iterator[Text]:
    """Yield each text that a module has translated."""
    for node in ast.walk(of.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        literal = [a.value for a in node.args if isinstance(a, ast.Constant)]
        match node.func.id, literal:
            case (("_" | "N_"), [str(text)]):
                yield None, text, None
            case "pgettext", [str(context), str(text)]:
                yield context, text, None
            case "ngettext", [str(text), str(plural), *_]:
                yield None, text, plural


def wanted() -> dict[str, set[Text]]:
    """Return the texts of each catalogue's modules."""
    found: dict[str, set[Text]] = {}
    for of in modules():
        name = OWN.get(of.role) or JOINED.get(of.folder, of.folder)
        found.setdefault(name, set()).update(texts(of))
    return {name: those for name, those in found.items() if those}


def catalogue(source: bytes) -> Catalog:
    """Return a catalogue read strictly."""
    return read_po(source.splitlines(), locale="en", abort_invalid=True)


def entry(message: Message) -> Text:
    """Return what an entry translates."""
    ids = message.id if isinstance(message.id, tuple) else (message.id, None)
    return message.context, ids[0], ids[1]


def faults(of: Catalog, texts: set[Text]) -> list[str]:
    """Return what is wrong with a catalogue that should hold these texts."""
    messages = {entry(message): message for message in of if message.id}
    found = [f"missing: {pasted(text)}" for text in texts - messages.keys()]
    found += [f"no longer used: {text}" for text in messages.keys() - texts]
    found += [f"obsolete: {key}" for key in of.obsolete]
    for text, message in messages.items():
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.fuzzy or not all(strings):
            found.append(f"not translated: {text}")
        elif text[1] in strings and SAME not in message.auto_comments:
            found.append(f"the same as the Vietnamese: {text}")
        elif any(fields(string) != fields(text[1]) for string in strings):
            found.append(f"other placeholders: {text}")
    return sorted(found)


def pasted(text: Text) -> str:
    """Return an empty entry, ready to be pasted into a catalogue and filled."""
    names = ("msgctxt", "msgid", "msgid_plural")
    quoted = [json.dumps(part, ensure_ascii=False) if part else "" for part in text]
    lines = [f"{name} {part}" for name, part in zip(names, quoted, strict=True) if part]
    return "\n".join(["", *lines, 'msgstr[0] ""\nmsgstr[1] ""' if text[2] else 'msgstr ""', ""])


def fields(text: str) -> set[str]:
    """Return the names of the placeholders in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", sorted(wanted().keys() | {p.stem for p in ENGLISH.glob("*.po")}))
def test_the_english_catalogue_is_complete(name: str) -> None:
    path = ENGLISH / f"{name}.po"
    source = path.read_bytes() if path.is_file() else b""
    found = faults(catalogue(source), wanted().get(name, set()))
    assert not found, "\n".join([f"{path}:", *found])


def test_the_built_catalogue_speaks_as_the_features_do() -> None:
    words.set_language("en")
    try:
        wrong = [
            text
            for path in ENGLISH.glob("*.po")
            for message in catalogue(path.read_bytes())
            for context, text, plural in [entry(message)]
            if text and not plural
            if message.string != (words.pgettext(context, text) if context else words._(text))
        ]
    finally:
        words.set_language("vi")
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("", "missing"),
        ('msgid "Ca {n}"\nmsgstr ""', "not translated"),
        ('#, fuzzy\nmsgid "Ca {n}"\nmsgstr "Shift {n}"', "not translated"),
        ('msgid "Ca {n}"\nmsgstr "Ca {n}"', "the same"),
        ('msgid "Ca {n}"\nmsgstr "Shift {m}"', "other placeholders"),
        ('msgid "Ca {n}"\nmsgstr "Shift {n}"\n\nmsgid "Chốt"\nmsgstr "Post"', "no longer used"),
        ('msgid "Ca {n}"\nmsgstr "Shift {n}"\n\n#~ msgid "Chốt"\n#~ msgstr "Post"', "obsolete"),
        ('msgctxt "x"\nmsgid "Ca {n}"\nmsgstr "Shift {n}"', "missing"),
    ],
)
def test_a_planted_fault_of_a_catalogue_is_found(source: str, fault: str) -> None:
    found = faults(catalogue(source.encode()), {(None, "Ca {n}", None)})
    assert any(text.startswith(fault) for text in found)


@pytest.mark.parametrize(
    "source",
    ['msgid "Ca {n}"\nmsgstr "Shift {n}"', '#. same\nmsgid "Ca {n}"\nmsgstr "Ca {n}"'],
)
def test_a_complete_catalogue_passes(source: str) -> None:
    assert faults(catalogue(source.encode()), {(None, "Ca {n}", None)}) == []


def test_all_ways_to_name_a_text_are_read() -> None:
    source = "_('a'); N_('b'); pgettext('c', 'd'); ngettext('e', 'f', n); _(other)"
    assert set(texts(module("guardapp.people.page", source))) == {
        (None, "a", None),
        (None, "b", None),
        ("c", "d", None),
        (None, "e", "f"),
    }


def test_two_features_that_translate_one_text_differently_are_told(tmp_path: Path) -> None:
    from resources.translations.build import merged

    (tmp_path / "en").mkdir()
    for feature, english in (("a", "Shift"), ("b", "Turn")):
        (tmp_path / "en" / f"{feature}.po").write_text(f'msgid "Ca"\nmsgstr "{english}"')
    with pytest.raises(ValueError, match="pgettext"):
        merged(tmp_path)
