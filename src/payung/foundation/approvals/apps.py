from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "payung.foundation.approvals"
    label = "approvals"
