"""The officer of Dinas Kesehatan at work, with sheets of her own staff."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from payung.kernel.people import Role
from payung.stages.registry.models import CivilServant
from tests.factories.enrolment import nik, row, sheet
from tests.factories.world import World
from tests.factories.world_fixture import (  # noqa: F401  # pytest finds fixtures by name
    plain_addresses_of_files,
    web_world,
    world_today,
)
from tests.web.signing_in import signed_in

Rows = Sequence[Sequence[object]]


@pytest.fixture
def officer(web_world: World) -> Client:  # noqa: F811  # the fixture of the same name
    return signed_in(Role.OFFICER)


@pytest.fixture
def nips(web_world: World) -> list[str]:  # noqa: F811
    """The NIPs of the office's staff, in order."""
    return nips_of(web_world.agencies["Dinas Kesehatan"])


@pytest.fixture
def other_nips(web_world: World) -> list[str]:  # noqa: F811
    return nips_of(web_world.agencies["Kecamatan Boja"])


def nips_of(agency_id: int) -> list[str]:
    rows = CivilServant.objects.filter(agency_id=agency_id).order_by("pk")
    return list(rows.values_list("nip", flat=True))


def sent(client: Client, path: str, /, **values: Any) -> Any:
    """Send a form as a page of ours sends it, with a key of its own."""
    return client.post(path, {"form_key": str(uuid4()), **values})


def upload(client: Client, content: bytes, name: str = "daftar.xlsx") -> Any:
    file = BytesIO(content)
    file.name = name
    return sent(client, "/kantor/unggah/", berkas=file)


def forty(nips: Sequence[str], *, bad: Sequence[int] = (), start: int = 1) -> Rows:
    """Forty rows; those numbered in `bad` have a NIK one digit short."""
    return [
        row(nips[n % 30], start + n, **({"nik": nik(start + n)[:-1]} if n in bad else {}))
        for n in range(40)
    ]


@pytest.fixture
def uploaded(officer: Client, nips: list[str]) -> Callable[..., str]:
    """Return a function that uploads rows and gives the address of their review."""

    def send(rows: Rows, name: str = "daftar.xlsx") -> str:
        answer = upload(officer, sheet(rows), name)
        assert answer.status_code == 302, answer.content.decode()[:3000]
        return str(answer["Location"])

    return send
