"""What can go wrong on a round, in words that say what to do."""

from guardapp.base.errors import UserError
from guardapp.base.words import N_, _, time_text

_KINDS = {
    "1": N_("thẻ nhân viên bảo vệ"),
    "3": N_("phương tiện PCCC"),
    "4": N_("vị trí trực"),
    "5": N_("công cụ, chìa khóa"),
}


class WrongCode(UserError):
    """A code that cannot be a checkpoint's: wrong check digit, another kind, or unknown."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class WrongCheckDigit(WrongCode):
    """The digits do not end in their check digit."""

    def words(self) -> str:
        """Say that the code was read or typed wrongly."""
        return _(
            "Mã «{code}» sai số kiểm tra. Hãy quét lại hoặc gõ lại đủ các chữ số trên nhãn."
        ).format(code=self.code)


class OtherKind(WrongCode):
    """The code of something that is no checkpoint."""

    def words(self) -> str:
        """Say what the code belongs to."""
        kind = _KINDS.get(self.code[:1])
        return _(
            "Mã «{code}» là mã {kind}, không phải điểm tuần tra. Hãy quét nhãn của điểm."
        ).format(code=self.code, kind=_(kind) if kind else _("loại khác"))


class UnknownCheckpoint(WrongCode):
    """A right code that no checkpoint has."""

    def words(self) -> str:
        """Say that nobody knows it and who can help."""
        return _(
            "Chưa có điểm tuần tra nào mang mã «{code}». Hãy báo đội trưởng khai báo điểm này."
        ).format(code=self.code)


class RoundOver(UserError):
    """The round is finished, or was never started."""

    def words(self) -> str:
        """Say that another round must be started."""
        return _("Lượt tuần tra này đã kết thúc. Hãy bắt đầu lượt mới rồi quét lại.")


class AlreadyWalking(UserError):
    """This guard walks a round already, begun at `since_ms`."""

    def __init__(self, since_ms: int) -> None:
        super().__init__(str(since_ms))
        self.since_ms = since_ms

    def words(self) -> str:
        """Say which round must be finished first."""
        return _(
            "Người này đang đi một lượt bắt đầu lúc {time}. Hãy kết thúc lượt đó trước."
        ).format(time=time_text(self.since_ms))


class SlotTaken(UserError):
    """The planned round was started already."""

    def words(self) -> str:
        """Say so."""
        return _("Lượt theo lịch này đã có người đi. Hãy chọn lượt khác hoặc đi lượt tự nguyện.")


class ReasonNeeded(UserError):
    """Points are not yet seen, so that finishing needs a reason."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(str(len(names)))
        self.names = names

    def words(self) -> str:
        """Name the points that are left."""
        return _("Còn {n} điểm chưa qua: {names}. Hãy chọn lý do kết thúc sớm.").format(
            n=len(self.names), names="; ".join(self.names)
        )


class NotTakenOver(UserError):
    """A guard who has not taken over the post may not walk a round."""

    def words(self) -> str:
        """Say what comes first."""
        return _("Hãy nhận ca trước khi tuần tra. Việc khẩn cấp vẫn ghi được ngay.")
