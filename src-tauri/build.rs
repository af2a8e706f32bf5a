//! Gives the Tauri build its capabilities folder and, on a fresh clone, a page to embed.
fn main() {
    #[cfg(feature = "desktop")]
    {
        use std::io::Write;

        let folder = std::path::Path::new("ui/dist");
        let page = folder.join("index.html");
        if !page.exists() {
            // `cargo check` must work before the first `npm run build`.
            let _ = std::fs::create_dir_all(folder);
            let words =
                b"<!doctype html><title>Stet</title><p>The page of this window is not built: make ui.</p>";
            let _ = std::fs::File::create(&page).and_then(|mut file| file.write_all(words));
        }
        // Else a file added to the page would not be in the program.
        println!("cargo:rerun-if-changed=ui/dist");
        println!("cargo:rerun-if-changed=src-tauri/capabilities");
        tauri_build::try_build(
            tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*"),
        )
        .expect("the Tauri build could not read tauri.conf.json or the capabilities");
    }
}
