"""F1 by the clock of `screens.md` 3: seconds from what the real pages say and ask."""

import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.signing_up import STEPS, fill

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PER_WORD, TAP, DIGIT, LETTER = 0.25, 1.5, 0.5, 0.6
KTP, FIRST_LOAD, LOAD = 20.0, 3.2, 1.1
LIMIT = 240.0
NAME, RT_RW, PHONE = "Sukini", "3/2", "081234567890"
WORK = {
    # taps on choices, digits and letters typed; one tap more opens each list or box, one goes on
    "mulai": (1, 0, 0),
    "hubungan": (2, 0, 0),
    "nik": (2, 16, 0),
    "nama": (3, 0, len(NAME)),
    "pekerjaan": (3, 0, 0),
    "alamat": (6, len(RT_RW), 0),
    "kontak": (3, len(PHONE), 0),
    "izin": (2, 0, 0),
    "periksa": (1, 0, 0),
    "selesai": (0, 0, 0),
}
READ = """() => {
    const main = document.querySelector("main").cloneNode(true);
    for (const aside of main.querySelectorAll(
        "[hidden], .sr, details > :not(summary), option, .back, .steps-line, [name=nanti]"))
        aside.remove();
    return main.innerText.split(/\\s+/).filter(Boolean).length;
}"""


def test_signing_up_takes_four_minutes_at_most(
    places: str,
    open_as: Callable[..., Page],
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = open_as("sponsor", "/saya/")
    words: dict[str, int] = {}
    page.goto("/daftar/")
    words["mulai"] = page.evaluate(READ)
    page.click("main a.primary")
    for step in STEPS:
        words[step] = page.evaluate(READ)
        if step == "alamat":
            page.select_option("#kecamatan", label="Boja")
            page.wait_for_selector("#desa option >> nth=2", state="attached")
        fill(page, step, script=True)
    words["periksa"] = page.evaluate(READ)
    page.click("text=Daftarkan pekerja ini")
    words["selesai"] = page.evaluate(READ)

    seconds = {step: _seconds(step, words[step]) for step in WORK}
    lines = [
        f"  {step:10} {spent:6.1f}  ({words[step]}, {', '.join(map(str, WORK[step]))})"
        for step, spent in seconds.items()
    ]
    with capsys.disabled():
        sys.stdout.write(
            "\n".join(
                [
                    "\nF1, seconds by screen (words, taps, digits, letters):",
                    *lines,
                    f"  {'whole':10} {sum(seconds.values()):6.1f}  of {LIMIT:.0f}\n",
                ]
            )
        )

    assert sum(seconds.values()) <= LIMIT


def _seconds(step: str, words: int) -> float:
    taps, digits, letters = WORK[step]
    load = FIRST_LOAD if step == "mulai" else LOAD
    once = KTP if step == "nik" else 0.0
    return words * PER_WORD + taps * TAP + digits * DIGIT + letters * LETTER + load + once
