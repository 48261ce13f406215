"""S101a: payroll fixes its list on another day from a month on; what has begun keeps its day."""

import pytest

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.periods import period
from payung.stages.registry.operations.calendar import set_list_day
from payung.stages.registry.problems import DayRefused, OutsideScope
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.secretariat.sending import send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/kelola/periode/hari-daftar/"


def _day(world: World, viewer: Viewer, month: Month) -> int:
    return period(viewer=viewer, month=month, on=world.today).calendar.list_on.day


def test_the_day_holds_from_its_month_on_and_in_its_regency_only(web_world: World):
    client, later = signed_in(Role.SECRETARIAT), web_world.month + 3
    viewer = worlds.actor(web_world, Role.SECRETARIAT).viewer
    assert send(client, PAGE).status_code == 422

    said = {"hari": "12", "mulai": str(later), "alasan": "Surat BPKAD 900/12"}
    assert send(client, PAGE, **said).status_code == 302

    assert [_day(web_world, viewer, later + n) for n in (-1, 0, 1)] == [20, 12, 12]
    klaten = Viewer(Role.SECRETARIAT, 1, web_world.other_regency_id, None)
    assert _day(web_world, klaten, later) == 20
    page = told(client.get(PAGE))
    assert "Tanggal 12 bulan sebelumnya. Surat BPKAD 900/12" in page
    by = worlds.actor(web_world, Role.SECRETARIAT)
    for month, day in ((web_world.month, 12), (later, 29), (later, 0)):
        with pytest.raises(DayRefused):
            set_list_day(from_month=month, day=day, reason="x", by=by, at=web_world.at)
    auditor = worlds.actor(web_world, Role.AUDITOR)
    with pytest.raises(OutsideScope):
        set_list_day(from_month=later, day=3, reason="x", by=auditor, at=web_world.at)
