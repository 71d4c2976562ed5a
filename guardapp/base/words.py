"""The words on screen in the language chosen, and how dates, times and money are written."""

import gettext
from datetime import date
from typing import Final, Literal

from guardapp.base import clock, resources

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")


class _Chosen:
    """The language on screen; Vietnamese is the language of the texts themselves."""

    language: Language = "vi"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def set_language(language: Language) -> None:
    """Show all words in `language` from now on."""
    _Chosen.language = language
    _Chosen.catalogue = gettext.NullTranslations()
    if language == "en":
        with resources.path("translations", "en.mo").open("rb") as file:
            _Chosen.catalogue = gettext.GNUTranslations(file)


def language() -> Language:
    """Return the language on screen."""
    return _Chosen.language


def _(text: str) -> str:
    """Return `text` in the language on screen."""
    return _Chosen.catalogue.gettext(text)


def pgettext(context: str, text: str) -> str:
    """Return `text`, as meant in `context`, in the language on screen."""
    return _Chosen.catalogue.pgettext(context, text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a text for `count` things in the language on screen."""
    if _Chosen.language == "vi":
        return one
    return _Chosen.catalogue.ngettext(one, many, count)


def N_(text: str) -> str:
    """Mark a text for translation where it is written, to be translated where it is shown."""
    return text


WEEKDAYS: Final = (
    N_("Thứ Hai"),
    N_("Thứ Ba"),
    N_("Thứ Tư"),
    N_("Thứ Năm"),
    N_("Thứ Sáu"),
    N_("Thứ Bảy"),
    N_("Chủ nhật"),
)
SHORT_WEEKDAYS: Final = (N_("T2"), N_("T3"), N_("T4"), N_("T5"), N_("T6"), N_("T7"), N_("CN"))
"""The days of the week from Monday on, as marked for translation."""


def weekday_text(day: date) -> str:
    """Return the name of a date's day of the week."""
    return _(WEEKDAYS[day.weekday()])


def short_weekday_text(day: date) -> str:
    """Return the name of a date's day of the week in two letters, for a narrow column."""
    return _(SHORT_WEEKDAYS[day.weekday()])


def date_text(moment: int | date) -> str:
    """Return dd/MM/yyyy of a date, or of an instant's local date."""
    day = clock.local_date(moment) if isinstance(moment, int) else moment
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def time_text(ms: int) -> str:
    """Return the local HH:mm of an instant, 24-hour clock."""
    moment = clock.local(ms)
    return f"{moment.hour:02d}:{moment.minute:02d}"


def datetime_text(ms: int) -> str:
    """Return HH:mm dd/MM/yyyy of an instant."""
    return f"{time_text(ms)} {date_text(ms)}"


def range_text(start_ms: int, end_ms: int) -> str:
    """Return a shift's hours such as 22:00–06:00 (+1), where +1 is one local date later."""
    days = (clock.local_date(end_ms) - clock.local_date(start_ms)).days
    later = f" (+{days})" if days else ""
    return f"{time_text(start_ms)}–{time_text(end_ms)}{later}"


def number_text(value: int) -> str:
    """Return an integer with points between the thousands, such as 1.250.000."""
    return f"{value:,}".replace(",", ".")


def money_text(dong: int) -> str:
    """Return an amount in đồng such as 1.250.000 đ."""
    return f"{number_text(dong)} đ"


def hours_text(minutes: int) -> str:
    """Return minutes as hours with at most one decimal, such as 1.250,5; nothing for none."""
    whole, tenth = divmod(round(abs(minutes) / 6), 10)
    if not whole and not tenth:
        return ""
    sign = "−" if minutes < 0 else ""
    hours = f"{sign}{number_text(whole)}"
    return f"{hours},{tenth}" if tenth else hours


def duration_text(minutes: int) -> str:
    """Return a length of time in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} phút").format(minutes=rest)
    if not rest:
        return _("{hours} giờ").format(hours=hours)
    return _("{hours} giờ {minutes} phút").format(hours=hours, minutes=rest)
