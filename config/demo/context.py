from django.http import HttpRequest
from django.urls import reverse


def catalogue(request: HttpRequest) -> dict[str, str]:
    """Where the catalogue is while the doors stand before it."""
    return {"catalogue_address": reverse("leerlijn_demo:catalogue")}
