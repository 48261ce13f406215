from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "payung.foundation.access"
    label = "access"
