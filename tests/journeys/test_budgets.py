"""
The weight of every kind of page, in a real browser with the network and the phone slowed down.

Bytes, requests and layout shift are asserted: they are the same on every machine. Times depend on
the machine; they are printed, and asserted with room only against the budget of screens (3G desa).
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KB = 1024


@dataclass(frozen=True)
class Profile:
    """A network and a phone: bytes a second, milliseconds, and how much slower the processor is."""

    name: str
    down: int
    up: int
    latency_ms: int
    slower: int


VILLAGE = Profile("3G desa", 400_000 // 8, 200_000 // 8, 400, 6)
TOWN = Profile("4G kabupaten", 1_600_000 // 8, 750_000 // 8, 150, 4)


@dataclass(frozen=True)
class Budget:
    """The most a first visit may cost: HTML, everything together, requests, and LCP by profile."""

    html_kb: int
    total_kb: int
    requests: int
    lcp_s: dict[str, float]


PUBLIC = Budget(12, 40, 5, {VILLAGE.name: 3.0, TOWN.name: 1.2})
QUESTION = Budget(8, 30, 4, {VILLAGE.name: 2.8, TOWN.name: 1.0})
HOME = Budget(20, 60, 6, {VILLAGE.name: 3.4, TOWN.name: 1.4})
LIST = Budget(30, 60, 6, {VILLAGE.name: 3.4, TOWN.name: 1.4})
PAGES: tuple[tuple[str | None, str, Budget], ...] = (
    (None, "/", PUBLIC),
    (None, "/cek/", PUBLIC),
    (None, "/angka/", PUBLIC),
    (None, "/angka/metode/", PUBLIC),
    (None, "/angka/unduh/", PUBLIC),
    (None, "/angka/sematkan/", PUBLIC),
    (None, "/peringkat/", PUBLIC),
    (None, "/peringkat/kabupaten/", PUBLIC),
    (None, "/bantuan/kecelakaan/", PUBLIC),
    ("sponsor", "/daftar/hubungan/", QUESTION),
    ("sponsor", "/saya/", HOME),
    ("officer", "/kantor/", HOME),
    ("leader", "/pimpinan/", HOME),
    ("officer", "/kantor/pengajuan/", LIST),
    ("officer", "/kantor/asn/", LIST),
)
ON = {
    VILLAGE: PAGES,
    TOWN: [
        next(page for page in PAGES if page[2] is kind) for kind in (PUBLIC, QUESTION, HOME, LIST)
    ],
}
"""What a page weighs is the same on both networks; the faster one loads one page of each kind."""
LCP = """() => new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
        .observe({type: "largest-contentful-paint", buffered: true});
    setTimeout(() => done(0), 3000);
})"""
SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 300);
})"""


@dataclass
class Load:
    """What one visit cost on the wire."""

    html: int = 0
    total: int = 0
    requests: int = 0
    _kinds: dict[str, str] = field(default_factory=dict)

    def listen(self, session: CDPSession) -> None:
        session.on("Network.responseReceived", self._started)
        session.on("Network.loadingFinished", self._finished)

    def _started(self, event: dict[str, Any]) -> None:
        if not event["response"]["url"].startswith("data:"):
            self._kinds[event["requestId"]] = event["type"]

    def _finished(self, event: dict[str, Any]) -> None:
        kind = self._kinds.get(event["requestId"])
        if kind is None:
            return
        self.requests += 1
        self.total += int(event["encodedDataLength"])
        if kind == "Document":
            self.html += int(event["encodedDataLength"])


def _slowed(page: Page, profile: Profile) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": profile.latency_ms,
            "downloadThroughput": profile.down,
            "uploadThroughput": profile.up,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": profile.slower})
    return session


@pytest.mark.parametrize("profile", [VILLAGE, TOWN], ids=lambda profile: profile.name)
def test_every_kind_of_page_keeps_its_budget(
    open_as: Callable[..., Page], profile: Profile
) -> None:
    lines = []
    for who, path, budget in ON[profile]:
        page = open_as(who, "about:blank")
        session = _slowed(page, profile)
        load = Load()
        load.listen(session)
        page.goto(path, wait_until="load")
        lcp, shift = page.evaluate(LCP) / 1000, page.evaluate(SHIFT)
        lines.append(
            f"{profile.name:12} {path:24} {load.html / KB:5.1f} KB html {load.total / KB:6.1f} KB"
            f" {load.requests} requests, LCP {lcp:.2f} s (budget {budget.lcp_s[profile.name]} s)"
        )
        page.context.close()

        assert load.html <= budget.html_kb * KB, (path, load)
        assert load.total <= budget.total_kb * KB, (path, load)
        assert load.requests <= budget.requests, (path, load)
        assert shift <= 0.05, (path, shift)
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
