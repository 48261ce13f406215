"""
OpenID Connect, our side of it: authorization code with PKCE, and an ID token read with suspicion.

Nothing is fetched but from the issuer the installation names, over TLS (or on this very machine),
within five seconds and without following redirects.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

TIMEOUT_SECONDS: Final = 5
ALGORITHMS: Final = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "EdDSA",
)
"""Signed with the issuer's private key; "none" and shared secrets are no signature to us."""
LEEWAY_SECONDS: Final = 60
STRONG: Final = frozenset({"mfa", "otp", "hwk", "swk"})
_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class NotProven(Exception):
    """The issuer did not prove who this is; the reason is for the log, never for the page."""


@dataclass(frozen=True)
class Started:
    """What must come back unchanged, or stay here, between leaving for the issuer and returning."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Proven:
    """Who came back: issuer and subject are the identity, together."""

    issuer: str
    subject: str
    by_two_factors: bool


def start(return_to: str) -> Started:
    """Return where to send the browser, with fresh state, nonce and PKCE verifier."""
    about = _discover()
    state, nonce, verifier = generate_token(43), generate_token(43), generate_token(64)
    with _session(return_to) as session:
        address, _ = session.create_authorization_url(
            about["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
        )
    return Started(str(address), state, nonce, verifier)


def finish(started: Started, answered: Mapping[str, str], return_to: str, at: datetime) -> Proven:
    """
    Return who came back with this answer.

    :raises NotProven: another state, an error, a token that does not hold.
    """
    if answered.get("state") != started.state or not answered.get("code"):
        raise NotProven("state")
    about = _discover()
    if answered.get("iss", about["issuer"]) != about["issuer"]:
        raise NotProven("iss")
    try:
        with _session(return_to) as session:
            token = session.fetch_token(
                about["token_endpoint"],
                grant_type="authorization_code",
                code=answered["code"],
                code_verifier=started.verifier,
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
            )
        keys = KeySet.import_key_set(_fetch(about["jwks_uri"]))
    except (OAuthError, requests.RequestException, JoseError, ValueError) as problem:
        raise NotProven("exchange") from problem
    return read(str(token.get("id_token", "")), keys, nonce=started.nonce, at=at)


def read(token: str, keys: KeySet, *, nonce: str, at: datetime) -> Proven:
    """
    Return the identity an ID token proves.

    :raises NotProven: wrong signature, issuer, audience, time or nonce, or a subject missing.
    """
    now = int(at.timestamp())
    rules = jwt.JWTClaimsRegistry(
        now=now,
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": settings.OIDC_ISSUER},
        aud={"essential": True, "value": settings.OIDC_CLIENT_ID},
        nonce={"essential": True, "value": nonce},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )
    try:
        claims = jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims
        rules.validate(claims)
    except (JoseError, ValueError) as problem:
        raise NotProven(type(problem).__name__) from problem
    audience, subject = claims["aud"], claims["sub"]
    if (
        isinstance(audience, list)
        and len(audience) > 1
        and claims.get("azp") != settings.OIDC_CLIENT_ID
    ):
        raise NotProven("azp")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise NotProven("sub")
    return Proven(str(claims["iss"]), subject, _is_strong(claims))


def _is_strong(claims: Mapping[str, Any]) -> bool:
    """Whether the issuer says that it saw a second factor: one of the words of RFC 8176."""
    methods = claims.get("amr")
    said = {*methods} if isinstance(methods, list) else set()
    return bool(said & STRONG) or claims.get("acr") == "mfa"


def _session(return_to: str) -> Any:
    return OAuth2Session(
        settings.OIDC_CLIENT_ID,
        settings.OIDC_CLIENT_SECRET,
        scope="openid",
        redirect_uri=return_to,
        code_challenge_method="S256",
    )


def _discover() -> dict[str, str]:
    """Return what the issuer says about itself; another issuer's word is not taken."""
    issuer = settings.OIDC_ISSUER
    said = _fetch(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    wanted = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    about = {name: str(said.get(name, "")) for name in wanted}
    if about["issuer"] != issuer or not all(_is_safe(about[name]) for name in wanted):
        raise NotProven("discovery")
    return about


def _fetch(address: str) -> Any:
    if not _is_safe(address):
        raise NotProven("address")
    try:
        answer = requests.get(address, timeout=TIMEOUT_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        said = answer.json()
    except (requests.RequestException, ValueError) as problem:
        raise NotProven("unreachable") from problem
    if answer.is_redirect or not isinstance(said, dict):
        raise NotProven("discovery")
    return said


def _is_safe(address: str) -> bool:
    """Over TLS at the issuer's own host; without TLS only on this very machine."""
    parts, home = urlsplit(address), urlsplit(settings.OIDC_ISSUER)
    if parts.hostname != home.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
