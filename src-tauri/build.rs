//! Gives the Tauri build its capabilities folder and, on a fresh clone, a page to embed.
fn main() {
    #[cfg(feature = "desktop")]
    {
        let page = std::path::Path::new("ui/dist/index.html");
        if !page.exists() {
            // `cargo check` must work before the first `npm run build`.
            let _ = std::fs::create_dir_all("ui/dist");
            let _ = std::fs::write(page, "<!doctype html><title>Stet</title><p>Run make build first.</p>");
        }
        tauri_build::try_build(
            tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*"),
        )
        .expect("the Tauri build could not read tauri.conf.json or the capabilities");
    }
}
