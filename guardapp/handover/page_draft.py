"""What is entered for a handover as JSON, to survive a crash."""

import dataclasses
from typing import Any

from guardapp.handover.model import Attendance, Condition, Count, Decision, Draft


def draft_to(draft: Draft, watch: int) -> dict[str, Any]:
    """Return a draft of one watch as JSON."""
    data = dataclasses.asdict(draft)
    for count in data["counts"]:
        count["condition"] = count["condition"].value
    return {"watch": watch, **data}


def draft_from(data: dict[str, Any], watch: int) -> Draft:
    """Return the draft in JSON, empty where it belongs to another watch."""
    if data.get("watch") != watch:
        return Draft()
    return Draft(
        tuple(Attendance(**one) for one in data["members"]),
        tuple(Count(**{**one, "condition": Condition(one["condition"])}) for one in data["counts"]),
        tuple(Decision(**one) for one in data["decisions"]),
        data["note"],
        data["remark"],
    )
