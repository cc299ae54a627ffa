"""microacq."""
