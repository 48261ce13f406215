from django.apps import AppConfig
from django.conf import settings

from payung.config import statements
from payung.kernel import demo_day
from payung.kernel.keyring import use_keys
from payung.kernel.sealing import Sealer


class ConfigConfig(AppConfig):
    """
    Hands the installation's keys to the code that seals identity numbers, a demo its day, and every
    new connection its prepared statements.
    """

    name = "payung.config"
    label = "config"

    def ready(self) -> None:
        keys = settings.KEYS
        use_keys(
            Sealer(keys=keys.seal_keys, current=max(keys.seal_keys), index_key=keys.index_key),
            keys.header_key,
        )
        demo_day.follow(settings.DEMO_DAY)
        statements.keep_for_every_connection()
