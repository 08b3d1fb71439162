from django.contrib.auth.models import AbstractUser
from django.db import models


class Inhabitant(AbstractUser):
    """The village knows its people by the house they live in."""

    house_number = models.PositiveIntegerField(null=True, blank=True)
