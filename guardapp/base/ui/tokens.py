"""Colours, sizes and spaces of the look, for light and dark and for the guard post; free of Qt."""

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Theme(Enum):
    """The two colourings of the screen."""

    LIGHT = "light"
    DARK = "dark"


class Tone(Enum):
    """What a colour means; never the only carrier of the meaning, words stand beside it."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True)
class Shade:
    """One meaning's colours: a filled area, the text on it, a quiet area, and text on the latter.

    `text` is also readable on every surface of the same theme.
    """

    fill: str
    on_fill: str
    hover: str
    soft: str
    text: str


@dataclass(frozen=True)
class Colours:
    """All colours of one theme, as #rrggbb."""

    background: str
    surface: str
    raised: str
    border: str
    field_border: str
    text: str
    muted: str
    disabled: str
    rail: str
    rail_text: str
    rail_muted: str
    rail_hover: str
    rail_chosen: str
    selection: str
    tones: dict[Tone, Shade]

    @property
    def accent(self) -> Shade:
        """Return the colour of the primary action and the focus."""
        return self.tones[Tone.ACCENT]


LIGHT: Final = Colours(
    background="#f3f5f8",
    surface="#ffffff",
    raised="#edf1f6",
    border="#dbe1ea",
    field_border="#7c8a9f",
    text="#152033",
    muted="#515e74",
    disabled="#98a3b3",
    rail="#14233c",
    rail_text="#ffffff",
    rail_muted="#b3c1d6",
    rail_hover="#1f3253",
    rail_chosen="#2b4675",
    selection="#dce8fc",
    tones={
        Tone.NEUTRAL: Shade("#5a687f", "#ffffff", "#48556b", "#e6ebf2", "#46536a"),
        Tone.ACCENT: Shade("#2158c9", "#ffffff", "#1a47a5", "#e3ecfc", "#1c4db4"),
        Tone.INFO: Shade("#0c6b85", "#ffffff", "#08566b", "#dff1f6", "#0a5d74"),
        Tone.SUCCESS: Shade("#1a7341", "#ffffff", "#135c33", "#dff3e6", "#166138"),
        Tone.WARNING: Shade("#8f5600", "#ffffff", "#774700", "#fdf0d3", "#7d4b00"),
        Tone.DANGER: Shade("#bb2a23", "#ffffff", "#99201a", "#fce6e4", "#a3221c"),
    },
)

DARK: Final = Colours(
    background="#0e1420",
    surface="#161f2f",
    raised="#1f2a3d",
    border="#2b374c",
    field_border="#6c7c97",
    text="#e9eef6",
    muted="#a9b5c8",
    disabled="#647189",
    rail="#0a0f19",
    rail_text="#ffffff",
    rail_muted="#a3b1c7",
    rail_hover="#182336",
    rail_chosen="#243a63",
    selection="#22395f",
    tones={
        Tone.NEUTRAL: Shade("#5d6b83", "#ffffff", "#66748d", "#263247", "#c0cbdb"),
        Tone.ACCENT: Shade("#3468d6", "#ffffff", "#2a5abf", "#1c2f55", "#93b8ff"),
        Tone.INFO: Shade("#127790", "#ffffff", "#0e667c", "#12343f", "#6fcbe3"),
        Tone.SUCCESS: Shade("#217c4a", "#ffffff", "#1b6a3f", "#15372a", "#77d39d"),
        Tone.WARNING: Shade("#966009", "#ffffff", "#805106", "#3c2e12", "#f2bd5d"),
        Tone.DANGER: Shade("#c93a33", "#ffffff", "#b12f29", "#43211f", "#ff9d95"),
    },
)

COLOURS: Final = {Theme.LIGHT: LIGHT, Theme.DARK: DARK}


@dataclass(frozen=True)
class Sizes:
    """Lengths in device-independent pixels."""

    small: int
    body: int
    heading: int
    title: int
    display: int
    control: int
    row: int
    icon: int
    xs: int
    s: int
    m: int
    l: int  # noqa: E741
    xl: int
    radius: int
    radius_card: int


DESK_SCALE: Final = 1.0
POST_SCALE: Final = 1.25


def sizes(scale: float) -> Sizes:
    """Return the sizes at a scale: 1 at a desk, 1.25 on the guard post's screens."""

    def scaled(length: int) -> int:
        return round(length * scale)

    return Sizes(
        small=scaled(13),
        body=scaled(15),
        heading=scaled(17),
        title=scaled(24),
        display=scaled(32),
        control=scaled(40),
        row=scaled(40),
        icon=scaled(20),
        xs=scaled(4),
        s=scaled(8),
        m=scaled(12),
        l=scaled(20),
        xl=scaled(28),
        radius=scaled(8),
        radius_card=scaled(12),
    )


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb by WCAG 2."""

    def linear(part: str) -> float:
        share = int(part, 16) / 255
        return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(colour[i : i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours by WCAG 2, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
