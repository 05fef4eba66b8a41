from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CollaborationModelsConfig(AppConfig):
    name = "collaboration_models"
    verbose_name = _("Collaboration models")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from civicport.documents import kinds
        from collaboration_models.documents import CollaborationModels  # imports models, which exist only now

        kinds.register(CollaborationModels())
