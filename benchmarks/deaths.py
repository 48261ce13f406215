"""
A death list of 5,000 rows against a million members, from its bytes to whom it may speak of.

    python -m benchmarks.deaths --members 1000000     prints a table and one line of JSON

Members are made with generate_series by the owner, about sixty born on each day. Of the list a
tenth is members by NIK, a tenth by name and birth date in an old spelling, a tenth with a birth
date that is wrong in its year, and the others died without ever being members.
"""

import argparse
import csv
import io
import json
import sys
import time
from datetime import date, timedelta
from random import Random

import psycopg

from benchmarks.home import database
from payung.config.embedded import OWNER_ROLE
from payung.kernel.people import Role, Viewer
from payung.reports.quality.death_list import read_death_list, review_of
from payung.stages.registry.queries.workers import nik_index

MEMBERS, ROWS, MOST_SECONDS = 1_000_000, 5_000, 10.0
REGENCY = 1
DAY = date(2026, 11, 20)
FIRST = ("Soetrisno", "Djoko", "Siti", "Sri", "Moch. Tjipto", "Soelastri", "Noer", "Achmad")
LAST = ("Wahjudi", "Rahajoe", "Handajani", "Soesanto", "Koentjoro", "Lestari", "Setiadji", "Djati")
MODERN = ("sutrisno", "joko", "siti", "sri", "moh cipto", "sulastri", "nur", "ahmad")
MODERN_LAST = ("wahyudi", "rahayu", "handayani", "susanto", "kuncoro", "lestari", "setiaji", "jati")
FILL = """
SET session_replication_role = replica;
INSERT INTO registry_worker (id, regency_id, nik_sealed, nik_index, name, folded, birth_place,
    born_on, sex, district_code, village_code, occupation)
SELECT g, {regency}, 'sealed', sha256(g::text::bytea), 'Pekerja', f.folded, '',
    '1962-01-01'::date + (g % 16500), 'L', '33.24.06', '', ''
FROM generate_series(1, {members}) g, LATERAL (SELECT
    ('{{{first}}}'::text[])[1 + g / 16500 % 8] || ' ' || ('{{{last}}}'::text[])[1 + g % 8]
    || ' ' || g / 132000 AS folded) f;
INSERT INTO enrolment_sponsorship (id, regency_id, agency_id, sponsor_id, worker_id, relation,
    sector, funds, income_idr, programmes, state, registered_on, card_number, accepted_on,
    end_reason)
SELECT g, {regency}, 1 + g % 500, g, g, '', 'informal', 'private', 1000000, 'jkk,jkm',
    'accepted', '2026-01-01', lpad(g::text, 11, '0'), '2026-01-05', ''
FROM generate_series(1, {members}) g;
VACUUM ANALYZE
"""


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--members", type=int, default=MEMBERS)
    reader.add_argument("--rows", type=int, default=ROWS)
    wanted = reader.parse_args()
    content, numbers = _list(wanted.rows, wanted.members)
    viewer = Viewer(Role.SYSTEM, None, REGENCY, None)
    with database() as server:
        with psycopg.connect(**server.url(role=OWNER_ROLE), autocommit=True) as owner:
            words = {"first": ",".join(MODERN), "last": ",".join(MODERN_LAST)}
            for statement in filter(str.strip, FILL.split(";")):
                filled = statement.format(regency=REGENCY, members=wanted.members, **words)
                owner.execute(filled.encode())
            owner.cursor().executemany(
                "UPDATE registry_worker SET nik_index = %s WHERE id = %s",
                [(nik_index(nik), member) for nik, member in numbers],
            )
        began = time.perf_counter()
        read = read_death_list(content=content, name="kematian.csv", on=DAY)
        stood = time.perf_counter()
        review = review_of(viewer=viewer, read=read)
        done = time.perf_counter()
    found: dict[str, int] = {}
    for one in review.found:
        found[one.how] = found.get(one.how, 0) + 1
    least = wanted.rows // 10
    if read.deaths.refused or any(found.get(how, 0) < least for how in SURE):
        raise AssertionError(f"{read.deaths.refused_by_code} {found}")
    return _show(wanted.members, wanted.rows, stood - began, done - stood, found)


SURE = ("nik", "name_and_date", "name_and_near")


def _list(rows: int, members: int) -> tuple[bytes, list[tuple[str, int]]]:
    """Return the sheet, and the NIKs in it of members with their ids."""
    choose, numbers = Random(4), []
    text = io.StringIO()
    sheet = csv.writer(text, delimiter=";")
    sheet.writerow(("No", "NIK", "Nama", "Tanggal Lahir", "Tanggal Meninggal", "Desa"))
    for number in range(rows):
        member = 1 + (number * 197) % members
        born = date(1962, 1, 1) + timedelta(days=member % 16500)
        name = f"{FIRST[member // 16500 % 8]} {LAST[member % 8]} {member // 132000}"
        nik, kind = "", number % 10
        if kind == 0:
            nik = f"332406{born:%d%m%y}{1 + number // 10:04}"
            numbers.append((nik, member))
        elif kind == 2:
            born = born.replace(year=born.year - 1, day=min(born.day, 28))
        elif kind != 1:
            name, nik = f"{name} Tua", f"331501{born:%d%m%y}{1 + number:04}"
            born -= timedelta(days=choose.randint(20, 400))
        died = DAY - timedelta(days=1 + number % 30)
        sheet.writerow((number + 1, nik, name, f"{born:%d/%m/%Y}", f"{died:%d/%m/%Y}", "Boja"))
    return text.getvalue().encode(), numbers


def _show(members: int, rows: int, reading: float, matching: float, found: dict[str, int]) -> int:
    whole = reading + matching
    lines = [
        "| members | rows | reading, s | matching, s | together, s | most |",
        "|---|---|---|---|---|---|",
        f"| {members} | {rows} | {reading:.2f} | {matching:.2f} | {whole:.2f} | {MOST_SECONDS} |",
        json.dumps(
            {"benchmark": "deaths", "members": members, "rows": rows, "found": found}
            | {"seconds": round(whole, 2), "most_seconds": MOST_SECONDS}
        ),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if whole <= MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
