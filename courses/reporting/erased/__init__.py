"""What erased people still count for: a tally that leads to nobody, added to what is recorded."""
