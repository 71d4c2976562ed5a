"""The look in force: theme, scale, fonts and icons of the whole program."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from guardapp.base import resources
from guardapp.base.ui import stylesheet, tokens
from guardapp.base.ui.tokens import DESK_SCALE, POST_SCALE, Colours, Sizes, Theme, Tone

__all__ = ["DESK_SCALE", "POST_SCALE", "Theme", "Tone"]

FAMILY: Final = "Be Vietnam Pro"
_WEIGHTS: Final = ("Regular", "Medium", "SemiBold", "Bold")


class _InForce:
    """The look that was applied last."""

    applied: bool = False
    theme: Theme = Theme.LIGHT
    scale: float = DESK_SCALE
    sizes: Sizes = tokens.sizes(DESK_SCALE)


def apply(app: QApplication, theme: Theme, scale: float = DESK_SCALE) -> None:
    """Give the whole program a theme at a scale; widgets with icons are to be made anew after."""
    if _InForce.applied and (_InForce.theme, _InForce.scale) == (theme, scale):
        return
    if not _InForce.applied:
        _register_fonts()
    _InForce.applied = True
    _InForce.theme, _InForce.scale = theme, scale
    _InForce.sizes = tokens.sizes(scale)
    app.setStyle("Fusion")
    app.setPalette(_palette(colours()))
    font = QFont(FAMILY)
    font.setPixelSize(sizes().body)
    app.setFont(font)
    app.setStyleSheet(
        stylesheet.stylesheet(colours(), sizes(), resources.path("icons", "controls"))
    )


def theme() -> Theme:
    """Return the theme in force."""
    return _InForce.theme


def scale() -> float:
    """Return the scale in force."""
    return _InForce.scale


def colours() -> Colours:
    """Return the colours in force."""
    return tokens.COLOURS[_InForce.theme]


def sizes() -> Sizes:
    """Return the sizes in force, in device-independent pixels."""
    return _InForce.sizes


def colour(tone: Tone | None = None) -> QColor:
    """Return the text colour of a tone, or of plain text."""
    return QColor(colours().tones[tone].text if tone else colours().text)


def soft(tone: Tone) -> QColor:
    """Return the quiet background colour of a tone."""
    return QColor(colours().tones[tone].soft)


def font(size: int | None = None, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the program's font at a size in pixels (the body size if none) and a weight."""
    made = QFont(FAMILY)
    made.setPixelSize(size or sizes().body)
    made.setWeight(weight)
    return made


def icon(
    name: str, tone: Tone | None = None, *, tint: str = "", gap: int = 0, on: str = ""
) -> QIcon:
    """Return an icon of resources/icons in a tone's text colour, or in `tint` (#rrggbb).

    `gap` is empty space at its right, since Qt sets a button's words close to its icon; `on` is
    the colour while a button is held down.
    """
    wanted = tint or (colours().tones[tone].text if tone else colours().muted)
    ratios = tuple(sorted({1.0, 2.0, _highest_ratio()}))
    return _icon(name, wanted, on or wanted, colours().disabled, sizes().icon, gap, ratios)


def paint_icon(painter: QPainter, name: str, area: QRectF, tint: str) -> None:
    """Draw an icon into an area with the painter's own resolution."""
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", tint).encode()))
    renderer.render(painter, area)


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again at a widget whose properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _highest_ratio() -> float:
    app = QApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QApplication) else 1.0


@lru_cache(maxsize=512)
def _icon(
    name: str, tint: str, on: str, disabled: str, size: int, gap: int, ratios: tuple[float, ...]
) -> QIcon:
    made = QIcon()
    for ratio in ratios:
        made.addPixmap(_pixmap(name, tint, size, gap, ratio), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(name, on, size, gap, ratio), QIcon.Mode.Normal, QIcon.State.On)
        made.addPixmap(_pixmap(name, disabled, size, gap, ratio), QIcon.Mode.Disabled)
    return made


def _pixmap(name: str, tint: str, size: int, gap: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(round((size + gap) * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_icon(painter, name, QRectF(0, 0, size, size), tint)
    painter.end()
    return pixmap


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


def _register_fonts() -> None:
    for weight in _WEIGHTS:
        file = resources.path("fonts", "be-vietnam-pro", f"BeVietnamPro-{weight}.ttf")
        QFontDatabase.addApplicationFont(str(file))


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, value in {
        role.Window: colours.background,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.raised,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.tones[Tone.DANGER].text,
        role.Highlight: colours.accent.fill,
        role.HighlightedText: colours.accent.on_fill,
        role.ToolTipBase: colours.rail,
        role.ToolTipText: colours.rail_text,
        role.Link: colours.accent.text,
        role.LinkVisited: colours.accent.text,
        role.Light: colours.raised,
        role.Midlight: colours.raised,
        role.Mid: colours.border,
        role.Dark: colours.border,
        role.Shadow: colours.border,
        role.Accent: colours.accent.fill,
    }.items():
        palette.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.disabled))
    return palette
