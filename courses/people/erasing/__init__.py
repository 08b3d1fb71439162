"""Forgetting a person: what goes, what a project's evidence term still locks, and who does it in each room."""
