"""
The treasurer's screens of one large office: its list before and after the lock, what payroll
answered, what differs, and what is paid on.

    python -m benchmarks.treasurer      prints one line of JSON

Asked through the whole service by its treasurer, as a browser asks, but without the way there.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from benchmarks.home import database
from payung.kernel.people import Role
from tests.factories import payroll
from tests.factories import remittance as made
from tests.factories import world as worlds
from tests.web.bad_input.forms import forms_of
from tests.web.signing_in import signed_in

PEOPLE, TIMES = 5_000, 20
MOST_PAGE_S, MOST_FILE_S = 0.3, 15.0
PAGES = ("payroll-list", "payroll-result", "payroll-differences", "payroll-match")
FILES = ("payroll-file", "payroll-list-print")


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--people", type=int, default=PEOPLE)
    wanted = reader.parse_args()
    with database():
        call_command("collectstatic", verbosity=0, interactive=False)
        found = _measured(wanted.people)
    told = {"benchmark": "treasurer", "people": wanted.people, **found}
    sys.stdout.write(json.dumps(told) + "\n")
    pages = [took for what, took in found.items() if what.endswith("_p95")]
    files = [took for what, took in found.items() if what.endswith("_seconds")]
    return 0 if max(pages) <= MOST_PAGE_S and max(files) <= MOST_FILE_S else 1


def _measured(people: int) -> dict[str, float]:
    world = worlds.build(by=worlds.SYSTEM, at=datetime.now(UTC), months=4)
    payroll.consented(world)
    month = payroll.next_month(world)
    of = made.Office(regency_id=world.regency_id, agency_id=payroll.office_of(world))
    made.giving(of, people, from_month=month, at=world.at)
    client = signed_in(Role.TREASURER)
    at = {name: reverse(name, args=[month]) for name in PAGES + FILES}

    found = {"s42_open_p95": _p95(lambda: client.get(at["payroll-list"]))}
    found["lock_seconds"] = _timed(lambda: _press(client, at["payroll-list"]))
    found["s42_locked_p95"] = _p95(lambda: client.get(at["payroll-list"]))
    found["s42_changed_p95"] = _p95(lambda: client.get(at["payroll-list"] + "?beda=1&hal=9"))
    found["workbook_seconds"] = _timed(lambda: client.get(at["payroll-file"]))
    found["d03_seconds"] = _timed(
        lambda: client.post(at["payroll-list-print"], _fields(client, at["payroll-list"]))
    )
    found["as_listed_seconds"] = _timed(lambda: _press(client, at["payroll-result"]))
    found["s44_p95"] = _p95(lambda: client.get(at["payroll-differences"]))
    found["s46_p95"] = _p95(lambda: client.get(at["payroll-match"]))
    return found


def _press(client: Client, address: str) -> HttpResponse:
    """Open the page and press the button of its first form."""
    return client.post(address, _fields(client, address))


def _fields(client: Client, address: str) -> dict[str, str]:
    first = next(form for form in forms_of(client, address) if form.is_post)
    return first.fields


def _p95(ask: Callable[[], HttpResponse]) -> float:
    """Of a service that has shown the page before."""
    ask()
    took = sorted(_timed(ask) for _ in range(TIMES))
    return round(took[int(TIMES * 0.95)], 3)


def _timed(ask: Callable[[], HttpResponse]) -> float:
    began = time.perf_counter()
    answer = ask()
    took = time.perf_counter() - began
    if answer.status_code not in (200, 302, 303):
        raise RuntimeError(f"{answer.status_code} {answer.content[:300]!r}")
    return round(took, 3)


if __name__ == "__main__":
    sys.exit(main())
