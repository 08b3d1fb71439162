"""Organisations that make one programme together: who writes, who reviews and publishes, and how each is named."""
