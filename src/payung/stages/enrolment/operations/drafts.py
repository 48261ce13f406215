"""Keeping the answers of an unfinished sign-up, and forgetting them after a day."""

from collections.abc import Callable, Mapping
from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor, Viewer
from payung.stages.enrolment.models import Draft as Row
from payung.stages.enrolment.problems import NoOneToKeepFor
from payung.stages.enrolment.queries.standings import NikStanding, standing_of
from payung.stages.enrolment.sums.drafts import KEPT_FOR, PLACE, Draft, draft_from
from payung.stages.registry.queries import nik_index

Judge = Callable[[NikStanding], Mapping[str, str]]


@operation
def save_answers(*, answers: Mapping[str, str], by: Actor, at: datetime) -> None:
    """
    Add answers to the actor's own draft; the same again changes nothing, the last one counts.

    :raises NoOneToKeepFor: the system has no draft.
    """
    row, draft = _own(by, at)
    _keep(row, draft.with_answers(answers), at)
    record("draft.saved", target=row, by=by, at=at)


@operation
def ask_about(
    *,
    nik: str,
    sponsor_id: int,
    answers: Mapping[str, str],
    judge: Judge | None = None,
    by: Actor,
    at: datetime,
) -> NikStanding:
    """
    Keep the answers, count the question, and say how the NIK stands towards this sponsor.

    The same statements run whatever the answer is, so that its time tells nothing: what follows
    from the answer is kept with the answers.

    With `is_too_many`, ten other NIK were asked about today, and nothing is said about this one.

    :param judge: returns further answers to keep, from how the NIK stands.
    """
    row, draft = _own(by, at)
    index = nik_index(nik)
    counted = draft.with_check(index.hex(), today_in_wib(at))
    found = standing_of(viewer=Viewer.system(), sponsor_id=sponsor_id, index=index)
    told = found if counted is not None else NikStanding(is_too_many=True)
    more = judge(told) if judge is not None else {}
    _keep(row, (counted or draft).with_answers({**answers, **more}), at)
    record("draft.nik_asked", target=row, by=by, at=at, refused=counted is None)
    return told


@operation
def clear_draft(*, seen: Draft | None = None, by: Actor, at: datetime) -> None:
    """
    Take all answers away, so that the next sign-up begins empty; the day's count stays.

    :param seen: the draft as just read; where it is still the same it is not read again.
    """
    if seen is not None and seen.saved_at is not None and by.person_id is not None:
        empty = Draft(checked_on=seen.checked_on, checked=seen.checked).as_text()
        same = Row.objects.filter(person_id=by.person_id, saved_at=seen.saved_at)
        sealed = sealer().seal(empty, PLACE)
        if same.update(answers_sealed=sealed, started_at=at, saved_at=at):
            record("draft.cleared", by=by, at=at)
            return
    row, draft = _own(by, at)
    row.started_at = at
    _keep(row, Draft(checked_on=draft.checked_on, checked=draft.checked), at)
    record("draft.cleared", target=row, by=by, at=at)


@operation
def forget_old_drafts(*, by: Actor, at: datetime) -> int:
    """Delete the drafts whose last answer is a day old; return how many there were."""
    gone, _ = Row.objects.filter(saved_at__lte=at - KEPT_FOR).delete()
    record("drafts.forgotten", by=by, at=at, row_count=gone)
    return gone


def _own(by: Actor, at: datetime) -> tuple[Row, Draft]:
    """Return the actor's draft, locked, with what it holds now."""
    if by.person_id is None:
        raise NoOneToKeepFor
    rows = Row.objects.select_for_update()
    row = rows.filter(person_id=by.person_id).first()
    if row is None:
        empty = sealer().seal(Draft().as_text(), PLACE)
        fresh = Row(person_id=by.person_id, answers_sealed=empty, started_at=at, saved_at=at)
        Row.objects.bulk_create([fresh], ignore_conflicts=True)
        row = rows.get(person_id=by.person_id)
    if row.saved_at <= at - KEPT_FOR:
        row.started_at = at
        return row, Draft()
    text = sealer().open(bytes(row.answers_sealed), PLACE)
    return row, draft_from(text, row.started_at, row.saved_at)


def _keep(row: Row, draft: Draft, at: datetime) -> None:
    row.answers_sealed, row.saved_at = sealer().seal(draft.as_text(), PLACE), at
    row.save(update_fields=["answers_sealed", "started_at", "saved_at"])
