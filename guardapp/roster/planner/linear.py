"""A linear model with whole variables, and its solution by HiGHS or by CP-SAT."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any, Final

Stopped = Callable[[], bool]

_ENDLESS: Final = 10**9
_TOLERANCE: Final = 1e-6
_MARGIN: Final = 1e-2
_TICK: Final = 0.1


@dataclass(slots=True)
class Linear:
    """Columns with cost and bounds, rows with bounds; what is to be least is the cost."""

    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    indices: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    constant: float = 0

    def column(self, cost: float, upper: float = 1, *, lower: float = 0, whole: bool = True) -> int:
        """Add a column; return its number."""
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, terms: Iterable[tuple[int, float]], lower: float, upper: float) -> int:
        """Add a row of (column, factor); return its number."""
        for index, value in terms:
            self.indices.append(index)
            self.values.append(value)
        self.starts.append(len(self.indices))
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        return len(self.row_lower) - 1

    def as_lp(self) -> Any:
        """Return the model as HiGHS takes it."""
        import highspy  # type: ignore[import-untyped]
        import numpy as np

        lp: Any = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.row_lower)
        lp.col_cost_ = np.array(self.cost, dtype=float)
        lp.col_lower_ = np.array(self.lower, dtype=float)
        lp.col_upper_ = np.array(self.upper, dtype=float)
        lp.row_lower_ = np.array(self.row_lower, dtype=float)
        lp.row_upper_ = np.array(self.row_upper, dtype=float)
        lp.offset_ = self.constant
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self.starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(self.indices, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(self.values, dtype=float)
        types = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [types[whole] for whole in self.whole]
        return lp


@dataclass(frozen=True, slots=True)
class Answer:
    """The best values found, None if none, the least cost proven, and whether that is the end."""

    values: Any
    bound: float
    ended: bool


def by_highs(
    model: Linear,
    *,
    seconds: float | None,
    seed: int = 0,
    start: Mapping[int, float] | None = None,
    stopped: Stopped | None = None,
    nodes: int | None = None,
    found: Callable[[Any], None] | None = None,
    bounded: Callable[[float], None] | None = None,
) -> Answer:
    """Solve by HiGHS on this thread within seconds or nodes; tell what is found on the way."""
    import highspy
    import numpy as np

    solver: Any = highspy.Highs()
    options = {"output_flag": False, "threads": 1, "random_seed": seed, "mip_rel_gap": 0.0}
    options |= {"mip_abs_gap": 0.999, "time_limit": inf if seconds is None else max(0.01, seconds)}
    if nodes is not None:
        options["mip_max_nodes"] = nodes
    for option, value in options.items():
        solver.setOptionValue(option, value)
    solver.passModel(model.as_lp())
    if start:
        places = np.array(list(start), dtype=np.int32)
        solver.setSolution(len(places), places, np.array(list(start.values()), dtype=float))
    if stopped is not None:

        def interrupt(event: Any) -> None:
            if bounded is not None:
                bounded(event.data_out.mip_dual_bound)
            if stopped():
                event.interrupt()

        solver.cbMipInterrupt += interrupt
    if found is not None:

        def improved(event: Any) -> None:
            found(np.array(event.data_out.mip_solution))

        solver.cbMipImprovingSolution += improved
    solver.run()
    info = solver.getInfo()
    has = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    status = solver.getModelStatus()
    ended = status == highspy.HighsModelStatus.kOptimal
    values: Any = np.array(solver.getSolution().col_value) if has else None
    if has and _broken(model, values):
        values = None
    bound = (
        info.mip_dual_bound
        if any(model.whole)
        else (info.objective_function_value if ended else -inf)
    )
    return Answer(values, bound, ended or status == highspy.HighsModelStatus.kInfeasible)


def _broken(model: Linear, values: Any) -> bool:
    """Tell whether whole columns are not whole (an interrupted relaxation)."""
    import numpy as np

    whole = values[np.array(model.whole, dtype=bool)]
    return bool(np.abs(whole - np.round(whole)).max(initial=0) > 1e-4)


def relaxed(model: Linear, stopped: Stopped | None = None) -> float:
    """Return a lower bound: the cost where no column need be whole, by an interior point."""
    import highspy

    solver: Any = highspy.Highs()
    options = {"output_flag": False, "threads": 1, "solver": "ipm", "run_crossover": "off"}
    for option, value in options.items():
        solver.setOptionValue(option, value)
    lp = model.as_lp()
    lp.integrality_ = []
    solver.passModel(lp)
    if stopped is not None:

        def interrupt(event: Any) -> None:
            if stopped():
                event.interrupt()

        solver.cbIpmInterrupt += interrupt
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return -inf
    value = solver.getInfo().objective_function_value
    return float(value - _TOLERANCE * abs(value) - _MARGIN)


def by_cpsat(
    model: Linear,
    *,
    seconds: float | None,
    workers: int = 1,
    seed: int = 0,
    start: Mapping[int, float] | None = None,
    work: float | None = None,
    stopped: Stopped | None = None,
    found: Callable[[Any, float], None] | None = None,
    bounded: Callable[[float], None] | None = None,
) -> Answer:
    """Solve by CP-SAT within seconds or deterministic work; tell what is found on the way."""
    import numpy as np
    from ortools.sat.python import cp_model

    program, columns = _program(model)
    if start is not None:
        for place, value in start.items():
            program.add_hint(columns[place], round(value))
    solver = cp_model.CpSolver()
    _tune(solver, seconds=seconds, work=work, workers=workers, seed=seed)

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            if found is not None:
                found(np.array([self.value(c) for c in columns]), self.objective_value)

    def told(bound: float) -> None:
        if bounded is not None:
            bounded(bound)

    solver.best_bound_callback = told
    over = threading.Event()
    if stopped is not None:
        threading.Thread(target=_halt, args=(solver, stopped, over), daemon=True).start()
    status = solver.solve(program, Watch())
    over.set()
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, -inf, status == cp_model.INFEASIBLE)
    values = np.array([solver.value(c) for c in columns])
    return Answer(values, solver.best_objective_bound, status == cp_model.OPTIMAL)


def _halt(solver: Any, stopped: Stopped, over: threading.Event) -> None:
    """Stop a solver soon after it is to be."""
    while not over.wait(_TICK):
        if stopped():
            solver.stop_search()


def _tune(
    solver: Any, *, seconds: float | None, work: float | None, workers: int, seed: int
) -> None:
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    if workers == 1:
        solver.parameters.linearization_level = 2
    else:
        solver.parameters.extra_subsolvers.append("max_lp")
    if seconds is not None and seconds < inf:
        solver.parameters.max_time_in_seconds = max(0.01, seconds)
    if work is not None:
        solver.parameters.max_deterministic_time = work


def _program(model: Linear) -> tuple[Any, list[Any]]:
    """Return the model as CP-SAT takes it, with its columns."""
    from ortools.sat.python import cp_model

    program = cp_model.CpModel()
    columns = [
        program.new_int_var(int(low), int(min(high, _ENDLESS)), "")
        for low, high in zip(model.lower, model.upper, strict=True)
    ]
    for row, (low, high) in enumerate(zip(model.row_lower, model.row_upper, strict=True)):
        span = slice(model.starts[row], model.starts[row + 1])
        terms = [columns[i] for i in model.indices[span]]
        factors = [int(v) for v in model.values[span]]
        program.add_linear_constraint(
            cp_model.LinearExpr.weighted_sum(terms, factors),
            cp_model.INT_MIN if low == -inf else int(low),
            cp_model.INT_MAX if high == inf else int(high),
        )
    cost = cp_model.LinearExpr.weighted_sum(columns, [int(c) for c in model.cost])
    program.minimize(cost + int(model.constant))
    return program, columns
