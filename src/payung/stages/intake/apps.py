from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "payung.stages.intake"
    label = "intake"
