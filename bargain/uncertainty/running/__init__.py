"""Where chunks of an ensemble are computed, in what order they are added up, and how they are kept on disk."""
