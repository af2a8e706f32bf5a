//! JSON that stands where a browser might take it for a page, or inside one.

use serde_json::Value;

/// The value as text that holds no markup: no `<`, `>` or `&`, and no line ends that scripts know alone.
pub(super) fn written(value: &Value) -> String {
    value
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
