"""An office's place on the open page and on the leaders': where they differ, both say why."""

import pytest

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.leaders.offices import office_rows
from tests.factories.published import figures
from tests.factories.world import SYSTEM, World
from tests.web.public.reading import page, rows_of, text_of
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [3, 7])
def test_every_office_shown_stands_in_the_same_order_with_the_hidden_ones_taken_out(
    empty_world: World, seed: int
) -> None:
    world = empty_world
    figures(regency_id=world.regency_id, offices=20, months=3, seed=seed, by=SYSTEM, at=world.at)
    leader = Viewer(Role.LEADER, 1, world.regency_id, None)
    public = {row["kantor"]: row for row in rows_of("/peringkat/peringkat.csv")}
    month = Month.parse(next(iter(public.values()))["bulan"])
    inside = [row for row in office_rows(viewer=leader, month=month, on=world.today) if row.place]

    shown = [row for row in inside if public[row.office.name]["tempat"]]

    assert shown
    assert any(row not in shown for row in inside), "somebody is hidden"
    for row in shown:
        ahead = [
            one
            for one in inside
            if one.office.size == row.office.size
            and (one.place or 0) < (row.place or 0)
            and not public[one.office.name]["tempat"]
        ]
        assert int(public[row.office.name]["tempat"]) == (row.place or 0) - len(ahead)


def test_both_pages_say_among_whom_a_place_is(web_world: World) -> None:
    inside = signed_in(Role.LEADER).get("/pimpinan/kantor/").content.decode()

    assert "di antara semua kantor di kelas yang sama" in text_of(inside)
    assert "di sana satu kantor bisa lebih depan" in text_of(inside)
    assert "di antara kantor yang angkanya tampil di sini" in text_of(page("/peringkat/"))
