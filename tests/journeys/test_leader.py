"""A leader on a phone: how are we doing, and whom do I call; and J28, drawings that do not lie."""

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# What is drawn, read back from the drawing alone, and the numbers of the table beneath it.
READ = """figure => {
    const number = text => Number(text.replace(/[^0-9-]/g, ""));
    const rows = [...figure.querySelectorAll("tbody tr")].map(row => row.lastElementChild)
        .map(cell => cell.textContent.trim()).filter(text => /[0-9]/.test(text));
    const svgs = [...figure.querySelectorAll("svg[role=img]")].map(svg => {
        const axis = svg.querySelector(".axis");
        const at = (mark, name) => Number(mark.getAttribute(name));
        const points = [...svg.querySelectorAll("circle")];
        return {
            floor: axis && at(axis, "y1"),
            heights: axis && points.map(mark => at(axis, "y1") - at(mark, "cy")),
            labels: [...svg.querySelectorAll("text.value")].map(text => number(text.textContent)),
            bytes: svg.outerHTML.length,
        };
    });
    return {
        title: figure.querySelector("figcaption").textContent.trim(),
        rows: rows.map(number), svgs,
        ahead: [...figure.querySelectorAll("tbody th")]
            .filter(th => /perkiraan|Sasaran/.test(th.textContent)).length,
    };
}"""
MOST_OF_A_CHART = 12 * 1024


def test_a_leader_knows_in_one_look_and_calls_with_one_tap(open_as: Callable[..., Page]) -> None:
    page = open_as("leader", "/pimpinan/")

    assert re.search(
        r"\d+ pekerja terlindungi(, (naik|turun|sama)| sejauh ini, )", page.inner_text("h1")
    )
    assert page.locator(".stat").count() == 3
    assert page.locator("h1").bounding_box()["y"] < 400
    page.click(".awning .btn.sun")
    expect(page.locator("#hubungi")).to_be_in_viewport()
    link = page.locator(".calls a.btn").first
    text = unquote(link.get_attribute("href") or "")
    assert text.startswith("https://wa.me/")
    assert page.locator(".calls b").first.inner_text() in text

    page.locator(".calls b a").first.click()
    expect(page.locator("#ajakan")).to_be_visible()
    assert page.input_value("#pesan").startswith("Yth. Kepala ")
    page.locator(".back a").click()
    page.locator(".sorts a", has_text="Laporan bulan").click()
    assert "urut=lapor" in page.url
    assert "Belum lapor" in page.locator("table.offices tbody tr").first.inner_text()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_drawing_says_what_its_table_says(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], width: int
) -> None:
    page = open_as("leader", "/pimpinan/", width=width)
    assert faults(page) == []
    charts = [figure.evaluate(READ) for figure in page.locator("figure.chart").all()]
    page.goto("/pimpinan/kantor/")
    page.locator("table.offices tbody th a").first.click()
    charts += [figure.evaluate(READ) for figure in page.locator("figure.chart").all()]

    assert len(charts) == 3
    for chart in charts:
        assert len(chart["svgs"]) == 2
        for svg in chart["svgs"]:
            assert svg["bytes"] <= MOST_OF_A_CHART, chart["title"]
            if svg["heights"]:
                _compare_line(chart, svg)
            else:
                assert svg["labels"] == chart["rows"], chart["title"]
    page.context.close()


def _compare_line(chart: dict, svg: dict) -> None:
    """Compare the height of every counted point with its number, and every label with a row."""
    counted = chart["rows"][: len(chart["rows"]) - chart["ahead"]]
    heights = svg["heights"][: len(counted)]
    last, tall = counted[-1], heights[-1]
    assert tall > 0
    for count, height in zip(counted, heights, strict=True):
        assert count == pytest.approx(height / tall * last, abs=0.01 * last + 0.2), chart["title"]
    assert set(svg["labels"]) <= set(chart["rows"]), chart["title"]


def test_the_page_prints_without_its_buttons_and_with_its_tables(
    open_as: Callable[..., Page],
) -> None:
    page = open_as("leader", "/pimpinan/", width=1280)
    page.emulate_media(media="print")

    assert not page.locator(".calls a.btn").first.is_visible()
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
