from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CivicportConfig(AppConfig):
    name = "civicport"
    verbose_name = _("Catalogue")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from civicport import checks  # noqa: F401  (registers the checks; needs loaded settings)
        from civicport.api import schema  # noqa: F401  (tells the API's description how document fields look)
        from civicport.documents import kinds
        from civicport.documents.vocabularies import Vocabularies  # imports models, which exist only now

        kinds.register(Vocabularies())
