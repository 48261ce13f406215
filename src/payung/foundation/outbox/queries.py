"""The texts that wait for whoever is looking, the words they are made of, and mail that stuck."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from payung.foundation.outbox.models import Item, PreparedText, TextWording
from payung.foundation.outbox.places import PHONE_PLACE
from payung.foundation.outbox.texts import VARIABLES, usual
from payung.kernel.keyring import sealer
from payung.kernel.people import Role, Viewer

_TIED_TO_A_PLACE: Final = frozenset({Role.OFFICER, Role.OFFICE_HEAD, Role.TREASURER, Role.SPONSOR})


@dataclass(frozen=True, kw_only=True)
class Text:
    """One prepared text. `phone` is open here because its viewer is asked to send it."""

    text_id: int
    code: str
    body: str
    phone: str | None
    prepared_at: datetime
    opened_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A text's words in a regency today. `version` 0 is what comes with Payung."""

    code: str
    body: str
    version: int
    made_at: datetime | None
    variables: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Version:
    """One kept version of a text's words."""

    version: int
    body: str
    made_at: datetime
    made_by_id: int | None


@dataclass(frozen=True, kw_only=True)
class Parked:
    """An e-mail given up after five attempts. Neither the address nor the words are told."""

    item_id: int
    kind: str
    created_at: datetime
    parked_at: datetime
    tries: int
    problem: str


def prepared_for(
    *, viewer: Viewer, waiting_only: bool = True, skip: int = 0, most: int = 25
) -> list[Text]:
    """
    Return the texts that `viewer` is asked to send, newest first.

    :param waiting_only: leave out those that were opened already.
    """
    rows = _visible_to(viewer).filter(dropped_at=None)
    if waiting_only:
        rows = rows.filter(opened_at=None)
    return [_text(row) for row in rows.order_by("-prepared_at", "-pk")[skip : skip + most]]


def prepared_text(*, viewer: Viewer, text_id: int) -> Text | None:
    """Return one of the viewer's texts; None for another's, and for one that was dropped."""
    row = _visible_to(viewer).filter(pk=text_id, dropped_at=None).first()
    return None if row is None else _text(row)


def waiting_keys(*, viewer: Viewer, prefix: str) -> list[str]:
    """Return the keys of the texts that nobody opened yet, as far as `viewer` sees."""
    rows = _visible_to(viewer).filter(dropped_at=None, opened_at=None, key__startswith=prefix)
    return list(rows.order_by("pk").values_list("key", flat=True))


def wordings(*, viewer: Viewer) -> list[Wording]:
    """Return the texts as the viewer's regency words them, in their usual order."""
    newest: Mapping[str, TextWording] = {
        row.code: row
        for row in TextWording.objects.filter(regency_id=viewer.regency_id or 0).order_by("version")
    }
    return [_wording(code, newest.get(code)) for code in VARIABLES]


def versions(*, viewer: Viewer, code: str) -> list[Version]:
    """Return the kept versions of a text's words in the viewer's regency, newest first."""
    rows = TextWording.objects.filter(regency_id=viewer.regency_id or 0, code=code)
    return [
        Version(version=row.version, body=row.body, made_at=row.made_at, made_by_id=row.made_by_id)
        for row in rows.order_by("-version")[:25]
    ]


def parked(*, viewer: Viewer) -> list[Parked]:
    """Return the e-mails that were given up, for the secretariat of their regency."""
    if viewer.role not in {Role.SECRETARIAT, Role.SYSTEM}:
        return []
    rows = Item.objects.filter(parked_at__isnull=False, done_at=None)
    if viewer.regency_id is not None:
        rows = rows.filter(Q(regency_id=viewer.regency_id) | Q(regency_id=None))
    return [
        Parked(
            item_id=row.pk,
            kind=row.kind,
            created_at=row.created_at,
            parked_at=row.parked_at or row.created_at,
            tries=row.tries,
            problem=row.last_problem,
        )
        for row in rows.order_by("-parked_at")[:25]
    ]


def oldest_waiting(*, viewer: Viewer) -> datetime | None:
    """Return since when the oldest e-mail has been waiting; None where none waits."""
    rows = Item.objects.filter(done_at=None, parked_at=None)
    if viewer.role is not Role.SYSTEM and viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    return rows.order_by("created_at").values_list("created_at", flat=True).first()


def _visible_to(viewer: Viewer) -> QuerySet[PreparedText]:
    """The texts of the viewer's role and place; a text for one person is that person's alone."""
    rows = PreparedText.objects.all()
    if viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    if viewer.role is Role.SYSTEM:
        return rows
    mine = Q(sender_id=None) | Q(sender_id=viewer.person_id or 0)
    rows = rows.filter(mine, sender_role=viewer.role)
    if viewer.role is Role.SPONSOR:
        return rows.filter(sender_id=viewer.person_id or 0)
    if viewer.role in _TIED_TO_A_PLACE or viewer.agency_id is not None:
        rows = rows.filter(agency_id=viewer.agency_id or 0)
    return rows


def _text(row: PreparedText) -> Text:
    sealed = row.phone_sealed
    return Text(
        text_id=row.pk,
        code=row.code,
        body=row.body,
        phone=None if sealed is None else sealer().open(bytes(sealed), PHONE_PLACE),
        prepared_at=row.prepared_at,
        opened_at=row.opened_at,
    )


def _wording(code: str, row: TextWording | None) -> Wording:
    return Wording(
        code=code,
        body=usual(code) if row is None else row.body,
        version=0 if row is None else row.version,
        made_at=None if row is None else row.made_at,
        variables=VARIABLES[code],
    )
