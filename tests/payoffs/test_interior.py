"""Lotteries of a few agreements: the peak of the product, and the same payoffs from fewer agreements."""

import numpy as np
import pytest

from bargain.payoffs.interior import few, to_the_peak


@pytest.mark.parametrize("share", [0.5, 0.3, 0.8])
@pytest.mark.parametrize("off", [1e-6, 0.01, -0.05])
def test_from_beside_the_peak_to_the_peak(share, off):
    """Two parties each want the whole pie: the lottery's chances are their powers."""
    peak = np.array([share, 1 - share])
    found = to_the_peak(peak + [off, -off], np.diag([3.0, 0.2]), peak, np.zeros((2, 0)))
    assert found == pytest.approx(peak, abs=1e-14)


def test_what_is_held_stays():
    """The third party's 0.25 are kept: of the rest the first two take equal chances."""
    gains, held = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]), np.array([[0.0], [0.0], [1.0]])
    found = to_the_peak(np.array([0.4, 0.35, 0.25]), gains, np.full(2, 0.5), held)
    assert found == pytest.approx([0.375, 0.375, 0.25], abs=1e-12)


def test_an_agreement_that_the_peak_does_not_need_is_dropped():
    gains = np.array([[1.0, 0.0], [0.0, 1.0], [0.3, 0.3]])
    found = to_the_peak(np.array([0.45, 0.45, 0.1]), gains, np.full(2, 0.5), np.zeros((3, 0)))
    assert found == pytest.approx([0.5, 0.5, 0], abs=1e-12)


@pytest.mark.parametrize("seed", range(40))
def test_as_few_agreements_as_the_payoffs_span(seed):
    """On a line through three parties' payoffs two are enough, on a plane three; nobody's payoff changes."""
    rng = np.random.default_rng(seed)
    span, count = 1 + seed % 3, int(rng.integers(4, 12))
    payoffs = rng.integers(0, 5, size=(count, span)) @ rng.integers(1, 5, size=(span, 3)) * 1.0
    p = rng.random(count) * (rng.random(count) < 0.8) + 1e-3
    p /= p.sum()
    found = few(p, payoffs)
    assert found @ payoffs == pytest.approx(p @ payoffs, abs=1e-10)
    assert found.sum() == pytest.approx(1)
    assert (found >= 0).all()
    assert (found > 0).sum() <= span + 1


def test_an_agreement_on_no_other_line_keeps_its_chance():
    """Three on a line and one beside it: the null direction leaves the one beside it alone."""
    payoffs = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [0.0, 1.0]])
    found = few(np.array([0.15, 0.2, 0.4, 0.25]), payoffs)
    assert found @ payoffs == pytest.approx([1.0, 0.25])
    assert found[3] == pytest.approx(0.25)
    assert (found > 0).sum() == 3
