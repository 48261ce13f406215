"""Which papers there are, who may open each, and whether it shows somebody's identity."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from payung.kernel.people import Role, Viewer

FACTS: Final = "documents.document.facts"
"""The place under which the facts of a paper are sealed."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """
    One kind of paper. `template` is its Typst file.

    :param full: who may open it as it is; a role confined to an office only its own office's.
    :param masked: who may open it with identity numbers masked.
    :param look: what is noted in the list of looks when somebody opens it; empty for papers that
        identify nobody but the one who signs them.
    """

    template: str
    full: frozenset[Role]
    masked: frozenset[Role] = frozenset()
    look: str = ""
    wide: str = ""
    """The Typst file of its pages for a projector, where it has some."""
    forms: frozenset[str] = frozenset()
    """What else it can be had as, from the same facts: see `forms`."""
    is_marked: bool = False
    """Whether every copy says who took it: it lists identity numbers of many people."""


_OFFICE: Final = frozenset({Role.OFFICER, Role.OFFICE_HEAD})
_PAYROLL: Final = frozenset({Role.TREASURER, Role.OFFICE_HEAD})
_CENTRE: Final = frozenset({Role.SECRETARIAT, Role.AUDITOR})
_CLAIM: Final = frozenset({Role.OFFICER, Role.BRANCH})
"""Who walks with the family, and who decides: nobody else opens a paper of a claim."""
KINDS: Final[Mapping[str, Kind]] = {
    "D01": Kind(
        template="authorisation.typ",
        full=frozenset({Role.SPONSOR, Role.OFFICER, Role.TREASURER}) | _CENTRE,
    ),
    "D02": Kind(
        template="cover_letter.typ",
        full=frozenset({Role.OFFICER, Role.BRANCH}),
        masked=_CENTRE,
        look="paper.cover_letter",
        is_marked=True,
    ),
    "D03": Kind(
        template="deduction_list.typ",
        full=_PAYROLL | _CENTRE,
        look="paper.deduction_list",
    ),
    "D04": Kind(template="remittance_slip.typ", full=_PAYROLL | _CENTRE),
    "D05": Kind(template="minutes.typ", full=_PAYROLL | _CENTRE | {Role.BRANCH}),
    "D06": Kind(
        template="cards.typ",
        full=frozenset({Role.OFFICER, Role.SPONSOR}),
        look="paper.cards",
    ),
    "D07": Kind(template="form.typ", full=_OFFICE | _CENTRE | {Role.SPONSOR}),
    "D08": Kind(template="claim_checklist.typ", full=_CLAIM),
    "D09": Kind(template="claim_checklist.typ", full=_CLAIM),
    "D10": Kind(template="accident_report.typ", full=_CLAIM, look="paper.accident_report"),
    "D11": Kind(
        template="monev_report.typ",
        full=_CENTRE | {Role.LEADER, Role.OFFICE_HEAD},
        forms=frozenset({"xlsx", "csv"}),
    ),
    "D12": Kind(
        template="meeting.typ",
        wide="meeting_wide.typ",
        full=_CENTRE | {Role.LEADER},
        forms=frozenset({"lebar", "pptx"}),
    ),
    "D13": Kind(template="ranking.typ", full=frozenset(Role) - {Role.SYSTEM}),
    "D14": Kind(
        template="invitation.typ",
        full=frozenset(Role) - {Role.SYSTEM},
    ),
    "D15": Kind(template="attendance.typ", full=_OFFICE | _CENTRE),
    "D16": Kind(
        template="stop_letter.typ",
        full=frozenset({Role.SPONSOR, Role.OFFICER, Role.TREASURER}) | _CENTRE,
    ),
    "D17": Kind(template="arrears_list.typ", full=_OFFICE | _CENTRE, look="paper.arrears_list"),
    "D18": Kind(
        template="thanks.typ",
        full=_OFFICE | _CENTRE | {Role.KORPRI, Role.LEADER},
    ),
    "D20": Kind(template="breach_notice.typ", full=_CENTRE | {Role.LEADER}),
    "D21": Kind(template="handover.typ", full=_OFFICE | _PAYROLL | _CENTRE),
    "D22": Kind(
        template="yearly_report.typ",
        full=frozenset(Role) - {Role.SYSTEM},
        forms=frozenset({"xlsx"}),
    ),
    "D23": Kind(template="award.typ", full=_CLAIM, look="paper.award"),
    "D24": Kind(template="claim_handover.typ", full=_CLAIM, look="paper.claim_handover"),
    "S19": Kind(template="receipt.typ", full=frozenset({Role.SPONSOR, Role.OFFICER}) | _CENTRE),
}
"""By the name of the paper. "S19" is the proof that a registration was handed in."""


def kinds_for(viewer: Viewer) -> frozenset[str]:
    """Return the kinds that `viewer` may open at all."""
    if viewer.role is Role.SYSTEM:
        return frozenset(KINDS)
    return frozenset(name for name, kind in KINDS.items() if viewer.role in kind.full | kind.masked)


def is_masked_for(viewer: Viewer, kind: str) -> bool:
    """Return whether `viewer` gets this kind with its identity numbers masked."""
    return viewer.role in KINDS[kind].masked
