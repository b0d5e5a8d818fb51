"""Django's settings, from what the operator set (environment.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from lotrinh.server.environment import environment, is_this_machine
from lotrinh.server.logs import LOGGING as LOGGING

ENVIRONMENT = environment()
DATA = ENVIRONMENT.data.resolve()
SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
EXAMPLE = ENVIRONMENT.example
ALLOWED_HOSTS = [host.strip() for host in ENVIRONMENT.hosts.split(",") if host.strip()]
if not ENVIRONMENT.https and not all(map(is_this_machine, ALLOWED_HOSTS)):
    raise ImproperlyConfigured(
        "LOTRINH_HOSTS có tên ngoài máy này mà chưa có HTTPS. Đặt một máy chủ HTTPS phía trước rồi đặt LOTRINH_HTTPS=true."
    )
CSRF_TRUSTED_ORIGINS = [origin.strip() for origin in ENVIRONMENT.trusted_origins.split(",") if origin.strip()]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "lotrinh.apps.ui",
    "lotrinh.apps.journal",
    "lotrinh.apps.files",
    "lotrinh.apps.notices",
    "lotrinh.apps.calendars",
    "lotrinh.apps.organisations",
    "lotrinh.apps.accounts",
    "lotrinh.apps.directives",
    "lotrinh.apps.indicators",
    "lotrinh.apps.tasks",
    "lotrinh.apps.reporting",
    "lotrinh.apps.intake",
    # After our apps, whose templates stand in for theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "lotrinh.server.proxies.TrustedProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lotrinh.apps.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lotrinh.apps.journal.origin.OriginMiddleware",
    "lotrinh.apps.accounts.acting.ActingOfficeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "lotrinh.apps.accounts.sessions.SessionLimitMiddleware",
    "lotrinh.server.limits.LimitMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lotrinh.apps.journal.answers.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "lotrinh.server.urls"
WSGI_APPLICATION = "lotrinh.server.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "lotrinh.apps.ui.templatetags.vietnamese",
                "lotrinh.apps.ui.templatetags.sending",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "lotrinh.apps.ui.context.page",
            ],
        },
    }
]

FORM_RENDERER = "lotrinh.apps.ui.rendering.FormRenderer"


def database(url: str) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name`, or SQLite in the data folder where empty."""
    if not url:
        return {
            "ENGINE": "lotrinh.server.sqlite",
            "NAME": DATA / "lotrinh.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 60,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": database(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "lotrinh.apps.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 14}},
    {"NAME": "lotrinh.apps.accounts.passwords.FourKinds"},
    {"NAME": "lotrinh.apps.accounts.passwords.NotAFormerOne"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "tasks:home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"

# Figures of sign-in (docs/decisions/0008-sign-in.md); seconds unless the name says otherwise.
LOCK_FAILURES = ENVIRONMENT.lock_failures
LOCK_SECONDS = ENVIRONMENT.lock_minutes * 60
LOCK_HOURLY = ENVIRONMENT.lock_hourly
IDLE_SECONDS = {"person": ENVIRONMENT.idle_minutes * 60, "admin": ENVIRONMENT.admin_idle_minutes * 60}
END_SECONDS = {"person": ENVIRONMENT.end_minutes * 60, "admin": ENVIRONMENT.admin_end_minutes * 60}
UNUSED_DAYS = ENVIRONMENT.unused_days
REVIEW_MONTHS = ENVIRONMENT.review_months
ADMIN_PASSWORD_DAYS = ENVIRONMENT.admin_password_days
FORMER_PASSWORDS = ENVIRONMENT.former_passwords
PASSWORD_RESET_TIMEOUT = ENVIRONMENT.link_minutes * 60
INVITATION_DAYS = ENVIRONMENT.invitation_days
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
LIMITS = {
    "upload": (ENVIRONMENT.limit_uploads, 600),
    "export": (ENVIRONMENT.limit_exports, 60),
    "compile": (ENVIRONMENT.limit_compiles, 60),
    "search": (ENVIRONMENT.limit_searches, 60),
}
"""So many times within so many seconds."""

# allauth: second step, passkeys, sessions and the door of the agency (OIDC). Its own counting of failures is not
# used: it is neither exact under parallel attempts nor kept over a restart; accounts.attempts is both.
ACCOUNT_ADAPTER = "lotrinh.apps.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {"reauthenticate": "lotrinh.apps.accounts.second_step.PasswordAgainForm"}
MFA_ADAPTER = "lotrinh.apps.accounts.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Lộ Trình"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.https
MFA_RATE_LIMITS = False
MFA_FORMS = {
    "authenticate": "lotrinh.apps.accounts.second_step.CodeForm",
    "reauthenticate": "lotrinh.apps.accounts.second_step.CodeAgainForm",
    "activate_totp": "lotrinh.apps.accounts.second_step.ActivateForm",
    "add_webauthn": "lotrinh.apps.accounts.second_step.AddKeyForm",
    "edit_webauthn": "lotrinh.apps.accounts.second_step.RenameKeyForm",
}
SOCIALACCOUNT_ADAPTER = "lotrinh.apps.accounts.adapters.AgencyDoorAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_NAME = ENVIRONMENT.oidc_name or urlsplit(ENVIRONMENT.oidc_issuer).netloc
OIDC_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(ENVIRONMENT.oidc_issuer))
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "co-quan",
                "name": OIDC_NAME,
                "client_id": ENVIRONMENT.oidc_client,
                "secret": ENVIRONMENT.oidc_secret,
                "settings": {"server_url": ENVIRONMENT.oidc_issuer},
            }
        ]
        if ENVIRONMENT.oidc_issuer
        else [],
    }
}

MAIL = urlsplit(ENVIRONMENT.mail)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if MAIL.hostname
    else "lotrinh.apps.notices.post.SiteBackend"
)
MAIL_IS_SET = bool(MAIL.hostname)
EMAIL_HOST, EMAIL_PORT = MAIL.hostname or "", MAIL.port or (465 if MAIL.scheme == "smtps" else 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.scheme == "smtps", MAIL.scheme == "smtp+tls"
EMAIL_TIMEOUT = 20

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
# Uploads stay in memory until the secrecy guard has passed: nothing is written to a temporary folder before.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = ENVIRONMENT.max_upload + 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The keys that sign the record and the signed heads of its days: outside the database, which could be rewritten whole.
JOURNAL_KEYS = DATA / "keys" / "journal"
JOURNAL_COPIES = DATA / "journal"
MAX_UPLOAD = ENVIRONMENT.max_upload
READING_CHILDREN = ENVIRONMENT.reading_children

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}

SESSION_COOKIE_AGE = ENVIRONMENT.session_hours * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
# Plain names only without HTTPS, that is on this machine alone (the refusal above).
SESSION_COOKIE_NAME = "__Host-lotrinh" if ENVIRONMENT.https else "lotrinh"
CSRF_COOKIE_NAME = "__Host-lotrinh-csrf" if ENVIRONMENT.https else "lotrinh-csrf"
CSRF_COOKIE_HTTPONLY = True
DEFAULT_EXCEPTION_REPORTER = "lotrinh.apps.journal.withheld.Reporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "lotrinh.apps.journal.withheld.ReporterFilter"
CSRF_FAILURE_VIEW = "lotrinh.apps.ui.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.https:
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        # A form's answer may lead on to the agency's own door.
        "form-action": ["'self'", *([OIDC_ORIGIN] if ENVIRONMENT.oidc_issuer else [])],
        "frame-ancestors": ["'none'"],
    }
}
