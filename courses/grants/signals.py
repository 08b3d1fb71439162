"""What happened to projects, sent inside the transaction, once per verb with all rows it touched."""

from django.dispatch import Signal

# sender: Grant; grants: list of those whose first day, last day or time zone changed, as they are now
project_days_changed = Signal()
