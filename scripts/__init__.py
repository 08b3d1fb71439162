"""What the Makefile calls: setting up, checking, locking."""
