"""Private types: what one party knows of another's cost."""
