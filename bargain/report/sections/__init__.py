"""The sections of a report, one a file: `section(results)` says one thing about a case."""
