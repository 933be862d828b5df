"""A recurrent layer in both directions (LSTM), over stretches of unequal length without padding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, cast

import numpy as np
from thinc.api import Model
from thinc.types import Floats2d

FORWARD, BACKWARD = "forward", "backward"
GATES = 4  # forget, in, out, candidate

Array = Any  # numpy's and thinc's types of the same thing do not meet


class Layout:
    """Stretches of rows by the step at which each row is read.

    Step t of all stretches that are long enough lies together, the longest stretch first; so the
    stretches that go on after a step are the first ones of it.
    """

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        start, end = np.asarray(stretches, dtype=np.int64).T
        longest_first = np.argsort(start - end, kind="stable")
        start, end = start[longest_first], end[longest_first]
        lengths = end - start
        at_step = len(lengths) - np.searchsorted(lengths[::-1], np.arange(lengths[0]), side="right")
        edges = np.concatenate([[0], np.cumsum(at_step)])
        step = np.repeat(np.arange(lengths[0]), at_step)
        place = np.arange(edges[-1]) - edges[step]
        self.edges: list[int] = edges.tolist()
        self.rows = {FORWARD: start[place] + step, BACKWARD: end[place] - 1 - step}


Input = tuple[Floats2d, Layout]


def BiLSTM(hidden: int, width: int) -> Model[Input, Floats2d]:
    """Return a layer from rows of `width` numbers to rows of 2 x `hidden`.

    What it takes back from a gradient is a pair, as what it is given: (gradient, layout).
    """
    params: dict[str, Any] = {
        f"{way}_{name}": None for way in (FORWARD, BACKWARD) for name in ("Wx", "Wh", "b")
    }
    return Model(
        "bilstm",
        forward,
        init=initialize,
        params=params,
        dims={"nO": 2 * hidden, "nI": width},
    )


def initialize(model: Model[Input, Floats2d], X: object = None, Y: object = None) -> None:
    """Give the layer its first weights; it remembers rather than forgets until it has learned."""
    hidden, width = model.get_dim("nO") // 2, model.get_dim("nI")
    rng = np.random.default_rng(np.random.randint(2**31))
    for way in (FORWARD, BACKWARD):
        for name, size in (("Wx", width), ("Wh", hidden)):
            bound = np.sqrt(6 / (size + hidden))
            weights: Array = rng.uniform(-bound, bound, (size, GATES * hidden)).astype(np.float32)
            model.set_param(f"{way}_{name}", model.ops.asarray2f(weights))
        bias: Array = np.zeros(GATES * hidden, dtype=np.float32)
        bias[:hidden] = 1.0
        model.set_param(f"{way}_b", model.ops.asarray1f(bias))


def forward(
    model: Model[Input, Floats2d], given: Input, is_train: bool
) -> tuple[Floats2d, Callable[[Floats2d], Input]]:
    """Return the rows in context and what takes their gradients back."""
    rows, layout = given
    hidden = model.get_dim("nO") // 2
    result: Array = np.empty((len(rows), 2 * hidden), dtype=np.float32)
    halves = {FORWARD: slice(0, hidden), BACKWARD: slice(hidden, 2 * hidden)}
    back = {}
    for way, half in halves.items():
        result[layout.rows[way], half], back[way] = run(model, way, rows, layout, is_train)

    def backprop(gradient: Floats2d) -> Input:
        d_rows: Array = np.zeros_like(rows)
        for way, half in halves.items():
            place = layout.rows[way]
            d_rows[place] += back[way](np.ascontiguousarray(gradient[place, half]))
        return d_rows, layout

    return result, backprop


def run(
    model: Model[Input, Floats2d], way: str, rows: Array, layout: Layout, is_train: bool
) -> tuple[Array, Callable[[Array], Array]]:
    """Return the rows in context in the order of the layout, one way, and the way back.

    There is none where nothing is learned: it would hold four times what the rows take.
    """
    edges, ops = layout.edges, cast(Any, model.ops)
    Wx, Wh, b = (cast(Any, model.get_param(f"{way}_{name}")) for name in ("Wx", "Wh", "b"))
    hidden = len(Wh)
    ordered = rows[layout.rows[way]]
    gates = ops.gemm(ordered, Wx)
    gates += b
    cells = np.empty((len(rows), hidden), dtype=np.float32)
    squashed = np.empty_like(cells)
    result = np.empty_like(cells)
    for step, (start, end) in enumerate(pairwise(edges)):
        gate = gates[start:end]
        if step:
            before = slice(edges[step - 1], edges[step - 1] + end - start)
            gate += ops.gemm(result[before], Wh)
        open_gates(gate, hidden)
        cell = cells[start:end]
        np.multiply(gate[:, hidden : 2 * hidden], gate[:, 3 * hidden :], out=cell)
        if step:
            cell += gate[:, :hidden] * cells[before]
        np.tanh(cell, out=squashed[start:end])
        np.multiply(gate[:, 2 * hidden : 3 * hidden], squashed[start:end], out=result[start:end])

    if not is_train:
        return result, refuse

    def backprop(gradient: Array) -> Array:
        d_gates, earlier = unroll(gradient, gates, cells, squashed, result, Wh, edges)
        model.inc_grad(f"{way}_Wx", ops.gemm(ordered, d_gates, trans1=True))
        model.inc_grad(f"{way}_Wh", ops.gemm(earlier, d_gates, trans1=True))
        model.inc_grad(f"{way}_b", d_gates.sum(axis=0))
        return ops.gemm(d_gates, Wx, trans2=True)

    return result, backprop


def refuse(gradient: Array) -> Array:
    """Raise RuntimeError: what a gradient needs was let go."""
    raise RuntimeError("rows that were made by predict() have no gradient")


def open_gates(gate: Array, hidden: int) -> None:
    """Squash the sums in place: three gates to 0..1, the candidate to -1..1."""
    sigmoid = gate[:, : 3 * hidden]
    sigmoid *= 0.5  # the logistic function by tanh, which cannot overflow
    np.tanh(gate, out=gate)
    sigmoid += 1.0
    sigmoid *= 0.5


def unroll(
    gradient: Array,
    gates: Array,
    cells: Array,
    squashed: Array,
    result: Array,
    Wh: Array,
    edges: list[int],
) -> tuple[Array, Array]:
    """Return the gradients of the gates' sums, and the rows that each step was given as earlier."""
    hidden = len(Wh)
    d_gates = np.empty_like(gates)
    earlier = np.zeros_like(result)
    d_hidden = gradient  # what comes from above; from later steps it is added on the way
    d_cells = np.zeros_like(cells)
    for step in range(len(edges) - 2, -1, -1):
        start, end = edges[step], edges[step + 1]
        forget, enter, leave, candidate = np.split(gates[start:end], GATES, axis=1)
        d_out, squash = d_hidden[start:end], squashed[start:end]
        d_cell = d_cells[start:end] + d_out * leave * (1 - squash**2)
        d_gate = d_gates[start:end]
        d_gate[:, hidden : 2 * hidden] = d_cell * candidate * enter * (1 - enter)
        d_gate[:, 2 * hidden : 3 * hidden] = d_out * squash * leave * (1 - leave)
        d_gate[:, 3 * hidden :] = d_cell * enter * (1 - candidate**2)
        if not step:
            d_gate[:, :hidden] = 0
            continue
        before = slice(edges[step - 1], edges[step - 1] + end - start)
        d_gate[:, :hidden] = d_cell * cells[before] * forget * (1 - forget)
        d_cells[before] += d_cell * forget
        d_hidden[before] += d_gate @ Wh.T
        earlier[start:end] = result[before]
    return d_gates, earlier
