"""S17: the permission to deduct, as it is read and agreed to."""

from collections.abc import Mapping

from payung.web.language import tell
from payung.web.pay_sources import choices, closed_words, sources_of
from payung.web.sponsor.answers import sector
from payung.web.sponsor.steps import Asked, Read, Step, question
from payung.web.sponsor.terms import terms_on


def _read(asked: Asked) -> Read:
    terms = terms_on(asked.on, sector(asked.answers))
    if terms is None:
        return Read(problems={"form": tell("sponsor.consent.no_tariff")})
    open_to = sources_of(asked.request, asked.viewer, terms.start)
    if not open_to:
        return Read(problems={"form": tell("sponsor.consent.no_source")})
    source = asked.typed("sumber")
    if source not in open_to:
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
    terms = terms_on(asked.on, sector(asked.answers))
    open_to = sources_of(asked.request, asked.viewer, terms.start) if terms else ()
    return {"terms": terms, "options": choices(open_to), "closed": closed_words(open_to)}


consent = question(Step("izin", ("sumber",), _read, _show), is_weighty=True)
