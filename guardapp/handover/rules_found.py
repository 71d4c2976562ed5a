"""What a line of lost and found must say."""

from guardapp.base.errors import Invalid, UserError
from guardapp.base.words import _
from guardapp.handover.model_found import FoundDetails


class Gone(UserError):
    """The found thing was handed over or disposed of already."""

    def words(self) -> str:
        """Say so."""
        return _("Đồ nhặt được này đã trả hoặc đã xử lý rồi.")


def check_found(details: FoundDetails) -> None:
    """Raise Invalid unless a found thing has what, where, by whom and where it is kept."""
    words = {
        "what": _("Nhặt được gì: hãy ghi đồ vật, màu sắc, đặc điểm."),
        "place": _("Nơi nhặt được: hãy ghi."),
        "finder": _("Người nhặt được: hãy ghi."),
        "kept": _("Đang giữ ở đâu: hãy ghi."),
    }
    problems = {name: one for name, one in words.items() if not getattr(details, name).strip()}
    if problems:
        raise Invalid(problems)


def check_claim(owner: str, proof: str) -> None:
    """Raise Invalid unless somebody who claims a thing is named and has proved it."""
    problems = {}
    if not owner.strip():
        problems["owner"] = _("Người nhận lại: hãy ghi họ tên.")
    if not proof.strip():
        problems["proof"] = _("Bằng chứng: hãy ghi vì sao biết là chủ.")
    if problems:
        raise Invalid(problems)
