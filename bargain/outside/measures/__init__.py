"""What moves an outside option, one kind a file: sanctions, aid, a deadline."""
