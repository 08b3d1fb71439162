"""The participant's own screens, over what the rooms below know."""
