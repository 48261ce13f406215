"""The published area codes as the package `idn-area-data` has them on disk."""

import csv
from collections.abc import Iterator
from pathlib import Path

from payung.stages.registry.problems import NoAreas
from payung.stages.registry.queries.areas import AreaRow

FILES = {
    "provinces.csv": None,
    "regencies.csv": "province_code",
    "districts.csv": "regency_code",
    "villages.csv": "district_code",
}


def read_areas(folder: Path) -> Iterator[AreaRow]:
    """
    Yield provinces, regencies, districts, villages, in that order.

    :raises NoAreas: a file of the package is missing.
    """
    for name, parent in FILES.items():
        path = folder / name
        if not path.is_file():
            raise NoAreas(str(path))
        with path.open(encoding="utf-8", newline="") as lines:
            for line in csv.DictReader(lines):
                yield AreaRow(line["code"], line["name"], line[parent] if parent else "")
