from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "payung.foundation.desk"
    label = "desk"
