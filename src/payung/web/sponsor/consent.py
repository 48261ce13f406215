"""S17: the permission to deduct, as it is read and agreed to."""

from collections.abc import Mapping

from payung.stages.enrolment.sums.said import PAY_SOURCES
from payung.web.language import tell
from payung.web.sponsor.answers import sector
from payung.web.sponsor.steps import Asked, Read, Step, question
from payung.web.sponsor.terms import terms_on


def _read(asked: Asked) -> Read:
    terms = terms_on(asked.on, sector(asked.answers))
    if terms is None:
        return Read(problems={"form": tell("sponsor.consent.no_tariff")})
    source = asked.typed("sumber")
    if source not in PAY_SOURCES:
        return Read(problems={"sumber": tell("sponsor.consent.empty")})
    return Read(
        {
            "sumber": source,
            "tarif": str(terms.amount_idr),
            "batas": str(terms.ceiling_idr),
            "mulai": str(terms.start),
        }
    )


def _show(asked: Asked, values: Mapping[str, str]) -> Mapping[str, object]:
    del values
    return {
        "terms": terms_on(asked.on, sector(asked.answers)),
        "options": [(code, tell(f"sponsor.consent.agree_{code}")) for code in PAY_SOURCES],
    }


consent = question(Step("izin", ("sumber",), _read, _show), is_weighty=True)
