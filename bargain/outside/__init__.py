"""What happens without agreement: one model a file, found by its `kind`."""
