"""The yearly report is made in /kelola/ and read by everybody; slides and sheets by few."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.process.papers.monev_pack import print_pack
from tests.factories.papers import texts
from tests.factories.published import figures
from tests.factories.world import SYSTEM, World, actor
from tests.web.forms import send
from tests.web.signing_in import signed_in

PAGE = "/kelola/laporan-tahunan/"
OPEN = "/angka/laporan-tahunan/"


def test_the_secretariat_makes_a_years_report_and_everybody_reads_it(web_world: World) -> None:
    world, client, anybody = web_world, signed_in(Role.SECRETARIAT), Client()
    year = world.today.year - 1
    months = world.month.previous - Month(year, 1) + 1
    figures(regency_id=world.regency_id, offices=9, months=months, late=0, by=SYSTEM, at=world.at)
    assert anybody.get(f"{OPEN}{year}.pdf").status_code == 404
    assert "Belum ada laporan tahunan" in anybody.get(OPEN).content.decode()
    assert f"Buat laporan {year}" in client.get(PAGE).content.decode()
    refused = send(client, PAGE, {"tahun": str(world.today.year)})
    assert refused.status_code == 422
    assert "Pilih tahun dari daftar" in refused.content.decode()

    made = send(client, PAGE, {"tahun": str(year)})

    assert made.status_code in (302, 303)
    paper = client.get(made.headers["Location"])
    assert paper.headers["Content-Type"] == "application/pdf"
    assert f"Laporan {year} (PDF)" in anybody.get(OPEN).content.decode()
    everybodys = anybody.get(f"{OPEN}{year}.pdf")
    assert f"Laporan tahunan {year}" in texts(everybodys.content)[0]
    assert "dibuat " in client.get(PAGE).content.decode()


def test_forms_of_a_pack_are_for_those_who_may_open_it(web_world: World) -> None:
    world, by = web_world, actor(web_world, Role.SECRETARIAT)
    month, at = world.month.previous, world.at + timedelta(minutes=1)
    forms = print_pack(regency_id=world.regency_id, month=month, as_of=at, by=by, at=at)
    leader, korpri = signed_in(Role.LEADER), signed_in(Role.KORPRI)
    kinds = []
    for form in forms:
        address = reverse("paper", args=[form.document_id]) + form.query
        answer = leader.get(address)
        assert answer.status_code == 200
        kinds.append(answer.headers["Content-Disposition"].rpartition(".")[2].strip('"'))
        assert korpri.get(address).status_code == 404
    assert kinds == ["pdf", "xlsx", "csv", "pdf", "pdf", "pptx"]
    assert (
        leader.get(reverse("paper", args=[forms[0].document_id]) + "?bentuk=exe").status_code == 404
    )
