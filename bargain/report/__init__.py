"""The report: a case in words, tables and pictures, as one page; and results as tables in notebooks."""
