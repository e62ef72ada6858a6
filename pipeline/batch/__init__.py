"""Files and batches: what is read, what is written, and that nothing is lost in between."""
