from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "payung.stages.registry"
    label = "registry"
