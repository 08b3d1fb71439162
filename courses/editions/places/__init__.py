"""The places of a group: who waits, what is offered, and a seat that passes to somebody else."""
