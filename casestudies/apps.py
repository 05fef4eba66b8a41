from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseStudiesConfig(AppConfig):
    name = "casestudies"
    verbose_name = _("Case studies")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from casestudies import documents, rules  # noqa: F401  (both import models, which exist only now)
        from civicport.documents import kinds

        kinds.register(documents.Organisations())
        kinds.register(documents.Tools())
        kinds.register(documents.CaseStudies())
