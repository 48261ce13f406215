"""
Ten years of one regency, made by the owner with generate_series: what every page has to live with.

11,000 civil servants in 55 offices, each with one worker, 120 months listed, cut, remitted and
confirmed; one in fifty of this year's months is missing. Everybody's password is the same.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg
from django.contrib.auth.hashers import make_password

from payung.config.embedded import OWNER_ROLE, Server
from payung.foundation.access.factors import PLACE
from payung.kernel.keyring import sealer
from payung.kernel.month import Month
from payung.stages.registry.queries.workers import NIK_PLACE, nik_index

PASSWORD = "hujan-di-bulan-juni-2026"  # noqa: S105  # of invented people in a throw-away database
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  # the same, of the three who work there
STAFF, OFFICES, YEARS = 11_000, 55, 10

PEOPLE = """
SET session_replication_role = replica;
INSERT INTO registry_regency (id, code, name, branch_name, branch_phone,
    branch_address, branch_hours, joined_on)
VALUES (1, '33.24', 'Kabupaten Kendal', 'Kendal', '', '', '', '{first}');
INSERT INTO registry_area (code, name, folded, parent_code)
VALUES ('33', 'Jawa Tengah', 'jawa tengah', ''),
       ('33.24', 'Kabupaten Kendal', 'kabupaten kendal', '33'),
       ('33.24.06', 'Boja', 'boja', '33.24'),
       ('33.24.06.2001', 'Kaligading', 'kaligading', '33.24.06');
INSERT INTO registry_agency (id, regency_id, name, folded)
SELECT g, 1, 'Dinas ' || g, 'dinas ' || g FROM generate_series(1, {offices}) g;
INSERT INTO registry_civilservant (id, regency_id, agency_id, nip, name, title_before, title_after,
    folded, sex, kind, grade, position)
SELECT g, 1, g % {offices} + 1, '1980010120100' || lpad(g::text, 5, '0'), 'Pegawai ' || g, '', '',
       'pegawai ' || g, '', 'pns', '', ''
FROM generate_series(1, {staff}) g;
INSERT INTO enrolment_sponsorship (id, regency_id, agency_id, sponsor_id, worker_id, relation,
    sector, funds, income_idr, programmes, state, registered_on, card_number, accepted_on,
    end_reason)
SELECT g, 1, g % {offices} + 1, g, g, 'Tetangga', 'other', 'private', 1000000, 'jkk,jkm',
       'accepted', '{first}', lpad(g::text, 11, '0'), '{first}', ''
FROM generate_series(1, {staff}) g;
INSERT INTO enrolment_consent (id, sponsorship_id, version, ceiling_idr, pay_source, given_on,
    evidence, withdrawn)
SELECT g, g, 1, 16800, 'gaji', '{first}', 'sheet', false FROM generate_series(1, {staff}) g;
INSERT INTO membership_spell (id, worker_id, card_number, opened_by_id, starts_on, first_month,
    end_reason)
SELECT g, g, lpad(g::text, 11, '0'), g, '{first}', '{first}', '' FROM generate_series(1, {staff}) g;
INSERT INTO membership_payer (id, spell_id, worker_id, sponsor_id, sponsorship_id, from_month)
SELECT g, g, g, g, g, '{first}' FROM generate_series(1, {staff}) g;
INSERT INTO access_person (id, password, sign_in, name, civil_servant_id, is_active, unwanted)
SELECT g, '{password}', '1980010120100' || lpad(g::text, 5, '0'), 'Pegawai ' || g, g, true, '[]'
FROM generate_series(1, {staff}) g;
INSERT INTO access_duty (person_id, role, regency_id, agency_id, province, starts_on)
SELECT g, 'sponsor', 1, g % {offices} + 1, '', '{first}' FROM generate_series(1, {staff}) g;
INSERT INTO access_person (id, password, sign_in, name, is_active, unwanted)
VALUES (20001, '{password}', 'officer', 'Endah Lestari', true, '[]'),
       (20002, '{password}', 'leader', 'Bambang Wibowo', true, '[]'),
       (20003, '{password}', 'branch', 'Rudi', true, '[]');
INSERT INTO access_duty (person_id, role, regency_id, agency_id, province, starts_on)
VALUES (20001, 'officer', 1, 2, '', '{first}'), (20002, 'leader', 1, NULL, '', '{first}'),
       (20003, 'branch', 1, NULL, '', '{first}');
"""
MONEY = """
INSERT INTO deductions_deductionlist (id, agency_id, month, line_count, total_idr, digest,
    locked_at)
SELECT m * {offices} + a, a, {month}, {staff} / {offices}, 16800 * ({staff} / {offices}), '',
       {month}
FROM generate_series(0, {months} - 1) m, generate_series(1, {offices}) a;
INSERT INTO deductions_deductionline (id, list_id, month, sponsor_id, worker_id, payer_id,
    amount_idr, credit_idr, change)
SELECT m * {staff} + g, m * {offices} + g % {offices} + 1, {month}, g, g, g, 16800, 0, 'same'
FROM generate_series(0, {months} - 1) m, generate_series(1, {staff}) g;
INSERT INTO reconciliation_result (id, list_id, seq, as_listed, fingerprint, cut_count, cut_idr,
    reported_at)
SELECT id, id, 1, true, '', line_count, total_idr, locked_at FROM deductions_deductionlist;
INSERT INTO reconciliation_resultline (id, result_id, line_id, outcome, reported_idr, reason)
SELECT id, list_id, id, 'cut', amount_idr, '' FROM deductions_deductionline;
INSERT INTO remittance_slip (id, regency_id, bank, number, amount_idr, paid_on, recorded_at)
SELECT m + 1, 1, 'BANK JATENG', 'S' || m, 16800 * {staff}::bigint, {month} + 9, {month}
FROM generate_series(0, {months} - 1) m;
INSERT INTO remittance_slipline (slip_id, agency_id, month, amount_idr, reason)
SELECT m + 1, a, {month}, 16800 * ({staff} / {offices}), ''
FROM generate_series(0, {months} - 1) m, generate_series(1, {offices}) a;
INSERT INTO remittance_paidmonth (worker_id, month, attempt, agency_id, line_id, match_id,
    amount_idr, received_on)
SELECT worker_id, month, 0, sponsor_id % {offices} + 1, id, (list_id - 1) / {offices} + 1,
       amount_idr, month + 10
FROM deductions_deductionline
WHERE month < '{this_year}' OR (worker_id + extract(month FROM month)::int) % 50 <> 0;
INSERT INTO remittance_close (agency_id, month, version, asked_by_id, approved_by_id, balances,
    reason, digest, closed_at)
SELECT agency_id, month, 1, 1, 2, '{{}}', '', '', month + 12 FROM deductions_deductionlist;
"""
SEQUENCES = (
    "registry_regency registry_agency registry_civilservant registry_worker enrolment_sponsorship"
    " enrolment_consent membership_spell membership_payer access_person deductions_deductionlist"
    " deductions_deductionline reconciliation_result reconciliation_resultline remittance_slip"
)


@dataclass(frozen=True)
class Size:
    """How much there is; the staff are shared out evenly among the offices."""

    staff: int = STAFF
    offices: int = OFFICES
    years: int = YEARS

    @property
    def months(self) -> int:
        return self.years * 12


def fill(server: Server, database: str, *, until: Month, size: Size | None = None) -> None:
    """Fill an empty, migrated database with the ten years that end before `until`."""
    size = size or Size()
    first = until - size.months
    values: dict[str, Any] = {
        "staff": size.staff,
        "offices": size.offices,
        "months": size.months,
        "first": first.first_day,
        "this_year": date(until.year, 1, 1),
        "password": make_password(PASSWORD),
        "month": f"('{first.first_day}'::date + make_interval(months => m))::date",
    }
    url = server.url(role=OWNER_ROLE, database=database)
    with psycopg.connect(**url, autocommit=True) as owner:
        for statement in filter(str.strip, (PEOPLE + MONEY).split(";")):
            owner.execute(statement.format(**values).encode())
        _workers(owner, size.staff)
        for person_id in (20001, 20002, 20003):
            owner.execute(
                "INSERT INTO access_factor (person_id, secret_sealed, made_at, confirmed_at,"
                " last_step) VALUES (%s, %s, now(), now(), 0)",
                [person_id, sealer().seal(SECRET, PLACE)],
            )
        for table in SEQUENCES.split():
            owner.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )
        owner.execute("VACUUM ANALYZE")


def _workers(owner: "psycopg.Connection[Any]", staff: int) -> None:
    niks = [_nik(number) for number in range(1, staff + 1)]
    sealed = sealer().seal_all(niks, NIK_PLACE)
    columns = "id, regency_id, nik_sealed, nik_index, name, folded, birth_place, born_on, sex"
    columns += ", district_code, village_code, occupation"
    with owner.cursor().copy(f"COPY registry_worker ({columns}) FROM STDIN") as copy:
        for number, (nik, closed) in enumerate(zip(niks, sealed, strict=True), start=1):
            name = f"Pekerja {number}"
            copy.write_row(
                (number, 1, closed, nik_index(nik), name, name.lower(), "",
                 born_on(number), "P", "33.24.06", "33.24.06.2001", "Petani")
            )  # fmt: skip


def born_on(number: int) -> date:
    return date(1980, number % 12 + 1, number % 28 + 1)


def _nik(number: int) -> str:
    """Return a NIK of the right shape: district, birth date of a woman, serial in the 900s."""
    district, day, month = number % 20 + 1, number % 28 + 41, number % 12 + 1
    return (
        f"3324{district:02d}{day:02d}{month:02d}{number // 100 % 40 + 50:02d}09{number % 100:02d}"
    )
