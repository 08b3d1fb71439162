"""The words by which programmes are found, for editors."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from cms.models import AudienceTag, RegionTag, SettingTag, ThemeTag

CODE_HELP = _("The code, in addresses and in reports. Leave it as it is once it is used.")


class ThemeViewSet(ModelViewSet):
    model = ThemeTag
    icon = "tag"
    menu_label = _("Themes")
    list_display = ["name", "name_en", "slug"]
    search_fields = ["name", "name_en"]
    search_backend_name = None
    panels = [FieldPanel("name"), FieldPanel("name_en"), FieldPanel("slug", help_text=CODE_HELP)]
    add_to_admin_menu = False


class AudienceViewSet(ModelViewSet):
    model = AudienceTag
    icon = "group"
    menu_label = _("Audiences")
    list_display = ["name", "name_en", "slug"]
    search_fields = ["name", "name_en"]
    search_backend_name = None
    panels = [FieldPanel("name"), FieldPanel("name_en"), FieldPanel("slug", help_text=CODE_HELP)]
    add_to_admin_menu = False


class SettingViewSet(ModelViewSet):
    model = SettingTag
    icon = "site"
    menu_label = _("Settings of tools")
    list_display = ["name", "name_en", "slug"]
    search_fields = ["name", "name_en"]
    search_backend_name = None
    panels = [
        FieldPanel("name"),
        FieldPanel("name_en"),
        FieldPanel("phrase"),
        FieldPanel("phrase_en"),
        FieldPanel("slug", help_text=CODE_HELP),
    ]
    add_to_admin_menu = False


class RegionViewSet(ModelViewSet):
    model = RegionTag
    icon = "globe"
    menu_label = _("Regions")
    list_display = ["name", "name_en", "slug"]
    search_fields = ["name", "name_en"]
    search_backend_name = None
    panels = [FieldPanel("name"), FieldPanel("name_en"), FieldPanel("slug", help_text=CODE_HELP)]
    add_to_admin_menu = False


class LabelsViewSetGroup(ModelViewSetGroup):
    menu_label = _("Labels")
    menu_icon = "tag"
    menu_order = 350
    items = (ThemeViewSet, AudienceViewSet, SettingViewSet, RegionViewSet)
