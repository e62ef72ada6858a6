"""The report in a real browser, opened from a file: stepping, filtering, and no breach of its own policy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report_sample import blood_pressure

from pipeline.report import render_article

webdriver = pytest.importorskip("selenium.webdriver")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--window-size=1400,900")


class Page:
    """The opened report, in the words of a reader."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def press(self, key: str) -> None:
        """Press a key wherever the focus is."""
        self.driver.switch_to.active_element.send_keys(key)

    def click(self, selector: str) -> None:
        """Click the first element of a selector."""
        self.driver.find_element("css selector", selector).click()

    def text(self, selector: str) -> str:
        """Return the visible text of the first element of a selector."""
        return str(self.driver.find_element("css selector", selector).text)

    def shown(self, selector: str) -> list[str]:
        """Return the ids of the visible elements of a selector."""
        found = self.driver.find_elements("css selector", selector)
        return [str(node.get_attribute("id")) for node in found if node.is_displayed()]

    def selected(self) -> list[str]:
        """Return the id in the panel, or nothing when it is closed."""
        return [str(node.text) for node in self.driver.find_elements("css selector", "#panel:not([hidden]) .ref")]


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=str(DRIVER)))
    yield browser
    browser.quit()


@pytest.fixture
def page(driver: Any, tmp_path: Path) -> Iterator[Page]:
    file = tmp_path / "blood-pressure.report.html"
    file.write_text(render_article(blood_pressure()), encoding="utf-8")
    driver.get(file.as_uri())
    yield Page(driver)
    assert driver.get_log("browser") == []


def test_n_and_p_step_through_the_findings_and_wrap(page: Page) -> None:
    seen = []
    for key in ("n", "n", "p", "p"):
        page.press(key)
        seen += page.selected()
    assert seen == ["f1", "f2", "f1", "f15"]
    assert page.text("#count") == "15 of 15 shown"
    assert page.driver.switch_to.active_element.get_attribute("data-f") == "f15"


def test_stepping_passes_over_filtered_findings(page: Page) -> None:
    page.click("input[value=minor]")
    page.click("input[value=major]")
    page.click("input[value=fixed]")
    seen = []
    for _ in range(3):
        page.press("n")
        seen += page.selected()
    findings = blood_pressure()["findings"]
    expected = [each["id"] for each in findings if (each["severity"], each["action"]) == ("critical", "flagged")]
    assert seen == expected[:3]
    assert page.shown("#items > .item") == expected
    assert page.text("#count") == f"3 of {len(expected)} shown (15 in all)"


def test_rule_filter_dims_other_highlights_and_closes_a_hidden_finding(page: Page) -> None:
    page.press("n")
    assert page.selected() == ["f1"]
    page.click("#rule option[value=wrong_sense]")
    assert page.selected() == []
    assert page.shown("#items > .item") == ["f8", "f14"]
    lit = page.driver.find_elements("css selector", "a.hit[data-f]:not(.off)")
    assert {anchor for node in lit for anchor in node.get_attribute("data-f").split()} >= {"f8", "f14"}
    assert all({"f8", "f14"} & set(node.get_attribute("data-f").split()) for node in lit)


def test_no_finding_shown_leaves_nothing_to_step_to(page: Page) -> None:
    for name in ("flagged", "fixed", "removed"):
        page.click(f"input[value={name}]")
    page.press("n")
    assert page.selected() == []
    assert page.text("#count") == "0 shown (15 in all)"


def test_clicking_shared_words_goes_round_their_findings(page: Page) -> None:
    shared = "a.hit[data-f='f8 f9']"
    seen = []
    for _ in range(3):
        page.click(shared)
        seen += page.selected()
    assert seen == ["f8", "f9", "f8"]
    assert page.text("#panel-also") == "Also on these words: f9 half_translated_term"


def test_escape_closes_the_panel_and_question_mark_opens_help(page: Page) -> None:
    page.press("n")
    page.press("\ue00c")
    assert page.selected() == []
    page.press("?")
    assert "next shown finding" in page.text("#help")
    page.press("\ue00c")
    assert page.shown("#help") == []


def test_address_of_a_finding_opens_it(page: Page) -> None:
    page.driver.get(page.driver.current_url + "#f7")
    assert page.selected() == ["f7"]
    assert "氯沙坦" in page.text("#panel .edit")


def test_without_script_the_list_is_complete_and_the_filters_are_hidden(page: Page) -> None:
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    page.driver.refresh()
    try:
        assert len(page.shown("#items > .item")) == 15
        assert page.shown("#bar") == page.shown("#panel") == []
        page.click("a.hit[data-f='f1']")
        assert page.driver.current_url.endswith("#f1")
    finally:
        page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
