"""An installation that forgets a setting gets the safe one."""

from django.conf import settings

from payung.config.embedded import APP_ROLE


def test_shows_no_inside_of_a_mistake():
    assert settings.DEBUG is False


def test_answers_to_its_own_names_only():
    assert "*" not in settings.ALLOWED_HOSTS


def test_works_as_the_role_that_owns_nothing():
    assert settings.DATABASES["default"]["USER"] == APP_ROLE


def test_lets_no_script_or_style_in_from_elsewhere():
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert not any("unsafe" in value for values in policy.values() for value in values)


def test_hashes_passwords_slowly_and_wants_long_ones():
    lengths = [
        v["OPTIONS"]["min_length"] for v in settings.AUTH_PASSWORD_VALIDATORS if "OPTIONS" in v
    ]

    assert "Argon2id" in settings.PASSWORD_HASHERS[0]
    assert min(lengths) >= 12


def test_hands_no_cookie_to_scripts():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_speaks_indonesian_on_jakarta_time():
    assert (settings.LANGUAGE_CODE, settings.TIME_ZONE) == ("id", "Asia/Jakarta")
