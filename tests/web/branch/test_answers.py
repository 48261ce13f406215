"""S83 and S84: a reply is looked at first, applied once, and never reaches the wrong worker."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from payung.jobs.simulation.branch import KEY
from payung.jobs.simulation.papers import fill
from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.files import batch_file
from payung.stages.enrolment.models import Batch, BatchLine, Reply, Sponsorship
from payung.stages.membership.models import Spell
from tests.factories.batches import filled, kpj, sent_batch_of
from tests.factories.world import World
from tests.web.forms import hidden, send
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
OFFICE = "Dinas Kesehatan"
UPLOAD = "/bpjs/balasan/"


def _sheet(batch_id: int, answers: dict[int, tuple[str, str]]) -> bytes:
    return filled(batch_file(viewer=Viewer.system(), batch_id=batch_id), answers)


def _upload(client, content: bytes, name: str = "balasan.xlsx", *, follow: bool = False):
    said = {**hidden(client.get(UPLOAD).content.decode())}
    return client.post(UPLOAD, {**said, "berkas": SimpleUploadedFile(name, content)}, follow=follow)


def _day(world: World) -> dict[str, str]:
    day = world.today
    return {"tanggal_hari": day.day, "tanggal_bulan": day.month, "tanggal_tahun": day.year}


def _apply(client, world: World, address: str, *, follow: bool = False):
    return send(client, address, _day(world), follow=follow)


def test_an_uploaded_reply_changes_nothing_before_it_is_applied(web_world: World):
    batch_id = sent_batch_of(web_world, OFFICE, 3)
    client = signed_in(Role.BRANCH)

    answer = _upload(client, _sheet(batch_id, {1: (kpj(batch_id, 1), ""), 2: ("", "Data kurang")}))
    page = client.get(answer["Location"]).content.decode()

    assert not Reply.objects.filter(line__batch_id=batch_id).exists()
    assert "2</span> baris bisa diterapkan" in page
    assert 'Terapkan <span class="n">2</span> baris' in page


def test_applying_gives_numbers_and_reasons_and_opens_spells(web_world: World):
    batch_id = sent_batch_of(web_world, OFFICE, 3)
    client = signed_in(Role.BRANCH)
    answers = {1: (kpj(batch_id, 1), ""), 2: ("", "NIK tidak ditemukan di Dukcapil")}
    address = _upload(client, _sheet(batch_id, answers))["Location"]

    page = _apply(client, web_world, address, follow=True).content.decode()

    lines = list(BatchLine.objects.filter(batch_id=batch_id).order_by("row"))
    states = [Sponsorship.objects.get(pk=line.sponsorship_id).state for line in lines]
    assert states == ["accepted", "returned", "submitted"]
    assert Spell.objects.filter(card_number=kpj(batch_id, 1)).count() == 1
    assert "Masih menunggu: 1" in page


def test_the_same_reply_again_changes_nothing_and_says_by_whom(web_world: World):
    batch_id = sent_batch_of(web_world, OFFICE, 2)
    client = signed_in(Role.BRANCH)
    sheet = _sheet(batch_id, {1: (kpj(batch_id, 1), ""), 2: (kpj(batch_id, 2), "")})
    _apply(client, web_world, _upload(client, sheet)["Location"])
    before = Reply.objects.count()

    page = _upload(client, sheet, follow=True).content.decode()

    assert Reply.objects.count() == before
    assert "sudah diterapkan oleh Tri Nugroho" in page


def test_a_reply_applied_twice_from_two_tabs_takes_effect_once(web_world: World):
    batch_id = sent_batch_of(web_world, OFFICE, 1)
    client = signed_in(Role.BRANCH)
    address = _upload(client, _sheet(batch_id, {1: (kpj(batch_id, 1), "")}))["Location"]
    one, two = (hidden(client.get(address).content.decode()) for _ in range(2))

    client.post(address, {**one, **_day(web_world)})
    client.post(address, {**two, **_day(web_world)})

    assert Reply.objects.filter(line__batch_id=batch_id).count() == 1
    assert Spell.objects.filter(card_number=kpj(batch_id, 1)).count() == 1


def test_rows_of_two_batches_in_one_sheet_refuse_the_whole_reply(web_world: World):
    one, two = sent_batch_of(web_world, OFFICE, 2), sent_batch_of(web_world, OFFICE, 2)
    mixed = _with_keys_of(_sheet(one, {1: (kpj(one, 1), "")}), _sheet(two, {}))
    client = signed_in(Role.BRANCH)

    answer = _upload(client, mixed)

    assert answer.status_code == 422
    assert not Reply.objects.filter(line__batch_id__in=[one, two]).exists()


def _with_keys_of(sheet: bytes, other: bytes) -> bytes:
    """Return a sheet whose second row is the other batch's."""
    keys = []
    fill(other, header=KEY, change=lambda row: keys.append(row[KEY]) or [row])
    return fill(
        sheet, header=KEY, change=lambda row: [{**row, KEY: keys[1]}] if row["No"] == "2" else [row]
    )


@pytest.mark.parametrize("wrong", ["2912345678", "291234567890", "2912345678A"])
def test_a_number_without_eleven_digits_is_a_conflict_of_its_row_alone(
    web_world: World, wrong: str
):
    batch_id = sent_batch_of(web_world, OFFICE, 2)
    client = signed_in(Role.BRANCH)
    sheet = _sheet(batch_id, {1: (wrong, ""), 2: (kpj(batch_id, 2), "")})
    address = _upload(client, sheet)["Location"]

    page = client.get(address).content.decode()
    _apply(client, web_world, address)

    assert '1</span> baris bisa diterapkan, <span class="n">1</span> bertentangan' in page
    assert Reply.objects.filter(line__batch_id=batch_id).count() == 1


def test_a_number_that_another_worker_has_is_a_conflict_and_names_nobody(web_world: World):
    batch_id = sent_batch_of(web_world, OFFICE, 1)
    taken = Sponsorship.objects.filter(
        agency_id=web_world.agencies["Kecamatan Boja"], state="accepted"
    ).select_related("worker")[0]
    client = signed_in(Role.BRANCH)

    answer = _upload(client, _sheet(batch_id, {1: (taken.card_number, "")}))
    page = client.get(answer["Location"]).content.decode()

    assert "Bertentangan" in page
    assert taken.worker.name not in page


def test_a_reply_without_any_answer_offers_nothing_to_apply(web_world: World):
    batch_id = sent_batch_of(web_world, OFFICE, 2)
    client = signed_in(Role.BRANCH)

    page = client.get(_upload(client, _sheet(batch_id, {}))["Location"]).content.decode()

    assert "Tidak ada yang bisa diterapkan" in page
    assert "Terapkan" not in page.split("</h1>")[1].split("Baris demi baris")[0]


def test_another_file_than_ours_is_refused_with_what_to_do(web_world: World):
    client = signed_in(Role.BRANCH)

    for content, name in (
        (b"%PDF-1.7", "surat.pdf"),
        (b"a;b\n1;2", "balasan.csv"),
        (b"", "x.xlsx"),
    ):
        answer = _upload(client, content, name)
        assert answer.status_code in (200, 422)
        assert "Galat: " in answer.content.decode()


def test_a_day_before_the_batch_was_sent_or_after_today_is_refused(web_world: World):
    batch_id = sent_batch_of(web_world, OFFICE, 1)
    client = signed_in(Role.BRANCH)
    address = _upload(client, _sheet(batch_id, {1: (kpj(batch_id, 1), "")}))["Location"]

    for days in (-3, 1):
        day = web_world.today.fromordinal(web_world.today.toordinal() + days)
        said = {"tanggal_hari": day.day, "tanggal_bulan": day.month, "tanggal_tahun": day.year}
        answer = send(client, address, said)
        assert answer.status_code == 422
        assert "Tanggal jawaban antara" in answer.content.decode()
    assert not Reply.objects.filter(line__batch_id=batch_id).exists()


def test_a_small_batch_is_answered_row_by_row_on_screen(web_world: World):
    batch_id = sent_batch_of(web_world, OFFICE, 3)
    client = signed_in(Role.BRANCH)
    address = reverse("branch-batch-answer", args=[batch_id])

    answer = send(
        client,
        address,
        {
            "kpj_1": kpj(batch_id, 1),
            "alasan_2": "Usia melewati 65 tahun",
            "kpj_2": "",
            "kpj_3": "",
            **_day(web_world),
        },
    )

    assert answer["Location"] == reverse("branch-batch", args=[batch_id])
    said = list(
        Reply.objects.filter(line__batch_id=batch_id)
        .order_by("line__row")
        .values_list("line__row", "card_number", "reason")
    )
    assert said == [(1, kpj(batch_id, 1), ""), (2, "", "Usia melewati 65 tahun")]


def test_on_screen_every_problem_is_told_at_once_and_nothing_is_kept(web_world: World):
    batch_id = sent_batch_of(web_world, OFFICE, 2)
    said = {
        "kpj_1": "123",
        "kpj_2": kpj(batch_id, 2),
        "alasan_2": "Data belum lengkap",
        **_day(web_world),
    }

    answer = send(signed_in(Role.BRANCH), reverse("branch-batch-answer", args=[batch_id]), said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "#kpj_1" in page
    assert "#kpj_2" in page
    assert 'value="123"' in page
    assert not Reply.objects.filter(line__batch_id=batch_id).exists()


def test_a_batch_of_another_regency_cannot_be_answered(web_world: World):
    other = Batch.objects.create(
        agency_id=web_world.other_agency_id, number=9, state="sent",
        sent_on=web_world.today, row_count=0, digest="e" * 64,
    )  # fmt: skip
    client = signed_in(Role.BRANCH)

    assert client.get(reverse("branch-batch-answer", args=[other.pk])).status_code == 404
