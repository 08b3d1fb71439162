"""What the erasing of persons tells other rooms, inside its transaction."""

from django.dispatch import Signal

# `persons`: the ids of all records that were emptied, whether their facts are gone or locked.
persons_erased = Signal()
