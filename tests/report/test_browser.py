"""The page in a real Chromium: it works, stays silent, and nothing of the data runs."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from report_records import Build, record

pytestmark = pytest.mark.full
webdriver = pytest.importorskip("selenium.webdriver")
By = pytest.importorskip("selenium.webdriver.common.by").By
Keys = pytest.importorskip("selenium.webdriver.common.keys").Keys
Select = pytest.importorskip("selenium.webdriver.support.select").Select


@pytest.fixture
def opened(chromium: Any, page: Path) -> Any:
    """The browser with the page of ordinary and hostile records."""
    chromium.get(page.as_uri())
    return chromium


def listed(browser: Any) -> list[str]:
    """What the list of records shows."""
    found: list[str] = browser.execute_script(
        "return [...document.querySelectorAll('#list li')].map((item) => item.innerText)"
    )
    return found


def eventually(condition: Callable[[], bool]) -> bool:
    """Does it come true within two seconds? The search waits for a pause in typing."""
    for _ in range(40):
        if condition():
            return True
        time.sleep(0.05)
    return False


def choose(browser: Any, name: str, label: str) -> None:
    """Choose the first option of a select that begins with `label`."""
    select = Select(browser.find_element(By.ID, name))
    select.select_by_visible_text(next(o.text for o in select.options if o.text.startswith(label)))


def search(browser: Any, words: str) -> None:
    """Search, from an empty field; the list follows when typing pauses."""
    field = browser.find_element(By.ID, "search")
    field.clear()
    field.send_keys(words)
    time.sleep(0.4)


def hover(browser: Any, element: Any) -> None:
    """Move the pointer onto an element."""
    webdriver.ActionChains(browser).move_to_element(element).perform()


def lit(browser: Any, panel: str) -> list[str]:
    """The parts of a panel that are highlighted."""
    return [element.text for element in browser.find_elements(By.CSS_SELECTOR, f"#{panel} .on")]


def test_it_loads_in_silence(chromium: Any, page: Path) -> None:
    chromium.get_log("performance")
    chromium.get(page.as_uri())
    assert chromium.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in chromium.get_log("performance")]
    asked = {e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"}
    assert {url for url in asked if not url.startswith("data:")} == {page.as_uri()}


def test_hostile_records_do_nothing(opened: Any) -> None:
    before = opened.execute_script("return document.querySelectorAll('script, img, iframe').length")
    for words in ("<script>", "evil", "onmouseover", "xxxx", "12345678901234567890", "a/b~c"):
        search(opened, words)
        assert eventually(lambda: listed(opened) and "176 of" not in opened.find_element(By.ID, "count").text)
        for item in opened.find_elements(By.CSS_SELECTOR, "#list li")[:5]:
            item.click()
            hover(opened, opened.find_element(By.ID, "text"))
        assert opened.find_element(By.ID, "detail").text
    assert opened.execute_script("return window.attacked") is None
    assert opened.execute_script("return document.querySelectorAll('script, img, iframe').length") == before
    assert opened.get_log("browser") == []


def test_turning_marks_are_shown_and_big_numbers_kept(opened: Any) -> None:
    search(opened, "person-t-00902")
    assert eventually(lambda: len(listed(opened)) == 1)
    assert "U+202Eevil" in opened.find_element(By.ID, "text").text.replace("\n", "")
    search(opened, "person-t-00904")
    assert eventually(lambda: "00904" in "".join(listed(opened)))
    assert "12345678901234567890" in opened.find_element(By.ID, "json").text


def test_long_texts_are_cut_and_it_is_said(opened: Any) -> None:
    search(opened, "person-t-00903")
    assert eventually(lambda: len(listed(opened)) == 1)
    assert "Too long to show in full" in opened.find_element(By.ID, "detail").text
    assert opened.execute_script("return document.documentElement.scrollWidth <= innerWidth")


def test_filters_narrow_the_list_and_clear_widens_it(opened: Any) -> None:
    choose(opened, "verdict", "rejected")
    choose(opened, "reason", "rules/rare")
    assert len(listed(opened)) == 1
    assert "✗ rules/rare" in listed(opened)[0]
    opened.find_element(By.CSS_SELECTOR, "[type=reset]").click()
    assert eventually(lambda: "177 of 177" in opened.find_element(By.ID, "count").text)
    choose(opened, "register", "form")
    choose(opened, "split", "test")
    assert listed(opened)
    assert all("✓ test · form" in text for text in listed(opened))
    choose(opened, "trouble", "typo")
    choose(opened, "source", "template")
    choose(opened, "schema", "person")
    assert all(int(text.split("-")[2][:5]) % 6 == 3 for text in listed(opened))


def test_search_reads_text_and_json(opened: Any) -> None:
    search(opened, "age: 47.")
    assert eventually(lambda: len(listed(opened)) == 1)
    assert "00027" in listed(opened)[0]
    search(opened, "no such thing")
    assert eventually(lambda: not listed(opened))
    assert "No record matches" in opened.find_element(By.ID, "detail").text


def test_sorting_by_a_score(opened: Any) -> None:
    choose(opened, "sort", "difficulty")
    choose(opened, "order", "highest")
    assert "00149" in listed(opened)[0] or "0090" in listed(opened)[0]
    choose(opened, "order", "lowest")
    assert "00000" in listed(opened)[0]


def test_hovering_a_leaf_lights_its_span_and_back(opened: Any) -> None:
    search(opened, "person-t-00003")
    assert eventually(lambda: len(listed(opened)) == 1)
    name, age = opened.find_elements(By.CSS_SELECTOR, "#json .leaf")
    hover(opened, age)
    assert (lit(opened, "text"), lit(opened, "json")) == (["23"], ["23"])
    hover(opened, name)
    assert (lit(opened, "text"), lit(opened, "json")) == (["Person D"], ['"Person D"'])
    hover(opened, opened.find_elements(By.CSS_SELECTOR, "#text mark")[1])
    assert lit(opened, "json") == ["23"]
    hover(opened, opened.find_element(By.TAG_NAME, "h1"))
    assert lit(opened, "text") == lit(opened, "json") == []


def test_findings_stand_by_a_rejected_record_and_light_their_leaf(opened: Any) -> None:
    choose(opened, "verdict", "rejected")
    finding = opened.find_element(By.CSS_SELECTOR, ".findings li")
    assert finding.text.startswith("rules/")
    assert "/age" in finding.text
    hover(opened, finding)
    assert len(lit(opened, "json")) == 1
    assert opened.find_elements(By.CSS_SELECTOR, "#json .wrong")


def test_the_keyboard_is_enough(opened: Any) -> None:
    body = opened.find_element(By.TAG_NAME, "body")
    body.send_keys("/")
    opened.switch_to.active_element.send_keys("person-t-0001")
    assert eventually(lambda: len(listed(opened)) == 10)
    opened.switch_to.active_element.send_keys(Keys.ESCAPE)
    for key, shown in (("j", "00011"), ("j", "00012"), ("k", "00011")):
        opened.switch_to.active_element.send_keys(key)
        assert shown in opened.find_element(By.CSS_SELECTOR, "#detail h3").text
    opened.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert "00012" in opened.find_element(By.CSS_SELECTOR, '[aria-selected="true"]').text
    opened.execute_script("document.querySelector('#json .leaf').focus()")
    assert lit(opened, "text") == ["Person M"]
    opened.switch_to.active_element.send_keys("c")
    assert eventually(lambda: "copied" in opened.find_element(By.ID, "copied").text)


def test_more_records_come_on_demand(opened: Any) -> None:
    assert len(listed(opened)) == 100
    opened.execute_script("document.getElementById('more').click()")
    assert len(listed(opened)) == 177


def test_it_fits_a_phone_in_dark_and_light(opened: Any) -> None:
    metrics = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        assert opened.execute_script("return document.documentElement.scrollWidth") <= 360
        backs = set()
        for _ in range(2):
            opened.execute_script("document.getElementById('theme').click()")
            backs.add(opened.execute_script("return getComputedStyle(document.body).backgroundColor"))
        assert len(backs) == 2
    finally:
        opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_thousand_records_filter_at_once(chromium: Any, build: Build) -> None:
    path = build([record(number) for number in range(1_000)], [])
    assert path.stat().st_size < 5_000_000
    chromium.get(path.as_uri())
    spent = chromium.execute_script(
        "const start = performance.now(); const select = document.getElementById('register');"
        "select.value = '=form'; select.dispatchEvent(new Event('change', {bubbles: true}));"
        "return performance.now() - start"
    )
    assert "500 of 1000" in chromium.find_element(By.ID, "count").text
    assert spent < 500  # milliseconds; about 10 where nothing else runs


def test_the_page_of_verdicts_filters_and_runs_nothing_of_the_data(chromium: Any, tmp_path: Path) -> None:
    from test_verdicts import ATTACK, RECEIPT, judged, page_of

    page_of(
        tmp_path,
        judged(RECEIPT, {"total": "20.00"}, "sure"),
        judged(RECEIPT, {"total": "12.60", "company": "Fern and Sons"}, "perhaps"),
        judged(ATTACK + RECEIPT, {"total": ATTACK}, ATTACK),
    )
    chromium.get_log("browser")
    chromium.get((tmp_path / "page.html").as_uri())

    def shown() -> list[str]:
        return [each.text for each in chromium.find_elements(By.CSS_SELECTOR, "article h3") if each.is_displayed()]

    assert len(shown()) == 3
    assert chromium.title == "Verdicts"
    assert chromium.find_elements(By.CSS_SELECTOR, "article img, article script") == []
    choose(chromium, "certainty", "perhaps")
    assert eventually(lambda: shown()[0].startswith("perhaps:"))
    assert chromium.find_element(By.ID, "count").text.endswith("of 3 shown")
    choose(chromium, "certainty", "all")
    choose(chromium, "reason", "grounding/other-amount")
    assert [each.partition(":")[0] for each in shown()] == ["sure"]
    assert chromium.get_log("browser") == []
