"""The preview in a real Chromium: leaves light their spans, nothing of the schema runs, a served page follows it."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from report_records import ATTACK
from test_preview import command, given

pytestmark = pytest.mark.full
By = pytest.importorskip("selenium.webdriver.common.by").By
Stale = pytest.importorskip("selenium.common.exceptions").StaleElementReferenceException
wait = pytest.importorskip("selenium.webdriver.support.wait")

SCHEMA = {
    "title": "Booking",
    "type": "object",
    "properties": {
        "guest": {"type": "string", "description": "Name of the guest."},
        "nights": {"type": "integer", "minimum": 1, "maximum": 9},
    },
    "required": ["guest", "nights"],
}


@pytest.fixture
def schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A schema in a folder without params.yaml."""
    monkeypatch.chdir(tmp_path)
    path = Path("booking.json")
    path.write_text(json.dumps(SCHEMA))
    return path


def hover(browser: Any, element: Any) -> None:
    from selenium import webdriver

    webdriver.ActionChains(browser).move_to_element(element).perform()


def shown(browser: Any, selector: str) -> list[str]:
    return [element.text for element in browser.find_elements(By.CSS_SELECTOR, selector) if element.is_displayed()]


def test_leaves_light_their_spans_and_filters_choose(chromium: Any, schema: Path) -> None:
    command.run(given(str(schema)))
    chromium.get_log("browser")
    chromium.get(Path("booking.preview.html").absolute().as_uri())
    assert chromium.title == "Booking"
    assert len(shown(chromium, "#list li")) == 30
    leaf = chromium.find_element(By.CSS_SELECTOR, "#json .leaf:not(.bare)")
    hover(chromium, leaf)
    assert shown(chromium, "#text .on") and shown(chromium, "#json .on") == [leaf.text]
    chromium.execute_script(
        "const trouble = document.getElementById('trouble'); trouble.selectedIndex = 1;"
        "trouble.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    assert 0 < len(shown(chromium, "#list li")) < 10
    chromium.find_element(By.CSS_SELECTOR, "#detail summary").click()
    assert shown(chromium, "#text")[0].split("\n")[0] in shown(chromium, "#detail details pre")[0]
    assert not chromium.find_element(By.ID, "split").is_displayed()  # there is none
    chromium.find_element(By.CSS_SELECTOR, "#known summary").click()
    assert "built-in grammar" in shown(chromium, "#known table")[0]
    assert chromium.get_log("browser") == []


def test_nothing_of_the_schema_runs(chromium: Any, schema: Path) -> None:
    properties = {ATTACK: {"type": "string", "description": ATTACK, "examples": [ATTACK]}}
    schema.write_text(json.dumps({**SCHEMA, "title": ATTACK, "properties": properties, "required": [ATTACK]}))
    words = {"": {"pool": [{"value": {ATTACK: ATTACK}}]}}
    Path("booking.annotations.yaml").write_text(json.dumps(words))
    command.run(given(str(schema)))
    chromium.get_log("browser")
    chromium.get(Path("booking.preview.html").absolute().as_uri())
    chromium.find_element(By.CSS_SELECTOR, "#known summary").click()
    for item in chromium.find_elements(By.CSS_SELECTOR, "#list li")[:10]:
        item.click()
    assert ATTACK in chromium.find_element(By.ID, "json").text
    assert chromium.execute_script("return window.attacked") is None
    assert chromium.find_elements(By.CSS_SELECTOR, "img, iframe, main script") == []
    assert chromium.get_log("browser") == []


def test_a_served_page_follows_the_schema_and_mends_itself(chromium: Any, schema: Path) -> None:
    def becomes(selector: str, words: str) -> None:
        def found(browser: Any) -> bool:
            return any(words in text for text in shown(browser, selector))

        wait.WebDriverWait(chromium, 60, ignored_exceptions=[Stale]).until(found)

    with command.server(given(str(schema), "--serve", "--port", "0")) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        chromium.get_log("browser")
        chromium.get(server.address)
        becomes("h1", "Booking")
        choose = "const chosen = document.getElementById('register'); chosen.value = '=chat';"
        chromium.execute_script(f"{choose} chosen.dispatchEvent(new Event('change', {{bubbles: true}}))")
        assert all("chat" in text for text in shown(chromium, "#list li"))
        schema.write_text('{"type": "objekt"}')
        becomes("#fault li", "booking.json#/type: 'objekt' is not valid")
        assert not chromium.find_element(By.ID, "records").is_displayed()
        schema.write_text(json.dumps({**SCHEMA, "title": "Stay"}))
        becomes("h1", "Stay")
        Path("booking.annotations.yaml").write_text('"":\n  sentences:\n  - "{guest} stays {nights} nights"\n')
        becomes("#known summary", "hand")
        assert chromium.execute_script("return document.getElementById('register').value") == "=chat"
        assert 0 < len(shown(chromium, "#list li")) < 30 and all("chat" in text for text in shown(chromium, "#list li"))
        assert chromium.get_log("browser") == []
        chromium.get("about:blank")
        server.shutdown()
