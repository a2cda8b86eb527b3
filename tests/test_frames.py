"""Tables as pandas frames, and what is said where pandas is not installed."""

import sys

import pytest

import bargain as bg

TOLL = bg.BargainingGame("toll", parties=["Ann", "Bob"]).with_issue(
    "road", outcomes=["north", "south"], weight={"Ann": 3, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]}
)


def test_a_frame_of_a_frontier_keeps_parties_and_issues_of_one_name():
    twins = bg.BargainingGame("twins", parties=["road", "Bob"]).with_issue(
        "road", outcomes=["north", "south"], weight={"road": 1, "Bob": 1}, worth={"road": [100, 0], "Bob": [0, 100]}
    )
    table = bg.pareto_frontier(twins).to_frame()
    assert list(table.columns) == ["road", "Bob", "road"]
    assert table.to_numpy().tolist() == [[0.0, 100.0, "south"], [100.0, 0.0, "north"]]


@pytest.mark.parametrize("result", [bg.compare(TOLL), bg.pareto_frontier(TOLL), bg.ensemble(TOLL, draws=2)])
def test_without_pandas_the_extra_is_named(result, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(bg.BargainError) as refused:
        result.to_frame()
    assert str(refused.value) == "to_frame needs pandas: pip install 'bargain-analysis[pandas]'"
    assert isinstance(refused.value, ImportError)
