"""Django's name for this app, and how many reading processes the site keeps."""

from django.apps import AppConfig
from django.conf import settings

from lotrinh.convert.children import keep_at_most


class FilesConfig(AppConfig):
    name = "lotrinh.apps.files"
    label = "files"

    def ready(self) -> None:
        keep_at_most(settings.READING_CHILDREN)
