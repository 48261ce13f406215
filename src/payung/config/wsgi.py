"""The web server's door."""

import os

from django.core.wsgi import get_wsgi_application

from payung.config.garbage import collect_rarely

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
# The middleware tells the database who looks; until it has, nothing is shown.
os.environ["PAYUNG_SCOPE"] = "none"
application = get_wsgi_application()
collect_rarely()
