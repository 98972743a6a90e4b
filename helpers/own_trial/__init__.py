"""The reader's own trial: any paper that prints numbers."""
