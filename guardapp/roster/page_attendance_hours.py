"""The field for hours that are typed."""

import re
from typing import Any

from guardapp.base.ui.fields import TextField
from guardapp.base.words import _


class HoursField(TextField):
    """A number of hours such as 12, 12,5 or 12:30; its value is in minutes, None for none."""

    def value(self) -> int | None:  # type: ignore[override]
        """Return the minutes, or None where there are none that can be read."""
        text = self.text().strip().replace(".", ",")
        if found := re.fullmatch(r"(\d{1,4}):([0-5]\d)", text):
            return int(found[1]) * 60 + int(found[2])
        if found := re.fullmatch(r"(\d{1,4})(?:,(\d))?", text):
            return int(found[1]) * 60 + int(found[2] or 0) * 6
        return None

    def set_value(self, value: Any) -> None:
        """Show minutes as hours, or nothing for None."""
        hours, minutes = divmod(value or 0, 60)
        shown = f"{hours}:{minutes:02d}" if minutes else str(hours)
        self.setText("" if value is None else shown)

    def problem(self) -> str:
        """Say how hours are written where the text is none."""
        if not self.text().strip() or self.value() is not None:
            return ""
        return _("Số giờ không đúng. Ví dụ: 12,5 hoặc 12:30.")
