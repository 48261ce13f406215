"""The papers of a claim with invented content: few rows, many, the longest names, or nothing."""

from datetime import UTC, date, datetime
from typing import Any

from payung.foundation.rules import benefits
from payung.foundation.rules.benefits import Cause, ClaimCase, Relation, Scheme, papers_for
from payung.process.papers.claim_accident import AccidentReport, accident_facts
from payung.process.papers.claim_award import AwardTold, Stated, award_facts
from payung.process.papers.claim_checklists import Checklist, checklist_facts
from payung.process.papers.claim_handover import HandedOver, handover_facts
from payung.reports.homes.places import Place
from payung.stages.registry.queries.hospitals import HospitalRow
from tests.factories.papers import HEAD, LONGEST

DAY = date(2026, 11, 20)
HAPPENED = datetime(2026, 11, 18, 3, 30, tzinfo=UTC)
REF = "KDL-7F3K-92"
SURVIVED = ClaimCase(Scheme.JKK, is_death=False, cause=Cause.WORK_ACCIDENT, heir_relation="")
DIED_AT_WORK = ClaimCase(Scheme.JKK, cause=Cause.WORK_ACCIDENT)
WIDOWED = ClaimCase(Scheme.JKM)
LONGEST_LIST = ClaimCase(
    Scheme.JKM,
    cause=Cause.UNKNOWN,
    heir_relation=Relation.CHILD,
    has_minor_heir=True,
    has_birth_certificates=False,
    has_children_at_school=True,
)
EVERYTHING_AT_WORK = ClaimCase(
    Scheme.JKK,
    cause=Cause.WORK_ACCIDENT,
    heir_relation=Relation.CHILD,
    has_minor_heir=True,
    has_birth_certificates=False,
    is_traffic=True,
    has_children_at_school=True,
)
PLACE = Place(
    regency_id=1,
    regency_code="33.24",
    regency="Kabupaten Kendal",
    agency="",
    branch="BPJS Ketenagakerjaan Kendal",
    joined_on=date(2025, 1, 1),
    branch_phone="+62294381700",
    branch_address="Jalan Contoh 12, Kendal",
    branch_hours="Senin sampai Jumat, 08.00–15.30",
)


def hospital_rows(count: int) -> list[HospitalRow]:
    return [
        HospitalRow(
            hospital_id=number,
            name=f"RS Payung Sehat {number}" if number else LONGEST,
            address="Jalan Contoh 1, Kecamatan Kendal",
            phone="+62294381901" if number % 3 else "",
            is_always_open=number % 2 == 0,
            since_on=date(2026, 1, 1),
        )
        for number in range(count)
    ]


def checklist(case: ClaimCase = WIDOWED, *, hospitals: int = 0, **told: Any) -> dict[str, Any]:
    rows = hospital_rows(hospitals)
    return checklist_facts(HEAD, Checklist(case=case, on=DAY, hospitals=rows, **told))


def accident(*, is_blank: bool = False, name: str = "Kasmudi") -> dict[str, Any]:
    if is_blank:
        return accident_facts(HEAD, AccidentReport(ref=REF, worker=name))
    return accident_facts(
        HEAD,
        AccidentReport(
            ref=REF,
            worker=name,
            card_number="21000000901",
            born_on=date(1980, 3, 1),
            sponsor="Wulan Handayani",
            office="Dinas Kesehatan",
            event_at=HAPPENED,
            where="Jalan Pemuda, Kendal",
            doing="Menarik becak",
            injury="Kaki kanan patah",
            hospital="RS Payung Sehat",
            witness="Sukini dan Parjo",
            is_traffic=True,
            family="Tumini Lestari (istri)",
            family_phone="+6281390000911",
            officer="Endah Lestari",
            told_at=HAPPENED,
            channel="whatsapp",
        ),
    )


def award(*, with_decision: bool = False, **told: Any) -> dict[str, Any]:
    """The award of an accident death, or of what is told."""
    found = benefits.jkk_death(benefits.Accident(DAY), died_on=DAY)
    stated = [
        Stated(
            label=line.text(),
            stated_idr=int(line.amount_idr) - (1_000_000 if number == 0 else 0),
            computed_idr=int(line.amount_idr),
            why="Upah yang dilaporkan berbeda" if number == 0 else "",
        )
        for number, line in enumerate(found.lines)
    ]
    known: dict[str, Any] = {
        "ref": REF,
        "what": "jkk_death",
        "event_on": DAY,
        "member_since": date(2026, 3, 1),
        "paid_months": 8,
        "wage_idr": 1_000_000,
        "lines": found.lines,
        "statements": found.statements,
        "notes": found.notes,
        "stated": stated if with_decision else (),
        "decided_on": DAY if with_decision else None,
    }
    return award_facts(HEAD, AwardTold(**{**known, **told}))


def handed_over(case: ClaimCase = WIDOWED, *, is_blank: bool = False) -> dict[str, Any]:
    papers = papers_for(case, on=DAY)
    return handover_facts(
        HEAD,
        HandedOver(
            ref=REF,
            what="jkm",
            card_number="" if is_blank else "21000000901",
            papers=() if is_blank else papers[:-1],
            missing=() if is_blank else papers[-1:],
            handed_on=None if is_blank else DAY,
            due_on=None if is_blank else date(2026, 11, 25),
            officer="" if is_blank else "Endah Lestari",
        ),
    )
