from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "payung.stages.outreach"
    label = "outreach"
