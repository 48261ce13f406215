"""Results in the stable JSON shape of `payung rules … --json`."""

from typing import Any

from payung.foundation.rules.values import Benefit, Contribution


def as_json(result: Contribution | Benefit, lang: str = "id") -> dict[str, Any]:
    """Return `total_idr, base_idr, lines, notes`; a benefit has no base, it is null there."""
    base_idr = int(result.base_idr) if isinstance(result, Contribution) else None
    return {
        "total_idr": int(result.total_idr),
        "base_idr": base_idr,
        "lines": [
            {
                "label": line.text(lang),
                "amount_idr": int(line.amount_idr),
                "source": line.source,
                "since": line.since.isoformat(),
            }
            for line in result.lines
        ],
        "notes": [{"code": note.code, "text": note.text(lang)} for note in result.notes],
    }
