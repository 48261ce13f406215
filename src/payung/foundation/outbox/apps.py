from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "payung.foundation.outbox"
    label = "outbox"
