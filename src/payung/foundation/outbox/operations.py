"""
What leaves the house: texts that a person may send, and e-mail that waits for the mail server.

A text is prepared and then opened by whoever sends it. Whether it was sent, arrived or was read,
nobody here knows, and nothing here says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Max

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.outbox.models import Item, PreparedText, StopWish, TextWording
from payung.foundation.outbox.places import PHONE_PLACE, stop_index
from payung.foundation.outbox.texts import (
    VARIABLES,
    TextRefused,
    clean,
    filled,
    problems_of,
    usual,
)
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor, Role
from payung.kernel.phone import parse_phone
from payung.kernel.wording import say

_LONGEST_KEY = 120
_LONGEST_TEXT_KEY = 120


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One text to prepare. `key` makes it once for ever; `phone` is E.164, if one is known."""

    key: str
    code: str
    values: Mapping[str, str]
    agency_id: int | None
    sender_role: Role
    sender_id: int | None = None
    phone: str | None = None
    subject_type: str = ""
    subject_id: int | None = None


class NotTheirsToWord(Exception):
    """Only the secretariat of a regency chooses the words of its texts."""


@operation
def prepare(
    *,
    key: str,
    code: str,
    values: Mapping[str, str],
    regency_id: int,
    agency_id: int | None,
    sender_role: Role,
    sender_id: int | None = None,
    phone: str | None = None,
    subject_type: str = "",
    subject_id: int | None = None,
    by: Actor,
    at: datetime,
) -> int | None:
    """
    Prepare one text for `sender_role` to send; return its id, the earlier one's for a known `key`.

    None where the number has answered STOP.
    :raises TextRefused: a value is missing or unknown, or the text would tell too much.
    """
    body = filled(code, _wording(regency_id, code), values)
    if _is_stopped(phone):
        record("text.unwanted", by=by, at=at, code=code)
        return None
    wanted = Wanted(
        key=key,
        code=code,
        values=values,
        agency_id=agency_id,
        sender_role=sender_role,
        sender_id=sender_id,
        phone=phone,
        subject_type=subject_type,
        subject_id=subject_id,
    )
    PreparedText.objects.bulk_create([_row(wanted, body, regency_id, at)], ignore_conflicts=True)
    text = PreparedText.objects.get(key=key[:_LONGEST_TEXT_KEY])
    record("text.prepared", target=text, by=by, at=at, code=code)
    return int(text.pk)


@operation
def prepare_all(*, regency_id: int, texts: Sequence[Wanted], by: Actor, at: datetime) -> int:
    """
    Prepare many texts in a constant number of statements; return how many are new.

    A text that would tell too much, and one for a number that answered STOP, is left out.
    """
    known = set(
        PreparedText.objects.filter(key__in=[one.key for one in texts]).values_list(
            "key", flat=True
        )
    )
    fresh = [one for one in texts if one.key not in known]
    words = _wordings(regency_id)
    indexes = {one.phone: stop_index(one.phone) for one in fresh if one.phone is not None}
    stopped = {
        bytes(index)
        for index in StopWish.objects.filter(phone_index__in=indexes.values()).values_list(
            "phone_index", flat=True
        )
    }
    rows, refused = [], 0
    for one in fresh:
        if one.phone is not None and indexes[one.phone] in stopped:
            continue
        try:
            body = filled(one.code, words[one.code], one.values)
        except TextRefused:
            refused += 1
            continue
        rows.append(_row(one, body, regency_id, at))
    PreparedText.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    record("texts.prepared", by=by, at=at, row_count=len(rows), refused=refused)
    return len(rows)


@operation
def drop_texts(*, keys: Sequence[str], by: Actor, at: datetime) -> None:
    """Take prepared texts off the lists because what they speak of has changed."""
    count = PreparedText.objects.filter(key__in=keys, dropped_at=None).update(dropped_at=at)
    record("texts.dropped", by=by, at=at, row_count=count)


@operation
def note_opened(*, text_id: int, by: Actor, at: datetime) -> None:
    """Keep who opened a prepared text in WhatsApp, and when first. It says no more than that."""
    text = PreparedText.objects.select_for_update().get(pk=text_id)
    if text.opened_at is None:
        text.opened_at, text.opened_by_id = at, by.person_id
        text.save(update_fields=["opened_at", "opened_by_id"])
    record("text.opened", target=text, by=by, at=at, code=text.code)


@operation
def note_stop(*, phone: str, by: Actor, at: datetime) -> None:
    """
    Keep that a number answered STOP; what waits for it is dropped, nothing more is prepared.

    :raises Unreadable: that is no phone number.
    """
    index = stop_index(phone)
    StopWish.objects.get_or_create(phone_index=index, defaults={"noted_at": at})
    waiting = PreparedText.objects.filter(
        dropped_at=None, opened_at=None, phone_sealed__isnull=False
    )
    if by.regency_id is not None:
        waiting = waiting.filter(regency_id=by.regency_id)
    same = [
        text_id
        for text_id, sealed in waiting.values_list("pk", "phone_sealed")
        if sealed and stop_index(sealer().open(bytes(sealed), PHONE_PLACE)) == index
    ]
    PreparedText.objects.filter(pk__in=same).update(dropped_at=at)
    record("text.stopped", by=by, at=at, row_count=len(same))


@operation
def word(*, code: str, body: str, by: Actor, at: datetime) -> int:
    """
    Keep a new version of a text's words in the regency of `by`; return its number.

    :param body: empty goes back to the words that come with Payung.
    :raises TextRefused: the words may not be kept; its codes say why.
    :raises NotTheirsToWord: `by` is not the secretariat of a regency.
    """
    if by.role is not Role.SECRETARIAT or by.regency_id is None:
        raise NotTheirsToWord
    words = clean(body) or usual(code)
    if problems := problems_of(code, words):
        raise TextRefused(problems)
    mine = TextWording.objects.filter(regency_id=by.regency_id, code=code)
    last = mine.aggregate(last=Max("version"))["last"] or 0
    row = TextWording.objects.create(
        regency_id=by.regency_id,
        code=code,
        version=last + 1,
        body=words,
        made_by_id=by.person_id,
        made_at=at,
    )
    record("text.worded", target=row, by=by, at=at, code=code, version=last + 1)
    return int(last + 1)


@operation
def queue_mail(
    *,
    key: str,
    person_id: int,
    code: str,
    values: Mapping[str, str],
    language: str = "id",
    by: Actor,
    at: datetime,
) -> None:
    """
    Let an e-mail wait for the mail server, if the person has an address; once per `key`.

    The row names the person, not the address: that is opened only while the mail is sent.

    :param code: `<code>.subject` and `<code>.body` are the sentences of the catalogue.
    """
    person = get_user_model().objects.filter(pk=person_id, is_active=True).first()
    wished = person is not None and person.email_sealed and code not in person.unwanted
    made = []
    if wished:
        made = Item.objects.bulk_create(
            [
                Item(
                    regency_id=by.regency_id,
                    key=key[:_LONGEST_KEY],
                    kind=code[:40],
                    address=f"person:{person_id}",
                    subject=clean(say(f"{code}.subject", language, **values))[:200],
                    body=say(f"{code}.body", language, **values),
                    created_at=at,
                    next_try_at=at,
                )
            ],
            ignore_conflicts=True,
        )
    record("mail.queued", by=by, at=at, row_count=len(made), code=code)


def _row(wanted: Wanted, body: str, regency_id: int, at: datetime) -> PreparedText:
    phone = None if wanted.phone is None else str(parse_phone(wanted.phone))
    return PreparedText(
        key=wanted.key[:_LONGEST_TEXT_KEY],
        regency_id=regency_id,
        agency_id=wanted.agency_id,
        code=wanted.code,
        sender_role=wanted.sender_role,
        sender_id=wanted.sender_id,
        phone_sealed=None if phone is None else sealer().seal(phone, PHONE_PLACE),
        subject_type=wanted.subject_type,
        subject_id=wanted.subject_id,
        body=body,
        prepared_at=at,
    )


def _is_stopped(phone: str | None) -> bool:
    return phone is not None and StopWish.objects.filter(phone_index=stop_index(phone)).exists()


def _wording(regency_id: int, code: str) -> str:
    return _wordings(regency_id)[code]


def _wordings(regency_id: int) -> dict[str, str]:
    """Return every text as this regency words it today."""
    chosen = {code: usual(code) for code in VARIABLES}
    newest = TextWording.objects.filter(regency_id=regency_id).order_by("version")
    chosen.update(dict(newest.values_list("code", "body")))
    return chosen
