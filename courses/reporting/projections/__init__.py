"""What reports of now are read from: who took part in which project and group, kept in the transaction of each fact.

Nothing here is a source: all of it follows from the facts (`manage.py rebuild_participation`), and an answer as known at
an earlier moment is read from those.
"""
