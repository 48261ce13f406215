"""The staff list (ASN) that an office for personnel sends every month: its columns, its import."""

from collections.abc import Collection, Mapping
from datetime import datetime

from payung.foundation.audit.scope import beyond
from payung.kernel.clock import in_wib, today_in_wib
from payung.kernel.dates import render_date
from payung.kernel.findings import Level
from payung.kernel.people import Actor
from payung.kernel.reporting import FileReport
from payung.kernel.wording import say
from payung.stages.intake.gateway import read_table
from payung.stages.intake.models import Kind
from payung.stages.intake.operations import ContentAlreadyApplied
from payung.stages.intake.queries import AppliedFile, applied_before
from payung.stages.intake.sums import STAFF, Column, Layout
from payung.stages.registry.checks.staff_rows import StaffList, read_staff
from payung.stages.registry.operations.agencies import within_scope
from payung.stages.registry.operations.staff import Received, apply_staff
from payung.stages.registry.queries.difference import StaffDifference, staff_difference
from payung.stages.registry.queries.workers import nik_index

LAYOUT = Layout(
    (
        Column("nip", True, ("NIP", "NIP Baru", "NIP/NI PPPK", "NIP / NIPPPK", "NI PPPK", "NIPPPK",
                             "NIP ASN", "Nomor Induk Pegawai"), "digits"),
        Column("name", True, ("Nama", "Nama Pegawai", "Nama Lengkap", "Nama ASN", "Nama PNS")),
        Column("front", False, ("Gelar Depan", "Glr Depan", "Gelar Dpn")),
        Column("back", False, ("Gelar Belakang", "Glr Belakang", "Gelar Blk")),
        Column("sex", False, ("L/P", "Jenis Kelamin", "JK", "Sex", "Kelamin", "Jns Kelamin")),
        Column("born_on", False, ("Tgl Lahir", "Tanggal Lahir", "Tgl. Lahir", "Lahir"), "date"),
        Column("kind", False, ("Status", "Status Pegawai", "Status Kepegawaian", "Jenis Pegawai",
                               "Jenis ASN", "Kedudukan", "Status ASN")),
        Column("grade", False, ("Gol", "Golongan", "Gol/Ruang", "Gol. Ruang", "Pangkat/Gol",
                                "Gol Ruang", "Golongan Ruang", "Pangkat")),
        Column("position", False, ("Jabatan", "Nama Jabatan", "Jabatan Terakhir")),
        Column("office", True, ("Unit Kerja", "OPD", "Perangkat Daerah", "SKPD", "Instansi",
                                "Kantor", "Nama OPD", "Unit Organisasi", "Satuan Kerja", "Satker",
                                "Unor", "Unor Induk", "Dinas")),
        Column("nik", False, ("NIK", "No KTP", "Nomor KTP", "NIK KTP"), "digits"),
        Column("ordinal", False, ("No", "No Urut", "Nomor"), "ordinal"),
    )
)  # fmt: skip


def import_staff(
    *,
    content: bytes,
    name: str,
    regency_id: int,
    apply: bool,
    apart: Collection[str] = (),
    by: Actor,
    at: datetime,
) -> FileReport:
    """
    Compare a monthly staff list with the registry, and with `apply` let it take effect.

    Without `apply` nothing is kept. Content that took effect before changes nothing and says so
    in `facts`; its rows are still read and reported. A new NIP that may be somebody missing waits.

    :param apart: NIPs of which a person said that they are somebody new.
    :raises FileRefused: the file as a whole is not taken.
    :raises OutsideScope: the actor works for another regency.
    """
    within_scope(by, regency_id)
    table = read_table(content, name=name, wanted=LAYOUT, limits=STAFF)
    staff = read_staff(table, on=today_in_wib(at), index_of=nik_index)
    received = Received(name, content, table.fingerprint, table.sha256)
    if before := _before(by, regency_id, received):
        return _unchanged(staff, before)
    if not apply:
        with beyond("is somebody on another regency's list?"):
            difference = staff_difference(viewer=by.viewer, regency_id=regency_id, staff=staff)
        return _report(staff, difference)
    try:
        difference = apply_staff(
            regency_id=regency_id, staff=staff, received=received, apart=apart, by=by, at=at
        )
    except ContentAlreadyApplied:
        # Another upload of the same content was a moment faster.
        if before := _before(by, regency_id, received):
            return _unchanged(staff, before)
        raise
    return _report(staff, difference)


def _before(by: Actor, regency_id: int, received: Received) -> AppliedFile | None:
    return applied_before(
        viewer=by.viewer,
        kind=Kind.STAFF,
        regency_id=regency_id,
        fingerprint=received.fingerprint,
    )


def _report(staff: StaffList, difference: StaffDifference) -> FileReport:
    refused = dict(staff.refused_by_code)
    spelled = 0
    problems = sorted((*staff.findings, *difference.findings), key=lambda found: found.row)
    for found in difference.findings:
        if found.finding.level is Level.REJECT:
            refused[found.finding.code] = refused.get(found.finding.code, 0) + 1
        spelled += found.finding.code == "office_spelled_differently"
    counts = {
        "new": difference.new,
        "changed": difference.changed,
        "moved": difference.moved,
        "gone": difference.gone,
        "back": difference.back,
        "kept": difference.kept,
        "warned": len({p.row for p in problems if p.finding.level is Level.WARNING}),
        "offices_founded": len(difference.founded),
        "office_spelled_differently": spelled,
    }
    return FileReport(
        rows=staff.rows,
        accepted=difference.accepted,
        refused=refused,
        problems=tuple(problems),
        counts=counts,
        facts=_facts(difference),
    )


def _facts(difference: StaffDifference) -> Mapping[str, str]:
    if not difference.many_are_gone:
        return {}
    gone, present = str(difference.gone), str(difference.present)
    return {"many_gone": say("many_gone", gone=gone, present=present)}


def _unchanged(staff: StaffList, before: AppliedFile) -> FileReport:
    at = in_wib(before.received_at)
    when = f"{render_date(at.date())} {at:%H.%M}"
    said = say("content_already_applied", when=when, who=before.received_by)
    counts = dict.fromkeys(("new", "changed", "moved", "gone", "back", "kept"), 0)
    return FileReport(
        rows=staff.rows,
        accepted=len(staff.lines),
        refused=staff.refused_by_code,
        problems=staff.findings,
        counts=counts,
        facts={"already_applied": said},
    )
