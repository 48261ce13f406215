"""What refuses an uploaded sheet as a whole: another template, another office, damaged columns."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_time
from payung.kernel.keyring import header_key
from payung.kernel.people import Viewer
from payung.stages.enrolment.files.template import KIND, VERSION
from payung.stages.enrolment.queries.assessment import Staff
from payung.stages.enrolment.queries.uploads import latest_template
from payung.stages.enrolment.sums.entries import TITLES, Candidate
from payung.stages.enrolment.sums.uploads import UploadRefused
from payung.stages.intake.gateway import read_signed_header
from payung.stages.intake.gateway.signature import MARK
from payung.stages.intake.models import Kind
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.queries import applied_before
from payung.stages.intake.sums import Formula, NumberCell, Table

_IDENTITIES: Final = ("nik", "nip")


def check_template(table: Table, *, viewer: Viewer, agency_id: int) -> str:
    """
    Return when the sheet's template was made; empty for a sheet that is not from our template.

    :raises FileRefused: the signed cell was changed, or is another office's or of an old version.
    """
    signed = [line for line in table.title_lines if line.startswith(MARK)]
    if not signed:
        return ""
    fields = read_signed_header(signed[0], header_key())
    if fields.get("kind") != KIND:
        raise FileRefused("office.file.other_template")
    if fields.get("version") != VERSION:
        raise FileRefused("office.file.old_template", version=VERSION)
    if fields.get("office") != str(agency_id):
        raise FileRefused("office.file.other_office_template")
    made = fields.get("made", "")
    newest = latest_template(viewer=viewer, agency_id=agency_id)
    if made and newest is not None and newest[0] > made:
        raise UploadRefused("office.file.newer", newest[1], when=said_when(newest[2]))
    return made


def check_columns(table: Table) -> None:
    """
    Refuse a sheet whose identity numbers are numbers, or that computes its cells.

    Half of the rows make it a fault of the whole sheet; fewer are put right row by row.

    :raises FileRefused: with the column and how many rows, or the first formula.
    """
    half = (len(table.rows) + 1) // 2
    for key in _IDENTITIES:
        numbers = sum(isinstance(table.cell(row, key), NumberCell) for row in table.rows)
        if numbers and numbers >= half:
            column = TITLES[key]
            raise FileRefused("template.number", column=column, count=str(numbers))
    computed = [
        next((cell for cell in row.cells if isinstance(cell, Formula)), None) for row in table.rows
    ]
    found = [cell for cell in computed if cell is not None]
    if found and len(found) >= half:
        raise FileRefused("template.formula", cell=found[0].address)


def check_office(
    candidates: list[Candidate], sponsors: Mapping[str, Staff], *, agency_id: int
) -> None:
    """
    Refuse another office's sheet, which would only fill this office's list with strangers.

    :raises FileRefused: more than half of the known sponsors are not of this office.
    """
    named = [sponsors.get(each.nip or "") for each in candidates]
    known = [each for each in named if each is not None]
    strangers = [each for each in known if each.agency_id != agency_id]
    if len(strangers) * 2 > len(known):
        count = len({each.sponsor_id for each in strangers})
        raise FileRefused("office.file.other_office", count=str(count))


def check_not_applied(table: Table, *, regency_id: int) -> None:
    """:raises UploadRefused: this very content took effect before; says when and by whom."""
    before = applied_before(
        viewer=Viewer.system(),
        kind=Kind.REGISTRATIONS,
        regency_id=regency_id,
        fingerprint=table.fingerprint,
    )
    if before is not None:
        when, name = said_when(before.received_at), before.received_by
        raise UploadRefused("enrolment.file_accepted_before", before.file_id, when=when, name=name)


def said_when(at: datetime) -> str:
    """Return `20/11/2026 09.14 WIB`."""
    return f"{render_date(today_in_wib(at))} {render_time(at)}"
