"""Figures, leaders, Korpri and outreach as pictures, in a regency of sixty offices."""

import os

import pytest
from django.db import connection

from payung.kernel.names import fold
from payung.stages.registry.models import Agency
from tests.factories import outreach
from tests.factories import world as worlds
from tests.factories.world import World
from tests.journeys.aside import aside
from tests.journeys.conftest import Built
from tests.journeys.picture_strips import OF_FIGURES, keep
from tests.journeys.pictures import WIDTHS, Screen, contact_sheets
from tests.journeys.pictures_figures import FIGURES
from tests.journeys.test_pictures import DOCUMENTS, TO, OpenAs, Studio, addresses_of, shoot
from tests.journeys.test_pictures import pytestmark as pytestmark  # the same switch
from tests.journeys.test_time_of_figures import regency

DISTRICTS = (
    *("Plantungan", "Pageruyung", "Sukorejo", "Patean", "Singorojo", "Limbangan", "Boja"),
    *("Kaliwungu", "Brangsong", "Pegandon", "Gemuh", "Weleri", "Cepiring", "Patebon", "Kendal"),
    *("Rowosari", "Kangkung", "Ringinarum", "Ngampel", "Tirto"),
)
KINDS = ("Kecamatan", "Puskesmas", "SMP Negeri 1")


def _named() -> None:
    """Give the invented offices names as offices have."""
    names = [f"{kind} {district}" for kind in KINDS for district in DISTRICTS]
    taken = set(Agency.objects.values_list("folded", flat=True))
    free = [name for name in names if fold(name) not in taken]
    invented = Agency.objects.filter(name__startswith="Kantor Uji")
    for agency, name in zip(invented, free, strict=False):
        Agency.objects.filter(pk=agency.pk).update(name=name, folded=fold(name))


def _lived(world: World) -> None:
    regency(world)
    _named()
    outreach.session(world, outreach.event(world, target=12), days=26, hour=15)


@pytest.fixture
def addresses(site: str, built: Built) -> dict[Screen, str]:
    aside(lambda: _lived(built.world))
    found = addresses_of(
        world=built.world, full=True, by=worlds.SYSTEM, at=built.world.at, screens=FIGURES
    )
    connection.close()
    return found


def test_the_figures(addresses: dict[Screen, str], open_as: OpenAs) -> None:
    TO.mkdir(parents=True, exist_ok=True)
    studio = Studio(open_as, "penuh")
    shoot(studio, addresses, errors_too=True)
    for width in WIDTHS:
        contact_sheets(TO, width)
    if os.environ.get("PAYUNG_PICTURES_KEEP") == "1":
        assert keep(TO, DOCUMENTS, only=OF_FIGURES) == []

    assert studio.refused == []
    assert studio.too_wide == []
