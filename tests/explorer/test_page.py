"""The page in a real browser: Debian's chromium, headless, against a real server."""

import json

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import bargain as bg
from bargain.words import points
from tests.explorer.cases import HOSTILE, NAMES, TOLL, three
from tests.explorer.reading import command, doing, downloaded, expected, fares, find, labelled, settlement
from tests.explorer.running import console, drawn, served, settled, shown, wait_until

pytestmark = pytest.mark.usefixtures("quiet")


@pytest.fixture
def case(four_regions):
    """The case whose page is open."""
    return four_regions


def test_it_shows_what_solve_gives(driver, regions, case):
    shown(driver, regions)
    solution = bg.nash(case)
    assert fares(driver) == expected(solution)
    assert settlement(driver)["control"] == solution.agreement["control"]
    assert find(driver, "#headline").text == "nash: agreement"
    assert find(driver, "h1").text == case.title
    ink = driver.execute_script(
        "return [...document.querySelectorAll('#picture path.line, #picture path.dots')]"
        ".map(p => p.getAttribute('d').length)"
    )
    assert all(ink)


def test_a_weight_moved_by_keyboard_is_what_the_command_line_gives(driver, regions, case):
    shown(driver, regions)
    slider = labelled(driver, "Weights, withdrawal, Russia")
    before = fares(driver)
    doing(driver, lambda: slider.send_keys(Keys.END))
    assert labelled(driver, "Weights, withdrawal, Russia, as a number", "text").get_attribute("value") == "35"
    assert fares(driver) == expected(bg.nash(case.with_value("issues.withdrawal.Russia.weight", 35))) != before
    file = downloaded(driver)
    code, out, err = command("solve", file, "--json")
    assert (code, err) == (0, "")
    solved = json.loads(out)
    assert {p: row[0] for p, row in fares(driver).items()} == {p: points(u) for p, u in solved["payoffs"].items()}
    assert solved["agreement"]["withdrawal"] == settlement(driver)["withdrawal"]
    assert command("check", file)[0] == 0
    wait_until(
        lambda: find(driver, "#said").get_attribute("textContent").startswith("nash: agreement. Ukraine"), "it is said"
    )


def test_a_red_line_lifted_an_issue_added_undone_and_linked(driver, regions, case):
    shown(driver, regions)
    line = next(
        x for x in driver.find_elements(By.CSS_SELECTOR, "#lines label") if "Ukraine: never recognition" in x.text
    )
    doing(driver, line.click)
    lifted = case.without_red_line("Ukraine", recognition="Russian")
    assert fares(driver) == expected(bg.nash(lifted))
    assert "lifted" in line.text

    find(driver, "#issues-part > summary").click()
    form = find(driver, "#add")
    form.find_element(By.NAME, "name").send_keys("trees")
    form.find_element(By.NAME, "outcomes").send_keys("keep\nfell")
    form.find_element(By.NAME, "today").send_keys("fell")
    for box, number in zip(
        form.find_elements(By.CSS_SELECTOR, "fieldset input"), ("50", "100", "0", "20", "30", "100"), strict=True
    ):
        box.clear()
        box.send_keys(number)
    doing(driver, form.find_element(By.CSS_SELECTOR, 'button[type="submit"]').click)
    wider = lifted.with_issue(
        "trees",
        outcomes=["keep", "fell"],
        status_quo="fell",
        weight={"Ukraine": 50, "Russia": 20},
        worth={"Ukraine": [100, 0], "Russia": [30, 100]},
    )
    assert fares(driver) == expected(bg.nash(wider))
    assert settlement(driver)["trees"] == bg.nash(wider).agreement["trees"]

    file = downloaded(driver)
    assert command("check", file)[0] == 0
    assert bg.read(file) == wider

    wait_until(lambda: driver.execute_script("return document.body.dataset.link") == "2", "the link is kept")
    link = "#" + driver.current_url.partition("#")[2]
    shown(driver, regions, link)
    assert fares(driver) == expected(bg.nash(wider))
    assert "trees" in find(driver, "#groups").get_attribute("textContent")

    doing(driver, lambda: find(driver, "body").send_keys(Keys.CONTROL, "z"))
    assert fares(driver) == expected(bg.nash(lifted))
    doing(driver, find(driver, "#undo").click)
    assert fares(driver) == expected(bg.nash(case))
    assert not find(driver, "#undo").is_enabled()
    doing(driver, lambda: find(driver, "body").send_keys(Keys.CONTROL, "y"))
    assert fares(driver) == expected(bg.nash(lifted))
    doing(driver, find(driver, "#redo").click)
    assert fares(driver) == expected(bg.nash(wider))
    doing(driver, find(driver, "#reset").click)
    assert fares(driver) == expected(bg.nash(case))


def test_what_is_refused_stands_beside_its_control(driver, regions, case):
    shown(driver, regions)
    before = fares(driver)
    field = labelled(driver, "Weights, control, Ukraine, as a number", "text")
    field.clear()
    field.send_keys("-4", Keys.TAB)
    note = field.find_element(By.XPATH, "..//*[@role='alert']")
    wait_until(note.is_displayed, "the message is there")
    assert note.text == "issues.control.Ukraine.weight: -4 is out of range; it must be at least 0"
    assert fares(driver) == before
    field.clear()
    field.send_keys("much", Keys.TAB)
    assert note.text == "write a number, with a point for decimals"
    field.clear()
    doing(driver, lambda: field.send_keys("60", Keys.TAB))
    assert not note.is_displayed()
    assert fares(driver) == expected(bg.nash(case.with_value("issues.control.Ukraine.weight", 60)))


def test_many_moves_of_a_slider_are_one_change_and_end_where_it_stands(driver, regions, case):
    shown(driver, regions)
    last = driver.execute_script(
        """
        const sliders = [...document.querySelectorAll('input[type=range]')];
        const s = sliders.find(x => x.ariaLabel.startsWith('Weights, power, Ukraine'));
        for (let k = 0; k <= 200; k += 1) {
          s.value = 6 + k / 25;
          s.dispatchEvent(new Event('input', {bubbles: true}));
        }
        s.dispatchEvent(new Event('change', {bubbles: true}));
        return s.value;
        """
    )
    field = labelled(driver, "Weights, power, Ukraine, as a number", "text")
    wait_until(lambda: field.get_attribute("value") == last, "the last move is drawn")
    settled(driver)
    assert drawn(driver) < 20, "moves wait for each other, and only the newest is asked for"
    assert fares(driver) == expected(bg.nash(case.with_value("issues.power.Ukraine.weight", float(last))))
    doing(driver, find(driver, "#undo").click)
    assert fares(driver) == expected(bg.nash(case))


def test_concept_and_lotteries(driver, regions, case):
    shown(driver, regions)
    doing(driver, lambda: find(driver, "#concept").send_keys("egal", Keys.ENTER))
    assert fares(driver) == expected(bg.solve(case, "egalitarian"))
    doing(driver, find(driver, "#lotteries").click)
    assert fares(driver) == expected(bg.solve(case, "egalitarian", lotteries=True))
    assert "with lotteries" in find(driver, "#legend").text


@pytest.mark.parametrize(
    "link", ["#nonsense", "#bnVsbA", "#e30", "#W10", "#W3sia2luZCI6ImxvdHRlcmllcyIsIm9uIjoidHJ1ZSJ9XQ"]
)
def test_a_link_that_leads_nowhere(driver, regions, case, link):
    shown(driver, regions, link)
    assert fares(driver) == expected(bg.nash(case))
    if link != "#W10":  # the link of no changes at all
        wait_until(find(driver, "#message").is_displayed, "there is a message")
        assert "this is the case as it stands" in find(driver, "#message").text
    console(driver)  # a browser notes down any answer that is not 200


def test_levers_and_probabilities(driver):
    with served(TOLL) as running:
        shown(driver, running)
        doing(driver, find(driver, 'input[data-level="paid"]').click)
        assert fares(driver) == expected(bg.nash(TOLL.at_levels({"support": "paid"})))
        held = labelled(driver, "Without an agreement, cost per year, Ann")
        assert not held.is_enabled()
        doing(driver, find(driver, "#reset").click)
        doing(
            driver,
            lambda: labelled(driver, "Without an agreement, probability of “stalemate”, as Ann").send_keys(Keys.END),
        )
        field = labelled(
            driver, "Without an agreement, probability of “Ann wins”, as Ann believes, as a number", "text"
        )
        assert field.get_attribute("value") == "0"


def test_a_range_is_added_where_a_war_may_settle_it(driver):
    with served(TOLL) as running:
        shown(driver, running)
        find(driver, "#issues-part > summary").click()
        form = find(driver, "#add")
        form.find_element(By.NAME, "name").send_keys("length")
        form.find_element(By.CSS_SELECTOR, 'input[value="range"]').click()
        form.find_element(By.NAME, "today").send_keys("5")
        for box in form.find_elements(By.CSS_SELECTOR, ".pick:not(fieldset .pick) input"):
            label = box.find_element(By.XPATH, "preceding-sibling::label").text
            if given := {"To": "9", "Unit": "km", "If it ends as “Bob wins” (empty: as today)": "1"}.get(label):
                box.clear()
                box.send_keys(given, Keys.TAB)
        add = form.find_element(By.CSS_SELECTOR, 'button[type="submit"]')
        add.click()
        note = find(driver, "#issue-no")
        wait_until(note.is_displayed, "what is missing is said at the form")
        assert note.text.startswith("issues.length.Ann.worth.is[0]: '' is not a number")
        boxes = form.find_elements(By.CSS_SELECTOR, "fieldset input")
        for box, number in zip(boxes, ("1", "0", "100", "2", "100", "0"), strict=True):
            box.clear()
            box.send_keys(number)
        doing(driver, add.click)
        wider = TOLL.with_issue(
            "length", range=(0, 9), unit="km", status_quo=5, endings={"Bob wins": 1}, weight={"Ann": 1, "Bob": 2},
            worth={"Ann": {"at": [0, 9], "is": [0, 100]}, "Bob": {"at": [0, 9], "is": [100, 0]}},
        )  # fmt: skip
        assert fares(driver) == expected(bg.nash(wider))
        assert bg.read(downloaded(driver)) == wider
        assert "[object" not in find(driver, "body").get_attribute("textContent")


def test_no_deal_says_what_stands_in_the_way(driver):
    game = TOLL.with_value("outside_option.cost_per_year.Ann", -30).with_value("outside_option.cost_per_year.Bob", -30)
    with served(game) as running:
        shown(driver, running)
        assert find(driver, "#headline").text == "nash: no deal: every party gets its outside option"
        blockers = [" and ".join(b.label for b in group) for group in bg.zone_of_agreement(game).blockers]
        wait_until(
            lambda: [x.text for x in driver.find_elements(By.CSS_SELECTOR, "#blockers li")] == blockers,
            "blockers are shown",
        )


def test_three_parties_two_of_whom_are_drawn(driver):
    with served(three()) as running:
        shown(driver, running)
        assert "payoff of Ann" in find(driver, "#picture").get_attribute("textContent")
        doing(driver, lambda: find(driver, "#pair-0").send_keys("Cleo"))
        wait_until(lambda: "payoff of Cleo" in find(driver, "#picture").get_attribute("textContent"), "Cleo is drawn")
        assert fares(driver) == expected(bg.nash(three()))


def test_names_that_look_like_markup_are_text(driver):
    with served(HOSTILE) as running:
        shown(driver, running)
        assert driver.title == f"{NAMES[0]}: explore"
        assert find(driver, "h1").text == NAMES[0]
        assert set(fares(driver)) == {NAMES[1], NAMES[2]}
        assert list(settlement(driver)) == [NAMES[3]]
        doing(driver, find(driver, "#lines label").click)
        driver.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert driver.find_elements(By.CSS_SELECTOR, "main img, main b, body script") == []
        assert driver.execute_script("return document.scripts.length") == 1
        doing(driver, find(driver, "#issues button").click)  # nothing is left to settle
        assert settlement(driver) == {}
        assert console(driver) == []


def test_it_measures_how_long_it_takes(driver, regions):
    shown(driver, regions)
    doing(driver, lambda: labelled(driver, "Weights, control, Russia").send_keys(Keys.ARROW_RIGHT))
    measured = driver.execute_script("return performance.getEntriesByName('redraw').map(e => e.duration)")
    assert len(measured) == drawn(driver) == 2


def test_a_server_that_is_gone_is_said_to_be(driver):
    with served(TOLL) as running:
        shown(driver, running)
    find(driver, "#lotteries").click()
    wait_until(find(driver, "#message").is_displayed, "there is a message")
    assert find(driver, "#message").text.startswith("The server does not answer")
    assert "ERR_CONNECTION_REFUSED" in console(driver)[0]
