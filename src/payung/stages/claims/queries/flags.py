"""The signs of a claim, for branch and auditor alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from payung.kernel.people import Role, Viewer
from payung.kernel.wording import say
from payung.stages.claims.models import Flag
from payung.stages.claims.queries.opening import seen

SEES = frozenset({Role.BRANCH, Role.AUDITOR, Role.SYSTEM})


@dataclass(frozen=True, kw_only=True)
class FlagRow:
    """One sign: a question to look into, never a refusal."""

    code: str
    values: Mapping[str, str]
    since: datetime

    def text(self, lang: str = "id") -> str:
        return say(self.code, lang, **self.values)


def flags_of(*, viewer: Viewer, claim_id: int) -> list[FlagRow]:
    """Return the signs of a claim, in the order they were found; nothing for anybody else."""
    if viewer.role not in SEES or seen(viewer, claim_id) is None:
        return []
    rows = Flag.objects.filter(claim_id=claim_id).order_by("pk")
    return [
        FlagRow(code=code, values=values, since=at)
        for code, values, at in rows.values_list("code", "values", "found_at")
    ]
