"""Rounds with breakouts: planning them, choosing one a round, and the programme that follows."""
