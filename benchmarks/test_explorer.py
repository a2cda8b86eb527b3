"""The explorer: from the move of a slider until the page is drawn anew, measured in the page by Debian's chromium.

The times are the page's own: from the input event, over the request and the answer, to the frame after the drawing.
"""

from pathlib import Path
from typing import ClassVar

import pytest

import bargain as bg
from tests.explorer.running import browser, drawn, served, settled, shown

ANALYSES = Path(__file__).parents[1] / "analyses"
CASES = {"the four regions, in the browser": "four_regions", "the grand package, in the browser": "grand_package"}
MOVES = 25
"""Moves of one slider; the first, on which the browser compiles the page's script, is not counted."""

SLIDER = 'input[type="range"][aria-label^="Weights, control, Ukraine"]'


class Clock:
    """Tells the times that the page took: this process would count the way of each key to the browser too."""

    times: ClassVar[list[float]] = []

    def __call__(self) -> float:
        """The next time, in seconds."""
        return self.times.pop(0)


CLOCK = Clock()


@pytest.mark.benchmark(timer=CLOCK)
@pytest.mark.parametrize("name", CASES)
def test_slider_to_redrawn_frontier(benchmark, name):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    game = bg.read(ANALYSES / CASES[name] / "game.toml")
    with served(game) as running, browser() as driver:
        shown(driver, running)
        slider = driver.find_element(By.CSS_SELECTOR, SLIDER)

        def move(key):
            before = drawn(driver)
            slider.send_keys(key)
            settled(driver, before)

        move(Keys.ARROW_LEFT)
        driver.execute_script("performance.clearMeasures()")
        for k in range(MOVES):
            move(Keys.ARROW_LEFT if k % 2 else Keys.ARROW_RIGHT)
        measured = driver.execute_script("return performance.getEntriesByName('redraw').map(e => e.duration / 1000)")
        assert len(measured) == MOVES
        CLOCK.times = [t for duration in measured for t in (0.0, duration)]
        benchmark.pedantic(lambda: None, rounds=MOVES, iterations=1)
        frontier = bg.pareto_frontier(game)
        answer = f"{len(frontier)} corners and {len(frontier.pieces)} segments drawn"
        benchmark.extra_info.update(game=name, task="slider to redrawn frontier", answer=answer)
