"""The web server's door."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from payung.config.garbage import collect_rarely
from payung.kernel.wording import catalogue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
# The middleware tells the database who looks; until it has, nothing is shown.
os.environ["PAYUNG_SCOPE"] = "none"
application = get_wsgi_application()
# Or the first visitor of each process would wait a second for all pages and words.
import_module(settings.ROOT_URLCONF)
catalogue()
collect_rarely()
