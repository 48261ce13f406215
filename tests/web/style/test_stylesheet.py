"""The stylesheets: readable in light, dark, print and a reader's own colours, and small."""

import gzip
import re

import pytest

from tests.promises.house import SOURCE

SHEETS = {
    name: (SOURCE / "web" / "static" / name).read_text(encoding="utf-8")
    for name in ("payung.css", "desk.css")
}
CSS = "".join(SHEETS.values())
LIGHT, DARK = (
    dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})\b", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.S)[:2]
)
ON_GROUNDS = ("paper", "card", "sunk")
READ = (
    *[(ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in ON_GROUNDS],
    *[("brand", ground) for ground in (*ON_GROUNDS, "brand-soft")],
    *[("brand-deep", ground) for ground in ("card", "brand-soft")],
    *[("danger", ground) for ground in (*ON_GROUNDS, "danger-soft")],
    *[
        ("ink", ground)
        for ground in ("field", "sun-soft", "danger-soft", "brand-soft", "info-soft")
    ],
    ("ink-2", "brand-soft"),
    ("ink-2", "sun-soft"),
    ("sun-ink", "sun-soft"),
    ("info", "info-soft"),
    ("on-brand", "brand"),
    ("on-brand", "brand-deep"),
    ("on-brand-2", "awning"),
    ("on-sun", "sun"),
)
EDGES = (("edge", "card"), ("edge", "paper"), ("ink-2", "field"), ("brand", "card"))
SCRIPTS = SOURCE / "web" / "static"


def _light(colour: str) -> float:
    plain = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    parts = [int(plain[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_hold_four_and_a_half_to_one(theme):
    tokens = LIGHT if theme == "light" else {**LIGHT, **DARK}

    faint = {
        (ink, ground): round(_contrast(tokens[ink], tokens[ground]), 2)
        for ink, ground in READ
        if _contrast(tokens[ink], tokens[ground]) < 4.5
    }

    assert faint == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_of_what_can_be_used_hold_three_to_one(theme):
    tokens = LIGHT if theme == "light" else {**LIGHT, **DARK}

    assert all(_contrast(tokens[one], tokens[other]) >= 3 for one, other in EDGES)


def test_the_measure_of_contrast_is_the_known_one():
    assert round(_contrast("#000", "#ffffff"), 2) == 21
    assert round(_contrast("#767676", "#fff"), 2) == 4.54


def test_both_together_stay_within_fifteen_kilobytes():
    assert sum(len(gzip.compress(sheet.encode())) for sheet in SHEETS.values()) < 15_000


def test_what_only_desks_need_is_told_apart():
    """A rule that stands in both would be loaded twice, and changed once."""
    rules = {
        name: {line for line in sheet.splitlines() if line.startswith("  .")}
        for name, sheet in SHEETS.items()
    }

    assert rules["payung.css"] & rules["desk.css"] == set()


def test_a_page_with_the_largest_script_stays_within_eight_kilobytes():
    weights = {path.name: len(path.read_bytes()) for path in SCRIPTS.glob("*.js")}
    on_every_page = weights.pop("keep.js")

    assert on_every_page <= 2_048
    assert on_every_page + max(weights.values()) <= 8_000


@pytest.mark.parametrize("kept", ["@media print", "forced-colors: active", "size: A4"])
def test_paper_and_own_colours_are_thought_of(kept):
    assert kept in CSS


def test_nothing_sticks_to_the_edge_of_a_phone():
    assert not re.search(r"position:\s*(sticky|fixed)", CSS)
