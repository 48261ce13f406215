"""`payung check`: what can be said of a NIK or a NIP by looking at it."""

import argparse
from pathlib import Path

from django.conf import settings

from payung.jobs.printing import show
from payung.kernel.findings import Finding, Level, Unreadable
from payung.kernel.nik import KnownAreas, check_nik, parse_nik
from payung.kernel.nip import NipKind, check_nip, parse_nip
from payung.kernel.sex import Sex


def run(wanted: argparse.Namespace) -> int:
    """Exit with 1 when the number is refused; a warning or an information is no refusal."""
    sex = Sex(wanted.sex) if wanted.sex else None
    try:
        if wanted.step == "nik":
            found = check_nik(
                parse_nik(wanted.number),
                born_on=wanted.born,
                sex=sex,
                regency=wanted.regency,
                areas=_areas(settings.AREA_DATA),
                on=wanted.on,
            )
        else:
            kind = NipKind(wanted.kind) if wanted.kind else None
            found = check_nip(parse_nip(wanted.number), kind=kind, born_on=wanted.born, sex=sex)
    except Unreadable as refused:
        found = [refused.finding]
    ok = all(finding.level is not Level.REJECT for finding in found)
    answer = {"ok": ok, "problems": [_json(finding, wanted.lang) for finding in found]}
    words = [f"{problem['level']:<8} {problem['message']}" for problem in answer["problems"]]  # type: ignore[attr-defined]
    show(wanted, answer, words or ["OK"])
    return 0 if ok else 1


def _json(finding: Finding, lang: str) -> dict[str, str]:
    return {"level": finding.level, "code": finding.code, "message": finding.message(lang)}


def _areas(folder: Path) -> KnownAreas | None:
    """Read the published codes, if they are installed; without them places are not judged."""
    if not (folder / "districts.csv").exists():
        return None

    def codes(name: str) -> frozenset[str]:
        lines = (folder / name).read_text(encoding="utf-8").splitlines()[1:]
        return frozenset(line.split(",", 1)[0] for line in lines)

    return KnownAreas(provinces=codes("provinces.csv"), districts=codes("districts.csv"))
