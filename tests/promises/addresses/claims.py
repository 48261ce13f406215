"""Claims: reports, one claim with its papers, heirs and children, and the branch's part."""

from collections.abc import Mapping

from payung.kernel.people import Role
from payung.stages.claims.models import Child, ClaimFile, Heir, Payment, SchoolYear
from payung.stages.claims.states import SchoolState
from payung.stages.enrolment.models import Sponsorship
from tests.factories.card_holders import holder
from tests.factories.claim_pages import DECIDED, FAR, OPEN, THERE, claim_of
from tests.factories.world import World
from tests.promises.addresses.page import Page, Values, only

OFFICER, BRANCH, SPONSOR = Role.OFFICER, Role.BRANCH, Role.SPONSOR
READERS = (OFFICER, BRANCH, Role.SECRETARIAT, Role.AUDITOR)
WIDE = frozenset({BRANCH, Role.SECRETARIAT, Role.AUDITOR})
PAPER = "death_certificate"


def _claim(name: str, **more: object) -> Values:
    return lambda world: {"claim_id": claim_of(world, name), **more}


def _heir(name: str, of: str = OPEN) -> Values:
    def values(world: World) -> Mapping[str, object]:
        heir = Heir.objects.filter(claim_id=claim_of(world, of)).order_by("pk")[0]
        return {"claim_id": claim_of(world, name), "heir_id": heir.pk}

    return values


def _child(name: str) -> Values:
    def values(world: World) -> Mapping[str, object]:
        child = Child.objects.filter(claim_id=claim_of(world, OPEN)).order_by("pk")[0]
        return {"claim_id": claim_of(world, name), "child_id": child.pk}

    return values


def _file(name: str) -> Values:
    def values(world: World) -> Mapping[str, object]:
        kept = ClaimFile.objects.filter(claim_id=claim_of(world, OPEN)).order_by("pk")[0]
        return {"claim_id": claim_of(world, name), "file_id": kept.pk}

    return values


def _payment(name: str) -> Values:
    def values(world: World) -> Mapping[str, object]:
        paid = Payment.objects.filter(decision__claim_id=claim_of(world, DECIDED)).order_by("pk")[0]
        return {"claim_id": claim_of(world, name), "payment_id": paid.pk}

    return values


def _year(name: str, state: SchoolState) -> Values:
    def values(world: World) -> Mapping[str, object]:
        years = SchoolYear.objects.filter(child__claim_id=claim_of(world, DECIDED), state=state)
        return {"claim_id": claim_of(world, name), "school_year_id": years[0].pk}

    return values


def _own_worker(world: World) -> Mapping[str, object]:
    thing = Sponsorship.objects.get(sponsor_id=world.sponsor_id, worker__name="Siti Rahayu")
    return {"sponsorship_id": thing.pk}


def _other_worker(world: World) -> Mapping[str, object]:
    rows = Sponsorship.objects.filter(agency__name="Kecamatan Boja", state="accepted")
    return {"sponsorship_id": rows.order_by("pk")[0].pk}


def _card(world: World) -> Mapping[str, object]:
    return {"code": holder(world).code}


def _office(**more: object) -> Page:
    """Return a page of the officer about a claim that is being gathered."""
    return only(OFFICER, own=_claim(OPEN, **more), other=_claim(THERE, **more), posts=True)


def _branch(name: str = DECIDED) -> Page:
    return only(BRANCH, own=_claim(name), other=_claim(FAR), posts=True)


TABLE: dict[str, Page] = {
    "/klaim/": only(SPONSOR, *READERS),
    "/klaim/kecelakaan/<sponsorship:sponsorship_id>/": only(
        SPONSOR, OFFICER, own=_own_worker, other=_other_worker, posts=True
    ),
    "/klaim/meninggal/<sponsorship:sponsorship_id>/": only(
        SPONSOR, OFFICER, own=_own_worker, other=_other_worker, posts=True
    ),
    "/klaim/<claim:claim_id>/": only(
        SPONSOR, OFFICER, Role.SECRETARIAT, Role.AUDITOR,
        own=_claim(OPEN), other=_claim(THERE), sees_other=WIDE,
    ),
    "/klaim/<claim:claim_id>/buka/": only(
        *READERS, own=_claim(OPEN), other=_claim(FAR), posts=True
    ),
    "/klaim/<claim:claim_id>/laporan/": _office(),
    "/klaim/<claim:claim_id>/hasil/": _office(),
    "/klaim/<claim:claim_id>/cacat/": _office(),
    "/klaim/<claim:claim_id>/tahap/<int:number>/": _office(number=1),
    "/klaim/<claim:claim_id>/ahli-waris/": only(
        *READERS, own=_claim(DECIDED), other=_claim(THERE), sees_other=WIDE
    ),
    "/klaim/<claim:claim_id>/ahli-waris/tambah/": _office(),
    "/klaim/<claim:claim_id>/ahli-waris/<heir:heir_id>/": only(
        OFFICER, own=_heir(OPEN), other=_heir(THERE), posts=True
    ),
    "/klaim/<claim:claim_id>/berkas/": only(
        *READERS, own=_claim(OPEN), other=_claim(FAR), posts=True
    ),
    "/klaim/<claim:claim_id>/berkas/<slug:code>/": _office(code=PAPER),
    "/klaim/<claim:claim_id>/foto/<claimpic:file_id>/": only(
        *READERS, own=_file(OPEN), other=_file(THERE), sees_other=WIDE
    ),
    "/klaim/<claim:claim_id>/bayar/<payment:payment_id>/": only(
        *READERS, own=_payment(DECIDED), other=_payment(FAR)
    ),
    "/klaim/<claim:claim_id>/beasiswa/bukti/<school:school_year_id>/": only(
        *READERS, own=_year(DECIDED, SchoolState.PAID), other=_year(FAR, SchoolState.PAID)
    ),
    "/klaim/<claim:claim_id>/serahkan/": _office(),
    "/klaim/<claim:claim_id>/batal/": _office(),
    "/klaim/<claim:claim_id>/ajukan-lagi/": _office(),
    "/klaim/<claim:claim_id>/beasiswa/": only(
        *READERS, own=_claim(DECIDED), other=_claim(THERE), sees_other=WIDE
    ),
    "/klaim/<claim:claim_id>/beasiswa/tambah/": _office(),
    "/klaim/<claim:claim_id>/beasiswa/<child:child_id>/": only(
        OFFICER, own=_child(OPEN), other=_child(THERE), posts=True
    ),
    "/klaim/<claim:claim_id>/beasiswa/<child:child_id>/tahun/": only(
        OFFICER, own=_child(OPEN), other=_child(THERE), posts=True
    ),
    "/klaim/<str:code>/status/": Page(is_public=True, stranger=200, own=_card, posts=True),
    "/bpjs/klaim/<claim:claim_id>/": only(BRANCH, own=_claim(DECIDED), other=_claim(FAR)),
    "/bpjs/klaim/<claim:claim_id>/terima/": only(
        BRANCH, own=_claim(DECIDED), other=_claim(FAR), posts=True, answer=405
    ),
    "/bpjs/klaim/<claim:claim_id>/minta/": _branch(),
    "/bpjs/klaim/<claim:claim_id>/tolak/": _branch(),
    "/bpjs/klaim/<claim:claim_id>/putuskan/": _branch(),
    "/bpjs/klaim/<claim:claim_id>/bayar/": _branch(),
    "/bpjs/klaim/<claim:claim_id>/bayar/<heir:heir_id>/": only(
        BRANCH, own=_heir(DECIDED, DECIDED), other=_heir(FAR, DECIDED), posts=True
    ),
    "/bpjs/klaim/<claim:claim_id>/beasiswa/<school:school_year_id>/bayar/": only(
        BRANCH, own=_year(DECIDED, SchoolState.ASKED), other=_year(FAR, SchoolState.ASKED),
        posts=True,
    ),
    "/bpjs/klaim/<claim:claim_id>/beasiswa/<school:school_year_id>/tolak/": only(
        BRANCH, own=_year(DECIDED, SchoolState.ASKED), other=_year(FAR, SchoolState.ASKED),
        posts=True,
    ),
}  # fmt: skip
