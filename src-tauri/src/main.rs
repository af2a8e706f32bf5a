//! The window with no arguments, commands with them.
//!
//! `stet` and `stet --newsroom DIR` open the window; everything else is a command, in `cli.rs`.
//! What the window may ask is in `ipc.rs`; here is only how it comes up, comes forward and goes.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::ffi::OsString;
use std::process::ExitCode;

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
    use std::sync::Mutex;
    use std::time::{Duration, Instant};

    use stet::newsroom::front_door::{self, Entry, FrontDoor};
    use tauri::{AppHandle, Emitter, Manager, WebviewWindowBuilder, WindowEvent};

    /// How long the page has to flush before a second press of the close button ends it anyway.
    const TIME_TO_FLUSH: Duration = Duration::from_secs(3);

    /// Opens the window on `folder`, or on this user's own newsroom, and runs until it closes.
    pub fn open(folder: Option<PathBuf>) -> ExitCode {
        if !a_display_is_there() {
            eprintln!(
                "There is no display here to open a window on. `stet --help` lists what works without."
            );
            return ExitCode::FAILURE;
        }
        let folder = match folder.or_else(own_newsroom) {
            Some(folder) => folder,
            None => {
                eprintln!("This user has no home folder. Say where: stet --newsroom DIR");
                return ExitCode::FAILURE;
            }
        };
        // A folder that cannot be made cannot be entered either: the door says it in a sentence.
        let _ = std::fs::create_dir_all(&folder);
        let (door, trouble) = match front_door::enter(&folder) {
            Ok(Entry::First(door)) => (Some(door), None),
            Ok(Entry::BroughtToFront) => {
                println!("Stet is already open on {}: its window is now in front.", folder.display());
                return ExitCode::SUCCESS;
            }
            // The window opens all the same, to say so where the user will see it.
            Err(error) => (None, Some(error)),
        };
        let close_asked = Mutex::new(None::<Instant>);
        let built = stet::ipc::attach(tauri::Builder::default(), folder, trouble)
            .setup(move |app| {
                if let Some(mut door) = door {
                    let handle = app.handle().clone();
                    door.answer(move || bring_to_front(&handle));
                    app.manage(Mutex::new(Some::<FrontDoor>(door)));
                }
                build_window(app.handle())?;
                Ok(())
            })
            .on_window_event(move |window, event| {
                let WindowEvent::CloseRequested { api, .. } = event else { return };
                let mut asked = close_asked.lock().unwrap_or_else(|broken| broken.into_inner());
                if asked.is_none_or(|at| at.elapsed() < TIME_TO_FLUSH) {
                    // The page flushes what is unsaved, then answers with `close_window`.
                    api.prevent_close();
                    asked.get_or_insert_with(Instant::now);
                    let _ = window.emit("close-asked", ());
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

    fn bring_to_front(app: &AppHandle) {
        if let Some(window) = app.get_webview_window("main") {
            let _ = window.unminimize();
            let _ = window.show();
            let _ = window.set_focus();
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
        WebviewWindowBuilder::from_config(app, &fitting)?.build()?;
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
