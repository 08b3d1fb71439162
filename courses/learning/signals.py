"""What somebody learned, sent inside the transaction, once per verb with all enrolments it touched."""

from django.dispatch import Signal

# sender: UnitProgress; enrolments: list of those for whom a unit was finished or a test handed in
progress_made = Signal()
