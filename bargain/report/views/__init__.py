"""How results look in a notebook: a part of this folder shows one family of them, as blocks of a page."""
