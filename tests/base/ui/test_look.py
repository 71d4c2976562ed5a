"""The look: readable colours, whole fonts, icons that exist."""

import re
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo, QIcon
from PySide6.QtWidgets import QApplication

from guardapp.base import resources
from guardapp.base.ui import look
from guardapp.base.ui.tokens import COLOURS, Colours, Theme, Tone, contrast, sizes

READABLE: Final = 4.5
SEEN: Final = 2.8
LETTERS: Final = "aăâeêioôơuưy"
TONES: Final = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
NAMED: Final = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"')


def grounds(of: Colours) -> dict[str, str]:
    """Return the colours on which text stands."""
    soft = {f"soft {tone.value}": shade.soft for tone, shade in of.tones.items()}
    plain = {
        "background": of.background,
        "surface": of.surface,
        "raised": of.raised,
        "selection": of.selection,
    }
    return plain | soft


@pytest.mark.parametrize("theme", list(Theme))
def test_text_is_readable_on_every_ground(theme: Theme) -> None:
    colours = COLOURS[theme]
    hard = [
        (name, ground)
        for name, (ground, behind) in product(("text", "muted"), grounds(colours).items())
        if contrast(getattr(colours, name), behind) < READABLE
    ]
    assert hard == []


@pytest.mark.parametrize(("theme", "tone"), list(product(Theme, Tone)))
def test_a_tone_is_readable_wherever_it_stands(theme: Theme, tone: Tone) -> None:
    colours = COLOURS[theme]
    shade = colours.tones[tone]
    behind = {
        "surface": colours.surface,
        "background": colours.background,
        "raised": colours.raised,
        "selection": colours.selection,
        "soft": shade.soft,
    }
    assert [name for name, one in behind.items() if contrast(shade.text, one) < READABLE] == []
    assert contrast(shade.on_fill, shade.fill) >= READABLE
    assert contrast(shade.on_fill, shade.hover) >= READABLE


@pytest.mark.parametrize("theme", list(Theme))
def test_the_rail_is_readable_and_fields_are_seen(theme: Theme) -> None:
    colours = COLOURS[theme]
    for text in (colours.rail_text, colours.rail_muted):
        for behind in (colours.rail, colours.rail_hover, colours.rail_chosen):
            assert contrast(text, behind) >= READABLE
    assert contrast(colours.field_border, colours.surface) >= 3
    assert contrast(colours.field_border, colours.background) >= SEEN


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_post_has_large_targets_and_large_type() -> None:
    post = sizes(look.POST_SCALE)
    assert post.control >= 48
    assert post.row >= 48
    assert post.small >= 16


@pytest.mark.parametrize("theme", list(Theme))
def test_applying_a_theme_changes_palette_and_font(qapp: QApplication, theme: Theme) -> None:
    look.apply(qapp, theme, look.POST_SCALE)
    try:
        assert qapp.palette().window().color().name() == COLOURS[theme].background
        assert QFontInfo(qapp.font()).family() == look.FAMILY
        assert qapp.font().pixelSize() == sizes(look.POST_SCALE).body
    finally:
        look.apply(qapp, Theme.LIGHT)


@pytest.mark.parametrize(
    "file", sorted(resources.path("fonts", "be-vietnam-pro").glob("*.ttf")), ids=lambda f: f.stem
)
def test_the_font_has_all_vietnamese_letters(file: Path) -> None:
    import unicodedata

    letters = {unicodedata.normalize("NFC", a + b) for a, b in product(LETTERS, TONES)} | {"đ"}
    wanted = letters | {letter.upper() for letter in letters} | set("–—…«»“”·%/+")
    with TTFont(file) as font:
        known = font.getBestCmap()
    assert {letter for letter in wanted if ord(letter) not in known} == set()


def test_an_icon_is_drawn_in_its_tone_at_every_resolution(qapp: QApplication) -> None:
    icon = look.icon("siren", Tone.DANGER)
    edge = look.sizes().icon
    for ratio in (1.0, 1.25, 2.0):
        picture = icon.pixmap(QSize(edge, edge), ratio).toImage()
        seen = {
            picture.pixelColor(x, y).name()
            for x, y in product(range(picture.width()), range(picture.height()))
            if picture.pixelColor(x, y).alpha() == 255
        }
        assert look.colours().tones[Tone.DANGER].text in seen


def test_a_disabled_icon_is_paler(qapp: QApplication) -> None:
    edge = look.sizes().icon
    plain, paler = (
        look.icon("check", Tone.DANGER).pixmap(QSize(edge, edge), 1.0, mode).toImage()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    )
    assert plain != paler


def test_no_icon_lies_there_unused() -> None:
    package = Path(look.__file__).parents[2]
    named = {
        name
        for file in package.rglob("*.py")
        for name in NAMED.findall(file.read_text(encoding="utf-8"))
    }
    there = {file.stem for file in resources.path("icons").glob("*.svg")}
    assert there - named == set()
