"""What the page shows, read from the browser, and what a user does on it."""

from __future__ import annotations

import subprocess
import sys

from selenium.webdriver.common.by import By

from bargain.words import points
from tests.explorer.running import drawn, settled, wait_until


def find(driver, selector):
    """The element of a selector."""
    return driver.find_element(By.CSS_SELECTOR, selector)


def labelled(driver, name, kind="range"):
    """The input whose label begins so; its part of the page is opened."""
    for found in driver.find_elements(By.CSS_SELECTOR, f'input[type="{kind}"]'):
        if (found.get_attribute("aria-label") or "").startswith(name):
            driver.execute_script(
                "for (let p = arguments[0]; p; p = p.parentElement) if (p.tagName == 'DETAILS') p.open = true", found
            )
            return found
    raise AssertionError(f"no control {name!r}")


def doing(driver, act):
    """Do something, and wait until the page is drawn anew."""
    before = drawn(driver)
    act()
    settled(driver, before)


def rows(driver, table):
    """The texts of a table's body, all of one moment."""
    return driver.execute_script(
        "return [...document.querySelectorAll(arguments[0] + ' tbody tr')]"
        ".map(r => [...r.children].map(c => c.textContent))",
        table,
    )


def fares(driver):
    """What the page says that each party gets: party → (payoff, disagreement, gain)."""
    return {row[0]: tuple(row[1:]) for row in rows(driver, "#fares")}


def expected(solution):
    """The same of a solution of the library."""
    return {
        p: (points(u), points(solution.disagreement[p]), points(solution.gains[p], sign=True))
        for p, u in solution.payoffs.items()
    }


def settlement(driver):
    """What the page says is settled: issue → outcome."""
    return dict(rows(driver, "#settled"))


def downloaded(driver):
    """The file that the page gives, at its place on disk."""
    for old in driver.downloads.glob("game*"):
        old.unlink()
    find(driver, "#download").click()
    wait_until((driver.downloads / "game.toml").exists, "the file is there")
    return driver.downloads / "game.toml"


def command(*words):
    """The command line as a process of its own: exit code and output."""
    done = subprocess.run(
        [sys.executable, "-m", "bargain", *map(str, words)], capture_output=True, text=True, timeout=60
    )
    return done.returncode, done.stdout, done.stderr
