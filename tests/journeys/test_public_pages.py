"""The public pages in a real browser: accessible, light, and there without script or pictures."""

import gzip
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Response, Route

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PUBLIC = (
    *("/", "/tentang/", "/angka/", "/angka/metode/", "/petugas/", "/bantuan/"),
    *("/bantuan/kecelakaan/", "/bantuan/meninggal/", "/privasi/", "/privasi/permintaan/"),
    *("/privasi/permintaan/terkirim/", "/aksesibilitas/", "/status/"),
    "/bantuan/meninggal/siapa/",
    "/bantuan/meninggal/daftar/?siapa=anak&sebab=kerja&akta=belum",
)
LIGHT = ("/", "/cek/", "/bantuan/kecelakaan/")
KILOBYTE = 1024
CONTRASTS = """() => {
    const channel = (v) => v <= 10.3 ? v / 3294.6 : ((v / 255 + .055) / 1.055) ** 2.4;
    const numbers = (text) => text.match(/[\\d.]+/g).map(Number);
    const light = (c) => .2126 * channel(c[0]) + .7152 * channel(c[1]) + .0722 * channel(c[2]);
    const behind = (e) => {
        for (; e; e = e.parentElement) {
            const c = numbers(getComputedStyle(e).backgroundColor);
            if (c.length === 3 || c[3] === 1) return c;
        }
        return [255, 255, 255];
    };
    return [...document.querySelectorAll("h1, h2, main p, main li, .btn, footer a")]
        .filter((e) => e.offsetParent && !e.closest("[aria-hidden]") && !e.matches(".sr, .sr *"))
        .map((e) => {
            const [a, b] = [light(numbers(getComputedStyle(e).color)), light(behind(e))];
            const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            return [Math.round(ratio * 100) / 100, e.textContent.trim().slice(0, 40)];
        });
}"""


@pytest.mark.parametrize("path", LIGHT)
def test_the_first_visit_is_light(browser: Browser, site: str, path: str) -> None:
    answers: list[Response] = []
    page = browser.new_context(viewport={"width": 360, "height": 640}).new_page()
    page.on("response", lambda answer: answers.append(answer))

    page.goto(site + path, wait_until="networkidle")

    weights = {answer.url.removeprefix(site): _weight(answer) for answer in answers}
    styles = {name: weight for name, weight in weights.items() if name.endswith(".css")}
    assert weights[path] <= 12 * KILOBYTE, weights
    assert sum(styles.values()) <= 14 * KILOBYTE, weights
    assert sum(weights.values()) <= 40 * KILOBYTE, weights
    assert len(weights) <= 5, weights
    assert not [name for name in weights if name.endswith(".woff2")], weights


@pytest.mark.parametrize("path", LIGHT)
def test_works_without_script_pictures_and_style(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 480}, java_script_enabled=False, base_url=site
    )
    page = context.new_page()
    page.route("**/*", _only_pages)

    page.goto(path)

    assert page.inner_text("h1")
    wanted = {
        "/": ("Mulai daftar", "Rp"),
        "/cek/": ("Cek",),
        "/bantuan/kecelakaan/": ("Tolong dulu orangnya", "Tunjukkan kartu", "2×24 jam", "175"),
    }[path]
    shown = page.inner_text("main")
    places = [shown.index(words) for words in wanted]
    if path == "/bantuan/kecelakaan/":
        assert places[:3] == sorted(places[:3])
        assert page.get_attribute("main a[href^='tel:']", "href") == "tel:175"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_in_both_schemes(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, base_url=site)
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its literals
    for path in PUBLIC:
        page.goto(path)

        weak = [found for found in page.evaluate(CONTRASTS) if found[0] < 4.5]
        assert weak == [], (path, scheme)


def test_forced_colours_keep_the_words_and_the_edges_of_buttons(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, base_url=site, forced_colors="active"
    )
    page = context.new_page()
    for path in ("/", "/bantuan/kecelakaan/", "/petugas/"):
        page.goto(path)

        assert [found for found in page.evaluate(CONTRASTS) if found[0] < 4.5] == [], path
        edges = page.evaluate(
            "[...document.querySelectorAll('.btn')].map(e => getComputedStyle(e).borderTopWidth)"
        )
        assert edges
        assert all(float(edge.removesuffix("px")) > 0 for edge in edges), path


def test_an_unknown_blank_is_told_while_it_is_typed(open_as: Callable[..., Page]) -> None:
    page = open_as("secretariat", "/kelola/pesan/cutoff/")

    page.fill("#teks", "Besok batas kirim: [jumlah] dan [entah].")

    assert "entah" in page.inner_text("[data-length-of]")


def _weight(answer: Response) -> int:
    """Return the bytes as a proxy sends them: text compressed, pictures and fonts as they are."""
    body = answer.body()
    kind = answer.headers.get("content-type", "")
    return len(gzip.compress(body, 6)) if re.search(r"text|script|json|svg", kind) else len(body)


def _only_pages(route: Route) -> None:
    if route.request.resource_type == "document":
        route.continue_()
    else:
        route.abort()
