"""The patrol log (form F5) and the labels of checkpoints as PDF."""

from typing import Final

from guardapp.base import paper
from guardapp.base.clock import MINUTE
from guardapp.base.paper import Band, Column, Letterhead, Signature
from guardapp.base.words import datetime_text, time_text
from guardapp.patrol.document import (
    LabelsDocument,
    LogHead,
    LogPoint,
    LogRound,
    LogTotals,
    PatrolLogDocument,
)
from guardapp.patrol.kinds import (
    FLAG_WORDS,
    REASON_WORDS,
    Flag,
    Method,
    State,
    Verdict,
)
from guardapp.patrol.sheet_labels import Labels

_COLUMNS: Final = (
    Column("STT", 8, "center"),
    Column("Ngày", 17, "center"),
    Column("Lượt tuần tra", 14.5, "center", bold=True),
    Column("Giờ bắt đầu", 13, "center"),
    Column("Giờ kết thúc", 13, "center"),
    Column("Tuyến/ khu vực", 26),
    Column("Điểm kiểm tra (mã)", 46),
    Column("Giờ qua điểm", 19, "center"),
    Column("Tình hình phát hiện", 38),
    Column("Biện pháp xử lý", 22),
    Column("Người tuần tra (ký)", 20.5),
    Column("Người kiểm tra (ký)", 19),
)
_VERDICTS: Final = {Verdict.EARLY: "sớm", Verdict.LATE: "muộn", Verdict.ABSENT: "ngoài giờ"}
_STATES: Final = {
    State.COMPLETE: "đủ điểm",
    State.INCOMPLETE: "thiếu điểm",
    State.IN_PROGRESS: "đang đi khi in sổ",
}
_BLANK: Final = [""] * 6


def patrol_log_pdf(document: PatrolLogDocument) -> bytes:
    """Return the patrol log in landscape as PDF; a point is a row, a missed round one row."""
    rows = [row for one in document.rounds for row in _rows(one)]
    blank = 0 if rows else 12
    story: list[paper.Story] = [[paper.table(_COLUMNS, rows, size=9, blank=blank, least=5.6)]]
    if rows:
        story.append([_totals(document.totals)])
    people = [Signature("Trưởng ca", document.head.leader), Signature("Đội trưởng bảo vệ")]
    story.append([paper.signatures(people)])
    return paper.document(
        Letterhead(document.head.superior, document.head.organ, national=False),
        "Sổ tuần tra canh gác",
        _covered(document.head),
        story,
        landscape=True,
        anchor=document.head.anchor or None,
        copy_no=document.head.copy_no,
        foot=f"Mẫu F5 · In lúc {datetime_text(document.head.printed_ms)}",
    )


def _covered(head: LogHead) -> str:
    start, end = (
        f"{time_text(ms)} ngày {paper.day_text(ms)}" for ms in (head.start_ms, head.end_ms)
    )
    return f"Từ {start} đến {end}"


def _rows(one: LogRound) -> list[paper.Row]:
    begun = one.started_ms if one.started_ms is not None else one.planned_ms
    lead: list[str | int] = [
        one.number,
        paper.day_text(begun) if begun is not None else "",
        "Tự nguyện" if one.planned_ms is None else time_text(one.planned_ms),
        _time(one.started_ms),
        _time(one.ended_ms),
        one.route,
    ]
    rows: list[paper.Row] = [Band(_band(one))]
    if one.state is State.MISSED:
        remark = one.remark or "Chưa có ý kiến trưởng ca."
        return [*rows, [*lead, "Cả tuyến", "BỎ LƯỢT", remark, "", "", one.checked_by]]
    for point in one.points:
        cells = (_place(point), _passed(point), _found(point, one), point.measure)
        first = len(rows) == 1
        rows.append([*(lead if first else _BLANK), *cells, one.guard if first else "", ""])
    if one.remark:
        rows.append([*_BLANK, "Ghi nhận chung", "", one.remark, "", "", ""])
    return rows


def _band(one: LogRound) -> str:
    when = "tự nguyện" if one.planned_ms is None else f"theo lịch {time_text(one.planned_ms)}"
    words = [f"Lượt {one.number}", when, one.route]
    if one.state is State.MISSED:
        return " · ".join([*words, "Bỏ lượt, không ai đi"])
    required = [point for point in one.points if not point.optional]
    seen = sum(point.seen_ms is not None for point in required)
    words.append(f"Qua {seen}/{len(required)} điểm, {_STATES[one.state]}")
    if one.reason:
        words.append(
            f"Lý do: {REASON_WORDS[one.reason]}"
            + (f" – {one.reason_text}" if one.reason_text else "")
        )
    return " · ".join(words)


def _time(ms: int | None) -> str:
    return "–" if ms is None else time_text(ms)


def _place(point: LogPoint) -> str:
    return f"{point.name} ({point.code})" + (" – tùy chọn" if point.optional else "")


def _passed(point: LogPoint) -> str:
    if point.seen_ms is None:
        return "–" if point.optional else "KHÔNG QUA"
    word = _VERDICTS.get(point.verdict) if point.verdict else None
    return time_text(point.seen_ms) + (f"\n({word})" if word else "")


def _found(point: LogPoint, one: LogRound) -> str:
    parts = [point.found] if point.found else []
    if point.seen_ms is None:
        if not point.optional and one.reason:
            parts.append(f"Lý do: {REASON_WORDS[one.reason]}.")
        return "\n".join(parts)
    flags = [FLAG_WORDS[flag] for flag in point.flags if flag is not Flag.LATE_ENTRY]
    if flags:
        parts.append(", ".join(flags).capitalize() + ".")
    if point.entered_ms is not None and Flag.LATE_ENTRY in point.flags:
        late = (point.entered_ms - point.seen_ms) // MINUTE
        hand = "Ghi bổ sung" if point.method is Method.MANUAL else "Nhập"
        parts.append(f"{hand} lúc {time_text(point.entered_ms)}, sau {paper.span_text(late)}.")
    return "\n".join(parts)


def _totals(of: LogTotals) -> paper.Block:
    counts = (
        f"{of.planned} lượt theo lịch: {of.complete} đủ điểm, {of.incomplete} thiếu điểm, "
        f"{of.missed} bỏ lượt; {of.voluntary} lượt tự nguyện. "
        f"Qua {of.points_seen}/{of.points_planned} điểm, trong đó {of.points_valid} điểm hợp lệ. "
    )
    shares = ""
    if of.rounds_percent is not None and of.points_percent is not None:
        shares = f"Tỷ lệ lượt {of.rounds_percent} %, tỷ lệ điểm {of.points_percent} %. "
    rule = (
        f"Đúng giờ: lệch không quá {of.buffer_min} phút; sớm, muộn: lệch thêm không quá "
        f"{of.extended_min} phút; quá nữa là bỏ điểm. Lượt tự nguyện không tính vào tỷ lệ."
    )
    return paper.body(paper.bold("Tổng hợp: "), counts, shares, paper.italic(rule), indent=False)


def labels_pdf(document: LabelsDocument) -> bytes:
    """Return A4 sheets of ten labels with QR code and digits, to be cut, as PDF."""
    per_page = 10
    pages = [document.labels[at : at + per_page] for at in range(0, len(document.labels), per_page)]
    return paper.document(
        None,
        "",
        "",
        [[Labels(document.organ, page)] for page in pages],
        foot="Nhãn điểm tuần tra: quét mã hoặc gõ dãy số rồi Enter",
    )
