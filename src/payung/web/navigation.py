"""What stands in the row of links under the header: at most seven per role, the first is home."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse

from payung.kernel.people import Role
from payung.web.language import tell

_OFFICE: Final = (
    ("office-home", "nav.today"),
    ("queue", "nav.queue"),
    ("type-in", "nav.type_in"),
    ("claims", "nav.claims"),
    ("send", "nav.send"),
    ("colleagues", "nav.staff"),
    ("office-cards", "nav.cards"),
)
_KORPRI: Final = (
    ("korpri-home", "nav.today"),
    ("korpri-ranking", "nav.ranking"),
    ("korpri-share", "nav.share"),
    ("korpri-stories", "nav.stories"),
    ("korpri-thanks", "nav.thanks"),
    ("leader-home", "nav.state"),
    ("open-numbers", "nav.numbers"),
)
_LEADER: Final = (
    ("leader-home", "nav.state"),
    ("leader-offices", "nav.state_offices"),
    ("leader-who", "nav.who"),
    ("leader-targets", "nav.targets"),
    ("leader-packs", "packs.title"),
    ("meetings", "nav.meetings"),
    ("open-numbers", "nav.numbers"),
)
LINKS: Final[dict[Role, tuple[tuple[str, str], ...]]] = {
    Role.SPONSOR: (
        ("sponsor-home", "nav.my_workers"),
        ("daftar", "nav.register"),
        ("deductions", "nav.my_deductions"),
        ("letter", "nav.letter"),
        ("report", "nav.report"),
        ("claims", "nav.claims"),
        ("wishes", "nav.messages"),
    ),
    Role.OFFICER: _OFFICE,
    Role.OFFICE_HEAD: (
        ("office-home", "nav.today"),
        ("treasurer-home", "nav.payroll"),
    ),
    Role.TREASURER: (
        ("treasurer-home", "nav.payroll"),
        ("held-money", "nav.held"),
        ("refunds", "nav.refunds"),
    ),
    Role.BRANCH: (
        ("branch-home", "nav.today"),
        ("branch-batches", "nav.batches"),
        ("branch-replies", "nav.replies"),
        ("branch-receipts", "nav.receipts"),
        ("claims", "nav.claims"),
        ("branch-reasons", "nav.reasons"),
    ),
    Role.LEADER: _LEADER,
    Role.KORPRI: _KORPRI,
    Role.SECRETARIAT: (
        ("secretariat-home", "nav.today"),
        ("leader-home", "nav.state"),
        ("manage-offices", "nav.offices"),
        ("manage-staff", "nav.import"),
        ("manage-people", "nav.people"),
        ("manage-requests", "nav.requests"),
        ("manage-notices", "nav.notices"),
    ),
    Role.AUDITOR: (
        ("auditor-home", "nav.money"),
        ("audit-differences", "nav.differences"),
        ("audit-trails", "nav.trail"),
        ("claims", "nav.claims"),
        ("audit-changes", "nav.changes"),
        ("audit-looks", "nav.looks"),
    ),
}


@dataclass(frozen=True)
class Link:
    """One link of the row; `is_here` when the page belongs under it."""

    url: str
    words: str
    is_here: bool


def links_of(role: Role, path: str) -> Sequence[Link]:
    """Return the row of links of a role, as seen from `path`."""
    found = [(_address(name), code) for name, code in LINKS.get(role, ())]
    known = [(url, code) for url, code in found if url]
    under = [url for url, _ in known if _path_of(path).startswith(url)]
    here = max(under, key=len, default="")
    return [Link(url, tell(code), url == here) for url, code in known]


def _path_of(path: str) -> str:
    """Return the path under which a page is looked for: the branch's claims belong to claims."""
    return path.removeprefix("/bpjs") if path.startswith("/bpjs/klaim/") else path


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
