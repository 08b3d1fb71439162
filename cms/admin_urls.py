"""An author's pages about a programme, below Wagtail's admin."""

from django.urls import path

from cms import underway
from cms.library import changed
from cms.together import views as together

app_name = "leerlijn_programmes"

urlpatterns = [
    path("<int:page>/groups/", underway.groups, name="groups"),
    path("<int:page>/effect/", underway.effect, name="effect"),
    path("dossiers/<int:pk>/", changed.dossier_changed, name="dossier_changed"),
    path("<int:page>/partners/", together.partners, name="partners"),
    path("<int:page>/partners/<int:organisation>/logo/", together.logo, name="logo"),
]
