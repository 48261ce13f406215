from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "payung.stages.claims"
    label = "claims"
