"""S10 to S19, from the first question to the number."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.kernel.people import Role
from payung.stages.enrolment.models import Consent, Sponsorship, WorkStatement
from payung.stages.enrolment.operations.drafts import save_answers
from payung.stages.registry.models import Worker
from payung.stages.registry.queries import known_areas
from payung.web.short_refs import sponsorship_id_of
from tests.factories.world import actor
from tests.web.sponsor.conftest import newest
from tests.web.sponsor.signing_up import ANSWERS, NIK, answer, form_key, send


class TestTheWholeWay:
    def test_registers_what_was_answered_with_consent_and_statement(self, sponsor, web_world):
        answer(sponsor)

        done = send(sponsor)

        assert done.status_code == 302
        new = newest()
        worker = Worker.objects.get(pk=new.worker_id)
        consent = Consent.objects.get(sponsorship=new)
        said = WorkStatement.objects.get(sponsorship=new)
        assert (new.state, new.sponsor_id, new.relation) == (
            "registered",
            web_world.sponsor_id,
            "Tetangga",
        )
        assert (worker.name, worker.village_code, worker.sex) == ("Sukini", "33.24.06.2001", "P")
        assert (consent.evidence, consent.pay_source, consent.ceiling_idr) == (
            "screen",
            "gaji",
            16_800,
        )
        assert (said.works, said.in_hospital, said.agrees) == (True, False, True)

    def test_ends_at_a_page_whose_number_leads_back_to_the_registration(self, sponsor):
        answer(sponsor)
        page = sponsor.get(send(sponsor).headers["Location"])

        ref = page.context["ref"]

        assert ref in page.content.decode()
        assert sponsorship_id_of(ref) == newest().pk
        assert NIK not in page.content.decode()
        assert "Perlindungan dimulai setelah iuran pertama diterima BPJS" in page.content.decode()

    def test_leaves_no_answers_behind(self, sponsor, web_world):
        answer(sponsor)
        send(sponsor)

        page = sponsor.get("/daftar/")

        assert not page.context["has_draft"]


class TestOrder:
    def test_step_eight_with_nothing_answered_leads_to_the_first_question(self, sponsor):
        got = sponsor.post("/daftar/periksa/", {"form_key": "6f1f0a1e-0000-4000-8000-000000000001"})

        assert got.headers["Location"] == "/daftar/hubungan/"

    @pytest.mark.parametrize("step", list(ANSWERS)[1:])
    def test_a_later_question_leads_to_the_first_that_is_open(self, sponsor, step):
        sponsor.post("/daftar/hubungan/", ANSWERS["hubungan"])

        got = sponsor.get(f"/daftar/{step}/")

        assert (
            got.status_code == 200 if step == "nik" else got.headers["Location"] == "/daftar/nik/"
        )

    def test_a_changed_answer_leads_straight_back_and_keeps_the_others(self, sponsor):
        answer(sponsor)

        got = sponsor.post("/daftar/nama/", {"nama": "Tumini", "benar": "ya", "dari": "periksa"})
        page = sponsor.get(got.headers["Location"]).content.decode()

        assert got.headers["Location"] == "/daftar/periksa/"
        assert "Tumini" in page
        assert "Pedagang kecil" in page

    def test_save_for_later_keeps_what_is_good_and_offers_the_draft(self, sponsor):
        sponsor.post("/daftar/hubungan/", {**ANSWERS["hubungan"], "nanti": "1"})

        assert "Lanjutkan draf" in sponsor.get("/saya/").content.decode()
        assert sponsor.get("/daftar/").context["go_on"] == "/daftar/nik/"


class TestOnce:
    def test_the_same_form_twice_is_one_record_and_a_kind_page(self, sponsor):
        answer(sponsor)
        key = str(sponsor.get("/daftar/periksa/").context["key"])
        before = Sponsorship.objects.count()

        first = sponsor.post("/daftar/periksa/", {"form_key": key})
        second = sponsor.post("/daftar/periksa/", {"form_key": key})

        assert first.status_code == 302
        assert "Sudah kami terima" in second.content.decode()
        assert Sponsorship.objects.count() == before + 1

    def test_two_tabs_hold_the_same_key(self, sponsor):
        answer(sponsor)

        keys = {sponsor.get("/daftar/periksa/").context["key"] for _ in range(2)}

        assert len(keys) == 1


class TestTariff:
    def test_a_tariff_that_changed_must_be_agreed_to_again(self, sponsor, web_world):
        answer(sponsor)
        by = actor(web_world, Role.SPONSOR)
        save_answers(answers={"tarif": "8400", "mulai": "2026-03"}, by=by, at=web_world.at)
        before = Sponsorship.objects.count()

        refused = send(sponsor)
        said = refused.context["said"]
        taken = send(sponsor, setuju_lagi=said)

        assert refused.status_code == 422
        assert "Tarif berubah sejak Anda setuju" in refused.content.decode()
        assert taken.status_code == 302
        assert Sponsorship.objects.count() == before + 1


class TestErrors:
    @pytest.mark.parametrize(
        ("step", "given", "field", "words"),
        [
            ("hubungan", {}, "hubungan", "Pilih siapa orang ini bagi Anda"),
            ("nik", {"nik": ""}, "nik", "Isi NIK"),
            ("nik", {"nik": NIK[:15]}, "nik", "NIK harus 16 angka. Anda mengisi 15 angka"),
            ("nik", {"nik": f"{NIK[:15]}O"}, "nik", "NIK hanya angka. Hapus"),
            ("nik", {"nik": f"{NIK[:8]}13{NIK[10:]}"}, "nik", "Bulan 13 tidak ada"),
            ("nik", {"nik": f"{NIK[:12]}0000"}, "nik", "0000 tidak pernah dipakai"),
            ("nama", {"nama": "", "benar": "ya"}, "nama", "Tulis nama seperti di KTP"),
            ("nama", {"nama": "Hj. Sukini", "benar": "ya"}, "nama", "Tulis tanpa gelar"),
            ("nama", {"nama": "Sukini"}, "benar", "Pilih Ya atau Tidak"),
            ("pekerjaan", {"keadaan": "bekerja"}, "pekerjaan", "Pilih pekerjaannya"),
            ("alamat", {}, "kecamatan", "Pilih kecamatan"),
            (
                "alamat",
                {"kecamatan": "33.24.06", "desa": "33.24.06.2001", "rtrw": "1000"},
                "rtrw",
                "Isi RT dan RW dengan angka 0 sampai 999",
            ),
            (
                "alamat",
                {"kecamatan": "33.24.12", "desa": "33.24.06.2001"},
                "nama_desa",
                "Pilih desa atau kelurahan",
            ),
            ("kontak", {"telepon": "12345", "setuju": "1"}, "telepon", "Isi nomor yang diawali"),
            ("kontak", {"telepon": ""}, "setuju", "Centang bila pekerja sudah tahu"),
            ("izin", {}, "sumber", "Pilih dari mana iuran dipotong"),
        ],
    )
    def test_says_the_same_above_and_beside_and_keeps_what_was_typed(
        self, sponsor, step, given, field, words
    ):
        answer(sponsor, until=step)

        got = sponsor.post(f"/daftar/{step}/", given)
        page = got.content.decode().replace("&quot;", '"')

        assert got.status_code == 422
        assert list(got.context["problems"]) == [field]
        assert page.count(words) == 2
        assert "<title>Galat: " in page
        for name, typed in given.items():
            assert got.context["values"].get(name, "") == typed


class TestHonesty:
    @pytest.mark.parametrize("standing", ["tidak", "sakit"])
    def test_who_does_not_work_or_is_ill_learns_why_honesty_protects(self, sponsor, standing):
        answer(sponsor, until="pekerjaan")

        got = sponsor.post("/daftar/pekerjaan/", {"pekerjaan": "petani", "keadaan": standing})
        page = sponsor.get(got.headers["Location"]).content.decode()

        assert "BPJS dapat menolak santunan" in page
        assert sponsor.get("/daftar/periksa/").status_code == 302


class TestStatements:
    UNCOUNTED = (
        *("SAVEPOINT", "RELEASE", "django_session", '"access_duty"', "access_visit"),
        *("set_config", "RESET payung"),
        *('SELECT "access_person"."password"', "desk_notice"),
    )

    def counted(self, seen: CaptureQueriesContext) -> list[str]:
        return [
            query["sql"][:120]
            for query in seen.captured_queries
            if not any(word in query["sql"][:300] for word in self.UNCOUNTED)
        ]

    @pytest.mark.parametrize("step", list(ANSWERS))
    def test_a_step_asks_six_times_at_most(self, sponsor, step):
        answer(sponsor, until=step)

        for ask in (lambda: sponsor.get(f"/daftar/{step}/"),
                    lambda: sponsor.post(f"/daftar/{step}/", ANSWERS[step])):  # fmt: skip
            with CaptureQueriesContext(connection) as seen:
                ask()
            assert len(self.counted(seen)) <= 6, self.counted(seen)

    def test_sending_asks_fifteen_times_at_most(self, sponsor):
        """
        From the key of the form to its result, drafts, checks, records and audit included.

        Not counted is what every request asks (`UNCOUNTED`): session, person, duty, visit, and
        who looks; savepoints; and the area codes, which each process reads once per edition.
        """
        answer(sponsor)
        known_areas()
        key = form_key(sponsor, "/daftar/periksa/")

        with CaptureQueriesContext(connection) as seen:
            sponsor.post("/daftar/periksa/", {"form_key": key})

        assert len(self.counted(seen)) <= 15, "\n".join(self.counted(seen))

    @pytest.mark.parametrize("step", list(ANSWERS))
    def test_a_question_weighs_eight_kilobytes_at_most(self, sponsor, step):
        answer(sponsor, until=step)

        assert len(gzip.compress(sponsor.get(f"/daftar/{step}/").content)) <= 8 * 1024
