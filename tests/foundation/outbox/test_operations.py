"""Preparing, opening, stopping, wording; and mail that waits."""

from datetime import timedelta

import pytest

from payung.foundation.access.models import Person
from payung.foundation.audit.models import Event
from payung.foundation.outbox import operations
from payung.foundation.outbox.models import Item, PreparedText, StopWish, TextWording
from payung.foundation.outbox.places import EMAIL_PLACE
from payung.foundation.outbox.queries import parked, prepared_for, prepared_text, versions, wordings
from payung.foundation.outbox.texts import TextRefused
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor, Role, Viewer
from tests.conftest import AT

pytestmark = pytest.mark.django_db

JOB = Actor.system("job:1")
OFFICER = Actor(11, "Endah Lestari", Role.OFFICER, 1, 5, "req")
SECRETARIAT = Actor(21, "Yuli Purnomo", Role.SECRETARIAT, 1, None, "req")
PHONE = "+6281234567890"


def prepare(key="due:x:1", *, phone=PHONE, agency_id=5, role=Role.OFFICER, sender_id=None):
    return operations.prepare(
        key=key,
        code="wa.active_sponsor",
        values={"since": "01/01/2027"},
        regency_id=1,
        agency_id=agency_id,
        sender_role=role,
        sender_id=sender_id,
        phone=phone,
        by=JOB,
        at=AT,
    )


class TestPreparing:
    def test_waits_for_the_officer_of_its_office_with_the_number_open(self):
        prepare()

        [text] = prepared_for(viewer=OFFICER.viewer)

        assert text.phone == PHONE
        assert text.body.endswith("mulai 01/01/2027.")

    def test_keeps_the_number_sealed(self):
        text_id = prepare()

        assert PHONE.encode() not in bytes(PreparedText.objects.get(pk=text_id).phone_sealed)

    @pytest.mark.parametrize(
        "viewer",
        [
            Viewer(Role.OFFICER, 12, 1, 6),
            Viewer(Role.OFFICER, 12, 2, 5),
            Viewer(Role.OFFICER, 12, 1, None),
            Viewer(Role.TREASURER, 12, 1, 5),
            Viewer(Role.SPONSOR, 12, 1, 5),
            Viewer(Role.SECRETARIAT, 12, 1, None),
            Viewer(Role.AUDITOR, 12, 1, None),
        ],
    )
    def test_is_shown_to_nobody_else(self, viewer):
        text_id = prepare()

        assert prepared_for(viewer=viewer) == []
        assert prepared_text(viewer=viewer, text_id=text_id) is None

    def test_for_one_person_is_not_a_colleagues(self):
        prepare(sender_id=11)

        assert prepared_for(viewer=Viewer(Role.OFFICER, 12, 1, 5)) == []
        assert len(prepared_for(viewer=OFFICER.viewer)) == 1

    def test_a_second_time_is_the_first(self):
        assert prepare() == prepare()
        assert PreparedText.objects.count() == 1

    def test_refuses_a_text_that_tells_a_number_and_keeps_nothing(self):
        with pytest.raises(TextRefused):
            operations.prepare(
                key="k",
                code="wa.active_sponsor",
                values={"since": "3324061708900903"},
                regency_id=1,
                agency_id=5,
                sender_role=Role.OFFICER,
                by=JOB,
                at=AT,
            )

        assert not PreparedText.objects.exists()
        assert not Event.objects.exists()

    def test_many_leaves_out_what_tells_too_much_and_goes_on(self):
        good, bad = (
            operations.Wanted(
                key=key,
                code="wa.active_sponsor",
                values={"since": since},
                agency_id=5,
                sender_role=Role.OFFICER,
            )
            for key, since in (("a", "01/01/2027"), ("b", "3324061708900903"))
        )

        assert operations.prepare_all(regency_id=1, texts=[good, bad], by=JOB, at=AT) == 1
        assert operations.prepare_all(regency_id=1, texts=[good, bad], by=JOB, at=AT) == 0


class TestStop:
    def test_prepares_nothing_more_for_the_number_however_it_is_typed(self):
        operations.note_stop(phone="0812-3456-7890", by=OFFICER, at=AT)

        assert prepare() is None
        assert prepare("due:x:2", phone="+6281234567891") is not None

    def test_drops_what_waits_for_the_number_and_not_what_others_wait_for(self):
        prepare()
        other = prepare("due:x:2", phone="+6281234567891")

        operations.note_stop(phone=PHONE, by=OFFICER, at=AT)

        assert [text.text_id for text in prepared_for(viewer=OFFICER.viewer)] == [other]

    def test_said_twice_is_one_wish_without_the_number(self):
        operations.note_stop(phone=PHONE, by=OFFICER, at=AT)
        operations.note_stop(phone=PHONE, by=OFFICER, at=AT)

        [wish] = StopWish.objects.all()
        assert PHONE.encode() not in bytes(wish.phone_index)


class TestOpening:
    def test_is_noted_once_and_says_no_more_than_opened(self):
        text_id = prepare()

        operations.note_opened(text_id=text_id, by=OFFICER, at=AT)
        operations.note_opened(text_id=text_id, by=OFFICER, at=AT + timedelta(hours=1))

        assert PreparedText.objects.get(pk=text_id).opened_at == AT
        assert prepared_for(viewer=OFFICER.viewer) == []
        assert len(prepared_for(viewer=OFFICER.viewer, waiting_only=False)) == 1
        actions = set(Event.objects.values_list("action", flat=True))
        assert actions == {"text.prepared", "text.opened"}


class TestWording:
    def test_a_new_version_is_used_from_then_on_in_its_own_regency_only(self):
        operations.word(
            code="wa.active_sponsor", body="Terlindungi mulai {since}.", by=SECRETARIAT, at=AT
        )
        prepare()

        [text] = prepared_for(viewer=OFFICER.viewer)
        assert text.body == "Terlindungi mulai 01/01/2027."
        other = wordings(viewer=Viewer(Role.SECRETARIAT, 9, 2, None))
        assert all(wording.version == 0 for wording in other)

    def test_going_back_is_a_version_too(self):
        for body in ("Mulai {since}.", ""):
            operations.word(code="wa.active_sponsor", body=body, by=SECRETARIAT, at=AT)

        found = versions(viewer=SECRETARIAT.viewer, code="wa.active_sponsor")
        assert [version.version for version in found] == [2, 1]
        assert found[0].body.startswith("Kabar baik.")

    def test_what_the_lint_refuses_is_not_kept(self):
        with pytest.raises(TextRefused) as refused:
            operations.word(code="wa.cutoff", body="{nik}", by=SECRETARIAT, at=AT)

        assert refused.value.codes == ("wa.lint.variable",)
        assert not TextWording.objects.exists()

    @pytest.mark.parametrize("by", [OFFICER, JOB])
    def test_is_the_secretariats_alone(self, by):
        with pytest.raises(operations.NotTheirsToWord):
            operations.word(code="wa.cutoff", body="Besok.", by=by, at=AT)


class TestMail:
    @pytest.fixture
    def person(self):
        return Person.objects.create(
            sign_in="endah",
            name="Endah Lestari",
            password="!",
            email_sealed=sealer().seal("endah@kendal.example", EMAIL_PLACE),
        )

    def queue(self, person, key="new-device/1"):
        operations.queue_mail(
            key=key,
            person_id=person.pk,
            code="access.mail.new_device",
            values={
                "device": "Chrome\r\nBcc: x@y.example",
                "date": "1 Januari",
                "time": "08.00 WIB",
            },
            by=SECRETARIAT,
            at=AT,
        )

    def test_names_the_person_and_not_the_address(self, person):
        self.queue(person)

        [item] = Item.objects.all()
        assert item.address == f"person:{person.pk}"
        assert "\n" not in item.subject

    def test_is_queued_once_per_key(self, person):
        self.queue(person)
        self.queue(person)

        assert Item.objects.count() == 1

    @pytest.mark.parametrize(
        "change",
        [{"email_sealed": None}, {"is_active": False}, {"unwanted": ["access.mail.new_device"]}],
    )
    def test_is_not_queued_for_who_cannot_or_does_not_want_it(self, person, change):
        Person.objects.filter(pk=person.pk).update(**change)

        self.queue(person)

        assert not Item.objects.exists()

    def test_a_parked_one_is_shown_to_its_secretariat_without_address_or_words(self, person):
        self.queue(person)
        Item.objects.update(parked_at=AT, tries=5, last_problem="SMTPServerDisconnected")

        [stuck] = parked(viewer=SECRETARIAT.viewer)

        assert stuck.problem == "SMTPServerDisconnected"
        assert not hasattr(stuck, "address")
        assert parked(viewer=Viewer(Role.SECRETARIAT, 9, 2, None)) == []
        assert parked(viewer=OFFICER.viewer) == []
