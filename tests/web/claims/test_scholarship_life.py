"""Two children from the first class of TK to the last year of university: Rp174.000.000."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from payung.kernel.clock import WIB
from payung.kernel.rupiah import render_rupiah
from payung.stages.claims.models import Child, SchoolYear
from payung.stages.claims.states import SchoolState
from payung.web.sessions import PROVEN, SEEN, SINCE
from tests.factories.world import World
from tests.web.claims.family import Family, photo, sponsorship_of
from tests.web.secretariat.sending import boxes, send, told

pytestmark = pytest.mark.django_db
YEARS, BOTH_CHILDREN = 2 + 6 + 3 + 3 + 5, 2
WHOLE_IDR = 174_000_000


@pytest.fixture
def move_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[date], None]]:
    """Return what sets the clock of the service; whoever is signed in came in just then."""

    def move(day: date) -> None:
        now = datetime(day.year, day.month, day.day, 9, 0, tzinfo=WIB)
        monkeypatch.setattr(timezone, "now", lambda: now)
        for kept in Session.objects.all():
            known = kept.get_decoded() | dict.fromkeys((SEEN, SINCE, PROVEN), now.timestamp())
            data = SessionStore().encode(known)
            until = now + timedelta(hours=12)
            Session.objects.filter(pk=kept.pk).update(session_data=data, expire_date=until)

    return move


def _bereaved(family: Family) -> None:
    """Let a family lose its father to an accident at work, and write its two children down."""
    yesterday = family.world.today - timedelta(days=1)
    family.report(sebab="work_accident", **boxes("kecelakaan", yesterday))
    for name in ("Bagas", "Laras"):
        path = family.page("claim-child-new")
        born = boxes("lahir", date(family.world.today.year - 4, 1, 2))
        answer = send(family.officer, path, nama=name, jenjang="tk", kelas="1", **born)
        assert answer.status_code == 302, told(answer)


def test_a_life_of_scholarships_is_asked_and_paid_year_by_year(
    web_world: World, move_to: Callable[[date], None]
):
    family = Family(web_world, sponsorship_of(web_world))
    _bereaved(family)
    children = list(Child.objects.filter(claim_id=family.claim_id).order_by("number"))
    assert len(children) == BOTH_CHILDREN
    first = web_world.today

    for number in range(YEARS):
        # A school year is asked for once it has begun.
        day = first if number == 0 else date(first.year - (first.month < 7) + number, 8, 1)
        move_to(day)
        family.opened_by(family.officer, "answer")
        family.opened_by(family.branch)
        for child in children:
            _ask(family, child)
            _pay(family, child, day)

    rows = SchoolYear.objects.filter(child__in=children)
    assert {row.state for row in rows} == {SchoolState.PAID}
    assert [rows.filter(child=child).count() for child in children] == [YEARS, YEARS]
    assert sum(row.amount_idr for row in rows) == WHOLE_IDR
    assert render_rupiah(WHOLE_IDR) == "Rp174.000.000"
    over = family.officer.get(family.page("claim-year", children[0].pk))
    assert over.status_code == 404, "nothing is left to ask for"


def _ask(family: Family, child: Child) -> None:
    path = family.page("claim-year", child.pk)
    page = family.officer.get(path)
    assert page.status_code == 200, (child.number, timezone.now())
    (asked,) = page.context["questions"]
    answer = send(family.officer, path, jenjang=asked.value)
    assert answer.status_code == 302, told(answer)


def _pay(family: Family, child: Child, day: date) -> None:
    row = SchoolYear.objects.get(child=child, state=SchoolState.ASKED)
    path = reverse("branch-year-pay", args=[family.claim_id, row.pk])
    said = {"jumlah": str(row.computed_idr), **boxes("tanggal", day), "bukti": photo()}
    answer = send(family.branch, path, **said)
    assert answer.status_code == 302, told(answer)
