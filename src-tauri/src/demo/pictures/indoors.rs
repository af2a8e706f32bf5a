//! A stage, a ballot box, library shelves.

use crate::demo::canvas::{Canvas, HEIGHT, Ink, WIDTH, mix};

pub(super) fn theatre() -> Vec<u8> {
    let mut c = Canvas::new(3, &[(0.0, 0x1a1030), (0.7, 0x3a1c48), (1.0, 0x1a1030)]);
    c.glow(800.0, 560.0, 620.0, Ink(0xf6b35a, 0.5));
    c.poly(&[(700.0, -20.0), (900.0, -20.0), (1180.0, 800.0), (420.0, 800.0)], Ink(0xffe7ac, 0.2));
    c.poly(&[(150.0, -20.0), (250.0, -20.0), (980.0, 800.0), (560.0, 800.0)], Ink(0x7fc4d0, 0.13));
    c.poly(&[(1350.0, -20.0), (1450.0, -20.0), (1040.0, 800.0), (620.0, 800.0)], Ink(0xe87a8f, 0.15));
    c.poly(&[(0.0, 770.0), (WIDTH, 770.0), (WIDTH, 900.0), (0.0, 900.0)], 0x6e3b33);
    for n in -12..=12 {
        let n = n as f32;
        c.line(&[(800.0 + n * 72.0, 770.0), (800.0 + n * 96.0, 900.0)], 2.5, Ink(0x3a1a22, 0.6));
    }
    c.oval(800.0, 815.0, 400.0, 44.0, Ink(0xffe7ac, 0.5));
    // A painted moon and paper waves behind the players.
    c.disc(800.0, 400.0, 150.0, 0xfbe6b4);
    c.disc(850.0, 370.0, 24.0, Ink(0xe8c98a, 0.7));
    c.disc(750.0, 450.0, 34.0, Ink(0xe8c98a, 0.7));
    for (row, tone) in [0x2f6f86, 0x235670, 0x1a415c].into_iter().enumerate() {
        let y = 660.0 + row as f32 * 46.0;
        for n in 0..12 {
            let x = 330.0 + n as f32 * 86.0 + row as f32 * 40.0;
            c.disc(x, y + 34.0, 50.0, tone);
            c.curve(
                |p| {
                    p.move_to(x - 34.0, y + 18.0);
                    p.quad_to(x, y - 26.0, x + 30.0, y + 14.0);
                },
                4.0,
                Ink(0xd5ecea, 0.55),
            );
        }
    }
    c.rect(290.0, 770.0, 1040.0, 36.0, 0x6e3b33);
    c.oval(800.0, 815.0, 380.0, 36.0, Ink(0xffe0a0, 0.55));
    let figures =
        [(640.0, 826.0, 250.0, 0xc8352e), (800.0, 838.0, 286.0, 0xf4ead6), (960.0, 826.0, 256.0, 0x24707a)];
    for (x, y, tall, ink) in figures {
        c.oval(x, y, 60.0, 10.0, Ink(0x1a0d1e, 0.5));
        c.poly(&[(x - 58.0, y), (x - 20.0, y - tall * 0.6), (x + 20.0, y - tall * 0.6), (x + 58.0, y)], ink);
        c.person(x, y - 6.0, tall, ink);
        c.disc(x, y - 6.0 - tall * 0.89, tall * 0.09, 0x9a6244);
        c.oval(x, y - 6.0 - tall * 0.94, tall * 0.1, tall * 0.06, 0x1e1216);
    }
    c.line(&[(770.0, 630.0), (690.0, 560.0)], 17.0, 0xf4ead6);
    c.line(&[(830.0, 630.0), (910.0, 560.0)], 17.0, 0xf4ead6);
    // Curtains: folds of light and dark, drawn back.
    for n in 0..9 {
        let t = n as f32;
        let ink = mix(0x8e1f2c, 0xc9383a, ((n % 2) * 7 + n) as f32 / 14.0);
        for flip in [false, true] {
            let at = |x: f32| if flip { WIDTH - x } else { x };
            c.shape(
                |p| {
                    p.move_to(at(t * 42.0 - 10.0), 0.0);
                    p.cubic_to(
                        at(t * 42.0 + 20.0),
                        300.0,
                        at(t * 24.0 - 20.0),
                        480.0,
                        at(t * 30.0 - 20.0),
                        900.0,
                    );
                    p.line_to(at(t * 30.0 + 20.0), 900.0);
                    p.cubic_to(
                        at(t * 24.0 + 20.0),
                        480.0,
                        at(t * 42.0 + 60.0),
                        300.0,
                        at(t * 42.0 + 42.0),
                        0.0,
                    );
                    p.close();
                },
                ink,
            );
        }
    }
    for n in 0..9 {
        let x = n as f32 * 200.0;
        c.oval(x, 20.0, 110.0, 96.0, if n % 2 == 0 { 0xa32834 } else { 0xb8323a });
        c.curve(
            |p| {
                p.move_to(x - 106.0, 36.0);
                p.quad_to(x, 188.0, x + 106.0, 36.0);
            },
            9.0,
            0xf0b95a,
        );
    }
    c.rect(0.0, 896.0, WIDTH, 110.0, 0x120a1c);
    for (row, y, r) in [(0, 940.0, 38.0), (1, 996.0, 50.0)] {
        for n in 0..19 {
            let x = n as f32 * 92.0 - 20.0 + row as f32 * 44.0;
            let ink = if row == 0 { 0x2a1734 } else { 0x0c0614 };
            c.disc(x, y - r * 0.6, r * 0.62, ink);
            c.oval(x, y + r * 0.6, r * 1.05, r * 0.8, ink);
        }
    }
    c.print()
}

pub(super) fn ballot() -> Vec<u8> {
    let mut c = Canvas::new(91, &[(0.0, 0xe9dfc8), (1.0, 0xdfc9a2)]);
    // Rays from the box, as on an old poster.
    for n in 0..24 {
        let a = n as f32 * 0.2618;
        let b = a + 0.1309;
        c.poly(
            &[
                (800.0, 520.0),
                (800.0 + a.cos() * 1400.0, 520.0 + a.sin() * 1400.0),
                (800.0 + b.cos() * 1400.0, 520.0 + b.sin() * 1400.0),
            ],
            Ink(0xe2a86a, 0.42),
        );
    }
    c.glow(800.0, 420.0, 560.0, Ink(0xfff6dd, 0.9));
    c.poly(&[(0.0, 800.0), (WIDTH, 800.0), (WIDTH, HEIGHT), (0.0, HEIGHT)], 0x2c4a5c);
    c.rect(0.0, 796.0, WIDTH, 14.0, 0x1f3645);
    c.oval(830.0, 850.0, 420.0, 34.0, Ink(0x10222f, 0.5));
    let (front, side, top) = (0x2f7f86, 0x1f5f6a, 0x6fb0ac);
    c.poly(&[(520.0, 520.0), (980.0, 540.0), (980.0, 862.0), (520.0, 836.0)], front);
    c.poly(&[(980.0, 540.0), (1130.0, 496.0), (1130.0, 800.0), (980.0, 862.0)], side);
    c.poly(&[(520.0, 520.0), (680.0, 482.0), (1130.0, 496.0), (980.0, 540.0)], top);
    c.poly(&[(720.0, 506.0), (930.0, 513.0), (916.0, 522.0), (704.0, 515.0)], 0x12303a);
    // The paper, halfway in.
    c.poly(&[(716.0, 514.0), (920.0, 519.0), (962.0, 262.0), (760.0, 240.0)], 0xfffaec);
    c.poly(&[(890.0, 518.0), (920.0, 519.0), (962.0, 262.0), (938.0, 260.0)], 0xe8dcc0);
    for n in 0..4 {
        let n = n as f32;
        let (x, y) = (774.0 - n * 9.0, 292.0 + n * 52.0);
        c.line(
            &[(x, y), (x + 32.0, y + 3.0), (x + 27.0, y + 35.0), (x - 5.0, y + 32.0), (x, y)],
            4.0,
            0x2c3a55,
        );
        c.line(&[(x + 54.0, y + 16.0), (x + 138.0, y + 24.0)], 7.0, 0xb9b3a4);
    }
    c.line(&[(762.0, 352.0), (772.0, 366.0), (800.0, 326.0)], 9.0, 0xd8452f);
    // The hand that lets it go.
    let skin = 0xa86a48;
    c.poly(&[(1090.0, -10.0), (1250.0, -10.0), (1120.0, 190.0), (1010.0, 140.0)], 0xc8402f);
    c.poly(&[(1010.0, 136.0), (1124.0, 188.0), (1108.0, 212.0), (996.0, 160.0)], 0xf7efdc);
    c.shape(
        |p| {
            p.move_to(1004.0, 158.0);
            p.line_to(1104.0, 206.0);
            p.quad_to(1090.0, 270.0, 1030.0, 300.0);
            p.quad_to(980.0, 322.0, 930.0, 318.0);
            p.quad_to(900.0, 312.0, 914.0, 292.0);
            p.line_to(952.0, 276.0);
            p.quad_to(890.0, 284.0, 868.0, 268.0);
            p.quad_to(856.0, 246.0, 890.0, 240.0);
            p.quad_to(950.0, 220.0, 1004.0, 158.0);
        },
        skin,
    );
    c.line(&[(952.0, 276.0), (1000.0, 262.0)], 4.0, 0x7d4a32);
    c.disc(750.0, 680.0, 74.0, 0xf7efdc);
    c.disc(750.0, 680.0, 62.0, 0xd8452f);
    c.line(&[(718.0, 682.0), (742.0, 708.0), (784.0, 654.0)], 15.0, 0xf7efdc);
    c.line(&[(520.0, 548.0), (980.0, 570.0), (1130.0, 524.0)], 5.0, Ink(0x0f3a44, 0.5));
    for n in 0..9 {
        let x = 40.0 + n as f32 * 52.0;
        c.person(x, 806.0, 150.0 + (n % 3) as f32 * 14.0, [0x1f3645, 0x7a2e35, 0x24515a][n % 3]);
    }
    for n in 0..8 {
        let x = 1196.0 + n as f32 * 52.0;
        c.person(x, 806.0, 152.0 + (n % 4) as f32 * 10.0, [0x24515a, 0x1f3645, 0xa5602c][n % 3]);
    }
    c.print()
}

pub(super) fn library() -> Vec<u8> {
    let mut c = Canvas::new(17, &[(0.0, 0x3a2430), (1.0, 0x2a1a26)]);
    let spines =
        [0xc8402f, 0xe0a03a, 0x2f7f86, 0xf1e2c3, 0x3b4f7d, 0x8a3d54, 0x5f8a58, 0xd9784a, 0x1f3645, 0xb9a27c];
    for shelf in 0..5 {
        let floor = 182.0 + shelf as f32 * 196.0;
        let mut x = -10.0;
        c.fade(0.0, floor - 176.0, WIDTH, 176.0, &[(0.0, 0x1c101a.into()), (1.0, 0x38222c.into())]);
        while x < WIDTH {
            let (w, h) = (c.between(18.0, 52.0), c.between(104.0, 160.0));
            let ink = c.one_of(&spines);
            if c.random() > 0.94 {
                // A book that leans on its neighbours.
                c.poly(
                    &[
                        (x + 20.0, floor),
                        (x + 20.0 + w, floor),
                        (x + 58.0 + w, floor - h + 12.0),
                        (x + 58.0, floor - h),
                    ],
                    ink,
                );
                x += w + 64.0;
                continue;
            }
            c.rect(x, floor - h, w, h, ink);
            c.rect(x + w - 5.0, floor - h, 5.0, h, Ink(0x180c16, 0.3));
            c.rect(x + 2.0, floor - h, 3.0, h, Ink(0xffffff, 0.16));
            let trim = if ink == 0xf1e2c3 || ink == 0xb9a27c { 0x7a2e35 } else { 0xf3d9a0 };
            match (c.random() * 4.0) as usize {
                0 => {
                    c.rect(x, floor - h + 16.0, w, 5.0, trim);
                    c.rect(x, floor - 26.0, w, 5.0, trim);
                }
                1 => c.rect(x + w * 0.25, floor - h + 26.0, w * 0.5, h * 0.36, trim),
                2 => c.disc(x + w / 2.0, floor - h * 0.5, w * 0.24, trim),
                _ => c.line(&[(x + w / 2.0, floor - h + 30.0), (x + w / 2.0, floor - 46.0)], 4.0, trim),
            }
            x += w + c.between(0.0, 3.0);
        }
        c.rect(0.0, floor, WIDTH, 20.0, 0x8a5638);
        c.rect(0.0, floor + 14.0, WIDTH, 8.0, 0x5a3526);
    }
    // A lamp, and a reader on the ladder.
    c.glow(560.0, 380.0, 720.0, Ink(0xffd98a, 0.42));
    c.fade(
        0.0,
        0.0,
        WIDTH,
        HEIGHT,
        &[(0.0, Ink(0x140a18, 0.35)), (0.4, Ink(0x140a18, 0.0)), (1.0, Ink(0x140a18, 0.45))],
    );
    let wood = 0xd9a066;
    c.line(&[(1010.0, 1010.0), (1130.0, 20.0)], 17.0, wood);
    c.line(&[(1170.0, 1010.0), (1246.0, 20.0)], 17.0, wood);
    for n in 0..11 {
        let t = n as f32 / 11.0;
        c.line(
            &[(1018.0 + 112.0 * t, 950.0 - 930.0 * t), (1174.0 + 70.0 * t, 950.0 - 930.0 * t)],
            12.0,
            mix(wood, 0x7a4a2c, 0.35),
        );
    }
    c.person(1140.0, 700.0, 330.0, 0x16202f);
    c.disc(1140.0, 406.0, 30.0, 0xb87d5b);
    c.oval(1140.0, 390.0, 34.0, 22.0, 0x14101a);
    c.line(&[(1116.0, 480.0), (1050.0, 540.0), (1010.0, 500.0)], 24.0, 0x16202f);
    c.poly(&[(950.0, 450.0), (1006.0, 470.0), (1006.0, 530.0), (950.0, 508.0)], 0xf7ecd2);
    c.poly(&[(1006.0, 470.0), (1056.0, 446.0), (1056.0, 504.0), (1006.0, 530.0)], 0xe3d2ac);
    c.print()
}
