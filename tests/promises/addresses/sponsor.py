"""Addresses under /daftar/ and /saya/: signing up, and a civil servant's own workers."""

from collections.abc import Mapping

from payung.kernel.people import Role
from payung.stages.enrolment.models import Consent, Sponsorship
from tests.factories.card_holders import consent
from tests.factories.world import World, actor
from tests.promises.addresses.page import Page, only

SPONSOR = Role.SPONSOR


def _own(world: World) -> Mapping[str, object]:
    """A worker of the sponsor who signs in, insured and paid for."""
    rows = Sponsorship.objects.filter(sponsor_id=world.sponsor_id, state="accepted")
    return {"sponsorship_id": rows.order_by("pk")[0].pk}


def _permitted(world: World) -> Mapping[str, object]:
    """The same worker, with the permission to cut for them."""
    values = _own(world)
    if not Consent.objects.filter(**values).exists():
        by = actor(world, SPONSOR)
        consent(**values, ceiling_idr=20_000, by=by, at=world.at)  # type: ignore[arg-type]  # one id
    return values


def _other(world: World) -> Mapping[str, object]:
    """A worker of a sponsor of another office."""
    agency = world.agencies["Kecamatan Boja"]
    rows = Sponsorship.objects.filter(agency_id=agency, state="accepted")
    return {"sponsorship_id": rows.order_by("pk")[0].pk}


TABLE: dict[str, Page] = {
    "/daftar/": only(SPONSOR, posts=True),
    "/daftar/hubungan/": only(SPONSOR, posts=True),
    # With an empty draft every later question leads to the first one.
    "/daftar/nik/": only(SPONSOR, posts=True, answer=302),
    "/daftar/nama/": only(SPONSOR, posts=True, answer=302),
    "/daftar/lahir/": only(SPONSOR, posts=True, answer=302),
    "/daftar/belum-bisa/": only(SPONSOR, posts=True, answer=302),
    "/daftar/orang-lain/": only(SPONSOR, posts=True, answer=405),
    "/daftar/pekerjaan/": only(SPONSOR, posts=True, answer=302),
    "/daftar/alamat/": only(SPONSOR, posts=True, answer=302),
    "/daftar/desa/": only(SPONSOR),
    "/daftar/kontak/": only(SPONSOR, posts=True, answer=302),
    "/daftar/izin/": only(SPONSOR, posts=True, answer=302),
    "/daftar/periksa/": only(SPONSOR, posts=True, answer=302),
    "/daftar/selesai/<sponsorship:sponsorship_id>/": only(SPONSOR, own=_own, other=_other),
    "/daftar/selesai/<sponsorship:sponsorship_id>/bukti/": only(
        SPONSOR, own=_own, other=_other, posts=True, answer=405
    ),
    "/saya/pekerja/<sponsorship:sponsorship_id>/": only(SPONSOR, own=_own, other=_other),
    "/saya/pekerja/<sponsorship:sponsorship_id>/ubah/": only(
        SPONSOR, own=_own, other=_other, posts=True
    ),
    "/saya/pekerja/<sponsorship:sponsorship_id>/sumber/": only(
        SPONSOR, own=_permitted, other=_other, posts=True
    ),
    "/saya/pekerja/<sponsorship:sponsorship_id>/berhenti/": only(
        SPONSOR, own=_own, other=_other, posts=True
    ),
    "/saya/pekerja/<sponsorship:sponsorship_id>/batal/": only(
        SPONSOR, own=_own, other=_other, posts=True, answer=405
    ),
    "/saya/ganti/": only(SPONSOR, posts=True),
    "/saya/potongan/": only(SPONSOR),
    "/saya/potongan/beda/": only(SPONSOR, posts=True),
    "/saya/pindah/": only(SPONSOR, posts=True),
    "/saya/surat-kuasa/": only(SPONSOR),
    "/saya/surat-kuasa/buat/": only(SPONSOR, posts=True, answer=405),
    "/saya/surat-kuasa/cabut/": only(SPONSOR, posts=True),
    "/saya/lapor/": only(SPONSOR, posts=True),
    "/saya/pesan/": only(SPONSOR, posts=True),
}
