"""The eleven fields of the paper form as typed at the desk, and what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from payung.kernel.digits import plain
from payung.kernel.findings import Finding, Level, Unreadable
from payung.kernel.names import fold
from payung.kernel.people import Viewer
from payung.stages.enrolment.queries.trying import try_entry
from payung.stages.enrolment.sums.entries import WorkerInput
from payung.stages.enrolment.sums.homes import address_line, read_rt_rw
from payung.stages.registry.queries import AreaRow, areas_within
from payung.stages.registry.queries.office_staff import staff_named, staff_with_nip
from payung.web.language import current, tell

FIELDS: Final = (
    *("nik", "nama", "lahir", "kelamin", "kerja", "hubungan", "kecamatan", "desa", "rt_rw"),
    *("hp", "asn", "izin"),
)
"""In the order of the paper. Birth date and sex are one question there."""
OUTSIDE: Final = "luar"
RELATIONS: Final = ("family", "neighbour", "house", "regular", "other")
_COLUMNS: Final = {
    "nik": "nik",
    "name": "nama",
    "born": "lahir",
    "sex": "kelamin",
    "occupation": "kerja",
    "relation": "hubungan",
    "phone": "hp",
}
_BY_CODE: Final = (
    *(("nik", "nik"), ("already", "nik"), ("sponsor_has", "asn"), ("nip", "asn")),
    *(("name", "nama"), ("birth", "lahir"), ("born", "lahir"), ("over", "lahir")),
    *(("under", "lahir"), ("not_working", "kerja"), ("phone", "hp"), ("sex", "kelamin")),
)
_NIP_LENGTH: Final = 18
_LONGEST: Final = 200


@dataclass
class Typed:
    """One filled-in form: the texts as typed, what they mean, and every problem by field."""

    values: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)
    sponsor_id: int = 0
    worker: WorkerInput | None = None


def read_form(posted: Mapping[str, str], *, viewer: Viewer, regency_code: str, on: date) -> Typed:
    """Return what was typed, with all its problems at once, in the order of the fields."""
    typed = Typed({name: posted.get(name, "").strip()[:_LONGEST] for name in FIELDS})
    values, found = typed.values, typed.problems
    districts = areas_within(parent_code=regency_code)
    village = _village(values, districts)
    typed.worker = WorkerInput(
        nik=values["nik"],
        name=values["nama"],
        born=values["lahir"],
        sex=values["kelamin"],
        occupation=values["kerja"],
        relation=_relation(values["hubungan"]),
        phone=values["hp"],
        district=_district_name(values["kecamatan"], districts),
        address=_address(values, found),
        village_code=village,
        is_outside=values["kecamatan"] == OUTSIDE,
    )
    assert viewer.regency_id is not None
    for key, finding in try_entry(
        viewer=viewer, regency_id=viewer.regency_id, worker=typed.worker, on=on
    ):
        found.setdefault(_COLUMNS.get(key, "form"), finding.message(current()))
    if "nik" in found and not values["lahir"]:
        found.pop("lahir", None)  # It would have been read from the NIK.
    if values["hubungan"] not in RELATIONS:
        found["hubungan"] = tell("office.desk.pick_relation")
    if districts and not values["kecamatan"]:
        found["kecamatan"] = tell("office.desk.pick_district")
    typed.sponsor_id = _sponsor(values["asn"], viewer, found)
    if not values["izin"]:
        found["izin"] = tell("office.desk.tick_consent")
    typed.problems = {name: found[name] for name in (*FIELDS, "form") if name in found}
    return typed


def problems_of(findings: Sequence[Finding]) -> dict[str, str]:
    """Return what the registry refused, each beside the field that it is about."""
    found: dict[str, str] = {}
    for finding in findings:
        if finding.level is not Level.REJECT:
            continue
        place = next((place for start, place in _BY_CODE if finding.code.startswith(start)), "form")
        found.setdefault(place, finding.message(current()))
    return {name: found[name] for name in (*FIELDS, "form") if name in found}


def _sponsor(text: str, viewer: Viewer, found: dict[str, str]) -> int:
    """Return the sponsor by NIP, or by a name that only one person of the office has."""
    if not text:
        found["asn"] = tell("office.desk.give_sponsor")
        return 0
    digits = "".join(sign for sign in plain(text) if sign.isdigit())
    if len(digits) == _NIP_LENGTH:
        one = staff_with_nip(viewer=viewer, nip=digits)
        if one is None:
            found["asn"] = tell("office.desk.sponsor_unknown")
        return 0 if one is None else one.civil_servant_id
    if digits:
        found["asn"] = tell("nip_length", count=len(digits))
        return 0
    several = staff_named(viewer=viewer, text=text, most=25)
    exact = [one for one in several if fold(one.name) == fold(text)] or several
    if len(exact) == 1:
        return exact[0].civil_servant_id
    code = "office.desk.sponsor_several" if exact else "office.desk.sponsor_unknown"
    found["asn"] = tell(code)
    return 0


def _relation(code: str) -> str:
    return tell(f"office.relation.{code}") if code in RELATIONS else ""


def _district_name(code: str, districts: Sequence[AreaRow]) -> str:
    return next((area.name for area in districts if area.code == code), "")


def _village(values: Mapping[str, str], districts: Sequence[AreaRow]) -> str:
    """Return the published code of the village typed, where the district has one of that name."""
    if not values["desa"] or values["kecamatan"] not in {area.code for area in districts}:
        return ""
    wanted = fold(values["desa"]).removeprefix("desa ").removeprefix("kelurahan ")
    villages = areas_within(parent_code=values["kecamatan"])
    return next((area.code for area in villages if fold(area.name) == wanted), "")


def _address(values: Mapping[str, str], found: dict[str, str]) -> str:
    try:
        hamlet = read_rt_rw(values["rt_rw"])
    except Unreadable:
        found["rt_rw"] = tell("office.desk.hamlet_wrong")
        hamlet = ""
    return address_line(hamlet, values["desa"])
