"""The planner beside the grid: asked, looked at, taken, thrown away, and around an absence."""

from datetime import date

from guardapp.base.access import Role
from guardapp.base.ui.work import Work
from guardapp.people import store as people_store
from guardapp.people.model import LeaveKind
from guardapp.roster import actions, store
from guardapp.roster.model import Month
from guardapp.roster.model_planning import Hole, Scope
from guardapp.roster.page_calloff import CallOffDialog
from guardapp.roster.page_planning_form import CELLS, SINCE
from tests.roster.desktop import Desktop

DECEMBER = Month(2026, 12)


def planned(desktop: Desktop) -> None:
    desktop.page.stages.plan.click()
    desktop.page.planning.asking.form.set_values({"seconds": 1})
    desktop.page.planning._start()


def ghosts(desktop: Desktop) -> int:
    lines = desktop.grid.lines
    return sum(
        lines.cell(row, day).ghost for row in range(len(lines.lines)) for day in desktop.grid.days
    )


def test_a_proposal_is_looked_at_before_anything_is_written(desktop: Desktop) -> None:
    planned(desktop)
    assert ghosts(desktop) > 20
    assert desktop.standing() == 0
    assert not desktop.grid.editable
    assert not desktop.page.stages.publish.isEnabled()
    desktop.page.planning.result.dropped.emit()
    assert ghosts(desktop) == 0
    assert desktop.grid.editable
    assert desktop.standing() == 0


def test_a_proposal_taken_is_one_act_that_undo_takes_back(desktop: Desktop) -> None:
    planned(desktop)
    desktop.page.planning.result.take.click()
    there = store.month(desktop.small.folder.journal.tables, 2026, 12)
    assert len(there) > 20
    assert all(one.proposed for one in there)
    assert ghosts(desktop) == 0
    assert desktop.page.planning.isHidden()
    desktop.page.desk.undo()
    assert desktop.standing() == 0
    desktop.page.desk.redo()
    assert desktop.standing() == len(there)


def test_pinned_shifts_stay_where_drafts_are_planned_anew(desktop: Desktop) -> None:
    wish = desktop.small.wish(0, 0, "S", date(2026, 12, 10))
    actions.assign(desktop.small.folder.journal, desktop.around.shell.session, [wish])
    desktop.grid.go_to(0, 9)
    desktop.page.tools.pin()
    assert desktop.grid.lines.cell(0, date(2026, 12, 10)).pinned
    desktop.page.planning.asking.form.set_values({"keep": False})
    planned(desktop)
    assert desktop.page.desk.preview is not None
    assert desktop.page.desk.preview.removed == ()
    desktop.page.planning.close_it()
    desktop.page.tools.pin()
    assert not desktop.grid.lines.cell(0, date(2026, 12, 10)).pinned


def test_going_on_keeps_the_better_of_two_proposals(desktop: Desktop) -> None:
    planned(desktop)
    first = desktop.page.desk.preview
    desktop.page.planning.result.continued.emit()
    again = desktop.page.desk.preview
    assert first is not None
    assert again is not None
    assert (again.missing, again.pace.objective) <= (first.missing, first.pace.objective)
    assert desktop.page.planning.work.seed == 2


def test_the_scope_is_a_part_of_the_month_or_the_cells_chosen(desktop: Desktop) -> None:
    form = desktop.page.planning.asking
    desktop.grid.go_to(1, 4)
    desktop.page.stages.plan.click()
    form.form.set_values({"scope": SINCE, "since": date(2026, 12, 20)})
    assert form.scope(date(2026, 12, 1)) == Scope(date(2026, 12, 20))
    form.form.set_values({"scope": CELLS})
    scope = form.scope(date(2026, 12, 1))
    assert scope.guards == {desktop.small.guards[1]}
    assert scope.holes is not None
    gate, morning = desktop.small.posts[0], desktop.small.shifts["S"]
    assert Hole(gate, morning, date(2026, 12, 5)) in scope.holes
    assert {one.day for one in scope.holes} == {date(2026, 12, 5)}


def test_another_month_forgets_the_proposal(desktop: Desktop) -> None:
    planned(desktop)
    desktop.page.steps.stepped.emit(1)
    assert desktop.page.desk.preview is None
    assert desktop.page.planning.isHidden()


def test_a_published_month_is_not_planned_as_a_whole(desktop: Desktop) -> None:
    publish(desktop)
    assert desktop.page.stages.plan.isHidden()
    desktop.page._open_planning()
    assert "đã công bố" in desktop.page.banner.text()


def publish(desktop: Desktop) -> None:
    journal, session = desktop.small.folder.journal, desktop.around.shell.session
    assert session.role is Role.CHIEF
    actions.assign(journal, session, [desktop.small.wish(0, 0, "S", date(2026, 12, 10))])
    actions.publish(journal, session, DECEMBER, reason="thử")
    desktop.grid.go_to(0, 9)


def called_off(desktop: Desktop) -> CallOffDialog:
    publish(desktop)
    desktop.page.tools.call_off()
    dialog = desktop.around.ask.dialogs[-1]
    assert isinstance(dialog, CallOffDialog)
    return dialog


def test_who_is_absent_is_replaced_by_one_press_as_a_numbered_change(desktop: Desktop) -> None:
    dialog = called_off(desktop)
    offers = dialog.table.rows()
    assert {one.costs[0].guard.id for one in offers} <= set(desktop.small.guards[1:])
    dialog._take()
    (there,) = store.month(desktop.small.folder.journal.tables, 2026, 12)
    assert there.guard == offers[0].costs[0].guard.id
    publication = store.publication(desktop.small.folder.journal.tables, DECEMBER)
    assert publication is not None
    assert [one.reason for one in publication.changes] == ["Vắng đột xuất"]
    (leave,) = people_store.leaves(
        desktop.small.folder.journal.tables, date(2026, 12, 10), date(2026, 12, 10)
    )
    assert (leave.guard, leave.kind) == (desktop.small.guards[0], LeaveKind.SICK)


def test_a_draft_needs_no_call_off(desktop: Desktop) -> None:
    desktop.page.tools.call_off()
    assert "đã công bố" in desktop.page.banner.text()
    assert desktop.around.ask.dialogs == []


def test_planning_around_an_absence_lists_what_changes_before_it_is_written(
    desktop: Desktop,
) -> None:
    dialog = called_off(desktop)
    dialog._replan()
    proposal = desktop.page.desk.preview
    assert proposal is not None
    assert len(proposal.changed) == 2
    assert "2 ngày trực thay đổi" in desktop.page.planning.result._done.text()
    assert desktop.page.planning.result.on.isHidden()
    desktop.page.planning.result.take.click()
    (there,) = store.month(desktop.small.folder.journal.tables, 2026, 12)
    assert there.guard != desktop.small.guards[0]
    publication = store.publication(desktop.small.folder.journal.tables, DECEMBER)
    assert publication is not None
    assert publication.version == 2


def test_a_search_off_the_window_s_thread_is_stopped_or_dropped(desktop: Desktop) -> None:
    work = Work()
    panel = desktop.page.planning
    panel.work._work = work
    desktop.page.stages.plan.click()
    panel._start()
    assert panel.steps.currentWidget() is panel.running
    panel.running.dropped.emit()
    desktop.qtbot.waitUntil(lambda: not work.is_busy(), timeout=30_000)
    assert desktop.page.desk.preview is None
    panel._start()
    panel.running.stop.click()
    assert "Đang kiểm tra" in panel.running._gap.text()
    desktop.qtbot.waitUntil(lambda: not work.is_busy(), timeout=30_000)
    assert desktop.page.desk.preview is not None
    assert desktop.standing() == 0
    work.close()
