from django.apps import AppConfig


class ReconciliationConfig(AppConfig):
    name = "payung.stages.reconciliation"
    label = "reconciliation"
