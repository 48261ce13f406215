"""
The open data described for Satu Data Indonesia: DCAT 3 as JSON-LD.

Perpres 39/2019 asks for a data standard (the dictionary), metadata (this), a form that machines
read (CSV) and reference codes (areas by Kemendagri). Data must be open under a licence that asks
for no more than naming the source: CC BY 4.0.
"""

from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from payung.kernel.clock import in_wib
from payung.kernel.wording import LANGUAGES, say
from payung.reports.homes.places import Place
from payung.reports.published.tables import Table

LICENCE_ADDRESS: Final = "https://creativecommons.org/licenses/by/4.0/"
MONTHLY: Final = "http://publications.europa.eu/resource/authority/frequency/MONTHLY"
CSV: Final = "https://www.iana.org/assignments/media-types/text/csv"
SHA256: Final = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
KEYWORDS: Final = ("pekerja rentan", "jaminan sosial ketenagakerjaan", "ASN", "BPJS")
CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def described(place: Place, tables: list[Table]) -> dict[str, Any]:
    """Return the catalogue of a regency's files; the last one is the dictionary of the others."""
    *data, dictionary = tables
    page = _address("numbers-file", place)
    return {
        "@context": CONTEXT,
        "@id": page,
        "@type": "dcat:Catalog",
        "dct:title": _both("open_data.catalogue.title", place=place.regency),
        "dct:description": _both("open_data.catalogue.words"),
        "dct:publisher": _publisher(place),
        "dct:license": {"@id": LICENCE_ADDRESS},
        "dct:language": ["id", "en"],
        "dct:spatial": _area(place.regency_code),
        "dcat:dataset": [_dataset(place, table, dictionary) for table in data],
    }


def _dataset(place: Place, table: Table, dictionary: Table) -> dict[str, Any]:
    address = _file_address(place, table)
    made: dict[str, Any] = {
        "@id": f"{address}#data",
        "@type": "dcat:Dataset",
        "dct:identifier": table.name.removesuffix(".csv"),
        "dct:title": _both(f"open_data.file.{table.slug}"),
        "dct:description": _both(f"open_data.file.{table.slug}_words"),
        "dct:publisher": _publisher(place),
        "dct:spatial": _area(table.of),
        "dct:accrualPeriodicity": {"@id": MONTHLY},
        "dct:license": {"@id": LICENCE_ADDRESS},
        "dct:conformsTo": {"@id": f"{settings.PAYUNG_ADDRESS}{reverse('method')}"},
        "dcat:landingPage": {"@id": _address("numbers-file", place)},
        "dcat:keyword": list(KEYWORDS),
        "foaf:page": {"@id": _file_address(place, dictionary)},
        "dcat:distribution": _distribution(address, table),
    }
    if table.first and table.last:
        made["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(table.first.first_day.isoformat(), "date"),
            "dcat:endDate": _typed(table.last.last_day.isoformat(), "date"),
        }
    if table.changed_at:
        changed = in_wib(table.changed_at).isoformat(timespec="seconds")
        made["dct:modified"] = _typed(changed, "dateTime")
    return made


def _distribution(address: str, table: Table) -> dict[str, Any]:
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": table.name,
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": CSV},
        "dcat:byteSize": _typed(str(len(table.content)), "nonNegativeInteger"),
        "dct:license": {"@id": LICENCE_ADDRESS},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": SHA256},
            "spdx:checksumValue": _typed(table.digest, "hexBinary"),
        },
    }


def _publisher(place: Place) -> dict[str, str]:
    return {"@type": "foaf:Organization", "foaf:name": place.regency}


def _area(code: str) -> dict[str, str]:
    """Return an area by the code of Kemendagri."""
    return {"@type": "dct:Location", "dct:identifier": code}


def _both(code: str, **values: str) -> list[dict[str, str]]:
    return [{"@value": say(code, lang, **values), "@language": lang} for lang in LANGUAGES]


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@value": value, "@type": f"xsd:{kind}"}


def _address(name: str, place: Place) -> str:
    return f"{settings.PAYUNG_ADDRESS}{reverse(name)}?wilayah={place.regency_code}"


def _file_address(place: Place, table: Table) -> str:
    path = reverse("open-data-file", args=[table.slug])
    return f"{settings.PAYUNG_ADDRESS}{path}?wilayah={place.regency_code}"
