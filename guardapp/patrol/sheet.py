"""The patrol log (form F5) and the labels of checkpoints as PDF."""

from typing import Final

from guardapp.base import paper
from guardapp.base.clock import MINUTE
from guardapp.base.paper import Column, Letterhead, Signature
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
from guardapp.patrol.sheet_labels import CUTS, Labels

_COLUMNS: Final = (
    Column("STT", 8, "center"),
    Column("Ngày", 17, "center"),
    Column("Lượt tuần tra", 15, "center", bold=True),
    Column("Giờ bắt đầu", 12.5, "center"),
    Column("Giờ kết thúc", 12.5, "center"),
    Column("Tuyến/khu vực", 24),
    Column("Điểm kiểm tra (mã), giờ qua điểm", 76),
    Column("Tình hình phát hiện", 35),
    Column("Biện pháp xử lý", 22),
    Column("Người tuần tra (ký)", 19, "center"),
    Column("Người kiểm tra (ký)", 16, "center"),
)
_VERDICTS: Final = {Verdict.EARLY: "sớm", Verdict.LATE: "muộn", Verdict.ABSENT: "ngoài giờ"}
_STATES: Final = {
    State.COMPLETE: "đủ điểm",
    State.INCOMPLETE: "thiếu điểm",
    State.IN_PROGRESS: "đang đi khi in sổ",
}


def patrol_log_pdf(document: PatrolLogDocument) -> bytes:
    """Return the patrol log in landscape as PDF, one row for each round."""
    rows = [_row(one) for one in document.rounds]
    blank = 0 if rows else 6
    least = 5.6 if rows else 18
    story: list[paper.Story] = [[paper.table(_COLUMNS, rows, size=9, blank=blank, least=least)]]
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


def _row(one: LogRound) -> paper.Row:
    begun = one.started_ms if one.started_ms is not None else one.planned_ms
    return (
        one.number,
        paper.day_text(begun) if begun is not None else "",
        "Tự nguyện" if one.planned_ms is None else time_text(one.planned_ms),
        _time(one.started_ms),
        _time(one.ended_ms),
        one.route,
        _points(one),
        "\n".join(_found(one)),
        "\n".join(_measures(one)),
        one.guard,
        one.checked_by,
    )


def _time(ms: int | None) -> str:
    return "–" if ms is None else time_text(ms)


def _points(one: LogRound) -> str:
    """Return all points in one text; a capital word stands out where somebody did not come."""
    if one.state is State.MISSED:
        return "BỎ LƯỢT, không ai đi"
    required = [point for point in one.points if not point.optional]
    seen = sum(point.seen_ms is not None for point in required)
    head = f"Qua {seen}/{len(required)} điểm, {_STATES[one.state]}."
    listed = (f"{number}. {_point(point)}" for number, point in enumerate(one.points, 1))
    return f"{head}\n{'; '.join(listed)}."


def _point(point: LogPoint) -> str:
    name = f"{point.name} ({point.code})"
    if point.seen_ms is None:
        return f"{name} –, tùy chọn" if point.optional else f"{name} KHÔNG QUA"
    words = [f"{name} {time_text(point.seen_ms)}"]
    if point.verdict in _VERDICTS:
        words.append(_VERDICTS[point.verdict])
    words += [FLAG_WORDS[flag] for flag in point.flags if flag is not Flag.LATE_ENTRY]
    if point.entered_ms is not None and Flag.LATE_ENTRY in point.flags:
        late = paper.span_text((point.entered_ms - point.seen_ms) // MINUTE)
        hand = "ghi bổ sung" if point.method is Method.MANUAL else "nhập"
        words.append(f"{hand} lúc {time_text(point.entered_ms)}, sau {late}")
    return ", ".join(words)


def _found(one: LogRound) -> list[str]:
    if one.state is State.MISSED:
        return [one.remark or "Chưa có ý kiến trưởng ca."]
    lines = [f"{point.name}: {point.found}" for point in one.points if point.found]
    if one.remark:
        lines.append(one.remark)
    if one.reason:
        said = f" – {one.reason_text}" if one.reason_text else ""
        lines.append(f"Lý do thiếu điểm: {REASON_WORDS[one.reason]}{said}.")
    return lines


def _measures(one: LogRound) -> list[str]:
    return [f"{point.name}: {point.measure}" for point in one.points if point.measure]


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


def labels_pdf(document: LabelsDocument, per_page: int = 10) -> bytes:
    """Return A4 sheets of labels with QR code and digits, to be cut, as PDF.

    `per_page` is one of `sheet_labels.CUTS`.
    """
    cut = CUTS[per_page]
    pages = [document.labels[at : at + per_page] for at in range(0, len(document.labels), per_page)]
    return paper.document(
        None,
        "",
        "",
        [[Labels(document.organ, page, cut)] for page in pages],
        foot="Nhãn điểm tuần tra: quét mã hoặc gõ dãy số rồi Enter",
    )
