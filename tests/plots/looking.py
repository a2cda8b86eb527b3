"""What can be told about a picture without an eye: no text lies over another, nothing is cut by the edge."""

from itertools import combinations


def texts_of(figure):
    """All visible texts of a figure that hold something, legends and tables included."""
    from matplotlib.text import Text

    figure.draw_without_rendering()
    unused = set(map(id, _unused(figure)))
    return [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and id(t) not in unused]


def _unused(figure):
    """Texts that are never drawn: labels of ticks outside of the axes' limits, and of axes that are switched off."""
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            drawn = axis._update_ticks() if ax.axison and axis.get_visible() else []
            for tick in {*axis.majorTicks, *axis.minorTicks} - set(drawn):
                yield from (tick.label1, tick.label2)
            if not ax.axison:
                yield from (axis.label, axis.offsetText)


def assert_readable(figure):
    """No two texts overlap, and each lies inside the figure."""
    from matplotlib.text import Text

    texts = texts_of(figure)
    boxes = [Text.get_window_extent(text) for text in texts]  # an annotation's own would count its arrow in
    whole = figure.bbox.padded(1)
    for text, box in zip(texts, boxes, strict=True):
        inside = whole.x0 <= box.x0 and box.x1 <= whole.x1 and whole.y0 <= box.y0 and box.y1 <= whole.y1
        assert inside, f"{text.get_text()!r} is cut by the edge of the picture"
    for (one, first), (other, second) in combinations(zip(texts, boxes, strict=True), 2):
        over = first.padded(-0.5).overlaps(second.padded(-0.5))
        assert not over, f"{one.get_text()!r} lies over {other.get_text()!r}"
