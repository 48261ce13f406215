"""An installation that forgets a setting gets the safe one."""

from django.conf import settings

from payung.config.embedded import APP_ROLE
from payung.foundation.access import password_rules


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
    assert "Argon2id" in settings.PASSWORD_HASHERS[0]
    assert password_rules.SHORTEST >= 12
    assert settings.PASSWORD_POLICY == "asvs"


def test_leaves_single_sign_on_off_until_an_installation_names_an_issuer():
    assert (settings.OIDC_ISSUER, settings.OIDC_FACTOR_COUNTS) == ("", False)


def test_knows_no_factor_that_comes_by_text_message():
    assert not any("sms" in name.lower() for name in dir(settings))


def test_hands_no_cookie_to_scripts():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_speaks_indonesian_on_jakarta_time():
    assert (settings.LANGUAGE_CODE, settings.TIME_ZONE) == ("id", "Asia/Jakarta")
