"""Two uploads of the same staff list at once, and an upload that is killed half way."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection

from payung.stages.intake.models import ReceivedFile
from payung.stages.registry.files import import_staff
from payung.stages.registry.models import Agency, CivilServant, StaffChange
from tests.factories.registry import AT, kendal, members, secretariat, staff_sheet

SOURCE = Path(__file__).resolve().parents[2]
KILLED = textwrap.dedent("""
    import os, signal, sys
    import django
    django.setup()
    from django.db import connection
    from payung.stages.registry.files import import_staff
    from tests.factories.registry import AT, secretariat

    def kill(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if sys.argv[3] in sql:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    with connection.execute_wrapper(kill):
        import_staff(content=open(sys.argv[1], "rb").read(), name="asn.xlsx",
            regency_id=int(sys.argv[2]), apply=True, by=secretariat(int(sys.argv[2])), at=AT)
""")


def send(regency_id, content):
    return import_staff(
        content=content,
        name="asn.xlsx",
        regency_id=regency_id,
        apply=True,
        by=secretariat(regency_id),
        at=AT,
    )


def test_two_at_once_take_effect_once(own_database):
    kendal_id = kendal()
    content = staff_sheet(members(200))
    barrier, reports = Barrier(2), []

    def upload():
        try:
            barrier.wait()
            reports.append(send(kendal_id, content))
        finally:
            connection.close()

    threads = [Thread(target=upload) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(report.counts["new"] for report in reports) == [0, 200]
    assert sum("already_applied" in report.facts for report in reports) == 1
    assert ReceivedFile.objects.count() == 1
    assert (CivilServant.objects.count(), StaffChange.objects.count()) == (200, 200)


def test_two_different_lists_at_once_follow_each_other(own_database):
    kendal_id = kendal()
    people = members(200)
    contents = [staff_sheet(people), staff_sheet(people[:150])]
    barrier, reports = Barrier(2), []

    def upload(content):
        try:
            barrier.wait()
            reports.append(send(kendal_id, content))
        finally:
            connection.close()

    threads = [Thread(target=upload, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(reports) == 2
    assert sum(report.counts["new"] for report in reports) == 200
    present = CivilServant.objects.filter(gone_on=None).count()
    assert present == 200 - sum(report.counts["gone"] for report in reports)


@pytest.mark.slow
@pytest.mark.parametrize(
    "statement",
    ['INSERT INTO "registry_agency"', 'INSERT INTO "intake_receivedfile"', "WITH added AS"],
)
def test_killed_on_the_way_and_sent_again_it_takes_effect_once(own_database, tmp_path, statement):
    kendal_id = kendal()
    content = staff_sheet(members(200))
    file = tmp_path / "asn.xlsx"
    file.write_bytes(content)
    database = connection.settings_dict["NAME"]
    environment = os.environ | {
        "PAYUNG_DATABASE": str(database),
        "PYTHONPATH": f"{SOURCE / 'src'}{os.pathsep}{SOURCE}",
        "DJANGO_SETTINGS_MODULE": "payung.config.settings",
    }

    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(file), str(kendal_id), statement],
        env=environment,
        cwd=SOURCE,
        check=False,
    )

    assert done.returncode == -signal.SIGKILL
    for table in (CivilServant, StaffChange, Agency, ReceivedFile):
        assert not table.objects.exists()
    assert send(kendal_id, content).counts["new"] == 200
    assert CivilServant.objects.count() == 200
