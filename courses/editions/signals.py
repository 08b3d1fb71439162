"""What happened in an edition, sent inside the transaction, once per verb with all rows it touched."""

from django.dispatch import Signal

# sender: Enrolment; enrolments: list of those enrolled, placed or withdrawn
enrolments_changed = Signal()
# sender: Attendance; attendances: list of the marks just appended (with session, enrolment and person ids)
attendance_marked = Signal()
# sender: Session; sessions: list of those planned, moved or given a head count
sessions_changed = Signal()
# sender: Choice; choices: list of breakouts chosen, changed, moved up to or given up (what was given up is no row any more)
choices_changed = Signal()
# sender: Edition; editions: list of groups that go on with another version of their programme
versions_taken_over = Signal()
