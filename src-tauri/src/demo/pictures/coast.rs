//! Harbour, ferry, turbines at sea.

use crate::demo::canvas::{Canvas, HEIGHT, Ink, WIDTH, mix};

pub(super) fn harbour() -> Vec<u8> {
    let mut c = Canvas::new(
        11,
        &[(0.0, 0x2b2f5b), (0.28, 0x7a4a78), (0.47, 0xe0795f), (0.6, 0xf7c27a), (1.0, 0xf7c27a)],
    );
    for (y, h) in [(150.0, 16.0), (205.0, 9.0), (282.0, 22.0), (340.0, 10.0)] {
        let x = c.between(60.0, 900.0);
        for n in 0..4 {
            let n = n as f32;
            c.oval(x + n * 130.0, y + (n * 1.7).sin() * 8.0, 190.0, h, Ink(0xf4a58a, 0.16));
        }
    }
    c.glow(1010.0, 545.0, 520.0, Ink(0xffe2a0, 0.75));
    c.disc(1010.0, 530.0, 74.0, 0xfff0c4);
    c.hills(520.0, 46.0, 1.3, Ink(0x9a5a78, 0.75));
    c.hills(560.0, 34.0, 2.2, 0x6f4168);
    // The water takes the sky's colours upside down.
    c.fade(
        0.0,
        590.0,
        WIDTH,
        410.0,
        &[(0.0, 0xee9f6d.into()), (0.35, 0xa85a70.into()), (1.0, 0x262a55.into())],
    );
    c.ripples(1010.0, 600.0, 330.0, 380.0, 110, Ink(0xffe2a0, 0.85));
    c.ripples(800.0, 600.0, 1700.0, 390.0, 120, Ink(0x3a2f5f, 0.5));
    // The far shore: houses with lamps lit.
    let mut x = -10.0;
    while x < 620.0 {
        let (w, h) = (c.between(34.0, 62.0), c.between(42.0, 96.0));
        let wall = c.one_of(&[0x4a2f57, 0x3d2a52, 0x55355c]);
        c.rect(x, 596.0 - h, w, h, wall);
        c.poly(&[(x - 4.0, 596.0 - h), (x + w / 2.0, 570.0 - h), (x + w + 4.0, 596.0 - h)], 0x33234a);
        for row in 0..(h / 30.0) as usize {
            if c.random() > 0.35 {
                let (wx, wy) = (x + w * c.between(0.2, 0.6), 606.0 - h + row as f32 * 28.0);
                c.rect(wx, wy, 8.0, 11.0, 0xffd58a);
                c.line(&[(wx + 4.0, 612.0), (wx + 4.0, 700.0 + 30.0 * row as f32)], 5.0, Ink(0xffc56f, 0.16));
            }
        }
        x += w + 3.0;
    }
    c.rect(0.0, 592.0, 640.0, 10.0, 0x2b1f42);
    // The harbour wall and its light.
    c.poly(&[(1600.0, 655.0), (1180.0, 668.0), (1148.0, 712.0), (1600.0, 790.0)], 0x241d3f);
    c.poly(&[(1600.0, 640.0), (1180.0, 656.0), (1180.0, 670.0), (1600.0, 668.0)], 0x4d345c);
    c.glow(1236.0, 408.0, 230.0, Ink(0xfff1c0, 0.8));
    c.poly(&[(1208.0, 662.0), (1219.0, 436.0), (1253.0, 436.0), (1264.0, 662.0)], 0xf0d9c0);
    for n in 0..3 {
        let (t, b) = (474.0 + n as f32 * 66.0, 506.0 + n as f32 * 66.0);
        let half = |y: f32| 17.0 + (y - 436.0) * 0.0487;
        c.poly(
            &[(1236.0 - half(t), t), (1236.0 + half(t), t), (1236.0 + half(b), b), (1236.0 - half(b), b)],
            0xb23a48,
        );
    }
    c.rect(1210.0, 428.0, 52.0, 9.0, 0x241d3f);
    c.rect(1221.0, 394.0, 30.0, 34.0, 0xfff5d0);
    c.poly(&[(1214.0, 394.0), (1236.0, 368.0), (1258.0, 394.0)], 0x241d3f);
    for (x, y, s) in [(300.0, 790.0, 1.35), (640.0, 716.0, 0.85), (905.0, 850.0, 1.7)] {
        boat(&mut c, x, y, s);
    }
    for (x, y) in [(520.0, 300.0), (568.0, 276.0), (610.0, 312.0), (705.0, 246.0)] {
        c.curve(
            |p| {
                p.move_to(x - 17.0, y - 6.0);
                p.quad_to(x - 7.0, y - 13.0, x, y);
                p.quad_to(x + 7.0, y - 13.0, x + 17.0, y - 6.0);
            },
            3.2,
            0x2b2145,
        );
    }
    c.print()
}

/// A fishing boat, its keel at `y`.
fn boat(c: &mut Canvas, x: f32, y: f32, s: f32) {
    let dark = 0x1d1836;
    c.oval(x, y + 4.0 * s, 98.0 * s, 9.0 * s, Ink(0x14122c, 0.55));
    c.shape(
        |p| {
            p.move_to(x - 92.0 * s, y - 36.0 * s);
            p.quad_to(x - 74.0 * s, y + 3.0 * s, x - 54.0 * s, y + 4.0 * s);
            p.line_to(x + 60.0 * s, y + 4.0 * s);
            p.quad_to(x + 88.0 * s, y - 8.0 * s, x + 104.0 * s, y - 48.0 * s);
            p.quad_to(x + 20.0 * s, y - 22.0 * s, x - 92.0 * s, y - 36.0 * s);
        },
        dark,
    );
    c.line(
        &[(x - 84.0 * s, y - 24.0 * s), (x + 20.0 * s, y - 15.0 * s), (x + 96.0 * s, y - 34.0 * s)],
        4.0 * s,
        0xc4545a,
    );
    c.rect(x - 52.0 * s, y - 72.0 * s, 50.0 * s, 46.0 * s, 0x2e2650);
    c.rect(x - 44.0 * s, y - 64.0 * s, 14.0 * s, 15.0 * s, 0xffd58a);
    c.rect(x - 24.0 * s, y - 64.0 * s, 14.0 * s, 15.0 * s, 0xffd58a);
    c.line(&[(x + 22.0 * s, y - 24.0 * s), (x + 22.0 * s, y - 140.0 * s)], 4.5 * s, dark);
    c.line(&[(x + 22.0 * s, y - 132.0 * s), (x + 96.0 * s, y - 44.0 * s)], 2.0 * s, dark);
    c.line(&[(x + 22.0 * s, y - 132.0 * s), (x - 78.0 * s, y - 36.0 * s)], 2.0 * s, dark);
}

pub(super) fn ferry() -> Vec<u8> {
    let mut c = Canvas::new(23, &[(0.0, 0x8fc7cf), (0.4, 0xd9e9df), (0.56, 0xf6e6c8), (1.0, 0xf6e6c8)]);
    for (x, y, s) in [(280.0, 190.0, 1.3), (1180.0, 130.0, 1.0), (860.0, 300.0, 0.7)] {
        for (dx, dy, r) in
            [(-110.0, 14.0, 46.0), (-50.0, -10.0, 66.0), (24.0, -22.0, 78.0), (96.0, 2.0, 54.0)]
        {
            c.disc(x + dx * s, y + dy * s, r * s, Ink(0xfffaf0, 0.9));
        }
        c.rect(x - 165.0 * s, y + 22.0 * s, 330.0 * s, 60.0 * s, Ink(0xe3ece0, 0.0));
    }
    c.hills(470.0, 60.0, 1.1, 0xa8c5bd);
    c.hills(520.0, 40.0, 1.9, 0x7ba6a2);
    c.fade(0.0, 560.0, WIDTH, 440.0, &[(0.0, 0x6fb0b3.into()), (1.0, 0x1d5a6e.into())]);
    c.ripples(800.0, 565.0, 1700.0, 420.0, 150, Ink(0xd5ece2, 0.5));
    // The hull, and its long white house.
    c.poly(&[(330.0, 620.0), (1290.0, 620.0), (1230.0, 742.0), (392.0, 742.0)], 0x1f3347);
    c.poly(&[(344.0, 650.0), (1276.0, 650.0), (1270.0, 662.0), (350.0, 662.0)], 0xf3b13f);
    c.poly(&[(380.0, 726.0), (1238.0, 726.0), (1230.0, 744.0), (392.0, 744.0)], 0xb4392f);
    c.rect(400.0, 540.0, 800.0, 80.0, 0xfbf6ea);
    c.rect(470.0, 474.0, 620.0, 66.0, 0xf1e8d6);
    c.rect(560.0, 416.0, 220.0, 58.0, 0xfbf6ea);
    c.rect(548.0, 408.0, 244.0, 12.0, 0x1f3347);
    for n in 0..18 {
        c.rect(424.0 + n as f32 * 42.5, 562.0, 26.0, 30.0, 0x2c5871);
    }
    for n in 0..14 {
        c.rect(490.0 + n as f32 * 42.5, 494.0, 24.0, 26.0, 0x2c5871);
    }
    for n in 0..6 {
        c.rect(572.0 + n as f32 * 34.0, 430.0, 24.0, 22.0, 0x2c5871);
    }
    c.poly(&[(900.0, 474.0), (916.0, 350.0), (1000.0, 350.0), (1016.0, 474.0)], 0xd8452f);
    c.poly(&[(909.0, 404.0), (1007.0, 404.0), (1010.0, 428.0), (906.0, 428.0)], 0xfbf6ea);
    c.rect(912.0, 338.0, 92.0, 16.0, 0x1f3347);
    for n in 0..6 {
        let n = n as f32;
        c.disc(
            1010.0 + n * 62.0,
            306.0 - n * 20.0 - (n * 1.3).sin() * 10.0,
            26.0 + n * 11.0,
            Ink(0x6d8288, 0.26),
        );
    }
    c.line(&[(670.0, 408.0), (670.0, 318.0)], 5.0, 0x1f3347);
    c.line(&[(640.0, 344.0), (700.0, 344.0)], 4.0, 0x1f3347);
    for n in 0..11 {
        let (x, tall) = (1028.0 + n as f32 * 15.0, c.between(36.0, 46.0));
        let coat = c.one_of(&[0x1f3347, 0xb4392f, 0x2c5871, 0xd99a2b]);
        c.person(x, 540.0, tall, coat);
    }
    c.line(&[(1016.0, 522.0), (1200.0, 522.0)], 3.0, 0x7d8b8c);
    for n in 0..26 {
        let n = n as f32;
        c.oval(360.0 + n * 36.0, 750.0 + (n * 1.9).sin() * 5.0, 34.0, 9.0, Ink(0xf4faf2, 0.85));
    }
    c.poly(&[(330.0, 752.0), (0.0, 800.0), (0.0, 826.0), (380.0, 764.0)], Ink(0xe6f4ec, 0.45));
    c.fade(0.0, 820.0, WIDTH, 180.0, &[(0.0, Ink(0x123f52, 0.0)), (1.0, Ink(0x123f52, 0.7))]);
    c.print()
}

pub(super) fn turbines() -> Vec<u8> {
    let mut c = Canvas::new(
        37,
        &[(0.0, 0x14304f), (0.3, 0x2f6a86), (0.52, 0x9fd0c4), (0.62, 0xf3efcf), (1.0, 0xf3efcf)],
    );
    c.glow(420.0, 600.0, 620.0, Ink(0xfff6cf, 0.85));
    c.disc(420.0, 590.0, 58.0, 0xfffbe4);
    for n in 0..7 {
        let y = 130.0 + n as f32 * 58.0;
        let (x, w) = (c.between(100.0, 1500.0), c.between(180.0, 420.0));
        c.oval(x, y, w, 7.0 + n as f32, Ink(0xdff0e4, 0.2));
        c.oval(x + 120.0, y + 14.0, w * 0.7, 6.0, Ink(0xdff0e4, 0.2));
    }
    c.fade(
        0.0,
        630.0,
        WIDTH,
        370.0,
        &[(0.0, 0xb9dcc9.into()), (0.25, 0x4e97a0.into()), (1.0, 0x0f2e4c.into())],
    );
    c.ripples(420.0, 634.0, 420.0, 350.0, 90, Ink(0xfffbe0, 0.8));
    c.ripples(900.0, 640.0, 1700.0, 350.0, 130, Ink(0x0f3a55, 0.45));
    let rows: [(f32, f32, f32, f32); 9] = [
        (120.0, 640.0, 0.30, 0.2),
        (300.0, 640.0, 0.28, 0.9),
        (560.0, 640.0, 0.32, 0.5),
        (760.0, 642.0, 0.3, 1.4),
        (980.0, 642.0, 0.34, 1.9),
        (1210.0, 652.0, 0.5, 0.3),
        (860.0, 668.0, 0.62, 1.0),
        (640.0, 716.0, 0.98, 1.7),
        (1310.0, 800.0, 1.62, 0.55),
    ];
    for (x, base, s, turn) in rows {
        let ink = mix(0x7fb3b5, 0xfdfaf0, (s - 0.25) * 1.2);
        let shade = mix(0x6ca2a8, 0xb9c9c6, (s - 0.25) * 1.2);
        let hub = base - 400.0 * s;
        c.poly(&[(x - 9.0 * s, base), (x - 4.5 * s, hub), (x + 4.5 * s, hub), (x + 9.0 * s, base)], ink);
        c.poly(&[(x + 1.0 * s, base), (x + 1.0 * s, hub), (x + 4.5 * s, hub), (x + 9.0 * s, base)], shade);
        c.rect(x - 17.0 * s, base - 30.0 * s, 34.0 * s, 32.0 * s, 0xe2a72e);
        c.oval(x, base + 3.0 * s, 40.0 * s, 5.0 * s, Ink(0xeef7ee, 0.7));
        for n in 0..3 {
            let a = turn + n as f32 * 2.0944;
            let (dx, dy) = (a.sin(), -a.cos());
            let at = |along: f32, side: f32| {
                (x + (dx * along - dy * side) * s, hub + (dy * along + dx * side) * s)
            };
            c.poly(&[at(0.0, -5.0), at(40.0, -11.0), at(225.0, -1.5), at(225.0, 1.5), at(30.0, 6.0)], ink);
            c.poly(&[at(0.0, 0.0), at(225.0, 1.5), at(30.0, 6.0)], shade);
        }
        c.disc(x, hub, 12.0 * s, ink);
    }
    c.fade(0.0, 860.0, WIDTH, HEIGHT - 860.0, &[(0.0, Ink(0x0b2440, 0.0)), (1.0, Ink(0x0b2440, 0.6))]);
    c.print()
}
