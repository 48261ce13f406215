"""Django's settings. An installation chooses through the environment: docs/production.md."""

import os
from pathlib import Path

from payung.config import databases, secrets

HOME = databases.home()
KEYS = secrets.load(HOME, dict(os.environ))
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = KEYS.django
DEBUG = False
ALLOWED_HOSTS = os.environ.get("PAYUNG_HOSTS", "127.0.0.1,localhost,testserver").split(",")
BEHIND_TLS = os.environ.get("PAYUNG_TLS", "") == "1"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "payung.foundation.audit",
    "payung.foundation.access",
    "payung.foundation.approvals",
    "payung.foundation.ledger",
    "payung.foundation.outbox",
    "payung.foundation.documents",
    "payung.foundation.desk",
    "payung.stages.intake",
    "payung.stages.registry",
    "payung.stages.outreach",
    "payung.stages.enrolment",
    "payung.stages.membership",
    "payung.stages.deductions",
    "payung.stages.reconciliation",
    "payung.stages.remittance",
    "payung.stages.claims",
    "payung.stages.monitoring",
    "payung.web",
    "payung.jobs",
    "payung.config",
]
AUTH_USER_MODEL = "access.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": databases.application()}
DEMO_DAY = databases.demo_day()

PASSWORD_HASHERS = ["payung.foundation.access.passwords.Argon2id"]
PASSWORD_POLICY = os.environ.get("PAYUNG_PASSWORD_POLICY", "asvs")
OIDC_ISSUER = os.environ.get("PAYUNG_OIDC_ISSUER", "")
OIDC_CLIENT_ID = os.environ.get("PAYUNG_OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = os.environ.get("PAYUNG_OIDC_CLIENT_SECRET", "")
OIDC_NAME = os.environ.get("PAYUNG_OIDC_NAME", "INApas")
OIDC_FACTOR_COUNTS = os.environ.get("PAYUNG_OIDC_MFA", "") == "1"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "payung.web.admission.admit",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "payung.web.walls.forget_who_looked",
    "payung.web.middleware.headers",
    "payung.web.language.language",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "payung.web.middleware.viewer",
    "django.contrib.messages.middleware.MessageMiddleware",
]
SERVED_AT_ONCE = int(os.environ.get("PAYUNG_SERVED_AT_ONCE", "4"))
MAY_WAIT = int(os.environ.get("PAYUNG_MAY_WAIT", "24"))
"""Per process: how many pages are made at once, and how many visitors may wait for their turn."""
CSRF_FAILURE_VIEW = "payung.web.errors.form_too_old"
ROOT_URLCONF = "payung.config.urls"
WSGI_APPLICATION = "payung.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "payung.web.context.page",
            ],
            "builtins": ["payung.web.templatetags.words"],
        },
    }
]

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
KEEP_PUBLIC_SECONDS = 60
"""For so long a public page is kept as it was made; in each process for itself."""

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGIN_URL = "/masuk/"
SESSION_ENGINE = "payung.web.session_store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_NAME = "__Host-payung" if BEHIND_TLS else "payung"
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

EMAIL_HOST = os.environ.get("PAYUNG_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("PAYUNG_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("PAYUNG_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PAYUNG_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("PAYUNG_SMTP_TLS", "") == "starttls"
EMAIL_USE_SSL = os.environ.get("PAYUNG_SMTP_TLS", "") == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("PAYUNG_MAIL_FROM", "payung@localhost")

AREA_DATA = Path(
    os.environ.get(
        "PAYUNG_AREA_DATA", PACKAGE.parent.parent / "node_modules" / "idn-area-data" / "data"
    )
)
PAYUNG_ADDRESS = os.environ.get("PAYUNG_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
"""Where the service is reached: it stands on papers and in their QR codes."""
PAPER_FONTS = Path(
    os.environ.get(
        "PAYUNG_PAPER_FONTS",
        PACKAGE.parent.parent / "node_modules" / "@expo-google-fonts" / "plus-jakarta-sans",
    )
)
CARD_KEYS = int(os.environ.get("PAYUNG_CARD_KEYS", "1"))
"""How many keys for cards there are: the newest signs, the older ones stay published."""
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # An answer that a form has to be put right is no event, and its address may hold a card's code.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": os.environ.get("PAYUNG_LOG", "WARNING")},
}
