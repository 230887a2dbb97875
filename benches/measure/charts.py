"""Bar charts as plain SVG text, readable on light and dark ground: no ground of their own, colours of middling brightness."""

import math
from xml.sax.saxutils import escape

COLOURS = {"interpreted": "#7a8fb5", "jitted": "#e07b39", "pypy": "#4f9d69", "copperhead": "#e07b39"}
STYLE = """<style>
text { font: 12px system-ui, sans-serif; fill: #24292f; }
.title { font-size: 14px; font-weight: 600; }
.grid { stroke: #8888; stroke-width: 1; }
.one { stroke: #888; stroke-width: 1.5; }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } }
</style>"""


def colour(name):
    return COLOURS.get(name, "#9a7fb8")


def number(value):
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def bars(title, rows, names, ticks, unit="", reference=None):
    """A chart of rows, (label, {name: value}), on a logarithmic axis with these ticks; a line stands at the reference."""
    left, right, thick, gap = 170, 70, 11, 9
    width = 860
    low, high = math.log(ticks[0]), math.log(ticks[-1])
    height = 70 + sum(len([name for name in names if name in values]) * thick + gap for _, values in rows)

    def x(value):
        share = (math.log(max(value, ticks[0])) - low) / (high - low)
        return left + min(share, 1.0) * (width - left - right)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">',
           f"<title>{escape(title)}</title>", STYLE, f'<text class="title" x="8" y="18">{escape(title)}</text>']
    place = left
    for name in names:
        out.append(f'<rect x="{place}" y="28" width="12" height="12" fill="{colour(name)}"/><text x="{place + 17}" y="38">{escape(name)}</text>')
        place += 40 + 8 * len(name)
    for tick in ticks:
        kind = "one" if tick == reference else "grid"
        out.append(f'<line class="{kind}" x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="48" y2="{height - 20}"/>')
        out.append(f'<text x="{x(tick):.1f}" y="{height - 6}" text-anchor="middle">{tick:,g}{unit}</text>')
    y = 54
    for label, values in rows:
        shown = [name for name in names if name in values]
        middle = y + len(shown) * thick / 2 + 4
        out.append(f'<text x="{left - 8}" y="{middle:.1f}" text-anchor="end">{escape(label)}</text>')
        for name in shown:
            end = x(values[name])
            out.append(f'<rect x="{left}" y="{y}" width="{max(end - left, 1):.1f}" height="{thick - 1}" fill="{colour(name)}"/>')
            out.append(f'<text x="{end + 4:.1f}" y="{y + thick - 2}" style="font-size:10px">{number(values[name])}</text>')
            y += thick
        y += gap
    out.append("</svg>")
    return "\n".join(out) + "\n"
