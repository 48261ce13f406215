from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "payung.stages.monitoring"
    label = "monitoring"
