//! The window with no arguments, commands with them.
//!
//! `stet` and `stet --newsroom DIR` open the window; everything else is a command, in `cli.rs`.
//! What the window may ask is in `ipc.rs`; here is only how it comes up, comes forward and goes.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::ffi::OsString;
use std::process::ExitCode;

/// A site is a million small strings: this one makes and frees them in half the time (docs/decisions/0065).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    #[cfg(feature = "desktop")]
    match &args[..] {
        [] => return window::open(None),
        [flag, folder] if flag == "--newsroom" => return window::open(Some(folder.into())),
        _ => {}
    }
    stet::cli::run(args)
}

#[cfg(feature = "desktop")]
mod window {
    use std::path::PathBuf;
    use std::process::ExitCode;

    use stet::ipc::Room;
    use stet::newsroom::front_door::{self, Entry};
    use tauri::{AppHandle, Manager, WebviewWindow, WebviewWindowBuilder, WindowEvent};

    /// Opens the window on `folder`, or on this user's own newsroom, and runs until it closes.
    pub fn open(folder: Option<PathBuf>) -> ExitCode {
        if !a_display_is_there() {
            eprintln!(
                "There is no display here to open a window on. `stet --help` lists what works without."
            );
            return ExitCode::FAILURE;
        }
        let own = own_newsroom();
        let folder = match folder.or_else(|| own.clone()) {
            Some(folder) => folder,
            None => {
                eprintln!("This user has no home folder. Say where: stet --newsroom DIR");
                return ExitCode::FAILURE;
            }
        };
        // A folder that cannot be made cannot be entered either: the door says it in a sentence.
        // One that was named is never made: a disk that is not connected would look like a new start.
        if own.as_ref() == Some(&folder) {
            let _ = std::fs::create_dir_all(&folder);
        }
        let (door, trouble) = match front_door::enter(&folder) {
            Ok(Entry::First(door)) => (Some(door), None),
            Ok(Entry::BroughtToFront) => {
                println!("Stet is already open on {}: its window is now in front.", folder.display());
                return ExitCode::SUCCESS;
            }
            // The window opens all the same, to say so where the user will see it.
            Err(error) => (None, Some(error)),
        };
        let built = stet::ipc::attach(tauri::Builder::default(), folder, own, door, trouble)
            .setup(|app| Ok(build_window(app.handle())?))
            .on_window_event(|window, event| {
                if let WindowEvent::CloseRequested { api, .. } = event
                    && window.state::<Room>().ask_to_close()
                {
                    // The page flushes what is unsaved, then answers with `close_window`.
                    api.prevent_close();
                }
            })
            .run(tauri::generate_context!());
        match built {
            Ok(()) => ExitCode::SUCCESS,
            Err(e) => {
                eprintln!("The window could not be opened: {e}.");
                ExitCode::FAILURE
            }
        }
    }

    /// The window as tauri.conf.json has it, but never larger than the screen.
    fn build_window(app: &AppHandle) -> tauri::Result<()> {
        let Some(wanted) = app.config().app.windows.first() else { return Ok(()) };
        let mut fitting = wanted.clone();
        if let Some(screen) = app.primary_monitor()? {
            let room = screen.size().to_logical::<f64>(screen.scale_factor());
            fitting.width = wanted.width.min(room.width);
            fitting.height = wanted.height.min(room.height);
        }
        let window = WebviewWindowBuilder::from_config(app, &fitting)?.build()?;
        show_what_is_being_composed(&window)
    }

    /// Hindi, Urdu and Chinese are typed through an input method: what is being composed stands in
    /// the text, where the words will be. The layer under Tauri switches that off.
    #[cfg(target_os = "linux")]
    fn show_what_is_being_composed(window: &WebviewWindow) -> tauri::Result<()> {
        use webkit2gtk::{InputMethodContextExt, WebViewExt};
        window.with_webview(|view| {
            if let Some(context) = view.inner().input_method_context() {
                context.set_enable_preedit(true);
            }
        })
    }

    /// Elsewhere the system's own web view does so by itself.
    #[cfg(not(target_os = "linux"))]
    fn show_what_is_being_composed(_: &WebviewWindow) -> tauri::Result<()> {
        Ok(())
    }

    /// Where this user's newsroom is when none was named: `make run` and a first start use it.
    fn own_newsroom() -> Option<PathBuf> {
        directories::ProjectDirs::from("org", "Stet", "Stet").map(|dirs| dirs.data_dir().join("newsroom"))
    }

    fn a_display_is_there() -> bool {
        !cfg!(target_os = "linux")
            || ["DISPLAY", "WAYLAND_DISPLAY"]
                .iter()
                .any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
    }
}
