"""What happened to persons, sent inside the transaction, once per verb (of an import: once per batch) with all rows."""

from django.dispatch import Signal

# sender: Person; persons: list of those just recorded, or whose name, spelling, birth date, e-mail or phone changed
persons_changed = Signal()
# sender: Merge; merges: list of the facts just recorded, of both kinds: a merge joins `person` into `other`, a split
# takes it away again
persons_joined = Signal()
# sender: Assignment; accounts: list of those that work for an organisation, or no longer do
assignments_changed = Signal()
