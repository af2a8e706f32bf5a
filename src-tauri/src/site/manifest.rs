//! What a phone is told that puts the site on its first screen: the web app manifest.

use crate::site::json;
use crate::site::plan::Plan;
use serde_json::json;

/// Where it stands.
pub(super) const PATH: &str = "site.webmanifest";

/// The manifest as JSON. The newsroom has no logo of its own yet, so it names no icon.
pub(super) fn text(plan: &Plan) -> String {
    let settings = &plan.edition.settings;
    let mut manifest = json!({
        "id": "./", "start_url": "./", "scope": "./", "display": "browser",
        "name": settings.title, "lang": settings.language, "dir": plan.edition.direction().html(),
    });
    if !settings.tagline.is_empty() {
        manifest["description"] = json!(settings.tagline);
    }
    json::written(&manifest) + "\n"
}
