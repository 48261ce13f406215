from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "payung.foundation.ledger"
    label = "ledger"
