"""What a card's end means to those who keep accounts."""

from django.dispatch import Signal

# `account`: the one a stopped card opened. Sent in the transaction that stops it; whatever was begun with that card to
# get into the account in another way (an address that waits for its proof, say) ends with it.
card_stopped = Signal()
