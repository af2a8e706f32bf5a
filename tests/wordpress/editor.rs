//! The site's own block editor opens what we send without a complaint.

use crate::content::{everything, hindi, urdu};
use crate::server::wordpress;
use std::process::Command;
use stet::cms::Act;

#[test]
fn the_block_editor_finds_every_block_valid() {
    let tools = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools");
    assert!(
        std::path::Path::new(tools).join("node_modules/playwright-core").exists(),
        "the block editor is tried in a browser: run `npm ci --prefix tests/tools` first"
    );
    let ids: Vec<String> = [everything("editor"), everything("author"), hindi("editor"), urdu("editor")]
        .iter_mut()
        .map(|desk| desk.send(Act::Draft).unwrap().remote.id.to_string())
        .collect();
    let run = Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wordpress/editor.mjs"))
        .args([&wordpress().url, "admin", "admin-login"])
        .args(&ids)
        .output()
        .expect("node is installed");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(said.matches(": all blocks valid").count(), ids.len(), "{said}");
}
