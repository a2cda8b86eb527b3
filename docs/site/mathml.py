"""Formulas as MathML: browsers show them without a script and without a network."""

from latex2mathml.converter import convert


def inline(self, node):
    """A formula in a line."""
    self.body.append(convert(node.astext()))
    from docutils.nodes import SkipNode

    raise SkipNode


def block(self, node):
    """A formula on a line of its own."""
    self.body.append(f'<div class="math">{convert(node.astext(), display="block")}</div>')
    from docutils.nodes import SkipNode

    raise SkipNode


def setup(app):
    """Register the renderer under the name "mathml"."""
    app.add_html_math_renderer("mathml", (inline, None), (block, None))
