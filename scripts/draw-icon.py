#!/usr/bin/env python3
"""Draws Stet's icon: a serif S with the proofreader's stet dots under it.

Only the standard library. The drawing is a list of discs along a curve, so the
shape stays smooth at every size. Usage: scripts/draw-icon.py src-tauri/icons
"""
import math
import pathlib
import struct
import sys
import zlib

INK = (0x1D, 0x1B, 0x18)
PAPER = (0xFB, 0xF7, 0xEF)
ACCENT = (0xD2, 0x4F, 0x3F)

# The spine of the S in a square of 100, as cubic curves, top terminal to bottom terminal.
SPINE = [
    ((64.2, 28.6), (61.0, 20.2), (55.4, 17.6), (49.6, 17.6)),
    ((49.6, 17.6), (40.6, 17.6), (35.6, 22.8), (35.6, 29.4)),
    ((35.6, 29.4), (35.6, 46.0), (65.2, 38.6), (65.2, 55.6)),
    ((65.2, 55.6), (65.2, 63.6), (58.8, 69.0), (49.8, 69.0)),
    ((49.8, 69.0), (43.2, 69.0), (37.0, 65.8), (34.2, 56.8)),
]
# Half the stroke's width along the spine: hairline at the turns, full in the diagonal.
WIDTH = [(0.0, 1.5), (0.2, 1.7), (0.4, 4.2), (0.5, 6.4), (0.6, 4.4), (0.8, 1.7), (1.0, 1.5)]
# The two serifs: a vertical wedge at each end of the S.
SERIFS = [((64.9, 17.0), (64.9, 32.0), 1.35), ((33.6, 53.8), (33.6, 69.8), 1.35)]
DOTS = [((34.0, 84.0), 3.5), ((49.6, 84.0), 3.5), ((65.2, 84.0), 3.5)]


def width_at(t):
    for (t0, w0), (t1, w1) in zip(WIDTH, WIDTH[1:]):
        if t <= t1:
            s = (t - t0) / (t1 - t0)
            s = s * s * (3 - 2 * s)
            return w0 + (w1 - w0) * s
    return WIDTH[-1][1]


def discs():
    """The S as discs (x, y, radius, colour); the dots in the accent colour."""
    steps = 160
    for i, (a, b, c, d) in enumerate(SPINE):
        for k in range(steps):
            u = k / steps
            v = 1 - u
            f = (v**3, 3 * v * v * u, 3 * v * u * u, u**3)
            x = sum(w * p[0] for w, p in zip(f, (a, b, c, d)))
            y = sum(w * p[1] for w, p in zip(f, (a, b, c, d)))
            yield x, y, width_at((i + u) / len(SPINE)), PAPER
    for (x0, y0), (x1, y1), r in SERIFS:
        for k in range(81):
            u = k / 80
            yield x0 + (x1 - x0) * u, y0 + (y1 - y0) * u, r, PAPER
    for (x, y), r in DOTS:
        yield x, y, r, ACCENT


def draw(size):
    """RGBA rows of the icon at `size` pixels, edges smoothed by distance."""
    scale = size / 100
    edge, corner = 4.0 * scale, 21.0 * scale
    half = size / 2 - edge
    signed = {PAPER: [1e9] * (size * size), ACCENT: [1e9] * (size * size)}
    for x, y, r, colour in discs():
        x, y, r = x * scale, y * scale, r * scale
        field = signed[colour]
        for py in range(max(0, int(y - r - 2)), min(size, int(y + r + 3))):
            for px in range(max(0, int(x - r - 2)), min(size, int(x + r + 3))):
                d = math.hypot(px + 0.5 - x, py + 0.5 - y) - r
                if d < field[py * size + px]:
                    field[py * size + px] = d

    def cover(d):
        return min(1.0, max(0.0, 0.5 - d))

    rows = []
    for py in range(size):
        row = bytearray()
        for px in range(size):
            dx = max(abs(px + 0.5 - size / 2) - (half - corner), 0)
            dy = max(abs(py + 0.5 - size / 2) - (half - corner), 0)
            alpha = cover(math.hypot(dx, dy) - corner)
            colour = INK
            for over in (PAPER, ACCENT):
                c = cover(signed[over][py * size + px])
                colour = tuple(a + (b - a) * c for a, b in zip(colour, over))
            row += bytes([*(round(v) for v in colour), round(alpha * 255)])
        rows.append(bytes(row))
    return rows


def png(rows):
    size = len(rows)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def ico(image, size):
    """A Windows icon that holds the PNG as it is."""
    side = 0 if size >= 256 else size
    return struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(image), 22) + image


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "src-tauri/icons")
    folder.mkdir(parents=True, exist_ok=True)
    for name, size in [("32x32", 32), ("128x128", 128), ("128x128@2x", 256), ("icon", 512)]:
        image = png(draw(size))
        (folder / f"{name}.png").write_bytes(image)
        if size == 256:
            (folder / "icon.ico").write_bytes(ico(image, size))


main()
