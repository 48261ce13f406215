"""Prepared texts as pages show them: `messages/_prepared.html` takes what is made here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from payung.foundation.outbox.queries import Text, prepared_for
from payung.foundation.outbox.texts import wa_link
from payung.kernel.people import Role, Viewer
from payung.reports.recipients import recipients
from payung.web.language import tell

OPENS = {
    Role.OFFICER: "text-open",
    Role.SPONSOR: "text-open-own",
    Role.LEADER: "text-open-leader",
    Role.SECRETARIAT: "text-open-desk",
}
"""Who may be asked to send a text, and the address at which each of them opens it."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """
    One text for its sender.

    `link` opens WhatsApp with it, `address` notes that first; `to` says for whom it is.
    """

    text_id: int
    what: str
    to: str
    body: str
    link: str
    address: str
    has_phone: bool
    prepared_at: datetime
    opened_at: datetime | None


def waiting_texts(
    *, viewer: Viewer, waiting_only: bool = True, skip: int = 0, most: int = 5
) -> Sequence[Shown]:
    """Return the texts that `viewer` is asked to send, in two statements; none for other roles."""
    if viewer.role not in OPENS:
        return []
    return shown_texts(
        prepared_for(viewer=viewer, waiting_only=waiting_only, skip=skip, most=most), viewer=viewer
    )


def shown_texts(texts: Sequence[Text], *, viewer: Viewer) -> Sequence[Shown]:
    """Return texts ready for a page."""
    ids = [text.text_id for text in texts]
    names = recipients(viewer=viewer, text_ids=ids) if ids else {}
    return [
        Shown(
            text_id=text.text_id,
            what=tell(f"messages.what.{text.code.removeprefix('wa.')}"),
            to=names.get(text.text_id, ""),
            body=text.body,
            link=wa_link(text.body, text.phone),
            address=reverse(OPENS[viewer.role], args=[text.text_id]),
            has_phone=text.phone is not None,
            prepared_at=text.prepared_at,
            opened_at=text.opened_at,
        )
        for text in texts
    ]
