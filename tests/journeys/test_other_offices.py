"""J29: the addresses of another office lead nowhere, and who tried them is on record."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from payung.foundation.audit.models import Look
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor, Role
from tests.factories.world import SYSTEM, World
from tests.journeys.aside import aside
from tests.journeys.conftest import Built
from tests.promises.addresses.table import TABLE, other_url

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHAPES = 30
NO_LOOK = 405


@operation
def _theirs(*, world: World, role: Role, by: Actor, at: datetime) -> list[str]:
    """Return the addresses of Kecamatan Boja's things, at pages that are for this role."""
    record("world.walked", by=by, at=at)
    return [
        other_url(address, world)
        for address, page in TABLE.items()
        if page.other is not None
        and role in page.roles - page.sees_other
        and page.answer != NO_LOOK
    ]


def _urls(built: Built, role: Role) -> list[str]:
    at = timezone.now()
    return aside(lambda: _theirs(world=built.world, role=role, by=SYSTEM, at=at))


def _tries(person_id: int) -> list[str]:
    rows = Look.objects.filter(person_id=person_id, what="denied").order_by("pk")
    return aside(lambda: list(rows.values_list("reason", flat=True)))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.TREASURER, Role.OFFICE_HEAD, Role.SPONSOR])
def test_thirty_addresses_of_another_office_are_not_there_and_each_try_is_on_record(
    built: Built, site: str, open_as: Callable[..., Page], role: Role
) -> None:
    urls = _urls(built, role)
    if not urls:
        pytest.skip("no page of this role is about one thing")
    shapes = [
        f"{url}{more}" for more in ("", "?hal=2", "?unduh=1", "?next=/", "#x") for url in urls
    ]
    tried = (shapes * SHAPES)[: max(SHAPES, len(urls))]
    page = open_as(str(role), "/aksesibilitas/")
    before = len(_tries(built.world.people[role]))

    for url in tried:
        assert page.context.request.get(f"{site}{url}").status == 404, url

    kept = _tries(built.world.people[role])[before:]
    assert len(kept) == len(tried)
    assert all(said.startswith("GET /") for said in kept)
    own = [part for url in tried for part in urlsplit(url).path.split("/") if len(part) > 20]
    assert not [said for said in kept if any(part in said for part in own)], "no address is kept"


def test_what_was_tried_stands_on_the_auditors_page(
    built: Built, site: str, open_as: Callable[..., Page]
) -> None:
    (url, *_) = _urls(built, Role.OFFICER)
    officer = open_as("officer", "/kantor/")
    answer = officer.goto(f"{site}{url}")
    assert answer is not None
    assert answer.status == 404
    auditor = open_as("auditor", "/audit/akses/", width=1280)

    row = auditor.inner_text("main tr:has-text('Endah Lestari') >> nth=0")
    assert "ditolak" in row.lower()
