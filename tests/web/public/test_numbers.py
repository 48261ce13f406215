"""The open numbers (S03 to S06): page, chart, file and picture say the same, or say why not."""

import hashlib
import json
import re

import pytest
from django.test import Client

from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.kernel.wording import catalogue
from payung.stages.monitoring.operations import state_figure
from payung.stages.monitoring.problems import StatedRefused
from tests.factories.published import LONG, figures
from tests.factories.world import SYSTEM, World, actor
from tests.web.public.reading import number, page, rows_of, tables, text_of

pytestmark = pytest.mark.django_db
OPEN = (
    *("/angka/", "/angka/unduh/", "/angka/metode/", "/angka/sematkan/", "/angka/sematkan/bagan/"),
    *("/angka/bagan.svg", "/peringkat/", "/peringkat/kabupaten/", "/angka/unduh/kamus-data.csv"),
)
ANSWERS = "wilayah=33.24"


@pytest.fixture
def full(empty_world: World) -> World:
    """Twenty offices over fourteen months; two of them are late with the last."""
    figures(
        regency_id=empty_world.regency_id,
        offices=20,
        months=14,
        seed=2,
        late=2,
        small_cells=False,
        by=SYSTEM,
        at=empty_world.at,
    )
    return empty_world


def stated(by: Actor, world: World, code: str, part: int, whole: int | None, **more: str) -> None:
    state_figure(
        code=code,
        place=more.get("place", "33.24"),
        month=Month(2025, 8),
        on=Month(2025, 8).first_day.replace(day=19),
        part=part,
        whole=whole,
        source=more.get("source", "Tribun Jateng"),
        address=more.get("address", "https://jateng.tribunnews.com/"),
        printed=more.get("printed", ""),
        replaces_id=None,
        by=by,
        at=world.at,
    )


def test_page_chart_table_file_and_picture_say_the_same_and_only_the_frame_is_open(
    full: World,
) -> None:
    _the_same_row_everywhere()
    _open_months_are_marked()
    _files_can_be_checked()
    _every_page_speaks_both_languages()
    _only_the_frame_is_loosened()


def test_history_regencies_and_offices_stand_under_their_right_names_and_places(
    full: World,
) -> None:
    _offices_are_ranked_by_class()
    _unknown_filters_show_nothing()
    _history_has_its_right_names(full)
    _regencies_are_compared_fairly(full)


def _the_same_row_everywhere() -> None:
    """J27 and J28, the public part."""
    html = page(f"/angka/?{ANSWERS}")
    text, found = text_of(html), tables(html)
    rows = rows_of("/angka/unduh/bulanan.csv")[-12:]
    newest = rows[-1]
    covered_chart, joined_chart = found[0][1:], found[1][1:]
    months = next(table for table in found if len(table) == 13 and len(table[0]) == 7)[1:]

    covered, asn = f"{int(newest['pekerja_terlindungi']):,}".replace(",", "."), newest["asn"]
    assert f"{covered} pekerja terlindungi pada" in text
    share = newest["partisipasi_persen"].rstrip("0").rstrip(".").replace(".", ",")
    assert f"Partisipasi {share}%" in text
    assert int(asn) == number(months[0][3])
    assert [number(row[1]) for row in covered_chart] == [
        int(row["pekerja_terlindungi"]) for row in rows
    ]
    assert [number(row[1]) for row in joined_chart] == [int(row["asn_ikut_serta"]) for row in rows]
    assert [[number(cell) for cell in row[1:4]] for row in reversed(months)] == [
        [int(row[name]) for name in ("pekerja_terlindungi", "asn_ikut_serta", "asn")]
        for row in rows
    ]
    picture = page(f"/angka/bagan.svg?{ANSWERS}")
    month = render_month(Month.parse(newest["bulan"]))
    assert f"{month}: {covered}." in picture
    assert tables(page(f"/angka/sematkan/bagan/?{ANSWERS}"))[0][1:] == covered_chart
    assert f"{covered} pekerja terlindungi" in text_of(page("/")).replace("Sampai", "")


def _open_months_are_marked() -> None:
    assert "Angka ini sementara" in text_of(page("/angka/"))
    assert rows_of("/angka/unduh/bulanan.csv")[-1]["status"] == "sementara"
    assert rows_of("/angka/unduh/bulanan.csv")[-2]["status"] == "ditutup"
    assert "(sementara)" in page("/angka/bagan.svg")
    cells = rows_of("/angka/unduh/rincian.csv")
    assert {row["bulan"] for row in cells} == {rows_of("/angka/unduh/bulanan.csv")[-2]["bulan"]}


def _files_can_be_checked() -> None:
    shown = text_of(page("/angka/unduh/"))
    sums = dict(
        reversed(line.split("  ")) for line in page("/angka/unduh/SHA256SUMS.txt").splitlines()
    )
    made = json.loads(page("/angka/unduh/katalog.jsonld"))
    described = {
        one["dct:title"]: one["spdx:checksum"]["spdx:checksumValue"]["@value"]
        for one in (data["dcat:distribution"] for data in made["dcat:dataset"])
    }
    words = {(row["berkas"], row["kolom"]) for row in rows_of("/angka/unduh/kamus-data.csv")}
    for slug in ("bulanan", "peringkat", "rincian", "kabupaten", "sebelum-payung"):
        answer = Client().get(f"/angka/unduh/{slug}.csv?{ANSWERS}")
        digest = hashlib.sha256(answer.content).hexdigest()
        name = answer.headers["Content-Disposition"].split('"')[1]
        head = answer.content.decode().splitlines()[0].split(",")

        assert sums[name] == described[name] == digest
        assert answer.headers["ETag"] == f'"{digest}"'
        assert {(name, column) for column in head} <= words
        assert digest in shown or answer.content.count(b"\r\n") == 1
    assert made["dct:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    assert made["dct:spatial"]["dct:identifier"] == "33.24"
    assert b"NIK" not in json.dumps(made).encode()


def _only_the_frame_is_loosened() -> None:
    plain, frame = Client().get("/angka/"), Client().get("/angka/sematkan/bagan/")
    picture = Client().get("/angka/bagan.svg")

    def policy(answer: object) -> dict[str, str]:
        said = answer.headers["Content-Security-Policy"].split("; ")  # type: ignore[attr-defined]  # an answer of the test client
        return dict(part.split(" ", 1) for part in said)

    assert policy(plain)["frame-ancestors"] == policy(picture)["frame-ancestors"] == "'none'"
    assert policy(frame) == {**policy(plain), "frame-ancestors": "*"}
    assert plain.headers["X-Frame-Options"] == "DENY"
    assert "X-Frame-Options" not in frame.headers
    assert not frame.cookies
    assert plain.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert picture.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert b"<script" not in frame.content


def _history_has_its_right_names(full: World) -> None:
    desk = actor(full, Role.SECRETARIAT)
    stated(desk, full, "N5", 974, 10_345, printed="9,24 persen")
    stated(desk, full, "N3.joining", 573, 1_834)
    with pytest.raises(StatedRefused):
        stated(desk, full, "queued", 282, None, address="javascript:alert(1)")
    stated(desk, full, "queued", 282, None)
    stated(desk, full, "N10.whole", 338_681, None, source="Harian Muria")
    html = page("/angka/")
    shown = text_of(html)

    assert "Sebelum Payung" in shown
    assert "Pekerja per 100 ASN 9,42 974 dari 10.345" in shown
    assert "Tercetak “9,24 persen”" in shown
    assert "Partisipasi di kantor yang ikut 31,24% 573 dari 1.834" in shown
    assert "Terdaftar, belum mulai dibayar 282 Tribun Jateng" in shown
    assert "javascript:" not in html
    assert re.search(r"dari 338.681 \( ?0,1\d% ?\)\. Pembaginya menurut Harian Muria, 19/08", shown)
    history = {row["kode_angka"]: row for row in rows_of("/angka/unduh/sebelum-payung.csv")}
    assert (history["N5"]["persen"], history["N5"]["tercetak"]) == ("9.42", "9,24 persen")


def _regencies_are_compared_fairly(full: World) -> None:
    desk = actor(full, Role.SECRETARIAT)
    stated(desk, full, "N5", 313, 8_031, place="33.74", source="Radio Semarang")
    stated(desk, full, "N3.joining", 90, 300, place="33.74", source="Radio Semarang")
    shown = text_of(page("/peringkat/kabupaten/"))
    rows = rows_of("/angka/unduh/kabupaten.csv")

    assert "menurut Radio Semarang, 19/08/2025" in shown
    assert "3,9 313 dari 8.031" in shown
    places = {row["kode_wilayah"]: row["tempat"] for row in rows if row["kode_angka"] == "N5"}
    assert set(places.values()) == {"1", "2"}
    assert not [row for row in rows if row["kode_angka"] == "N3.joining"]


def _offices_are_ranked_by_class() -> None:
    html = page("/peringkat/")
    rows = rows_of("/angka/unduh/peringkat.csv")
    late = [row for row in rows if row["status_kantor"] == "Belum lapor"]

    assert late
    for row in late:
        assert (row["tempat"], row["asn_ikut_serta"]) == ("", "")
        assert f"{row['kantor']} Belum lapor" in text_of(html)
    for row in rows:
        if row["tempat"]:
            share = f"{row['asn_ikut_serta']} dari {row['asn']}"
            assert share in text_of(page(f"/peringkat/?kelas={_code(row)}&{ANSWERS}"))
    assert LONG in text_of(page("/peringkat/?kelas=tiny&wilayah=33.24"))
    gained = [row for row in rows if float(row["perubahan_poin"] or 0) > 0]
    assert gained
    assert "Paling naik" in text_of(html)
    assert f"{gained[0]['kantor']} {gained[0]['asn_ikut_serta']} dari" in text_of(html)


def _code(row: dict[str, str]) -> str:
    words = {catalogue()[f"figures.size.{code}"]["id"]: code for code in ("xl", "l", "m", "s")}
    return words[row["kelas_kantor"]]


def _unknown_filters_show_nothing() -> None:
    for asked in (
        *("kelas=semua", "kelas=%00", "bulan=2020-01", "bulan=besok", "bulan=2026-13"),
        *("wilayah=99.99", "kelas=xl&bulan=2999-01"),
    ):
        for path in ("/peringkat/", "/peringkat/peringkat.csv"):
            assert Client().get(f"{path}?{asked}").status_code in (400, 404), (path, asked)
    assert Client().get("/angka/unduh/orang.csv").status_code == 404


def _every_page_speaks_both_languages() -> None:
    english = Client(headers={"cookie": "bahasa=en"})
    for path in OPEN:
        assert Client().get(path).status_code == 200, path
        answer = english.get(path)
        if answer.headers["Content-Type"].startswith(("text/html", "image/")):
            said = re.search(r"\b(yang|dari|sudah|belum)\b", text_of(answer.content.decode()), re.I)
            assert said is None, (path, said)


def test_before_anything_was_closed_every_page_says_so_and_two_offices_are_no_ranking(
    empty_world: World,
) -> None:
    assert "Belum ada bulan yang ditutup" in text_of(page("/angka/"))
    _every_page_speaks_both_languages()
    assert rows_of("/angka/unduh/bulanan.csv") == []
    assert "Belum ada peringkat" in text_of(page("/peringkat/"))

    given = {"regency_id": empty_world.regency_id, "months": 1, "by": SYSTEM, "at": empty_world.at}
    figures(offices=20, late=18, **given)
    assert "Peringkat muncul mulai 3 kantor" in text_of(page("/peringkat/"))
    assert not [row for row in rows_of("/peringkat/peringkat.csv") if row["tempat"]]


def test_four_hundred_offices_stay_within_the_weight_of_a_page(empty_world: World) -> None:
    figures(regency_id=empty_world.regency_id, offices=400, months=1, by=SYSTEM, at=empty_world.at)
    for path in ("/angka/", "/peringkat/", "/peringkat/?kelas=m", "/angka/unduh/"):
        answer = Client().get(path, headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200
        assert len(answer.content) < 15 * 1024, (path, len(answer.content))
