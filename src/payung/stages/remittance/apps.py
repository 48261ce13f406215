from django.apps import AppConfig


class RemittanceConfig(AppConfig):
    name = "payung.stages.remittance"
    label = "remittance"
