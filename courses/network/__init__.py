"""Organisations that take part in a network, and who asks to join one or for what it gives on request."""
