"""D11 and D12 of a month: figures as they were known at one moment, kept as two papers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.papers import meeting_paper, monev_report
from payung.process.papers.head import Head, head_of
from payung.process.papers.problems import NothingToPrint, NotYours
from payung.reports.packs.agenda import NOTHING, Agenda
from payung.reports.packs.earlier import last_pack_at
from payung.reports.packs.facts import Pack, pack_facts

REPORT, SLIDES = monev_report.KIND, meeting_paper.KIND
MAKERS: Final = (Role.SECRETARIAT, Role.LEADER)
REPORT_FORMS: Final = ("", "xlsx", "csv")
SLIDES_FORMS: Final = ("", "lebar", "pptx")


@dataclass(frozen=True, kw_only=True)
class Form:
    """One file of a kept paper. `form` is empty for the A4 PDF."""

    document_id: int
    kind: str
    form: str = ""

    @property
    def query(self) -> str:
        """What is put behind the paper's address."""
        return f"?bentuk={self.form}" if self.form else ""

    @property
    def name(self) -> str:
        """The catalogue's code for what it is called."""
        return f"papers.form.{self.kind.lower()}{f'_{self.form}' if self.form else ''}"


@operation
def print_pack(
    *,
    regency_id: int,
    month: Month,
    as_of: datetime,
    agency_id: int | None = None,
    agenda: Agenda | None = None,
    by: Actor,
    at: datetime,
) -> tuple[Form, ...]:
    """
    Keep a month's report and the meeting's papers as known at `as_of`; return their files.

    The same moment and the same agenda are the same papers, whoever asks and however often.

    :param agency_id: the report of one office, which has no meeting of its own.
    :raises NotYours: another regency's, or a role that prints none.
    :raises NothingToPrint: nothing of that month, or of that office, was known then.
    """
    if by.role not in MAKERS or by.regency_id != regency_id:
        raise NotYours
    since = last_pack_at(viewer=by.viewer, month=month, agency_id=agency_id, before=as_of)
    pack = pack_facts(
        regency_id=regency_id,
        month=month,
        as_of=as_of,
        viewer=by.viewer,
        agency_id=agency_id,
        since=since,
    )
    if pack is None:
        raise NothingToPrint
    said = agenda or NOTHING
    forms = print_report(pack=pack, agenda=said, by=by, at=at)
    if agency_id is not None:
        return forms
    facts = meeting_paper.meeting_facts(pack, _head(pack, SLIDES, by), said)
    made = _make(SLIDES, pack, facts, meeting_paper.meeting_number(pack), by=by, at=at)
    return (*forms, *(Form(document_id=made, kind=SLIDES, form=form) for form in SLIDES_FORMS))


@operation
def print_report(*, pack: Pack, agenda: Agenda, by: Actor, at: datetime) -> tuple[Form, ...]:
    """Keep the report of a month; its workbook and its file are made from the same facts."""
    head = _head(pack, REPORT, by)
    facts = monev_report.report_facts(pack, head, agenda)
    made = _make(REPORT, pack, facts, monev_report.report_number(pack), by=by, at=at)
    return tuple(Form(document_id=made, kind=REPORT, form=form) for form in REPORT_FORMS)


def _head(pack: Pack, kind: str, by: Actor) -> Head:
    regency_id = pack.place.regency_id
    return head_of(viewer=by.viewer, kind=kind, regency_id=regency_id, on=today_in_wib(pack.as_of))


def _make(
    kind: str, pack: Pack, facts: dict[str, Any], number: str, *, by: Actor, at: datetime
) -> int:
    office = pack.office
    return make(
        kind=kind,
        regency_id=pack.place.regency_id,
        agency_id=office.agency_id if office else None,
        subject_type=f"{'office' if office else 'monev'}.{pack.month}",
        subject_id=office.agency_id if office else pack.place.regency_id,
        facts=facts,
        row_count=len(pack.offices),
        total_idr=pack.now.money.received_idr,
        number=number,
        by=by,
        at=at,
    )
