"""The published area codes, as the package has them."""

import pytest
from django.conf import settings

from payung.stages.registry.gateway import read_areas
from payung.stages.registry.models import Area
from payung.stages.registry.operations import load_areas
from payung.stages.registry.problems import NoAreas
from payung.stages.registry.queries import AreaRow, known_areas
from tests.factories.registry import AT, SYSTEM


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "provinces.csv").write_text("code,name\n33,Jawa Tengah\n")
    (tmp_path / "regencies.csv").write_text("code,province_code,name\n33.24,33,Kabupaten Kendal\n")
    (tmp_path / "districts.csv").write_text('code,regency_code,name\n33.24.07,33.24,"Bo,ja"\n')
    (tmp_path / "villages.csv").write_text(
        "code,district_code,name\n33.24.07.2001,33.24.07,Meteseh"
    )
    return tmp_path


def test_reads_all_four_levels_each_with_what_it_lies_in(folder):
    assert list(read_areas(folder)) == [
        AreaRow("33", "Jawa Tengah", ""),
        AreaRow("33.24", "Kabupaten Kendal", "33"),
        AreaRow("33.24.07", "Bo,ja", "33.24"),
        AreaRow("33.24.07.2001", "Meteseh", "33.24.07"),
    ]


def test_names_the_file_that_is_missing(folder):
    (folder / "districts.csv").unlink()

    with pytest.raises(NoAreas, match=r"districts\.csv"):
        list(read_areas(folder))


@pytest.mark.django_db
@pytest.mark.skipif(not settings.AREA_DATA.is_dir(), reason="the package was not fetched")
def test_the_whole_country_is_loaded():
    load_areas(areas=read_areas(settings.AREA_DATA), by=SYSTEM, at=AT)

    assert Area.objects.get(pk="33.24").name == "Kabupaten Kendal"
    assert len(known_areas().provinces) == 38
    assert sum(code.startswith("33.24.") for code in known_areas().districts) == 20
