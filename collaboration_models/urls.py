from django.urls import path

from collaboration_models import views

urlpatterns = [
    path("collaboration-models/", views.model_list, name="collaboration-model-list"),
    path("collaboration-models/<slug:slug>/", views.model, name="collaboration-model"),
]
