"""What happened to certificates, sent inside the transaction, once per verb with all rows it touched."""

from django.dispatch import Signal

# sender: Certificate; certificates: list of those just issued
certificates_issued = Signal()
