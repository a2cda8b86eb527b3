"""The documentation site: built offline from `docs/`, the pages of `analyses/` and the code. `python -m docs.site`."""
