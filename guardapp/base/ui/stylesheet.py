"""The style sheet of the whole program, filled from the tokens; free of Qt."""

from pathlib import Path
from string import Template
from typing import Final

from guardapp.base.ui.tokens import Colours, Sizes, Tone

_GROUND: Final = """
QWidget { color: $text; font-size: ${body}px; }
QMainWindow, QDialog, QWidget[part="page"], QWidget[part="ground"] { background: $background; }
QLabel { background: transparent; }
QLabel[type="display"] { font-size: ${display}px; font-weight: 700; }
QLabel[type="title"] { font-size: ${title}px; font-weight: 700; }
QLabel[type="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[type="strong"] { font-weight: 600; }
QLabel[type="label"] { font-weight: 500; }
QLabel[type="muted"] { color: $muted; }
QLabel[type="small"] { font-size: ${small}px; color: $muted; }
QLabel[type="overline"] { font-size: ${small}px; font-weight: 600; color: $muted; }
QLabel[type="error"] { font-size: ${small}px; font-weight: 500; color: $danger_text; }
QFrame[part="card"] { background: $surface; border: 1px solid $border;
  border-radius: ${radius_card}px; }
QFrame[part="toast"] { background: $rail; border: 1px solid $field_border;
  border-radius: ${radius}px; }
QFrame[part="toast"] QLabel { color: $rail_text; }
QDialog[part="palette"] { background: $surface; border: 1px solid $field_border; }
QFrame[part="rule"] { background: $border; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget[part="clear"] { background: transparent;
  border: none; }
QToolTip { background: $rail; color: $rail_text; border: none; padding: ${xs}px ${s}px; }
"""

_BUTTONS: Final = """
QPushButton { background: $surface; border: 1px solid $field_border; border-radius: ${radius}px;
  padding: 1px ${l}px; min-height: ${inner}px; font-weight: 500; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $selection; }
QPushButton:checked { background: $accent_soft; color: $accent_text; border-color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 0 ${l_less}px; }
QPushButton:disabled { color: $disabled; border-color: $border; background: transparent; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent;
  font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="danger"] { background: $danger; color: $on_danger; border-color: $danger;
  font-weight: 600; }
QPushButton[kind="danger"]:hover { background: $danger_hover; }
QPushButton[kind="danger"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled {
  background: $raised; color: $disabled; border-color: $border; }
QPushButton[kind="ghost"] { background: transparent; border: 1px solid transparent;
  color: $accent_text; padding: 1px ${m}px; }
QPushButton[kind="ghost"]:hover { background: $raised; }
QPushButton[kind="ghost"]:focus { border: 2px solid $accent; padding: 0 ${m_less}px; }
QPushButton[kind="ghost"]:disabled { color: $disabled; }
QPushButton[kind="choice"] { text-align: left; padding: 1px ${m}px; font-weight: 400; }
QPushButton[kind="choice"]:focus { padding: 0 ${m_less}px; }
QPushButton[kind="who"] { background: transparent; border: 1px solid transparent; }
QPushButton[kind="who"]:hover, QPushButton[kind="who"]:open { background: $raised; }
QPushButton[kind="who"]:focus { border: 2px solid $accent; }
QPushButton::menu-indicator { image: url("$icons/arrow-down.svg"); width: ${m}px; height: ${m}px;
  subcontrol-position: right center; right: ${s}px; }
QPushButton[kind="who"]::menu-indicator { image: none; width: 0; }
QPushButton[invalid="true"] { border: 2px solid $danger; }
QToolButton { background: transparent; border: 1px solid transparent;
  border-radius: ${radius}px; padding: ${xs}px; }
QToolButton:hover { background: $raised; }
QToolButton:checked { background: $accent_soft; color: $accent_text; }
QToolButton:focus { border: 2px solid $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }
"""

_FIELDS: Final = """
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox { background: $surface;
  border: 1px solid $field_border; border-radius: ${radius}px; padding: 1px ${s}px;
  selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $muted; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: ${inner}px; }
QPlainTextEdit, QTextEdit { padding: ${xs}px ${xs}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
  border: 2px solid $accent; padding: 0 ${s_less}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: ${xs_less}px ${xs_less}px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QAbstractSpinBox[invalid="true"],
QComboBox[invalid="true"] { border: 2px solid $danger; padding: 0 ${s_less}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled,
QComboBox:disabled, QLineEdit:read-only { background: $raised; color: $muted;
  border-color: $border; }
QLineEdit[type="scan"] { font-size: ${heading}px; font-weight: 500; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0; min-height: 0;
  background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: ${l}px; border: none; }
QAbstractSpinBox::up-arrow { image: url("$icons/arrow-up.svg"); width: ${m}px; }
QAbstractSpinBox::down-arrow { image: url("$icons/arrow-down.svg"); width: ${m}px; }
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down { border: none;
  width: ${xl}px; }
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow {
  image: url("$icons/arrow-down.svg"); width: ${m}px; }
QCheckBox, QRadioButton { spacing: ${s}px; min-height: ${inner}px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator, QTableView::indicator, QListView::indicator,
QTreeView::indicator { width: ${icon}px; height: ${icon}px; background: $surface;
  border: 1px solid $field_border; border-radius: 5px; }
QRadioButton::indicator { border-radius: ${icon_half}px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked,
QTreeView::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icons/tick.svg"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icons/dot.svg"); }
QCheckBox:focus, QRadioButton:focus { outline: none; color: $accent_text; }
"""

_VIEWS: Final = """
QAbstractItemView { background: $surface; border: 1px solid $border;
  border-radius: ${radius}px; outline: none; gridline-color: $border;
  selection-background-color: $selection; selection-color: $text;
  alternate-background-color: $surface; }
QAbstractItemView::item { padding: 0 ${m}px; }
QAbstractItemView::item:selected { background: $selection; color: $text; }
QTableView[part="table"] { border: none; border-radius: 0; }
QHeaderView { background: $surface; border: none; border-radius: 0; }
QHeaderView::section { background: $surface; color: $muted; font-size: ${small}px;
  font-weight: 600; border: none; border-bottom: 1px solid $border; padding: ${s}px ${head}px; }
QHeaderView::down-arrow { image: url("$icons/arrow-down.svg"); width: ${m}px;
  subcontrol-position: center right; }
QHeaderView::up-arrow { image: url("$icons/arrow-up.svg"); width: ${m}px;
  subcontrol-position: center right; }
QTableCornerButton::section { background: $surface; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: ${m}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${m}px; margin: 0; }
QScrollBar::handle { background: $field_border; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: ${xl}px; }
QScrollBar::handle:horizontal { min-width: ${xl}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; padding: ${s}px ${m}px;
  border: none; border-bottom: 3px solid transparent; font-weight: 500; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent_text; border-bottom-color: $accent; }
QTabBar::tab:focus { background: $accent_soft; }
QMenu { background: $surface; border: 1px solid $border; padding: ${xs}px; }
QMenu::item { padding: ${s}px ${l}px ${s}px ${m}px; border-radius: ${radius}px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: ${s}px; }
QMenu::separator { height: 1px; background: $border; margin: ${xs}px; }
QProgressBar { background: $raised; border: none; border-radius: 4px; max-height: ${s}px;
  min-height: ${s}px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QSplitter::handle { background: transparent; }
QGroupBox { border: 1px solid $border; border-radius: ${radius}px; margin-top: ${l}px;
  padding: ${m}px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: ${m}px; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; }
QCalendarWidget QToolButton { color: $text; font-weight: 600; }
QCalendarWidget QAbstractItemView { border: none; border-radius: 0;
  selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QAbstractItemView::item { padding: 0; }
QCalendarWidget QAbstractItemView::item:selected { background: $accent; color: $on_accent; }
QCalendarWidget QToolButton#qt_calendar_prevmonth {
  qproperty-icon: url("$icons/arrow-left.svg"); }
QCalendarWidget QToolButton#qt_calendar_nextmonth {
  qproperty-icon: url("$icons/arrow-right.svg"); }
QFileDialog { filedialog-parent-directory-icon: url("$icons/arrow-up.svg"); }
QCalendarWidget QSpinBox { min-height: 0; }
"""

_RAIL: Final = """
QWidget[part="rail"] { background: $rail; }
QWidget[part="rail"] QLabel { color: $rail_text; }
QWidget[part="rail"] QLabel[type="overline"] { color: $rail_muted; }
QWidget[part="rail"] QLabel[type="small"] { color: $rail_muted; }
QWidget[part="rail"] QScrollBar:vertical { width: ${s}px; }
QWidget[part="rail"] QScrollBar::handle { background: $rail_chosen; margin: 2px; }
QPushButton[kind="rail"] { background: transparent; color: $rail_muted; border: none;
  text-align: left; padding: 0 ${m}px; border-radius: ${radius}px; font-weight: 500;
  min-height: ${rail_row}px; }
QPushButton[kind="rail"]:hover { background: $rail_hover; color: $rail_text; }
QPushButton[kind="rail"]:checked { background: $rail_chosen; color: $rail_text; }
QPushButton[kind="rail"]:focus { border: 2px solid $rail_muted; padding: 0 ${m_less2}px;
  min-height: ${rail_row_less}px; }
QWidget[part="bar"] { background: $surface; border-bottom: 1px solid $border; }
"""

_TONED: Final = """
QLabel[badge="$tone"] { background: $soft; color: $tone_text; border-radius: ${pill}px;
  padding: ${two}px ${s}px; font-size: ${small}px; font-weight: 600; }
QFrame[banner="$tone"] { background: $soft; border: none; border-radius: ${radius}px; }
QFrame[banner="$tone"] QLabel { color: $text; }
QLabel[tone="$tone"] { color: $tone_text; }
QLabel[type="display"][tone="$tone"] { color: $tone_text; }
"""


TOUCHED: Final = 48
"""From this height of controls on, hands work the screen, and the rail keeps it too."""


def stylesheet(colours: Colours, sizes: Sizes, icons: Path) -> str:
    """Return the style sheet of a theme at a scale; `icons` is the folder of its arrows."""
    accent, danger = colours.accent, colours.tones[Tone.DANGER]
    rail_row = sizes.control if sizes.control >= TOUCHED else sizes.control - 4
    words = {
        **{name: str(value) for name, value in vars(colours).items() if name != "tones"},
        **{name: str(value) for name, value in vars(sizes).items()},
        "accent": accent.fill,
        "on_accent": accent.on_fill,
        "accent_hover": accent.hover,
        "accent_soft": accent.soft,
        "accent_text": accent.text,
        "danger": danger.fill,
        "on_danger": danger.on_fill,
        "danger_hover": danger.hover,
        "danger_text": danger.text,
        "inner": str(sizes.control - 4),
        "rail_row": str(rail_row),
        "rail_row_less": str(rail_row - 4),
        "xs_less": str(sizes.xs - 1),
        "s_less": str(sizes.s - 1),
        "m_less": str(sizes.m - 1),
        "m_less2": str(sizes.m - 2),
        "l_less": str(sizes.l - 1),
        "icon_half": str(sizes.icon // 2),
        "pill": str(sizes.radius),
        "two": "2",
        "head": str(sizes.m + 3),
        "icons": icons.as_posix(),
    }
    fixed = Template(_GROUND + _BUTTONS + _FIELDS + _VIEWS + _RAIL).substitute(words)
    toned = Template(_TONED)
    return fixed + "".join(
        toned.substitute(
            words, tone=tone.value, fill=shade.fill, soft=shade.soft, tone_text=shade.text
        )
        for tone, shade in colours.tones.items()
    )
