"""The picture of growth: processor time and memory over the number of value entries, as a small SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from benchmarks.comparison import figure
from benchmarks.growth import Point

_WIDTH, _HEIGHT = 420, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 28, 40, 46
_INK, _GRID, _LINE, _LINEAR = "#24292f", "#d0d7de", "#0969da", "#8c959f"
_STEPS = 4  # lines of the grid, about


def svg(measured: Sequence[Point]) -> str:
    """Two panels side by side; the dashed line is what growth in proportion to the largest size would be."""
    panels = (
        ("Processor time, seconds", [point.cost.cpu for point in measured]),
        ("Peak memory, MB", [point.cost.peak for point in measured]),
    )
    sizes = [point.value_entries for point in measured]
    drawn = "\n".join(
        "\n".join([f'<g transform="translate({number * _WIDTH} 0)">', *_panel(title, sizes, figures), "</g>"])
        for number, (title, figures) in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * _WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12" fill="{_INK}">\n<title>Growth of time and memory with the number of value entries</title>\n'
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n{drawn}\n</svg>\n'
    )


def _panel(title: str, sizes: Sequence[int], figures: Sequence[float]) -> Iterator[str]:
    step = _round_step(max(figures))
    top = step * math.ceil(max(figures) * 1.05 / step)

    def place(size: float, value: float) -> tuple[float, float]:
        across = _LEFT + size / max(sizes) * (_WIDTH - _LEFT - _RIGHT)
        return across, _HEIGHT - _BOTTOM - value / top * (_HEIGHT - _TOP - _BOTTOM)

    yield f'<text x="{_LEFT}" y="22" font-size="14">{escape(title)}</text>'
    for line in range(round(top / step) + 1):
        _, y = place(0, line * step)
        yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="{_GRID}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{line * step:,g}</text>'
    for size in sizes:
        x, y = place(size, 0)
        yield f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle">{_short(size)}</text>'
    yield f'<text x="{(_LEFT + _WIDTH) / 2}" y="{_HEIGHT - 8}" text-anchor="middle">value entries</text>'
    (x, y), (x0, y0) = place(sizes[-1], figures[-1]), place(0, 0)
    yield f'<path d="M{x0:.1f} {y0:.1f}L{x:.1f} {y:.1f}" stroke="{_LINEAR}" stroke-dasharray="5 4"/>'
    places = [place(size, value) for size, value in zip(sizes, figures, strict=True)]
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    yield f'<path d="M{way}" stroke="{_LINE}" stroke-width="2" fill="none"/>'
    for (x, y), value in zip(places, figures, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_LINE}"><title>{figure(value)}</title></circle>'


def _round_step(largest: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that divides the axis into about so many parts."""
    power = 10 ** math.floor(math.log10(largest / _STEPS))
    return float(next(power * each for each in (1, 2, 5, 10) if power * each >= largest / _STEPS))


def _short(size: int) -> str:
    return f"{size / 1_000_000:g} M" if size >= 1_000_000 else f"{size / 1_000:g} k"
