"""S57: Korpri reads the public ranking, looks at it in more ways, and prints it; nobody's name."""

import pytest
from django.test import Client

from payung.kernel.people import Role
from payung.stages.registry.models import CivilServant
from tests.factories.published import figures
from tests.factories.world import SYSTEM, World
from tests.web.public.reading import rows_of, text_of
from tests.web.secretariat.sending import send
from tests.web.signing_in import come_in

pytestmark = pytest.mark.django_db
PATH = "/korpri/peringkat/"


def _shown(client: Client, query: str = "") -> str:
    return text_of(client.get(f"{PATH}?{query}").content.decode())


def test_shows_the_public_rows_with_filters_and_prints_them(empty_world: World) -> None:
    client = come_in(str(Role.KORPRI))
    assert "Belum ada peringkat" in _shown(client)
    figures(
        regency_id=empty_world.regency_id,
        offices=40,
        months=3,
        seed=2,
        by=SYSTEM,
        at=empty_world.at,
    )
    rows = rows_of("/peringkat/peringkat.csv")
    everything = " ".join(_shown(client, f"kelas={size}") for size in ("xl", "l", "m", "s"))
    for row in rows:
        if row["tempat"]:
            assert f"{row['asn_ikut_serta']} dari {row['asn']}" in everything

    rising = [row["kantor"] for row in rows if float(row["perubahan_poin"] or 0) > 0]
    falling = [row["kantor"] for row in rows if row["perubahan_poin"].startswith("-")]
    table = client.get(f"{PATH}?gerak=naik").content.decode().split("</table>")[0]
    assert rising
    assert all(office in table for office in rising)
    assert not any(office in table for office in falling)
    assert "Belum lapor" in client.get(f"{PATH}?gerak=belum").content.decode().split("</table>")[0]
    assert rising[0] in _shown(client, f"kantor={rising[0].upper()}")
    assert "Tidak ada kantor yang cocok" in _shown(client, "kantor=%25&gerak=naik")
    for wrong in ("gerak=samping", "kelas=zz", "bulan=2001-01"):
        assert client.get(f"{PATH}?{wrong}").status_code == 404, wrong
    names = CivilServant.objects.values_list("name", flat=True)
    assert not [name for name in names if name in everything]

    assert send(client, f"{PATH}cetak/", tugas="2001-01").status_code == 422
    printed = send(client, f"{PATH}cetak/")
    assert printed.status_code == 302
    assert client.get(printed.headers["Location"]).headers["Content-Type"] == "application/pdf"
