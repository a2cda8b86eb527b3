"""The page for everyone: any width, keyboard and screen reader, contrast in both colour schemes."""

import pytest

from tests.explorer.reading import find
from tests.explorer.running import shown

pytestmark = pytest.mark.usefixtures("quiet")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (640, 400), (320, 640)])
def test_nothing_is_cut_at_any_width(driver, regions, width, height):
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        shown(driver, regions)
        driver.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        across, inner = driver.execute_script("return [document.documentElement.scrollWidth, window.innerWidth]")
        assert across <= inner
        driver.execute_script("document.querySelector('#groups').scrollIntoView(); window.scrollBy(0, 800)")
        box = driver.execute_script(
            "const r = document.querySelector('#picture').getBoundingClientRect(); return [r.top, r.bottom]"
        )
        assert -5 <= box[0] < box[1] <= height, "the picture stays in sight while sliders scroll"
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_every_control_has_a_name_and_can_be_reached(driver, regions):
    shown(driver, regions)
    driver.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    nameless = driver.execute_script(
        "return [...document.querySelectorAll('input, select, textarea, button')]"
        ".filter(x => !(x.ariaLabel || x.labels?.length || x.textContent.trim())).map(x => x.outerHTML)"
    )
    assert nameless == []
    assert find(driver, "#picture").get_attribute("role") == "img"
    assert "Payoffs of Ukraine across and Russia upward" in find(driver, "#picture-text").get_attribute("textContent")
    ids = driver.execute_script("return [...document.querySelectorAll('[id]')].map(x => x.id)")
    assert len(ids) == len(set(ids))
    described = driver.execute_script(
        "return [...document.querySelectorAll('[aria-describedby]')]"
        ".flatMap(x => x.getAttribute('aria-describedby').split(' ')).filter(id => !document.getElementById(id))"
    )
    assert described == []


CONTRAST = """
const seen = [];
const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
const bent = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const light = ([r, g, b]) => [r, g, b].map(v => bent(v / 255))
  .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
for (const node of document.querySelectorAll('body *')) {
  const own = [...node.childNodes].some(c => c.nodeType === 3 && c.textContent.trim());
  if (!own || !node.checkVisibility() || node.disabled) continue;
  const style = getComputedStyle(node);
  let under = node;
  while (under && rgb(getComputedStyle(under).backgroundColor)[3] === 0) under = under.parentElement;
  const paper = rgb(getComputedStyle(under || document.documentElement).backgroundColor);
  const ink = rgb(node instanceof SVGElement ? style.fill : style.color);
  const [a, b] = [light(ink), light(paper)].sort((x, y) => y - x);
  seen.push([(a + 0.05) / (b + 0.05), node.tagName, node.textContent.slice(0, 30)]);
}
return seen.sort((x, y) => x[0] - y[0]);
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(driver, regions, scheme):
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    shown(driver, regions)
    seen = driver.execute_script(CONTRAST)
    assert len(seen) > 50
    assert seen[0][0] >= 4.5, seen[:5]
