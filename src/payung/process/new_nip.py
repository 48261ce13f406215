"""A civil servant's NIP changes: the staff list, the word they sign in with, and their notice."""

from datetime import date, datetime
from typing import Final

from django.conf import settings

from payung.foundation.access.operations_words import BOTH_FOR, sign_in_with
from payung.foundation.access.problems import SignInTaken
from payung.foundation.audit.operation import operation
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.nip import Nip, NipKind
from payung.kernel.people import Actor, Role, Viewer
from payung.process.telling import tell_sponsor
from payung.stages.deductions.queries.printed import months_printed_since
from payung.stages.registry.operations.nips import change_nip, take_back_nip
from payung.stages.registry.problems import NipOfAnother, OutsideScope, TakeBackRefused
from payung.stages.registry.queries.accounts import AccountRow, account_row
from payung.stages.registry.queries.nips import nip_changes
from payung.stages.registry.sums.nips import Cause

PREFIX: Final = "nip:"


@operation
def give_new_nip(
    *,
    civil_servant_id: int,
    nip: Nip,
    kind: NipKind,
    cause: Cause,
    counts_from: date,
    reason: str,
    seen_nip: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """
    Give a civil servant a new NIP, which they sign in with from now on; return the change.

    The earlier one leads to the same account for 90 days. Said again, it changes nothing.

    :param seen_nip: as for `change_nip`.

    :raises OutsideScope, OwnRecord, NewNipRefused, NipOfAnother: as `change_nip`.
    """
    change_id = change_nip(
        civil_servant_id=civil_servant_id,
        nip=nip,
        kind=kind,
        cause=cause,
        counts_from=counts_from,
        reason=reason,
        seen_nip=seen_nip,
        by=by,
        at=at,
    )
    _follow(civil_servant_id, change_id, keeps_earlier=True, by=by, at=at)
    return change_id


@operation
def undo_new_nip(
    *, civil_servant_id: int, change_id: int, reason: str, by: Actor, at: datetime
) -> None:
    """
    Take a new NIP back that was another person's; it leads nobody to this account any more.

    Until a list is printed with it, the officer may; then payroll may have cut another person's
    pay, and the secretariat decides. What was printed and cut stays, to be looked at.

    :raises OutsideScope, OwnRecord, TakeBackRefused: as `take_back_nip`.
    """
    change = next(
        (
            one
            for one in nip_changes(viewer=by.viewer, civil_servant_id=civil_servant_id)
            if one.change_id == change_id
        ),
        None,
    )
    if change is None:
        raise OutsideScope(change_id)
    printed = months_printed_since(
        viewer=by.viewer, civil_servant_id=civil_servant_id, moment=change.at
    )
    if printed and by.role is Role.OFFICER:
        raise TakeBackRefused("nip_back_printed", month=render_month(printed[0]))
    take_back_nip(change_id=change_id, reason=reason, by=by, at=at)
    _follow(civil_servant_id, change_id, keeps_earlier=False, by=by, at=at)


def _follow(
    civil_servant_id: int, change_id: int, *, keeps_earlier: bool, by: Actor, at: datetime
) -> None:
    row = account_row(viewer=Viewer.system(), civil_servant_id=civil_servant_id)
    assert row is not None, "only somebody present gets another NIP"
    try:
        person_id = sign_in_with(
            civil_servant_id=civil_servant_id,
            sign_in=row.nip,
            keeps_earlier=keeps_earlier,
            by=by,
            at=at,
        )
    except SignInTaken as problem:
        raise NipOfAnother from problem
    if person_id is not None:
        _tell(row, change_id, keeps_earlier=keeps_earlier, by=by, at=at)


def _tell(row: AccountRow, change_id: int, *, keeps_earlier: bool, by: Actor, at: datetime) -> None:
    """Say that it changed, and never to what: no number leaves the house."""
    told = "new" if keeps_earlier else "back"
    values = {"address": f"{settings.PAYUNG_ADDRESS}/masuk/"}
    if keeps_earlier:
        values["until"] = render_date(today_in_wib(at + BOTH_FOR))
    tell_sponsor(
        civil_servant_id=row.civil_servant_id,
        regency_id=row.regency_id,
        agency_id=row.agency_id,
        key=f"{PREFIX}{change_id}:{told}",
        mail=f"nip.mail.{told}",
        text=f"wa.nip_{told}",
        values=values,
        by=by,
        at=at,
    )
