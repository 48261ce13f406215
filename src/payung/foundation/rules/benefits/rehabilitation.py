"""Rights without a price after a work accident: treatment, rehabilitation, return to work."""

from payung.foundation.rules.benefits.accident import Accident, check
from payung.foundation.rules.benefits.lines import said
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.values import Guidance, Note


def rehabilitation(accident: Accident, *, law: Law | None = None) -> Guidance:
    """Return what is given as medically needed, without a ceiling of cost."""
    law = law or current_law()
    check(accident)
    rights = {
        "rules.line.medical_care": law.jkk_pelayanan_kesehatan,
        "rules.line.rehabilitation": law.jkk_rehabilitasi_medik,
        "rules.line.return_to_work": law.jkk_kembali_bekerja,
    }
    day = accident.happened_on
    found = {code: rule.in_force(day) for code, rule in rights.items()}
    statements = tuple(said(code, right) for code, right in found.items() if right.value.given)
    return Guidance(statements, (Note("rules.note.jkk_decided_by_bpjs"),))
