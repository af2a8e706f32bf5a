//! What a phone is told that puts the site on its first screen: the web app manifest.

use crate::site::json;
use crate::site::links::PICTURES;
use crate::site::plan::Plan;
use serde_json::json;

/// Where it stands.
pub(super) const PATH: &str = "site.webmanifest";

/// The sides of the icons that it names, in pixels.
const ICONS: [u32; 2] = [192, 512];

/// The manifest as JSON; it names icons where the newsroom has a logo.
pub(super) fn text(plan: &Plan) -> String {
    let settings = &plan.edition.settings;
    let mut manifest = json!({
        "id": "./", "start_url": "./", "scope": "./", "display": "browser",
        "name": settings.title, "lang": settings.language, "dir": plan.edition.direction().html(),
    });
    if !settings.tagline.is_empty() {
        manifest["description"] = json!(settings.tagline);
    }
    if let Some(logo) = &plan.edition.logo {
        let icons = ICONS.iter().filter_map(|side| {
            let src = format!("{PICTURES}/{}", logo.icon(*side)?);
            Some(json!({ "src": src, "sizes": format!("{side}x{side}"), "type": "image/png" }))
        });
        manifest["icons"] = icons.collect();
    }
    json::written(&manifest) + "\n"
}
