"""What was completed, sent inside the transaction, once per verb with all facts it appended."""

from django.dispatch import Signal

# sender: Completion; completions: list of new facts that hold (imported ones included: look at `origin`)
completed = Signal()
# sender: Completion; completions: list of new `void` facts
completion_voided = Signal()
