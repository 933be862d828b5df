"""The recurrent layer against its own definition, step by step, and against its slopes."""

from collections.abc import Callable
from typing import Any

import numpy as np
from thinc.api import NumpyOps

from quotetrack.pipeline.recurrent import BiLSTM, Layout

STRETCHES = [(0, 3), (3, 4), (4, 9), (9, 12)]


def make(seed: int = 0) -> tuple[Any, Any]:
    np.random.seed(seed)
    model = BiLSTM(3, 4)
    model.initialize()
    rows = np.random.default_rng(seed).normal(size=(12, 4)).astype(np.float32)
    return model, rows


def by_definition(model: Any, way: str, rows: Any) -> Any:
    Wx, Wh, b = (model.get_param(f"{way}_{name}") for name in ("Wx", "Wh", "b"))
    hidden, cell, result = np.zeros(3), np.zeros(3), []
    for row in rows:
        sums = row @ Wx + hidden @ Wh + b
        forget, enter, leave = 1 / (1 + np.exp(-sums[:9].reshape(3, 3)))
        cell = forget * cell + enter * np.tanh(sums[9:])
        hidden = leave * np.tanh(cell)
        result.append(hidden)
    return np.array(result)


def test_rows_are_those_of_the_definition() -> None:
    model, rows = make()
    result = model.predict((rows, Layout(STRETCHES)))
    for start, end in STRETCHES:
        stretch = rows[start:end]
        assert np.allclose(
            result[start:end, :3], by_definition(model, "forward", stretch), atol=1e-5
        )
        back = by_definition(model, "backward", stretch[::-1])[::-1]
        assert np.allclose(result[start:end, 3:], back, atol=1e-5)


def test_stretches_do_not_see_each_other() -> None:
    model, rows = make()
    together = model.predict((rows, Layout(STRETCHES)))
    alone = model.predict((rows[4:9], Layout([(0, 5)])))
    assert np.allclose(together[4:9], alone, atol=1e-6)


def test_gradients_are_the_slopes() -> None:
    model, rows = make()
    layout, wanted = Layout(STRETCHES), np.random.default_rng(1).normal(size=(12, 6))

    def loss() -> float:
        return float((model.predict((rows, layout)) * wanted).sum())

    _, backprop = model((rows, layout), is_train=True)
    d_rows, _ = backprop(wanted.astype(np.float32))
    assert np.allclose(d_rows, slopes(loss, rows), atol=2e-2)
    for name in model.param_names:
        assert np.allclose(model.get_grad(name), slopes(loss, model.get_param(name)), atol=2e-2)


def slopes(loss: Callable[[], float], numbers: Any, step: float = 1e-2) -> Any:
    result = np.zeros_like(numbers)
    for place in np.ndindex(numbers.shape):
        kept = numbers[place]
        numbers[place] = kept + step
        above = loss()
        numbers[place] = kept - step
        result[place] = (above - loss()) / (2 * step)
        numbers[place] = kept
    return result


def test_arithmetic_of_the_model_is_used() -> None:
    model, rows = make()
    layout = Layout(STRETCHES)
    before = model.predict((rows, layout))
    model.ops = NumpyOps(use_blis=False)
    assert np.allclose(model.predict((rows, layout)), before, atol=1e-6)
