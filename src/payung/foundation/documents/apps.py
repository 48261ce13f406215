from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "payung.foundation.documents"
    label = "documents"
