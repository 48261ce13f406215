"""S14 to S16: what the worker does, where they live, how they can be reached."""

from collections.abc import Mapping
from typing import Final

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.access.operations_contact import contact_of
from payung.kernel.findings import Unreadable
from payung.kernel.names import shown
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import parse_phone
from payung.stages.enrolment.checks.occupation_earns_income import occupation_earns_income
from payung.stages.enrolment.sums.homes import read_rt_rw
from payung.stages.registry.queries.homes import Places, places
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.requests import Request
from payung.web.sponsor.answers import (
    BLOCKED,
    BLOCKED_BY_WORK,
    OCCUPATIONS,
    OUTSIDE,
    STANDINGS,
    WORKS,
)
from payung.web.sponsor.steps import CHECK, FROM, Asked, Read, Step, address, question, save

LONGEST_WORK: Final = 80
LONGEST_ADDRESS: Final = 150
_PLACES: Final = ("desa", "nama_desa", "alamat_luar", "alamat_lengkap")


def _read_work(asked: Asked) -> Read:
    read = Read()
    code, other = asked.typed("pekerjaan"), shown(asked.typed("pekerjaan_lain"))[:LONGEST_WORK]
    if code not in OCCUPATIONS:
        read.problems["pekerjaan"] = tell("sponsor.work.empty")
    elif code == "lain" and not any(sign.isalpha() for sign in other):
        read.problems["pekerjaan_lain"] = tell("sponsor.work.other_empty")
    else:
        read.answers |= {"pekerjaan": code, "pekerjaan_lain": other if code == "lain" else ""}
    standing = asked.typed("keadaan")
    if standing in STANDINGS:
        read.answers["keadaan"] = standing
    else:
        read.problems["keadaan"] = tell("sponsor.work.standing_empty")
    return read


def _keep_work(asked: Asked, read: Read) -> str | None:
    """Not working, or ill: the page that tells why honesty protects the family."""
    earns = occupation_earns_income(read.answers.get("pekerjaan_lain", ""))
    is_no_work = bool(read.answers.get("pekerjaan_lain")) and earns is not None
    blocked = read.answers["keadaan"] != WORKS or is_no_work
    if blocked or asked.answers.get(BLOCKED) == BLOCKED_BY_WORK:
        read.answers[BLOCKED] = BLOCKED_BY_WORK if blocked else ""
    save(asked, read)
    return reverse("daftar-belum-bisa") if blocked else None


def _show_work(asked: Asked, values: Mapping[str, str]) -> Mapping[str, object]:
    del asked, values
    return {
        "options": [(code, tell(f"sponsor.occupation.{code}")) for code in OCCUPATIONS],
        "standings": [(code, tell(f"sponsor.standing.{code}")) for code in STANDINGS],
    }


def _read_home(asked: Asked) -> Read:
    read = Read()
    district = asked.typed("kecamatan")
    found = places(viewer=asked.viewer, district=district)
    districts = {row.code: row.name for row in found.districts}
    if district != OUTSIDE and district not in districts:
        read.problems["kecamatan"] = tell("sponsor.home.district_empty")
        return read
    read.answers |= {"kecamatan": district, "nama_kecamatan": districts.get(district, "")}
    if _chooses_district(asked, district):
        read.answers |= dict.fromkeys(_PLACES, "")
        return read
    try:
        read.answers["rtrw"] = read_rt_rw(asked.typed("rtrw"))
    except Unreadable as reason:
        read.problems["rtrw"] = reason.finding.message(current())
    if district == OUTSIDE:
        _read_outside(asked, read)
    else:
        _read_village(asked, read, found, districts[district])
    return read


def _chooses_district(asked: Asked, district: str) -> bool:
    """Whether only the district was chosen so far: its villages come with the next page."""
    is_new = asked.answers.get("kecamatan") != district
    return is_new and not any(asked.typed(name).strip() for name in _PLACES)


def _keep_home(asked: Asked, read: Read) -> str | None:
    save(asked, read)
    if read.answers.get("alamat_lengkap"):
        return None
    return address("alamat") + (f"?{FROM}={CHECK}" if asked.is_change else "")


def _read_village(asked: Asked, read: Read, found: Places, district_name: str) -> None:
    villages = {row.code: row.name for row in found.villages}
    village = asked.typed("desa")
    if villages and village not in villages:
        code = "sponsor.home.village_elsewhere" if village else "sponsor.home.village_empty"
        read.problems["desa"] = tell(code, district=district_name)
        return
    written = shown(asked.typed("nama_desa"))[:LONGEST_ADDRESS]
    name = villages.get(village, written)
    if not name:
        read.problems["nama_desa"] = tell("sponsor.home.village_empty")
        return
    read.answers |= {
        "desa": village if villages else "",
        "nama_desa": name,
        "alamat_luar": "",
        "alamat_lengkap": f"{name}, {district_name}",
    }


def _read_outside(asked: Asked, read: Read) -> None:
    typed = shown(asked.typed("alamat_luar"))[:LONGEST_ADDRESS]
    if not any(sign.isalpha() for sign in typed):
        read.problems["alamat_luar"] = tell("sponsor.home.outside_empty")
        return
    read.answers |= {"desa": "", "nama_desa": "", "alamat_luar": typed, "alamat_lengkap": typed}


def _show_home(asked: Asked, values: Mapping[str, str]) -> Mapping[str, object]:
    district = values.get("kecamatan", "")
    found = places(viewer=asked.viewer, district=district)
    outside = tell("sponsor.home.outside", regency=found.regency)
    return {
        "districts": [*((row.code, row.name) for row in found.districts), (OUTSIDE, outside)],
        "villages": [(row.code, row.name) for row in found.villages],
        "is_outside": district == OUTSIDE,
        "has_district": bool(district),
        "villages_url": reverse("daftar-desa"),
    }


@require_safe
@needs(Role.SPONSOR)
def villages(request: Request, viewer: Viewer) -> HttpResponse:
    """The villages of one district, for the script that fills the second box."""
    district = request.GET.get("kecamatan", "")
    found = places(viewer=viewer, district=district).villages if district else ()
    return JsonResponse({"villages": [[row.code, row.name] for row in found]})


def _read_contact(asked: Asked) -> Read:
    read = Read()
    typed = asked.typed("telepon").strip()
    if typed:
        _read_phone(asked, read, typed)
    else:
        read.answers |= {"telepon": "", "telepon_sama": ""}
    if asked.typed("setuju") == "1":
        read.answers["setuju"] = "1"
    else:
        read.problems["setuju"] = tell("consent_missing")
    return read


def _read_phone(asked: Asked, read: Read, typed: str) -> None:
    """Read the number; one's own is asked about once, and taken when it is sent again."""
    try:
        phone = parse_phone(typed)
    except Unreadable as reason:
        read.problems["telepon"] = reason.finding.message(current())
        return
    if _own_number(asked) == phone and asked.typed("telepon_sama") != phone:
        read.problems["telepon"] = tell("sponsor.contact.own_number")
        return
    read.answers |= {"telepon": str(phone), "telepon_sama": asked.typed("telepon_sama")}


def _show_contact(asked: Asked, values: Mapping[str, str]) -> Mapping[str, object]:
    return {"own_number": _own_number(asked), "agrees": values.get("setuju") == "1"}


def _own_number(asked: Asked) -> str:
    person = asked.request.person
    return "" if person is None else contact_of(person)[1]


_WORK: Final = ("pekerjaan", "pekerjaan_lain", "keadaan")
_HOME: Final = ("kecamatan", "desa", "nama_desa", "alamat_luar", "rtrw")
work = question(Step("pekerjaan", _WORK, _read_work, _show_work, _keep_work))
home = question(Step("alamat", _HOME, _read_home, _show_home, _keep_home))
contact = question(
    Step("kontak", ("telepon", "telepon_sama", "setuju"), _read_contact, _show_contact)
)
