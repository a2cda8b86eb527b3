"""Sphinx settings of the site; the sources are staged by docs/site/staging.py."""

from importlib import metadata
from typing import Any

from docs.site import mathml

project = "bargain"
author = "the authors of bargain"
release = metadata.version("bargain-analysis")
root_doc = "docs/index"
source_suffix = {".md": "markdown"}
extensions = ["myst_parser"]
exclude_patterns = ["**/.*"]
nitpicky = True
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 4
html_theme = "furo"
html_title = "bargain"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_static_path = ["static"]
html_css_files = ["site.css"]
html_math_renderer = "mathml"
html_domain_indices = False
html_use_index = False
suppress_warnings = ["myst.domains"]


def setup(app: Any) -> None:
    """Formulas as MathML, which browsers show without a script."""
    mathml.setup(app)
