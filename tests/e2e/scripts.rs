//! Stories in Hindi, Urdu and Chinese: each runs its own way on screen, and is found by its words.

use std::io::Write;

use serde_json::json;

use crate::driver::{Home, Launch, new_newsroom, picture, stet, wait_until};

const HINDI: &str = "---
headline: हिन्दी में नदी की ख़बर
standfirst: सौ किलोमीटर की पदयात्रा सोमवार को कैल्डर पहुँची
byline: मीरा सोलंके
slug: nadi
language: hi
tags: [नदी, पर्यावरण]
---

नदी को बचाने निकले गाँव सोमवार को कैल्डर पहुँचे। “हम पीछे नहीं हटेंगे,” **सरिता** ने कहा।

## पहली माँग

- घाट की मरम्मत
- पानी की जाँच

> नदी हमारी माँ है

| घाट | दिन |
| --- | --- |
| पूर्वी | १२ |
";

const URDU: &str = "---
headline: کالڈر میں موسم کی پہلی بارش
standfirst: شہر کی گلیوں میں پانی، بازار بند اور BBC کے مطابق ۲۵ ملی میٹر بارش
byline: زرینہ عالم
slug: barish
language: ur
tags: [موسم, بارش]
---

موسم کی پہلی بارش نے گلیوں کو جگا دیا۔ محکمے نے کہا کہ Calder Star کی خبر درست ہے اور **۲۵ ملی میٹر** بارش ہوئی۔

## بازار بند رہے

- پل بند
- سکول بند

1. پہلے پانی نکالیں
2. پھر بجلی بحال کریں

> ”ایسی بارش برسوں بعد ہوئی“

| دن | بارش |
| --- | --- |
| پیر | ۲۵ |
";

const CHINESE: &str = "---
headline: 台风“海燕”逼近卡尔德港，渡轮停航
standfirst: 市长请居民周一晚间留在室内
byline: 李明
slug: taifeng
language: zh
tags: [台风, 天气]
---

本报讯 台风“海燕”周一逼近卡尔德港，**渡轮停航**，九个村庄的居民无法过河。

## 市长的话

- 请留在室内
- 请勿靠近海堤

> 我们十一年没有见过这样的风

| 日期 | 风力 |
| --- | --- |
| 周一 | 12 |
";

#[test]
fn stories_in_hindi_urdu_and_chinese_run_their_own_way_and_are_found_by_their_words() {
    let home = Home::new();
    let folder = home.file("Calder Star");
    new_newsroom(&folder);
    let path = folder.to_str().expect("a path in Unicode");
    for (name, text) in [("nadi", HINDI), ("barish", URDU), ("taifeng", CHINESE)] {
        let file = home.file(&format!("{name}.md"));
        std::fs::File::create(&file).and_then(|mut f| f.write_all(text.as_bytes())).expect("a file");
        stet(&["import", "--newsroom", path, file.to_str().expect("a path in Unicode")]);
    }
    let app = Launch::new(&home).newsroom(&folder).start();
    app.wait(".row");
    for (name, find, direction, end) in [
        ("nadi", "हिंदी", "ltr", "पूर्वी"),
        ("barish", "كالڈر", "rtl", "پیر"),
        ("taifeng", "海燕", "ltr", "周一"),
    ] {
        // Typed another way than it was written: a dot for the half letter, an Arabic kaf, two characters of five.
        app.wait("[data-find]").click();
        app.press("ctrl+a");
        app.keys(find);
        wait_until(&format!("“{find}” finds one story"), || app.count(".row") == 1);
        app.wait_text(".row", name);
        app.wait(".row").click();
        app.wait_text(".body-text", end);
        app.wait_saved();
        app.screenshot(&picture(&format!("story-{name}.png")));
        let way = |css: &str| {
            app.js(
                "const e = document.querySelector(arguments[0]); return e ? getComputedStyle(e).direction : `no ${arguments[0]}`",
                json!([css]),
            )
        };
        for css in [
            "#headline",
            ".line-text",
            ".body-text",
            ".body-text > p",
            ".body-text h2",
            ".body-text ul",
            ".body-text li p",
            ".body-text blockquote p",
            ".body-text table",
            ".body-text td",
        ] {
            assert_eq!(way(css), direction, "{css} of {name}");
        }
        for css in [".status", "aside", "nav", ".count"] {
            if app.count(css) > 0 {
                assert_eq!(way(css), "ltr", "the window’s own {css} beside {name}");
            }
        }
        app.wait("[data-find]").click();
        app.press("ctrl+a");
        app.press("delete");
        wait_until("all are listed again", || app.count(".row") == 3);
    }
}
