//! Keys by the names that people use for them, and pictures to drop.

use serde_json::{Value, json};

/// The W3C code point of a key by its name; a letter or a digit is itself.
fn code(name: &str) -> String {
    let code = match name {
        "ctrl" => '\u{E009}',
        "shift" => '\u{E008}',
        "alt" => '\u{E00A}',
        "enter" => '\u{E007}',
        "tab" => '\u{E004}',
        "escape" => '\u{E00C}',
        "backspace" => '\u{E003}',
        "delete" => '\u{E017}',
        "left" => '\u{E012}',
        "up" => '\u{E013}',
        "right" => '\u{E014}',
        "down" => '\u{E015}',
        "home" => '\u{E011}',
        "end" => '\u{E010}',
        "pageup" => '\u{E00E}',
        "pagedown" => '\u{E00F}',
        "space" => ' ',
        "plus" => '+',
        "f3" => '\u{E033}',
        "f6" => '\u{E036}',
        "f7" => '\u{E037}',
        "f10" => '\u{E03A}',
        "f11" => '\u{E03B}',
        _ => {
            let mut letters = name.chars();
            match (letters.next(), letters.next()) {
                (Some(only), None) => only,
                _ => panic!("there is no key named “{name}”"),
            }
        }
    };
    code.to_string()
}

/// The WebDriver actions that press `ctrl+shift+z`: all down in order, all up in reverse.
pub fn chord(keys: &str) -> Value {
    let codes: Vec<String> = keys.split('+').map(code).collect();
    let down = codes.iter().map(|key| json!({ "type": "keyDown", "value": key }));
    let up = codes.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
    let actions: Vec<Value> = down.chain(up).collect();
    json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] })
}

/// The WebDriver actions that press the keys of a text one after the other; a line break is Enter.
pub fn run(text: &str) -> Value {
    let press = |letter: char| {
        let value = if letter == '\n' { code("enter") } else { letter.to_string() };
        [json!({ "type": "keyDown", "value": value }), json!({ "type": "keyUp", "value": value })]
    };
    let actions: Vec<Value> = text.chars().flat_map(press).collect();
    json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] })
}

/// A whole PNG of one colour, for a picture to drop or paste.
pub fn png_bytes(width: u32, height: u32, colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(width, height, image::Rgb(colour))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a plain picture");
    bytes.into_inner()
}
