//! Council house, rain over roofs, market, towers, football pitch.

use crate::demo::canvas::{Canvas, HEIGHT, Ink, WIDTH, mix};
use std::f32::consts::{FRAC_PI_2, TAU};

pub(super) fn council_house() -> Vec<u8> {
    let mut c = Canvas::new(5, &[(0.0, 0x17324d), (0.45, 0x3f6f86), (0.75, 0xe9c393), (1.0, 0xe9c393)]);
    for n in 0..60 {
        let (x, y) = (c.between(0.0, WIDTH), c.between(0.0, 380.0));
        c.disc(x, y, 1.2 + (n % 3) as f32 * 0.6, Ink(0xf7ead0, 0.7));
    }
    c.hills(700.0, 30.0, 2.0, 0x3b5c6b);
    for n in 0..26 {
        let (w, h) = (c.between(50.0, 90.0), c.between(70.0, 170.0));
        let x = n as f32 * 64.0 - 20.0;
        c.rect(x, 800.0 - h, w, h + 20.0, mix(0x2b4a5e, 0x3a5a69, n as f32 % 2.0));
        c.poly(&[(x - 4.0, 800.0 - h), (x + w / 2.0, 772.0 - h), (x + w + 4.0, 800.0 - h)], 0x223e52);
    }
    let (stone, shade, dark, lamp) = (0xe4cfa8, 0xc2a67d, 0x2a2f45, 0xffd27a);
    // Clock tower.
    c.rect(740.0, 190.0, 120.0, 260.0, stone);
    c.rect(812.0, 190.0, 48.0, 260.0, shade);
    c.poly(&[(728.0, 192.0), (800.0, 66.0), (872.0, 192.0)], 0x3f7d74);
    c.poly(&[(800.0, 66.0), (872.0, 192.0), (812.0, 192.0)], 0x2f6460);
    c.line(&[(800.0, 66.0), (800.0, 26.0)], 4.0, dark);
    c.poly(&[(800.0, 28.0), (846.0, 40.0), (800.0, 54.0)], 0xb8433a);
    c.glow(800.0, 262.0, 130.0, Ink(0xffe7ad, 0.5));
    c.disc(800.0, 262.0, 44.0, dark);
    c.disc(800.0, 262.0, 38.0, 0xfff3d2);
    c.line(&[(800.0, 262.0), (800.0, 234.0)], 5.0, dark);
    c.line(&[(800.0, 262.0), (820.0, 274.0)], 5.0, dark);
    for x in [764.0, 826.0] {
        c.shape(
            |p| {
                p.move_to(x, 430.0);
                p.line_to(x, 366.0);
                p.quad_to(x + 5.0, 346.0, x + 10.0, 346.0);
                p.quad_to(x + 15.0, 346.0, x + 20.0, 366.0);
                p.line_to(x + 20.0, 430.0);
                p.close();
            },
            0x5a5a63,
        );
    }
    // Wings, then the portico in front.
    c.rect(250.0, 500.0, 1100.0, 320.0, shade);
    c.rect(236.0, 486.0, 1128.0, 20.0, stone);
    c.fade(250.0, 506.0, 1100.0, 60.0, &[(0.0, Ink(0x6b5442, 0.35)), (1.0, Ink(0x6b5442, 0.0))]);
    for n in 0..12 {
        let x = 282.0 + n as f32 * 90.0;
        for (y, h) in [(540.0, 92.0), (676.0, 104.0)] {
            let lit = c.random() > 0.3;
            c.rect(x - 5.0, y - 5.0, 50.0, h + 10.0, stone);
            c.rect(x, y, 40.0, h, if lit { lamp } else { 0x48586a });
            c.rect(x + 18.0, y, 4.0, h, 0x6e5a45);
            c.rect(x, y + h * 0.45, 40.0, 4.0, 0x6e5a45);
        }
    }
    c.rect(560.0, 500.0, 480.0, 330.0, 0x6d5647);
    c.glow(800.0, 720.0, 260.0, Ink(0xffcf73, 0.8));
    c.rect(752.0, 640.0, 96.0, 190.0, 0xffdf9b);
    c.rect(797.0, 640.0, 6.0, 190.0, 0x8a5c33);
    c.poly(&[(530.0, 506.0), (800.0, 396.0), (1070.0, 506.0)], stone);
    c.poly(&[(590.0, 494.0), (800.0, 410.0), (1010.0, 494.0)], shade);
    c.disc(800.0, 464.0, 24.0, stone);
    c.rect(530.0, 504.0, 540.0, 30.0, stone);
    for n in 0..6 {
        let x = 556.0 + n as f32 * 90.0;
        c.rect(x, 534.0, 38.0, 292.0, stone);
        c.rect(x + 24.0, 534.0, 14.0, 292.0, shade);
        c.rect(x - 7.0, 534.0, 52.0, 14.0, stone);
        c.rect(x - 7.0, 812.0, 52.0, 16.0, stone);
    }
    for n in 0..5 {
        let n = n as f32;
        c.rect(520.0 - n * 26.0, 828.0 + n * 13.0, 560.0 + n * 52.0, 14.0, mix(stone, shade, n * 0.2));
    }
    c.fade(0.0, 892.0, WIDTH, 110.0, &[(0.0, 0x3a4354.into()), (1.0, 0x232a3d.into())]);
    c.poly(&[(740.0, 892.0), (860.0, 892.0), (1010.0, 1000.0), (590.0, 1000.0)], Ink(0xffcf73, 0.28));
    for n in 0..34 {
        let (x, y) = (60.0 + n as f32 * 45.0 + c.between(-15.0, 15.0), c.between(915.0, 975.0));
        let tall = 86.0 + (y - 915.0) * 0.7;
        c.person(x, y, tall, 0x171d30);
        if n % 3 == 1 {
            c.line(&[(x + 10.0, y - tall * 0.6), (x + 16.0, y - tall * 1.35)], 4.0, 0x171d30);
            let board = c.one_of(&[0xf3e4c4, 0xb8433a, 0xf2c14e]);
            c.rect(x - 18.0, y - tall * 1.8, 68.0, 42.0, board);
            c.rect(x - 8.0, y - tall * 1.8 + 12.0, 46.0, 5.0, 0x3a4354);
            c.rect(x - 8.0, y - tall * 1.8 + 24.0, 32.0, 5.0, 0x3a4354);
        }
    }
    c.print()
}

pub(super) fn rain() -> Vec<u8> {
    let mut c = Canvas::new(71, &[(0.0, 0x3c4d63), (0.5, 0x6f8494), (1.0, 0x8a9aa0)]);
    for n in 0..14 {
        let (x, y) = (c.between(-100.0, 1700.0), c.between(20.0, 210.0));
        let tone = mix(0x2e3d52, 0x566a7d, n as f32 / 14.0);
        let (rx, ry) = (c.between(160.0, 320.0), c.between(40.0, 90.0));
        c.oval(x, y, rx, ry, Ink(tone, 0.55));
    }
    let walls = [0xd98f6a, 0xc9785c, 0xe3b27d, 0xa9605a, 0x8d7b86];
    for row in 0..5 {
        let r = row as f32;
        let base = 440.0 + r * 145.0;
        let mut x = -60.0 - c.between(0.0, 70.0);
        while x < WIDTH {
            let (w, h) =
                (c.between(120.0, 190.0) * (0.75 + r * 0.1), c.between(90.0, 160.0) * (0.8 + r * 0.12));
            let wall = mix(0x7d8f9c, c.one_of(&walls), 0.25 + r * 0.18);
            let roof = mix(0x66798a, c.one_of(&[0x5a3340, 0x70404a, 0x42344a, 0x8a4a45]), 0.3 + r * 0.17);
            let top = base - h;
            c.rect(x, top, w, h + 260.0, wall);
            c.rect(x + w * 0.72, top, w * 0.28, h + 260.0, Ink(0x2b2f45, 0.14));
            c.poly(&[(x - 12.0, top + 8.0), (x + w / 2.0, top - w * 0.38), (x + w + 12.0, top + 8.0)], roof);
            c.poly(
                &[(x + w / 2.0, top - w * 0.38), (x + w + 12.0, top + 8.0), (x + w * 0.62, top + 8.0)],
                Ink(0x1d2236, 0.25),
            );
            c.line(&[(x - 8.0, top + 2.0), (x + w / 2.0, top - w * 0.38)], 3.0, Ink(0xdbe6ea, 0.45));
            if c.random() > 0.4 {
                let cx = x + w * 0.22;
                c.rect(cx, top - w * 0.34, w * 0.11, w * 0.26, mix(roof, 0x2a2436, 0.3));
                c.rect(cx - 4.0, top - w * 0.36, w * 0.11 + 8.0, 8.0, mix(roof, 0xffffff, 0.15));
            }
            for k in 0..2 {
                let wx = x + w * (0.18 + k as f32 * 0.36);
                let lit = c.random() > 0.52;
                c.rect(wx - 3.0, top + 29.0, w * 0.2 + 6.0, w * 0.28 + 6.0, Ink(0xf1e6d6, 0.5));
                c.rect(wx, top + 32.0, w * 0.2, w * 0.28, if lit { 0xffd480 } else { 0x3b4a60 });
                c.rect(wx + w * 0.095, top + 32.0, 3.0, w * 0.28, Ink(0x33303f, 0.6));
            }
            x += w + c.between(0.0, 14.0);
        }
        c.fade(0.0, base - 60.0, WIDTH, 210.0, &[(0.0, Ink(0x8a9aa8, 0.0)), (1.0, Ink(0x8a9aa8, 0.3))]);
    }
    for n in 0..620 {
        let (x, y) = (c.between(-60.0, 1700.0), c.between(-60.0, HEIGHT));
        let long = c.between(18.0, 64.0);
        let ink = Ink(0xe8f1f4, if n % 4 == 0 { 0.5 } else { 0.24 });
        c.line(&[(x, y), (x - long * 0.26, y + long)], if n % 4 == 0 { 2.6 } else { 1.6 }, ink);
    }
    // One yellow umbrella on the near roof terrace.
    c.rect(0.0, 938.0, WIDTH, 62.0, 0x2a2d42);
    c.line(&[(0.0, 938.0), (WIDTH, 938.0)], 5.0, 0x4d5570);
    c.person(1120.0, 944.0, 170.0, 0x191c2e);
    c.line(&[(1138.0, 850.0), (1138.0, 742.0)], 5.0, 0x191c2e);
    c.shape(
        |p| {
            p.move_to(1010.0, 786.0);
            p.cubic_to(1024.0, 690.0, 1252.0, 690.0, 1266.0, 786.0);
            p.quad_to(1234.0, 768.0, 1202.0, 786.0);
            p.quad_to(1170.0, 768.0, 1138.0, 786.0);
            p.quad_to(1106.0, 768.0, 1074.0, 786.0);
            p.quad_to(1042.0, 768.0, 1010.0, 786.0);
        },
        0xf2b632,
    );
    c.print()
}

pub(super) fn market() -> Vec<u8> {
    let mut c = Canvas::new(19, &[(0.0, 0xf4d9a4), (0.5, 0xf2c08a), (1.0, 0xe0a06e)]);
    for n in 0..11 {
        let (w, h) = (c.between(130.0, 190.0), c.between(240.0, 330.0));
        let x = n as f32 * 152.0 - 40.0;
        let wall = c.one_of(&[0xe58f6b, 0xd9785a, 0xefb477, 0xcf8a7a, 0xe9c79a]);
        c.rect(x, 420.0 - h, w, 400.0 + h, wall);
        c.rect(x, 408.0 - h, w, 14.0, mix(wall, 0x6b2f2f, 0.35));
        for r in 0..2 {
            for k in 0..2 {
                let (wx, wy) = (x + 26.0 + k as f32 * 62.0, 455.0 - h + r as f32 * 100.0);
                c.rect(wx, wy, 34.0, 58.0, 0x5d4453);
                c.rect(wx - 14.0, wy, 12.0, 58.0, 0x3f8079);
                c.rect(wx + 36.0, wy, 12.0, 58.0, 0x3f8079);
            }
        }
    }
    // Bunting.
    for (y, sag) in [(96.0, 90.0), (150.0, 120.0)] {
        for n in 0..24 {
            let t = (n as f32 + 0.5) / 24.0;
            let at = y + sag * 4.0 * t * (1.0 - t);
            let flag = [0xc8402f, 0xf7efd8, 0x2f7f86, 0xf0b63a][n % 4];
            c.poly(&[(t * WIDTH - 20.0, at), (t * WIDTH + 20.0, at), (t * WIDTH, at + 42.0)], flag);
        }
        let rope: Vec<_> =
            (0..=40).map(|n| n as f32 / 40.0).map(|t| (t * WIDTH, y + sag * 4.0 * t * (1.0 - t))).collect();
        c.line(&rope, 3.0, 0x5a3a3a);
    }
    c.fade(0.0, 700.0, WIDTH, 300.0, &[(0.0, 0xc98f68.into()), (1.0, 0x8d5546.into())]);
    for (row, y, s) in [(0, 470.0, 0.8), (1, 610.0, 1.12)] {
        for n in 0..5 {
            let x = n as f32 * 360.0 * s - 130.0 + row as f32 * 60.0;
            let w = 300.0 * s;
            let (a, b) =
                [(0xc8402f, 0xf9f0dc), (0x2f7f86, 0xf9f0dc), (0xe2a12e, 0xfaf3e2), (0x3b5b8c, 0xf3e8d4)]
                    [(n + row * 2) % 4];
            c.rect(x + 12.0, y, 9.0, 230.0 * s, 0x5a3a32);
            c.rect(x + w - 21.0, y, 9.0, 230.0 * s, 0x5a3a32);
            c.rect(x + 20.0, y + 74.0 * s, w - 40.0, 70.0 * s, Ink(0x4a2a2c, 0.55));
            let keeper = c.between(0.3, 0.7);
            c.person(x + w * keeper, y + 190.0 * s, 128.0 * s, mix(a, 0x2a2233, 0.55));
            c.rect(x, y + 140.0 * s, w, 92.0 * s, 0x7c4a37);
            c.rect(x, y + 136.0 * s, w, 11.0, 0xa5694a);
            for k in 0..5 {
                let cx = x + w * (0.11 + k as f32 * 0.195);
                let fruit = c.one_of(&[0xd8452f, 0xf0b63a, 0x6f9a3e, 0xe9863a, 0x8d4a72, 0xf5dd7a]);
                for (dx, dy) in
                    [(-18.0, 0.0), (0.0, 0.0), (18.0, 0.0), (-9.0, -15.0), (9.0, -15.0), (0.0, -29.0)]
                {
                    c.disc(cx + dx * s, y + (130.0 + dy) * s, 11.5 * s, fruit);
                    c.disc(cx + (dx - 3.0) * s, y + (126.0 + dy) * s, 3.5 * s, Ink(0xffffff, 0.35));
                }
                c.rect(cx - 26.0 * s, y + 152.0 * s, 52.0 * s, 60.0 * s, 0x94593f);
                c.line(&[(cx - 26.0 * s, y + 182.0 * s), (cx + 26.0 * s, y + 182.0 * s)], 3.0, 0x6a3b2d);
            }
            let stripe = w / 9.0;
            for k in 0..9 {
                let (sx, ink) = (x + k as f32 * stripe, if k % 2 == 0 { a } else { b });
                let (tx, tw) = (x + 26.0 * s + k as f32 * (w - 52.0 * s) / 9.0, (w - 52.0 * s) / 9.0);
                c.poly(
                    &[(tx, y - 62.0 * s), (tx + tw, y - 62.0 * s), (sx + stripe, y + 12.0), (sx, y + 12.0)],
                    ink,
                );
                c.oval(sx + stripe / 2.0, y + 12.0, stripe / 2.0, 15.0 * s, ink);
            }
            c.fade(x, y + 8.0, w, 34.0, &[(0.0, Ink(0x3a1f28, 0.28)), (1.0, Ink(0x3a1f28, 0.0))]);
        }
    }
    for n in 0..15 {
        let (x, y) = (50.0 + n as f32 * 108.0 + c.between(-30.0, 30.0), c.between(930.0, 1010.0));
        let coat = c.one_of(&[0x2c2a45, 0x7a2e35, 0x24515a, 0x3c3350, 0x9a5a2c]);
        let tall = c.between(185.0, 225.0);
        c.oval(x, y, 50.0, 9.0, Ink(0x3a1f28, 0.3));
        c.person(x, y, tall, coat);
        c.disc(x, y - tall * 0.89, tall * 0.085, c_skin(n));
        c.oval(x, y - tall * 0.945, tall * 0.092, tall * 0.055, 0x2a1c22);
    }
    c.print()
}

fn c_skin(n: usize) -> u32 {
    [0xd9a07a, 0x8a5a42, 0xb87d5b, 0xe6b994][n % 4]
}

pub(super) fn skyline() -> Vec<u8> {
    let mut c = Canvas::new(43, &[(0.0, 0xf6ead2), (0.6, 0xf3cfa5), (1.0, 0xeab286)]);
    c.disc(1230.0, 270.0, 130.0, 0xf6b24a);
    for n in 0..30 {
        let (x, h) = (n as f32 * 56.0 - 10.0, c.between(160.0, 380.0));
        c.rect(x, 880.0 - h, 52.0, h, Ink(0xd99a7c, 0.55));
    }
    let heights = [190.0, 250.0, 222.0, 318.0, 372.0, 338.0, 446.0, 512.0, 470.0, 600.0, 668.0];
    let faces = [0x23405c, 0x2c5a72, 0x1d3350];
    for (n, h) in heights.into_iter().enumerate() {
        let x = 90.0 + n as f32 * 130.0;
        let face = faces[n % 3];
        c.rect(x, 880.0 - h, 104.0, h, face);
        c.rect(x + 76.0, 880.0 - h, 28.0, h, mix(face, 0x0c1626, 0.45));
        match n % 4 {
            0 => c.poly(&[(x, 880.0 - h), (x + 52.0, 850.0 - h), (x + 104.0, 880.0 - h)], face),
            1 => c.rect(x + 20.0, 862.0 - h, 44.0, 20.0, face),
            2 => c.line(&[(x + 40.0, 880.0 - h), (x + 40.0, 820.0 - h)], 4.0, face),
            _ => c.poly(&[(x, 880.0 - h), (x + 104.0, 846.0 - h), (x + 104.0, 880.0 - h)], face),
        }
        for r in 0..(h / 34.0) as usize {
            for k in 0..3 {
                let lit = c.random() > 0.45;
                let pane = if lit { 0xf7cf7d } else { mix(face, 0x86a7b4, 0.35) };
                c.rect(x + 9.0 + k as f32 * 22.0, 894.0 - h + r as f32 * 33.0, 13.0, 18.0, pane);
            }
        }
    }
    let line: Vec<_> =
        heights.into_iter().enumerate().map(|(n, h)| (142.0 + n as f32 * 130.0, 800.0 - h)).collect();
    c.line(&line, 9.0, 0xe8583e);
    for (x, y) in line {
        c.disc(x, y, 15.0, 0xe8583e);
        c.disc(x, y, 7.0, 0xfff4de);
    }
    c.rect(0.0, 880.0, WIDTH, 120.0, 0x14253d);
    for n in 0..20 {
        c.rect(n as f32 * 86.0 + 10.0, 936.0, 46.0, 6.0, 0xf0b63a);
    }
    for n in 0..5 {
        let (x, body) = (150.0 + n as f32 * 300.0, [0xe8583e, 0xf6ead2, 0x2f8c8c, 0xf0b63a, 0xf6ead2][n]);
        c.rect(x, 896.0, 120.0, 26.0, body);
        c.poly(&[(x + 20.0, 898.0), (x + 36.0, 876.0), (x + 88.0, 876.0), (x + 106.0, 898.0)], body);
        c.poly(&[(x + 32.0, 896.0), (x + 42.0, 882.0), (x + 60.0, 882.0), (x + 60.0, 896.0)], 0x9fc3c9);
        c.poly(&[(x + 66.0, 896.0), (x + 66.0, 882.0), (x + 84.0, 882.0), (x + 96.0, 896.0)], 0x9fc3c9);
        c.disc(x + 28.0, 922.0, 12.0, 0x0c1626);
        c.disc(x + 94.0, 922.0, 12.0, 0x0c1626);
    }
    c.print()
}

pub(super) fn pitch() -> Vec<u8> {
    let mut c = Canvas::new(61, &[(0.0, 0x2f7d4a), (1.0, 0x256b41)]);
    for n in 0..12 {
        let x = n as f32 * 134.0;
        c.rect(x, 0.0, 134.0, HEIGHT, if n % 2 == 0 { 0x3f9457 } else { 0x348449 });
    }
    c.glow(1150.0, 260.0, 1100.0, Ink(0xf4f0a8, 0.34));
    let chalk = Ink(0xf6fbef, 0.92);
    let frame = |c: &mut Canvas, x: f32, y: f32, w: f32, h: f32| {
        c.line(&[(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)], 7.0, chalk);
    };
    frame(&mut c, 70.0, 70.0, 1900.0, 860.0);
    frame(&mut c, 70.0, 240.0, 260.0, 520.0);
    frame(&mut c, 70.0, 380.0, 92.0, 240.0);
    c.line(&[(1020.0, 70.0), (1020.0, 930.0)], 7.0, chalk);
    let ring = |c: &mut Canvas, x: f32, y: f32, r: f32, from: f32, to: f32| {
        let points: Vec<_> = (0..=60)
            .map(|n| from + (to - from) * n as f32 / 60.0)
            .map(|a| (x + a.cos() * r, y + a.sin() * r))
            .collect();
        c.line(&points, 7.0, chalk);
    };
    ring(&mut c, 1020.0, 500.0, 158.0, 0.0, TAU);
    ring(&mut c, 246.0, 500.0, 150.0, -0.97, 0.97);
    ring(&mut c, 70.0, 70.0, 30.0, 0.0, FRAC_PI_2);
    ring(&mut c, 70.0, 930.0, 30.0, -FRAC_PI_2, 0.0);
    c.disc(1020.0, 500.0, 10.0, chalk);
    c.disc(246.0, 500.0, 8.0, chalk);
    c.rect(30.0, 430.0, 40.0, 140.0, Ink(0xf6fbef, 0.25));
    for n in 0..8 {
        c.line(&[(30.0, 430.0 + n as f32 * 20.0), (70.0, 430.0 + n as f32 * 20.0)], 2.0, Ink(0xf6fbef, 0.6));
    }
    let home = [
        (150.0, 500.0),
        (360.0, 250.0),
        (330.0, 620.0),
        (420.0, 440.0),
        (520.0, 800.0),
        (640.0, 330.0),
        (700.0, 590.0),
        (890.0, 470.0),
        (960.0, 760.0),
    ];
    let away = [
        (440.0, 560.0),
        (560.0, 240.0),
        (500.0, 690.0),
        (590.0, 480.0),
        (780.0, 420.0),
        (830.0, 700.0),
        (1090.0, 330.0),
        (1200.0, 610.0),
        (1340.0, 450.0),
    ];
    for (players, shirt, trim) in [(home, 0xf2b632, 0x1c2540), (away, 0xc8352e, 0xf7efe0)] {
        for (n, (x, y)) in players.into_iter().enumerate() {
            // Low sun: shadows run long, down and to the left.
            c.poly(
                &[(x - 14.0, y - 8.0), (x + 12.0, y + 14.0), (x - 128.0, y + 142.0), (x - 158.0, y + 128.0)],
                Ink(0x0c2f22, 0.42),
            );
            c.disc(x - 143.0, y + 138.0, 17.0, Ink(0x0c2f22, 0.42));
            c.oval(x, y, 31.0, 22.0, shirt);
            c.oval(x - 24.0, y + 13.0, 13.0, 8.0, trim);
            c.oval(x + 25.0, y - 9.0, 13.0, 8.0, trim);
            c.disc(x + 2.0, y - 4.0, 13.0, [0x3a241d, 0x5d3a26, 0x1e1716, 0x8a5a36][n % 4]);
        }
    }
    c.poly(&[(500.0, 528.0), (508.0, 536.0), (462.0, 582.0), (452.0, 574.0)], Ink(0x0c2f22, 0.4));
    c.disc(506.0, 526.0, 13.0, 0xffffff);
    c.disc(506.0, 526.0, 5.0, 0x1c2540);
    c.poly(&[(0.0, 0.0), (WIDTH, 0.0), (WIDTH, 30.0), (0.0, 30.0)], 0x1c2540);
    c.poly(&[(0.0, 970.0), (WIDTH, 970.0), (WIDTH, HEIGHT), (0.0, HEIGHT)], 0x1c2540);
    c.print()
}
