from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "payung.foundation.audit"
    label = "audit"
