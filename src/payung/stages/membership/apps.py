from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "payung.stages.membership"
    label = "membership"
