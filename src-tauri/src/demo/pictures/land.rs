//! River, mountains, viaduct, observatory, orchard.

use crate::demo::canvas::{Canvas, HEIGHT, Ink, WIDTH, mix};
use std::f32::consts::{PI, TAU};

pub(super) fn river() -> Vec<u8> {
    let mut c = Canvas::new(7, &[(0.0, 0xf8dfae), (0.3, 0xf3b98a), (1.0, 0xf3b98a)]);
    c.glow(1180.0, 190.0, 480.0, Ink(0xfff6d8, 0.95));
    c.disc(1180.0, 190.0, 62.0, 0xfffbe8);
    for (n, tone) in [0xd9a6a0, 0xb58698, 0x8a6d8c].into_iter().enumerate() {
        c.hills(300.0 + n as f32 * 34.0, 60.0 - n as f32 * 10.0, 1.2 + n as f32 * 0.6, tone);
    }
    // Fields in bands that widen towards us.
    let greens = [0x8c9a5b, 0xb4a85c, 0x6f8a55, 0xc9b76a, 0x5c7d50, 0x9aa65e, 0x47704c];
    for (n, tone) in greens.into_iter().enumerate() {
        let n = n as f32;
        let y = 400.0 + n * n * 13.0 + n * 12.0;
        c.hills(y, 16.0 + n * 4.0, 1.5, tone);
        for k in 0..(9 + n as usize) {
            let x = k as f32 * 190.0 - 60.0 + n * 40.0;
            c.line(
                &[(x, y + 30.0 + n * 8.0), (x + 90.0 + n * 16.0, y + 46.0 + n * 14.0)],
                2.0,
                Ink(0x3c5a3c, 0.22),
            );
        }
    }
    let edge = |t: f32, side: f32| {
        let y = 402.0 + (HEIGHT - 402.0) * t;
        let wide = 8.0 + 330.0 * t * t;
        let x = 980.0 - 250.0 * (t * 7.4).sin() * (0.25 + t) - 240.0 * t;
        (x + side * wide, y)
    };
    let bank = |grow: f32| {
        let mut points: Vec<_> = (0..=90).map(|n| edge(n as f32 / 90.0, -1.0 - grow)).collect();
        points.extend((0..=90).rev().map(|n| edge(n as f32 / 90.0, 1.0 + grow)));
        points
    };
    c.poly(&bank(0.16), 0xe7d3a0);
    c.poly(&bank(0.0), 0x4f94a5);
    let shine: Vec<_> = (0..=90)
        .map(|n| edge(n as f32 / 90.0, -0.4))
        .chain((0..=90).rev().map(|n| edge(n as f32 / 90.0, 0.35)))
        .collect();
    c.poly(&shine, Ink(0xbfe0da, 0.55));
    for n in 0..70 {
        let t = c.between(0.08, 1.0);
        let side = c.between(-0.8, 0.6);
        let (x, y) = edge(t, side);
        c.line(
            &[(x, y), (x + 16.0 + 60.0 * t, y)],
            1.5 + 4.0 * t,
            Ink(if n % 3 == 0 { 0xfff3d0 } else { 0x2f7488 }, 0.55),
        );
    }
    for n in 0..130 {
        let t = (n as f32 / 130.0).powf(1.2);
        let side = if n % 2 == 0 { -1.0 } else { 1.0 };
        let away = c.between(1.25, 2.6) + (1.0 - t) * c.between(0.0, 14.0);
        let (x, y) = edge(t * 0.92, side * away);
        let r = 7.0 + 44.0 * t;
        let leaf = c.one_of(&[0x2f5a45, 0x3d6b48, 0x28503f, 0xc2703a, 0xd99a3c]);
        c.oval(x + r * 0.5, y + r * 0.5, r * 1.1, r * 0.25, Ink(0x24402f, 0.35));
        c.rect(x - r * 0.07, y - r * 0.2, r * 0.14, r * 0.7, 0x4a3a2c);
        c.oval(x, y - r * 0.7, r * 0.62, r, leaf);
        c.oval(x - r * 0.16, y - r * 0.95, r * 0.3, r * 0.55, Ink(0xffe9a8, 0.2));
    }
    c.print()
}

pub(super) fn mountains() -> Vec<u8> {
    let mut c = Canvas::new(
        83,
        &[(0.0, 0x0f2540), (0.35, 0x32587a), (0.62, 0xe5a79a), (0.75, 0xf8dbb0), (1.0, 0xf8dbb0)],
    );
    for n in 0..130 {
        let (x, y) = (c.between(0.0, WIDTH), c.between(0.0, 330.0));
        c.disc(x, y, if n % 9 == 0 { 2.6 } else { 1.4 }, Ink(0xfdf4dc, 0.8));
    }
    c.glow(1240.0, 190.0, 260.0, Ink(0xfdf1d0, 0.5));
    c.disc(1240.0, 190.0, 66.0, 0xfdf1d0);
    c.disc(1216.0, 176.0, 60.0, 0x2a4d70);
    let tones = [
        (560.0, 290.0, 4, 0xb58a98),
        (650.0, 300.0, 3, 0x7a7394),
        (740.0, 250.0, 5, 0x4d5a80),
        (820.0, 190.0, 6, 0x2e4166),
    ];
    for (n, (y, high, count, tone)) in tones.into_iter().enumerate() {
        let outline = c.peaks(y, high, count, tone);
        if n < 2 {
            // Snow: down from the tops, ragged below.
            let line = y - high * 0.38;
            for pair in outline.windows(3) {
                let (x, top) = pair[1];
                if top < line {
                    let deep = (line - top) * c.between(0.3, 0.75);
                    let half = WIDTH / outline.len() as f32 * 0.9;
                    c.poly(
                        &[
                            (x - half, pair[0].1 + 1.0),
                            (x, top),
                            (x + half, pair[2].1 + 1.0),
                            (x + half * 0.3, top + deep),
                        ],
                        if n == 0 { 0xf6e3dc } else { 0xeceaf2 },
                    );
                }
            }
        }
        c.fade(0.0, y - 30.0, WIDTH, 160.0, &[(0.0, Ink(0xf1c6b0, 0.0)), (1.0, Ink(0xf1c6b0, 0.32))]);
    }
    c.hills(880.0, 40.0, 1.4, 0x1b2b4a);
    for n in 0..90 {
        let (x, y) = (n as f32 * 18.5 + c.between(-8.0, 8.0), c.between(880.0, 960.0));
        let h = c.between(60.0, 130.0);
        for k in 0..4 {
            let k = k as f32;
            let (top, wide) = (y - h + k * h * 0.2, h * (0.1 + k * 0.055));
            c.poly(&[(x, top), (x + wide, top + h * 0.34), (x - wide, top + h * 0.34)], 0x122039);
        }
    }
    c.rect(0.0, 945.0, WIDTH, 60.0, 0x0e1a30);
    // A hut with its lamp on.
    c.glow(430.0, 850.0, 150.0, Ink(0xffd27a, 0.6));
    c.rect(380.0, 822.0, 108.0, 66.0, 0x2a2233);
    c.poly(&[(364.0, 826.0), (434.0, 776.0), (504.0, 826.0)], 0xe9e4ee);
    c.rect(402.0, 838.0, 26.0, 24.0, 0xffd27a);
    c.rect(446.0, 838.0, 26.0, 24.0, 0xffd27a);
    c.print()
}

pub(super) fn viaduct() -> Vec<u8> {
    let mut c = Canvas::new(29, &[(0.0, 0xf2e3bf), (0.35, 0xf3c99a), (0.6, 0xeaa27d), (1.0, 0xeaa27d)]);
    c.disc(360.0, 250.0, 110.0, 0xfbf3da);
    c.hills(430.0, 70.0, 1.1, 0xd98f74);
    c.hills(520.0, 80.0, 1.6, 0xb3695f);
    c.hills(640.0, 60.0, 1.3, 0x7c4a58);
    c.fade(0.0, 560.0, WIDTH, 300.0, &[(0.0, Ink(0xf6d3a8, 0.0)), (1.0, Ink(0xf6d3a8, 0.55))]);
    let (stone, shade) = (0x3d2f4a, 0x2b2138);
    c.rect(-10.0, 470.0, 1620.0, 54.0, stone);
    c.rect(-10.0, 462.0, 1620.0, 12.0, 0x57405c);
    for n in 0..8 {
        let x = n as f32 * 220.0 - 60.0;
        c.poly(&[(x, 520.0), (x + 56.0, 520.0), (x + 66.0, 1000.0), (x - 10.0, 1000.0)], stone);
        c.poly(&[(x + 38.0, 520.0), (x + 56.0, 520.0), (x + 66.0, 1000.0), (x + 40.0, 1000.0)], shade);
        c.shape(
            |p| {
                p.move_to(x + 56.0, 518.0);
                p.line_to(x + 220.0, 518.0);
                p.line_to(x + 220.0, 640.0);
                p.cubic_to(x + 214.0, 536.0, x + 62.0, 536.0, x + 56.0, 640.0);
                p.close();
            },
            stone,
        );
        c.rect(x - 8.0, 636.0, 72.0, 10.0, 0x57405c);
    }
    for car in 0..5 {
        let x = 250.0 + car as f32 * 236.0;
        c.rect(x, 372.0, 226.0, 78.0, 0x1f6f72);
        c.rect(x, 364.0, 226.0, 14.0, 0x174f55);
        c.rect(x, 424.0, 226.0, 9.0, 0xf2d27a);
        for k in 0..6 {
            c.rect(x + 14.0 + k as f32 * 35.0, 386.0, 25.0, 27.0, 0xfff0bf);
        }
        c.disc(x + 44.0, 456.0, 14.0, 0x1d1828);
        c.disc(x + 182.0, 456.0, 14.0, 0x1d1828);
    }
    c.shape(
        |p| {
            p.move_to(1428.0, 450.0);
            p.line_to(1428.0, 364.0);
            p.line_to(1490.0, 364.0);
            p.quad_to(1546.0, 376.0, 1566.0, 450.0);
            p.close();
        },
        0xd8542f,
    );
    c.poly(&[(1496.0, 378.0), (1518.0, 384.0), (1538.0, 412.0), (1496.0, 412.0)], 0xfff0bf);
    c.disc(1470.0, 456.0, 14.0, 0x1d1828);
    c.disc(1528.0, 456.0, 14.0, 0x1d1828);
    c.hills(880.0, 60.0, 1.7, 0x4b5a45);
    c.hills(930.0, 40.0, 2.6, 0x34473c);
    for _ in 0..80 {
        let (x, y) = (c.between(0.0, WIDTH), c.between(880.0, 1000.0));
        let r = c.between(14.0, 36.0);
        let leaf = c.one_of(&[0x2b3f38, 0x3d5344, 0x506146, 0xa35c3c]);
        c.disc(x, y, r, leaf);
        c.disc(x - r * 0.25, y - r * 0.3, r * 0.5, Ink(0xffe3a8, 0.1));
    }
    c.print()
}

pub(super) fn observatory() -> Vec<u8> {
    let mut c = Canvas::new(
        97,
        &[(0.0, 0x0a1230), (0.45, 0x1d2f63), (0.75, 0x51548c), (0.88, 0xc98a94), (1.0, 0xc98a94)],
    );
    // The Milky Way, low left to high right.
    for _ in 0..260 {
        let t = c.random();
        let off = (c.random() + c.random() + c.random() - 1.5) * 190.0;
        let (x, y) = (t * 1700.0 - 50.0 + off * 0.4, 760.0 - t * 760.0 + off);
        let r = c.between(40.0, 120.0);
        let ink = c.one_of(&[0x6a78c8, 0x9a86c9, 0xd7a6b8]);
        c.glow(x, y, r, Ink(ink, 0.085));
    }
    for n in 0..1000 {
        let t = c.random();
        let (x, y) = if n % 3 == 0 {
            (c.random() * WIDTH, c.random() * 780.0)
        } else {
            let off = (c.random() + c.random() + c.random() - 1.5) * 250.0;
            (t * 1700.0 - 50.0 + off * 0.4, 760.0 - t * 760.0 + off)
        };
        let ink = Ink(c.one_of(&[0xffffff, 0xfff0cf, 0xcfe0ff]), c.between(0.4, 1.0));
        let r = if n % 40 == 0 { 3.2 } else { c.between(0.7, 1.7) };
        c.disc(x, y, r, ink);
    }
    c.line(&[(250.0, 120.0), (430.0, 200.0)], 3.0, Ink(0xffffff, 0.5));
    c.line(&[(370.0, 173.0), (430.0, 200.0)], 4.0, Ink(0xffffff, 0.9));
    c.hills(800.0, 50.0, 1.0, 0x2a2c57);
    c.hills(860.0, 46.0, 0.8, 0x181b3c);
    let (wall, shade) = (0xe8dcd8, 0x9a90b0);
    c.rect(880.0, 640.0, 400.0, 230.0, wall);
    c.rect(1120.0, 640.0, 160.0, 230.0, shade);
    c.rect(860.0, 622.0, 440.0, 26.0, 0xcfc2cc);
    c.rect(1110.0, 622.0, 190.0, 26.0, 0x857ba0);
    let dome = |c: &mut Canvas, from: f32, to: f32, ink: u32| {
        let mut points: Vec<_> = (0..=40)
            .map(|n| from + (to - from) * n as f32 / 40.0)
            .map(|a| (1080.0 - a.cos() * 208.0, 624.0 - a.sin() * 216.0))
            .collect();
        points.push((1080.0, 624.0));
        c.poly(&points, ink);
    };
    dome(&mut c, 0.0, PI, wall);
    dome(&mut c, 1.9, PI, shade);
    // The slit, open on the sky, and the telescope in it.
    c.glow(1000.0, 500.0, 260.0, Ink(0xffb96b, 0.5));
    c.poly(&[(952.0, 624.0), (918.0, 488.0), (966.0, 430.0), (1048.0, 406.0), (1058.0, 624.0)], 0x2a1c34);
    c.poly(&[(964.0, 624.0), (936.0, 496.0), (976.0, 446.0), (1038.0, 424.0), (1046.0, 624.0)], 0xf2a65a);
    c.poly(&[(1012.0, 620.0), (1046.0, 604.0), (958.0, 384.0), (914.0, 402.0)], 0x33406f);
    c.poly(&[(914.0, 402.0), (958.0, 384.0), (952.0, 368.0), (908.0, 386.0)], 0x8fb2e8);
    for a in [0.35f32, 0.7, 2.2, 2.55, 2.85] {
        c.line(
            &[(1080.0 - a.cos() * 208.0, 624.0 - a.sin() * 216.0), (1080.0 - a.cos() * 60.0, 624.0)],
            2.0,
            Ink(0x5a5078, 0.3),
        );
    }
    c.rect(1010.0, 740.0, 56.0, 130.0, 0x2a1c34);
    c.rect(1018.0, 748.0, 40.0, 122.0, 0xf2a65a);
    for n in 0..3 {
        c.rect(904.0 + n as f32 * 34.0, 690.0, 20.0, 34.0, 0xf2a65a);
    }
    c.poly(&[(1018.0, 868.0), (1058.0, 868.0), (1010.0, 1000.0), (860.0, 1000.0)], Ink(0xf2a65a, 0.3));
    c.hills(905.0, 20.0, 1.1, 0x10122b);
    for (x, y, tall) in [(600.0, 918.0, 92.0), (652.0, 922.0, 74.0), (470.0, 925.0, 96.0)] {
        c.person(x, y, tall, 0x080917);
    }
    c.line(&[(560.0, 918.0), (586.0, 850.0), (612.0, 918.0)], 3.0, 0x080917);
    c.line(&[(570.0, 866.0), (612.0, 834.0)], 9.0, 0x080917);
    c.print()
}

pub(super) fn orchard() -> Vec<u8> {
    let mut c = Canvas::new(53, &[(0.0, 0xbfe0dc), (0.45, 0xf4efd2), (1.0, 0xf4efd2)]);
    c.hills(380.0, 60.0, 1.2, 0xa9c7ae);
    c.hills(430.0, 40.0, 1.8, 0x84ac8b);
    c.fade(0.0, 460.0, WIDTH, 540.0, &[(0.0, 0x9dbb6b.into()), (1.0, 0x4c7d43.into())]);
    // Rows that meet at a point on the horizon.
    for n in -9i32..=9 {
        let n = n as f32;
        let ink = mix(0x86a85a, 0x6a944c, (n as i32 & 1) as f32);
        c.poly(
            &[
                (800.0 + n * 16.0, 458.0),
                (800.0 + (n + 1.0) * 16.0, 458.0),
                (800.0 + (n + 1.0) * 330.0, 1000.0),
                (800.0 + n * 330.0, 1000.0),
            ],
            Ink(ink, 0.75),
        );
    }
    for row in 0..10 {
        let t = ((row as f32 + 1.0) / 10.0).powf(2.1);
        let y = 470.0 + 500.0 * t;
        for n in -7i32..=7 {
            let x = 800.0 + n as f32 * (22.0 + 318.0 * t) + (11.0 + 159.0 * t);
            let r = 9.0 + 104.0 * t;
            if !(-200.0..=1800.0).contains(&x) || (n == -1 && row > 3) {
                continue;
            }
            c.oval(x + r * 0.3, y + 2.0, r * 1.05, r * 0.2, Ink(0x27492f, 0.4));
            c.poly(
                &[(x - r * 0.1, y), (x + r * 0.1, y), (x + r * 0.06, y - r), (x - r * 0.06, y - r)],
                0x5a4034,
            );
            let leaf = c.one_of(&[0x3c6e3e, 0x457a42, 0x356438]);
            for (dx, dy, s) in [(-0.5, -1.1, 0.62), (0.5, -1.1, 0.62), (0.0, -1.5, 0.72), (0.0, -1.0, 0.7)] {
                c.disc(x + dx * r, y + dy * r, s * r, leaf);
            }
            c.disc(x - 0.25 * r, y - 1.65 * r, 0.4 * r, Ink(0xd8e08a, 0.24));
            for _ in 0..11 {
                let (a, far) = (c.random() * TAU, c.between(0.1, 0.85) * r);
                let ink = c.one_of(&[0xd8382c, 0xe9653a, 0xf2b13c]);
                c.disc(x + a.cos() * far, y - 1.2 * r + a.sin() * far * 0.75, r * 0.075 + 0.8, ink);
            }
        }
    }
    c.oval(700.0, 960.0, 66.0, 10.0, Ink(0x27492f, 0.45));
    c.person(690.0, 962.0, 230.0, 0x27405e);
    c.oval(690.0, 744.0, 44.0, 10.0, 0xe9cf8a);
    c.oval(690.0, 734.0, 24.0, 18.0, 0xe9cf8a);
    c.print()
}
