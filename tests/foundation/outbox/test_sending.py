"""Mail through a real SMTP server: accepted once, refused, cut off, and never lost."""

import email
import os
import signal
import socket
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, connections

from payung.foundation.access.models import Person
from payung.foundation.outbox import sending
from payung.foundation.outbox.models import Item
from payung.foundation.outbox.places import EMAIL_PLACE
from payung.kernel.keyring import sealer
from tests.conftest import AT

MINUTE = timedelta(minutes=1)


class Server:
    """Keeps what it accepted; `answers` says what it says to each message in turn, then 250."""

    def __init__(self):
        self.accepted = []
        self.answers = []
        self.refused_addresses = {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # the library's name
        if address in self.refused_addresses:
            return self.refused_addresses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # the library's name
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == "hang up":
            server.transport.abort()
            return "250 never said"
        if answer.startswith("250"):
            self.accepted.append(email.message_from_bytes(envelope.content))
        return answer


@pytest.fixture
def smtp(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = "Payung <payung@kendal.example>"
    yield handler
    controller.stop()


def item(**changes):
    values = {
        "key": "1/new-device/7",
        "kind": "access.mail.new_device",
        "address": "endah@kendal.example",
        "subject": "Ada yang masuk ke akun Payung Anda",
        "body": "Perangkat: Chrome.",
        "created_at": AT,
        "next_try_at": AT,
    }
    return Item.objects.create(**values | changes)


@pytest.mark.django_db
class TestDelivery:
    def test_leaves_the_house_once(self, smtp):
        item()

        assert sending.send_waiting(at=AT) == 1
        assert sending.send_waiting(at=AT + MINUTE * 10) == 0

        [message] = smtp.accepted
        assert message["To"] == "endah@kendal.example"
        assert message["Message-ID"].endswith("@kendal.example>")

    def test_opens_the_address_of_a_person_only_now(self, smtp):
        person = Person.objects.create(
            sign_in="endah",
            name="Endah Lestari",
            password="!",
            email_sealed=sealer().seal("baru@kendal.example", EMAIL_PLACE),
        )
        item(address=f"person:{person.pk}")

        sending.send_waiting(at=AT)

        assert [message["To"] for message in smtp.accepted] == ["baru@kendal.example"]

    @pytest.mark.parametrize(
        "address", ["person:404", "a@b.example\r\nBcc: c@d.example", "tidak ada"]
    )
    def test_parks_what_has_no_address(self, smtp, address):
        one = item(address=address)

        assert sending.send_waiting(at=AT) == 0

        one.refresh_from_db()
        assert one.parked_at == AT
        assert one.last_problem == "NoAddress"
        assert smtp.accepted == []

    def test_a_break_in_the_subject_starts_no_header(self, smtp):
        item(subject="Pemberitahuan\r\nBcc: lain@jahat.example")

        sending.send_waiting(at=AT)

        [message] = smtp.accepted
        assert message["Bcc"] is None
        assert message["Subject"] == "Pemberitahuan Bcc: lain@jahat.example"

    def test_the_log_claims_no_more_than_the_servers_word(self, smtp, caplog):
        caplog.set_level("INFO", "payung.outbox")
        one = item()

        sending.send_waiting(at=AT)

        assert caplog.messages == [f"item {one.pk}: accepted by the SMTP server"]


@pytest.mark.django_db
class TestRefusal:
    def test_a_temporary_one_is_tried_again_after_a_pause(self, smtp):
        one = item()
        smtp.answers = ["451 later"]

        assert sending.send_waiting(at=AT) == 0
        assert sending.send_waiting(at=AT + MINUTE - timedelta(seconds=1)) == 0
        assert sending.send_waiting(at=AT + MINUTE) == 1

        one.refresh_from_db()
        assert one.tries == 2
        assert one.last_problem == ""

    def test_a_final_one_is_parked_at_once(self, smtp):
        one = item()
        smtp.answers = ["554 never"]

        sending.send_waiting(at=AT)

        one.refresh_from_db()
        assert (one.parked_at, one.last_problem) == (AT, "SMTPDataError 554")

    def test_an_unknown_mailbox_is_parked_without_naming_it(self, smtp):
        one = item()
        smtp.refused_addresses = {"endah@kendal.example": "550 no such mailbox endah"}

        sending.send_waiting(at=AT)

        one.refresh_from_db()
        assert (one.parked_at, one.last_problem) == (AT, "SMTPRecipientsRefused 550")

    def test_five_temporary_ones_park_it(self, smtp):
        one = item()
        smtp.answers = ["451 later"] * 9
        at = AT
        for _ in range(9):
            sending.send_waiting(at=at)
            at += timedelta(hours=5)

        one.refresh_from_db()
        assert one.tries == 5
        assert one.parked_at is not None

    def test_a_connection_that_drops_midway_is_tried_again_with_the_same_id(self, smtp):
        item()
        smtp.answers = ["hang up", "250 OK"]

        assert sending.send_waiting(at=AT) == 0
        assert sending.send_waiting(at=AT + MINUTE) == 1
        assert len(smtp.accepted) == 1

    def test_a_server_that_is_not_there_costs_a_try_and_nothing_else(self, smtp, settings):
        settings.EMAIL_PORT = 1
        one = item()

        assert sending.send_waiting(at=AT) == 0

        one.refresh_from_db()
        assert (one.tries, one.parked_at, one.last_problem) == (1, None, "ConnectionRefusedError")

    def test_one_that_is_stuck_does_not_hold_up_the_next(self, smtp):
        item()
        item(key="new-device/8", address="rudi@kendal.example")
        smtp.refused_addresses = {"endah@kendal.example": "451 later"}

        assert sending.send_waiting(at=AT) == 1


@pytest.mark.django_db
def test_what_was_done_a_month_ago_is_forgotten_and_what_waits_is_not():
    old = AT - sending.KEPT - MINUTE
    item(done_at=old)
    item(key="recent", done_at=AT - sending.KEPT)
    item(key="parked", created_at=old, parked_at=old)

    assert sending.forget_done(at=AT) == 1
    assert set(Item.objects.values_list("key", flat=True)) == {"recent", "parked"}


class TestTwoAndTheDark:
    pytestmark = pytest.mark.slow

    def test_two_workers_at_once_send_one(self, own_database, smtp):
        item()
        start, counts = Barrier(2), []

        def work():
            start.wait()
            try:
                counts.append(sending.send_waiting(at=AT))
            finally:
                connections.close_all()

        threads = [Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(counts) == [0, 1]
        assert len(smtp.accepted) == 1

    def test_killed_after_the_server_took_it_costs_a_repeat_and_never_a_loss(
        self, own_database, smtp
    ):
        one = item()

        assert _dies_before_marking()

        one.refresh_from_db()
        assert (one.done_at, one.tries) == (None, 1)
        assert sending.send_waiting(at=AT + sending.LEASE - timedelta(seconds=1)) == 0
        assert sending.send_waiting(at=AT + sending.LEASE) == 1
        first, second = smtp.accepted
        assert first["Message-ID"] == second["Message-ID"]


def _dies_before_marking():
    """Send in a process that the power leaves before it can mark the item; whether it died."""
    connection.close()
    child = os.fork()
    if child == 0:

        def die(execute, sql, params, many, context):
            if 'SET "done_at"' in sql:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(die):
            sending.send_waiting(at=AT)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
