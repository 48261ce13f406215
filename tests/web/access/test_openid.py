"""ID tokens that an attacker, or a careless issuer, could send: none of them proves anything."""

import base64
import hashlib
import hmac
import json
import time
from datetime import UTC, datetime

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from payung.web.access.openid import NotProven, Proven, _is_safe, read

ISSUER, CLIENT, NONCE = "https://sso.example.test", "payung", "n-0S6_WzA2Mj"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
KEYS = KeySet([RSAKey.import_key(KEY.as_dict(private=False))])


@pytest.fixture(autouse=True)
def issuer(settings):
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = ISSUER, CLIENT


def _claims(**other):
    now = int(time.time())
    said = {
        **{"iss": ISSUER, "aud": CLIENT, "sub": "4711", "nonce": NONCE},
        **{"iat": now, "exp": now + 300},
        **other,
    }
    return {name: value for name, value in said.items() if value is not None}


def _token(key=KEY, algorithm="RS256", **other):
    return jwt.encode({"alg": algorithm, "kid": "one"}, _claims(**other), key)


def _read(token: str) -> Proven:
    return read(token, KEYS, nonce=NONCE, at=datetime.now(tz=UTC))


def test_a_good_token_proves_issuer_and_subject():
    assert _read(_token()) == Proven(ISSUER, "4711", False)


@pytest.mark.parametrize("methods", [["pwd", "otp"], ["mfa"], ["hwk"]])
def test_an_issuer_may_say_that_it_saw_a_second_factor(methods):
    assert _read(_token(amr=methods)).by_two_factors


@pytest.mark.parametrize("methods", [["pwd"], ["sms"], "mfa", None, []])
def test_a_password_or_a_text_message_is_no_second_factor(methods):
    assert not _read(_token(amr=methods)).by_two_factors


NOW = int(time.time())


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "another"},
        {"aud": None},
        {"aud": ["another", "third"]},
        {"aud": [CLIENT, "another"]},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"iss": "https://sso.example.test.evil"},
        {"iss": None},
        {"exp": NOW - 3600},
        {"exp": None},
        {"iat": NOW + 3600},
        {"iat": None},
        {"nbf": NOW + 3600},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 256},
        {"sub": 4711},
    ],
    ids=lambda wrong: ",".join(wrong),  # without the times, which differ between workers
)
def test_a_token_that_says_something_else_proves_nothing(wrong):
    with pytest.raises(NotProven):
        _read(_token(**wrong))


def test_a_signature_of_another_key_proves_nothing():
    with pytest.raises(NotProven):
        _read(_token(key=OTHER))


def _part(said: object) -> str:
    content = said if isinstance(said, bytes) else json.dumps(said).encode()
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def test_a_token_without_a_signature_proves_nothing():
    with pytest.raises(NotProven):
        _read(f"{_part({'alg': 'none'})}.{_part(_claims())}.")


def test_the_public_key_as_a_shared_secret_proves_nothing():
    signed = f"{_part({'alg': 'HS256', 'kid': 'one'})}.{_part(_claims())}"
    secret = KEYS.keys[0].as_pem(private=False)
    signature = hmac.digest(secret, signed.encode(), hashlib.sha256)

    with pytest.raises(NotProven):
        _read(f"{signed}.{_part(signature)}")


@pytest.mark.parametrize("token", ["", "a.b.c", "eyJhbGciOiJSUzI1NiJ9", "x" * 10_000])
def test_what_is_no_token_proves_nothing(token):
    with pytest.raises(NotProven):
        _read(token)


def test_a_changed_claim_proves_nothing():
    head, body, signature = _token().split(".")
    _, other, _ = _token(sub="4712").split(".")

    assert body != other
    with pytest.raises(NotProven):
        _read(f"{head}.{other}.{signature}")


@pytest.mark.parametrize(
    "address",
    [
        "http://sso.example.test/keys",
        "https://evil.test/keys",
        "https://sso.example.test.evil/keys",
        "file:///etc/passwd",
        "http://127.0.0.1/keys",
        "http://169.254.169.254/latest/meta-data",
        "",
    ],
)
def test_nothing_is_fetched_but_from_the_issuer_over_tls(address):
    assert not _is_safe(address)
