"""Which numbers of a case vary, and how they are drawn."""
