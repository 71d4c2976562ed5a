"""What can be wrong with a check or a defect, in the user's words."""

from guardapp.base.errors import Invalid, UserError
from guardapp.base.text import nfc
from guardapp.base.words import _, datetime_text
from guardapp.fire.defect import State


class InFuture(UserError):
    """A check that claims to be made later than now."""

    def __init__(self, at: int) -> None:
        super().__init__(str(at))
        self.at = at

    def words(self) -> str:
        """Say which time lies in the future."""
        return _("Giờ kiểm tra {time} ở tương lai. Hãy nhập giờ đã kiểm tra.").format(
            time=datetime_text(self.at)
        )


class OutOfService(UserError):
    """A check of a piece that is out of service."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason

    def words(self) -> str:
        """Say why the piece is not checked."""
        return _(
            "Phương tiện {code} đã ngừng sử dụng ({reason}) nên không kiểm tra. "
            "Nếu đã đưa vào dùng lại, nhờ trưởng ca ghi «Dùng lại»."
        ).format(code=self.code, reason=self.reason)


class WrongState(UserError):
    """A step that does not fit how far a defect is."""

    def __init__(self, state: State) -> None:
        super().__init__(state.value)
        self.state = state

    def words(self) -> str:
        """Say that somebody was faster."""
        return _("Tồn tại này đã được người khác xử lý. Hãy xem lại trạng thái mới nhất.")


class SamePerson(UserError):
    """Who mended a defect may not verify it too."""

    def words(self) -> str:
        """Say who may."""
        return _("Người báo đã khắc phục không tự đóng được. Hãy nhờ người khác kiểm tra lại.")


def needed(field: str, text: str, words: str) -> str:
    """Return a text that may not be empty; raises Invalid with `words` for its field."""
    text = nfc(text).strip()
    if not text:
        raise Invalid({field: words})
    return text
