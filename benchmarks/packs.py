"""
The whole pack of a monev meeting (D11, D12, slides, workbook, CSV) of 60 and of 400 offices.

    python -m benchmarks.packs       prints a table and one line of JSON

From questions to bytes, over twelve months; every file stays within its size.
"""

import argparse
import json
import sys
import time
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from benchmarks.home import database
from payung.foundation.documents.forms import made_as
from payung.foundation.documents.queries import facts_of
from payung.foundation.documents.typesetting import paper_pdf
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.process.papers.monev_pack import Form, print_pack
from tests.factories import world as worlds
from tests.factories.published import figures

OFFICES: Final = "60,400"
MONTHS: Final = 12
MOST_S, MOST_KB = 10.0, 150.0


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--offices", default=OFFICES)
    sizes = [int(size) for size in reader.parse_args().offices.split(",")]
    with database():
        world = worlds.build_empty(by=worlds.SYSTEM, at=timezone.now())
        found = [_of(world, size) for size in sizes]
    lines = ["| offices | the whole pack, s | largest file, KB | its form |", "|---|---|---|---|"]
    lines += [
        f"| {row['offices']} | {row['seconds']:.2f} | {row['kb']:.0f} | {row['form']} |"
        for row in found
    ]
    lines.append(json.dumps({"benchmark": "packs", "rows": found}))
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if all(row["seconds"] <= MOST_S and row["kb"] <= MOST_KB for row in found) else 1


def _of(world: worlds.World, offices: int) -> dict[str, Any]:
    """Measure a regency of so many offices, and leave it as it was."""
    with transaction.atomic():
        figures(
            regency_id=world.regency_id,
            offices=offices,
            months=MONTHS,
            by=worlds.SYSTEM,
            at=world.at,
        )
        found = _measured(world, offices)
        transaction.set_rollback(True)
    return found


def _measured(world: worlds.World, offices: int) -> dict[str, Any]:
    by = worlds.actor(world, Role.SECRETARIAT)
    at = world.at + timedelta(hours=1, seconds=offices)
    month = Month.of(today_in_wib(world.at)).previous
    began = time.perf_counter()
    forms = print_pack(regency_id=world.regency_id, month=month, as_of=at, by=by, at=at)
    sizes = {f"{one.kind} {one.form or 'pdf'}": len(_made(one, by.viewer)) / 1024 for one in forms}
    spent = time.perf_counter() - began
    form = max(sizes, key=lambda name: sizes[name])
    return {"offices": offices, "seconds": spent, "kb": sizes[form], "form": form}


def _made(form: Form, viewer: Any) -> bytes:
    opened = facts_of(viewer=viewer, document_id=form.document_id)
    return made_as(opened, form.form).content if form.form else paper_pdf(opened)


if __name__ == "__main__":
    sys.exit(main())
