"""S11 to S13b: who this person is, the NIK, the name, and the birth that the NIK tells."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.contrib import messages
from django.urls import reverse

from payung.foundation.rules import registration_age
from payung.kernel.dates import parse_date
from payung.kernel.findings import Level, Unreadable
from payung.kernel.names import parse_name
from payung.kernel.nik import Nik, parse_nik
from payung.reports.workers.office import own_office
from payung.stages.enrolment.operations.drafts import Judge, ask_about
from payung.stages.enrolment.queries.standings import NikStanding
from payung.web.language import current, tell
from payung.web.requests import actor_of
from payung.web.sponsor.answers import (
    BLOCKED,
    BLOCKED_BY_CHECK,
    NO,
    RELATIONS,
    YES,
    born_on,
    nik_of,
)
from payung.web.sponsor.steps import Asked, Read, Step, question, save

TOO_MANY: Final = 429


def _read_relation(asked: Asked) -> Read:
    given = asked.typed("hubungan")
    if given not in RELATIONS:
        return Read(problems={"hubungan": tell("relation_empty")})
    return Read({"hubungan": given})


def _show_relation(asked: Asked, values: Mapping[str, str]) -> Mapping[str, object]:
    del asked, values
    return {"options": [(code, tell(f"sponsor.relation.{code}")) for code in RELATIONS]}


def _read_nik(asked: Asked) -> Read:
    try:
        return Read({"nik": str(parse_nik(asked.typed("nik")))})
    except Unreadable as reason:
        return Read(problems={"nik": reason.finding.message(current())})


def _keep_nik(asked: Asked, read: Read) -> str | None:
    """Ask how the NIK stands. That somebody else has the worker is never said here."""
    together = {**asked.answers, **read.answers}
    if asked.is_change and together.get("nama"):
        return _assess(asked, read, together)
    return _stand(asked, read)[0]


def _read_name(asked: Asked) -> Read:
    read = Read()
    try:
        name = parse_name(asked.typed("nama"))
        read.answers["nama"] = name.bare
        title = name.front or name.back
        if title:
            read.problems["nama"] = tell("sponsor.name.has_title", title=title, name=name.bare)
    except Unreadable as reason:
        read.problems["nama"] = reason.finding.message(current())
    sure = asked.typed("benar")
    if _inside(asked) is None:
        read.answers["benar"] = NO  # the NIK leaves the century open: the boxes follow
    elif sure in (YES, NO):
        read.answers["benar"] = sure
    else:
        read.problems["benar"] = tell("sponsor.name.benar_empty")
    return read


def _keep_name(asked: Asked, read: Read) -> str | None:
    together = {**asked.answers, **read.answers}
    if together["benar"] == NO:
        return save(asked, read)
    return _assess(asked, read, together)


def _show_name(asked: Asked, values: Mapping[str, str]) -> Mapping[str, object]:
    del values
    born = _inside(asked)
    nik = nik_of(asked.answers)
    if born is None or nik is None:
        return {"asks_birth": False}
    options = [(YES, tell("sponsor.name.yes")), (NO, tell("sponsor.name.no"))]
    return {"asks_birth": True, "born": born, "sex": tell(f"sponsor.sex.{nik.sex}"),
            "options": options}  # fmt: skip


def _inside(asked: Asked) -> date | None:
    nik: Nik | None = nik_of(asked.answers)
    return None if nik is None else nik.born_on(asked.on)


def _read_birth(asked: Asked) -> Read:
    parts = [asked.typed(f"lahir_{part}").strip() for part in ("hari", "bulan", "tahun")]
    read = Read()
    if not all(parts):
        read.problems["lahir"] = tell("birth_incomplete")
    else:
        try:
            day = parse_date("/".join(parts) if parts[1].isdigit() else " ".join(parts))
            read.answers["lahir"] = day.isoformat()
            if day >= asked.on:
                read.problems["lahir"] = tell("birth_in_future")
        except Unreadable as reason:
            read.problems["lahir"] = reason.finding.message(current())
    sex = asked.typed("kelamin")
    if sex in ("L", "P"):
        read.answers["kelamin"] = sex
    else:
        read.problems["kelamin"] = tell("sponsor.birth.sex_empty")
    return read


def _keep_birth(asked: Asked, read: Read) -> str | None:
    return _assess(asked, read, {**asked.answers, **read.answers})


def _show_birth(asked: Asked, values: Mapping[str, str]) -> Mapping[str, object]:
    kept = asked.answers.get("lahir", "")
    day, month, year = ("", "", "")
    if kept:
        year, month, day = kept.split("-")
    nik = nik_of(asked.answers)
    return {
        "day": values.get("lahir_hari", day),
        "month": values.get("lahir_bulan", month),
        "year": values.get("lahir_tahun", year),
        "sex": values.get("kelamin") or ("" if nik is None else nik.sex.value),
        "options": [(sex, tell(f"sponsor.sex.{sex}").capitalize()) for sex in ("L", "P")],
    }


def _assess(asked: Asked, read: Read, together: Mapping[str, str]) -> str | None:
    """Keep the answers, and lead to the neutral page for every reason alike."""
    born = born_on(together, asked.on)
    found = [] if born is None else registration_age(born, asked.on)
    fits = not any(each.level is Level.REJECT for each in found)
    before = together.get(BLOCKED, "")

    def judge(standing: NikStanding) -> Mapping[str, str]:
        if standing.is_too_many or standing.is_own or standing.mine is not None:
            return {}
        if not (fits and standing.is_free):
            return {BLOCKED: BLOCKED_BY_CHECK}
        return {BLOCKED: "" if before == BLOCKED_BY_CHECK else before}

    elsewhere, is_free = _stand(asked, read, judge)
    if elsewhere is not None or read.problems:
        return elsewhere
    return None if fits and is_free else reverse("daftar-belum-bisa")


def _stand(asked: Asked, read: Read, judge: Judge | None = None) -> tuple[str | None, bool]:
    """Return where to go for a NIK that is one's own worker's, and whether it is nobody else's."""
    request = asked.request
    office = own_office(viewer=asked.viewer, on=asked.on)
    if office is None:
        return reverse("daftar"), False
    nik = read.answers.get("nik") or asked.answers.get("nik", "")
    standing = ask_about(
        nik=nik,
        sponsor_id=office.sponsor_id,
        answers=read.answers,
        judge=judge,
        by=actor_of(request),
        at=request.at,
    )
    field = "nik" if "nik" in read.answers else "form"
    if standing.is_too_many:
        read.problems[field] = tell("sponsor.nik.too_many")
        read.status = TOO_MANY
    elif standing.is_own:
        read.problems[field] = tell("nik_own")
    elif standing.mine is not None:
        messages.info(request, tell("sponsor.nik.mine"))
        return reverse("worker", args=[standing.mine]), True
    return None, standing.is_free


relation = question(Step("hubungan", ("hubungan",), _read_relation, _show_relation))
nik = question(Step("nik", ("nik",), _read_nik, keep=_keep_nik))
name = question(Step("nama", ("nama", "benar"), _read_name, _show_name, _keep_name))
birth = question(
    Step(
        "lahir",
        ("lahir_hari", "lahir_bulan", "lahir_tahun", "kelamin"),
        _read_birth,
        _show_birth,
        _keep_birth,
    )
)
