"""The top and the foot that all letters of an office share, in the regency's own wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.foundation.documents.queries import wording_of
from payung.foundation.documents.wording import HEAD, filled
from payung.kernel.nip import spaced
from payung.kernel.people import Viewer
from payung.kernel.phone import render_phone
from payung.kernel.wording import say
from payung.process.papers.problems import NotYours
from payung.stages.registry.queries import regencies
from payung.stages.registry.queries.contacts import contact_of
from payung.stages.registry.queries.legal_bases import citation

NIP_LENGTH = 18


@dataclass(frozen=True, kw_only=True)
class Head:
    """Who writes. `values` fill the names in braces of the letter's own parts."""

    regency: str
    office: str
    branch: str
    phone: str
    parts: Mapping[str, str]
    letter: Mapping[str, str]
    values: Mapping[str, str]
    basis: str = ""
    """What the programme rests on, as a line under the letterhead."""

    @property
    def lines(self) -> dict[str, str]:
        """Return the letterhead."""
        government = self._part("government", say("paper.head.government", regency=self.regency))
        phone = say("paper.head.phone", phone=self.phone) if self.phone else ""
        return {
            "government": government,
            "office": self.office,
            "address": self._part("address", ""),
            "phone": phone,
            "basis": self.basis,
        }

    @property
    def place(self) -> str:
        """Return the town that letters are dated from."""
        usual = self.regency.removeprefix("Kabupaten ").removeprefix("Kota ")
        return self._part("place", usual)

    @property
    def signature(self) -> dict[str, str]:
        """Return the block under a letter: office, name, rank and NIP."""
        nip = self.parts.get("signer_nip", "")
        shown = spaced(nip) if len(nip) == NIP_LENGTH and nip.isdigit() else nip
        below = [self.parts.get("signer_rank", ""), say("paper.head.nip", nip=shown) if nip else ""]
        return {
            "signer_office": self._part(
                "signer_office", say("paper.head.office_head", office=self.office)
            ),
            "signer_name": self.parts.get("signer_name", ""),
            "signer_below": " · ".join(part for part in below if part),
        }

    def said(self, part: str, usual: str, **more: str) -> str:
        """Return a part of the letter as the regency worded it, else the catalogue's sentence."""
        values = {**self.values, **more}
        own = self.letter.get(part)
        return filled(own, values) if own else say(usual, **values)

    def _part(self, name: str, usual: str) -> str:
        own = self.parts.get(name)
        return filled(own, self.values) if own else usual


def head_of(
    *,
    viewer: Viewer,
    kind: str,
    regency_id: int,
    on: date,
    office: str = "",
    agency_id: int | None = None,
) -> Head:
    """
    Return the head of a letter; without an office, it is the secretariat that writes.

    :param on: the letter's day: it cites what was in force then.

    :raises NotYours: another regency's.
    """
    found = [row for row in regencies(viewer=viewer) if row.regency_id == regency_id]
    if not found:
        raise NotYours
    contact = None if agency_id is None else contact_of(viewer=viewer, agency_id=agency_id)
    name = office or say("paper.head.centre")
    cited = citation(viewer=viewer, on=on, regency_id=regency_id)
    return Head(
        regency=found[0].name,
        office=name,
        branch=found[0].branch_name or say("paper.d02.branch"),
        phone=render_phone(contact.phone) if contact and contact.phone else "",
        parts=wording_of(viewer=viewer, regency_id=regency_id, kind=HEAD),
        letter=wording_of(viewer=viewer, regency_id=regency_id, kind=kind),
        values={
            "regency": found[0].name,
            "office": name,
            "legal_basis": cited or say("paper.head.basis_none"),
        },
        basis=say("paper.head.basis", basis=cited) if cited else say("paper.head.basis_lacking"),
    )


def titled(kind: str, code: str, head: Head) -> dict[str, Any]:
    """Return what every paper begins with."""
    return {"kind": kind, "title": say(f"paper.{code}.title"), "head": head.lines}
