"""One browser for all tests of the page, and a server of a documented case."""

from pathlib import Path

import pytest

import bargain as bg
from tests.explorer.running import browser, console, hosts, served


@pytest.fixture(scope="session")
def driver():
    """A browser; in the end it has asked nothing of any host but the loopback address."""
    with browser() as running:
        yield running
        assert hosts(running) == {"127.0.0.1"}


@pytest.fixture(scope="session")
def four_regions():
    """A documented case."""
    return bg.read(Path(__file__).parents[2] / "analyses" / "four_regions" / "game.toml")


@pytest.fixture(scope="module")
def regions(four_regions):
    """A server of that case."""
    with served(four_regions) as running:
        yield running
        assert running.complaints == []


@pytest.fixture
def quiet(driver):
    """No complaint is left in the console."""
    yield
    assert console(driver) == []
