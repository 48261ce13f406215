from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "payung.stages.enrolment"
    label = "enrolment"
