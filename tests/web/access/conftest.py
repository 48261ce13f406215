"""A real OpenID provider for the tests of single sign-on, and the worlds they look at."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.world_fixture import (  # noqa: F401  # pytest finds fixtures by name
    plain_addresses_of_files,
    web_world,
    world_today,
)

ROOT = Path(__file__).resolve().parents[3]
CLIENT_ID = "payung-tests"
CLIENT_SECRET = "only-for-tests-on-this-machine"
RETURN_TO = "http://testserver/masuk/lain/kembali/"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The npm package oidc-provider, started on a free port; its tests are left out without it."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed")
    if not (ROOT / "node_modules" / "oidc-provider").exists():
        pytest.skip("oidc-provider is not installed (npm ci)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    script = [str(ROOT / "tests" / "oidc" / "provider.mjs"), str(port)]
    provider = subprocess.Popen(
        [node, *script, CLIENT_ID, CLIENT_SECRET, RETURN_TO],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert provider.stdout is not None
        yield provider.stdout.readline().strip()
    finally:
        provider.terminate()
        provider.wait(timeout=10)


@pytest.fixture
def sso(issuer: str, settings: object) -> str:
    """Single sign-on switched on, with that provider."""
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = issuer, CLIENT_ID  # type: ignore[attr-defined]  # pytest-django
    settings.OIDC_CLIENT_SECRET = CLIENT_SECRET  # type: ignore[attr-defined]  # pytest-django
    return issuer
