from django.apps import AppConfig


class DeductionsConfig(AppConfig):
    name = "payung.stages.deductions"
    label = "deductions"
