"""Settings: one file, everything that differs between machines from the environment.

Without any environment this is a development installation of its own: embedded
database and broker, a generated secret key under ``var/``, mail on the console.
``RETAINER_PRODUCTION=yes`` turns the safe choices on and the defaults off; see
``docs/operations.md``.
"""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from billing_audit.bills.caps import DEFAULTS
from retainer import embedded
from retainer.lib import env
from retainer.lib.database_roles import password_for, role_name
from retainer.lib.secret_key import development_key, refuse_unsafe_settings

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("RETAINER_VAR", str(BASE_DIR / "var")))

PRODUCTION = env.flag("RETAINER_PRODUCTION")
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY") or ("" if PRODUCTION else development_key(VAR_DIR))
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
SITE_URL = env.text("SITE_URL", "" if PRODUCTION else "http://127.0.0.1:8000").rstrip("/")
refuse_unsafe_settings(production=PRODUCTION, debug=DEBUG, secret_key=SECRET_KEY, site_url=SITE_URL)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    urlsplit(SITE_URL).hostname or "" if PRODUCTION else "localhost,127.0.0.1,[::1]",
)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "retainer.urls"
WSGI_APPLICATION = "retainer.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "pgtrigger",
    "clients",
    "billing_audit",
    "rfp",
    "retainer",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "clients.people.middleware.AccessLogMiddleware",
    "clients.people.middleware.TenancyMiddleware",
    "rfp.bidders.middleware.BidderMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "retainer.navigation.navigation",
            ],
            "builtins": [
                "retainer.templatetags.ui",
                "retainer.templatetags.lists",
                "retainer.templatetags.each",
            ],
        },
    }
]

# --- Database: one owner, and a login role for each kind of visitor -----------------------------

DATABASE_URL = env.text("DATABASE_URL")
_owner = dj_database_url.parse(
    DATABASE_URL or embedded.database_url(), conn_max_age=600, conn_health_checks=True
)
DATABASE_OWNER = _owner["USER"]


def _as_role(kind: str) -> dict:
    """The owner's connection with the login of another role."""
    return {
        **_owner,
        "USER": role_name(DATABASE_OWNER, kind),
        "PASSWORD": password_for(kind, SECRET_KEY),
    }


#: What this process is: ``web`` and ``worker`` never connect as the owner.
PROCESS = env.one_of("RETAINER_PROCESS", ("command", "web", "worker"))
DATABASES = {
    "default": _owner if PROCESS == "command" else _as_role(PROCESS),
    **{kind: _as_role(kind) for kind in ("web", "portal", "bidder", "staff", "worker")},
}
#: Tests run inside one transaction and therefore on one connection; see ``tests/settings.py``.
TENANCY_ONE_CONNECTION = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Background work ---------------------------------------------------------------------------

REDIS_URL = env.text("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL or embedded.redis_url()
CELERY_TASK_IGNORE_RESULT = True  # the truth about a run is its row
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,  # longer than the longest step of a run
    "unacked_restore_limit": 100,
    "socket_timeout": 15,
    "socket_connect_timeout": 3,  # a request that wakes a worker must not hang on a dead broker
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "retainer.clock:Clock"
#: Seconds a worker may be silent before another takes its run over.
RUN_LEASE_SECONDS = env.number("RUN_LEASE_SECONDS", 60)
#: Hours a person works in a week, against which the practice's page holds what they logged.
WEEK_HOURS = env.number("WEEK_HOURS", 40)

# --- People and their sign-in ------------------------------------------------------------------

AUTH_USER_MODEL = "clients.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "clients.people.adapter.InvitedOnly"
ACCOUNT_FORMS = {
    "change_password": "clients.people.passwords.ChangePassword",
    "reset_password_from_key": "clients.people.passwords.ResetPassword",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation already proved the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "clients.people.adapter.SealedKeys"
MFA_TOTP_ISSUER = "Retainer"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be one step off, as RFC 6238 allows
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an invitation already proved the address
PASSWORD_RESET_TIMEOUT = 3600
#: Days an invitation can be accepted.
INVITATION_DAYS = 7
SESSION_COOKIE_AGE = 12 * 3600
# Attempts to sign in are counted in the database: for all web processes together, without Redis.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "clients_attempt",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # a flood of guesses must not push others out
    }
}

# --- Mail: on the console until a server is named -------------------------------------------------

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Retainer <retainer@localhost>")

# --- Words, numbers, time ----------------------------------------------------------------------

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"  # stored and reckoned in UTC; shown in the practice's zone

# --- Files -------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = Path(env.text("RETAINER_FILES", str(VAR_DIR / "files")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
FILE_UPLOAD_HANDLERS = [
    "retainer.lib.uploads.handlers.CappedUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
#: Bytes one uploaded bill may have, and the bytes it may unpack to.
BILL_MAX_BYTES = env.number("BILL_MAX_BYTES", 1_500_000_000)
BILL_MAX_UNPACKED_BYTES = env.number("BILL_MAX_UNPACKED_BYTES", 3_000_000_000)
#: What is read of one bill at most; billing_audit/bills/caps.py says what each bounds.
BILL_CAPS = {name: env.number(name, most) for name, most in DEFAULTS.items()}
DATA_UPLOAD_MAX_NUMBER_FILES = 200
#: The mailbox and the folder that bills are fetched from; see docs/operations.md.
BILL_MAIL_URL = env.text("BILL_MAIL_URL")
BILL_MAIL_PROCESSED = env.text("BILL_MAIL_PROCESSED", "Processed")
BILL_MAIL_MAX_BYTES = env.number("BILL_MAIL_MAX_BYTES", 50_000_000)
BILL_DROP_FOLDER = env.text("BILL_DROP_FOLDER")
#: Days that what arrived there is kept once somebody decided about it.
BILL_INBOX_KEEP_DAYS = env.number("BILL_INBOX_KEEP_DAYS", 90)

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- The browser's part of the defence -----------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],  # but PDFs of ours, see clients.files.services
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
# Browsers take a cookie of this name only over HTTPS, from this host, for the whole site.
_prefix = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_prefix}session", f"{_prefix}csrf"
SECURE_SSL_REDIRECT = PRODUCTION and env.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if env.flag("BEHIND_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # whose attempts are counted: the last X-Forwarded-For

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "WARNING")},
    "loggers": {"retainer": {"level": "INFO"}, "billing_audit": {"level": "INFO"}},
}
