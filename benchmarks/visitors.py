"""One visitor after the other: the median, p95 and p99 of each path, against its target."""

import re
import time
from collections.abc import Callable

import pyotp
import requests
from django.urls import reverse

from benchmarks.bereaved import Families
from benchmarks.ten_years import PASSWORD, SECRET

TARGETS = {
    "S01 start": 15,
    "S09a accident": 15,
    "S09b death": 15,
    "S66 a family's papers": 15,
    "S65 how far it is": 200,
    "sign-in, hash included": 250,
    "S20 my workers": 200,
    "S21 one worker": 200,
    "sign-up step": 150,
    "S31 queue": 300,
    "S38 staff": 300,
    "S50 state": 300,
    "S51 offices": 300,
    "S60 the office's claims": 300,
    "S60 the regency's claims": 300,
    "S61 one claim": 200,
    "S62 accident": 150,
    "S63 death": 150,
    "S64 papers": 200,
    "heirs": 200,
    "S67 children": 200,
    "S86 one claim, branch": 200,
    "S86 decision": 200,
}
"""The most milliseconds at p95."""
OWN_LIST = "/bantuan/meninggal/daftar/?siapa=suami-istri&sebab=sakit&akta=ada"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def wait_for(port: int) -> None:
    """Return when the service answers. :raises TimeoutError: not within half a minute."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            requests.get(f"http://127.0.0.1:{port}/", timeout=5)
        except (requests.ConnectionError, requests.Timeout):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError


def signed_in(port: int, word: str, secret: str = "") -> requests.Session:
    """Walk one person through the door."""
    visit = requests.Session()
    address = f"http://127.0.0.1:{port}/masuk/"
    page = visit.get(address, timeout=10)
    answer = visit.post(
        address,
        {"sign_in": word, "password": PASSWORD, "csrfmiddlewaretoken": _token(page.text)},
        headers={"Referer": address},
        timeout=10,
    )
    if secret:
        answer = visit.post(
            f"{address}kode/",
            {"code": pyotp.TOTP(secret).now(), "csrfmiddlewaretoken": _token(answer.text)},
            headers={"Referer": address},
            timeout=10,
        )
    assert answer.ok, answer.status_code
    return visit


def measure(port: int, families: Families, *, times: int) -> list[dict[str, object]]:
    """Ask every path `times` times, and say how long the answers took."""
    site = f"http://127.0.0.1:{port}"
    stranger = requests.Session()
    sponsor = signed_in(port, _nip(1))
    worker = re.search(r'href="(/saya/pekerja/[^"]+/)"', sponsor.get(f"{site}/saya/").text)
    assert worker is not None
    paths: dict[str, Callable[[], requests.Response]] = {
        "S01 start": lambda: stranger.get(f"{site}/"),
        "S09a accident": lambda: stranger.get(f"{site}/bantuan/kecelakaan/"),
        "S09b death": lambda: stranger.get(f"{site}/bantuan/meninggal/"),
        "S66 a family's papers": lambda: stranger.get(f"{site}{OWN_LIST}"),
        "S65 how far it is": _card(site, families),
        "sign-in, hash included": _door(port),
        "S20 my workers": lambda: sponsor.get(f"{site}/saya/"),
        "S21 one worker": lambda: sponsor.get(f"{site}{worker.group(1)}"),
        "sign-up step": lambda: sponsor.get(f"{site}/daftar/hubungan/"),
    }
    officer = signed_in(port, "officer", SECRET)
    leader = signed_in(port, "leader", SECRET)
    branch = signed_in(port, "branch", SECRET)
    staff = {
        "S31 queue": (officer, "/kantor/pengajuan/"),
        "S38 staff": (officer, "/kantor/asn/"),
        "S50 state": (leader, "/pimpinan/"),
        "S51 offices": (leader, "/pimpinan/kantor/"),
        "S60 the office's claims": (officer, "/klaim/?lihat=semua"),
        "S60 the regency's claims": (branch, "/klaim/?lihat=semua"),
        "S61 one claim": (officer, reverse("claim", args=[families.gathering])),
        "S62 accident": (officer, reverse("claim-accident", args=[families.living])),
        "S63 death": (officer, reverse("claim-death", args=[families.living])),
        "S64 papers": (officer, reverse("claim-papers", args=[families.gathering])),
        "heirs": (officer, reverse("claim-heirs", args=[families.gathering])),
        "S67 children": (officer, reverse("claim-children", args=[families.at_school])),
        "S86 one claim, branch": (branch, reverse("branch-claim", args=[families.deciding])),
        "S86 decision": (branch, reverse("branch-claim-decide", args=[families.deciding])),
    }
    for name, (visit, path) in staff.items():
        paths[name] = lambda visit=visit, path=path: visit.get(f"{site}{path}")  # type: ignore[misc]
    return [_timed(name, ask, times) for name, ask in paths.items()]


def table(found: list[dict[str, object]]) -> str:
    lines = ["| path | p50 ms | p95 ms | p99 ms | target p95 |", "|---|---|---|---|---|"]
    lines += [
        f"| {one['path']} | {one['p50']} | {one['p95']} | {one['p99']} | {one['target']} |"
        for one in found
    ]
    return "\n".join(lines)


def over_limit(found: list[dict[str, object]]) -> list[str]:
    return [str(one["path"]) for one in found if float(str(one["p95"])) > float(str(one["target"]))]


def _timed(name: str, ask: Callable[[], requests.Response], times: int) -> dict[str, object]:
    took = []
    for _ in range(times + 5):
        began = time.perf_counter()
        answer = ask()
        took.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, (name, answer.status_code)
    kept = sorted(took[5:])
    return {
        "path": name,
        "p50": round(kept[len(kept) // 2], 1),
        "p95": round(kept[len(kept) * 95 // 100], 1),
        "p99": round(kept[len(kept) * 99 // 100], 1),
        "target": TARGETS[name],
    }


def _door(port: int) -> Callable[[], requests.Response]:
    number = iter(range(2, 10_000))

    def enter() -> requests.Response:
        visit = signed_in(port, _nip(next(number)))
        return visit.get(f"http://127.0.0.1:{port}/saya/")

    return enter


def _card(site: str, families: Families) -> Callable[[], requests.Response]:
    """Return what asks for a family's claim with the card's code and the holder's birth date."""
    visit, address = requests.Session(), f"{site}{reverse('claim-status', args=[families.code])}"
    token = _token(visit.get(address, timeout=10).text)
    born = families.born_on
    said = {"lahir_hari": born.day, "lahir_bulan": born.month, "lahir_tahun": born.year}
    return lambda: visit.post(
        address, {**said, "csrfmiddlewaretoken": token}, headers={"Referer": address}
    )


def _nip(number: int) -> str:
    return f"1980010120100{number:05d}"


def _token(page: str) -> str:
    found = TOKEN.search(page)
    assert found is not None
    return found.group(1)
