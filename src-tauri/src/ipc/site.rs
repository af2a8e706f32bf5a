//! The site as the window shows and arranges it.

use super::wire::Newsroom;
use super::{Ask, percent_decoded};
use crate::Result;
use crate::newsroom::{Dress, FrontPage, TrendingItem, wall_clock};
use crate::publish::{self, CopiedTheme, StandingPage, Unkept};
use crate::site::{Accent, Paper};
use crate::story::StoryId;
use tauri::http::{Response, Uri};

#[tauri::command(async)]
pub(super) fn front_page(room: Ask) -> Result<FrontPage> {
    room.ask(|n| n.front_page())
}

#[tauri::command(async)]
pub(super) fn save_front_page(room: Ask, front: FrontPage) -> Result<FrontPage> {
    room.change(|n| {
        let changed = n.save_front_page(front)?;
        Ok((n.front_page()?, changed))
    })
}

#[tauri::command(async)]
pub(super) fn save_trending(room: Ask, trending: Vec<TrendingItem>) -> Result<Newsroom> {
    room.change(|n| Ok(((), n.save_trending(&trending)?)))?;
    super::newsroom(room)
}

/// How an accent is read on that paper, by day and by night.
#[tauri::command(async)]
pub(super) fn accent(accent: String, paper: Paper) -> Result<Option<Accent>> {
    let dress = Dress { accent, ..Dress::default() };
    dress.accent()?.map(|chosen| Accent::on(paper, chosen)).transpose()
}

#[tauri::command(async)]
pub(super) fn copy_theme(room: Ask) -> Result<CopiedTheme> {
    room.ask_aside(|n| publish::copy_default_theme(n.folder()))
}

#[tauri::command(async)]
pub(super) fn standing_pages(room: Ask) -> Result<Vec<StandingPage>> {
    room.ask(|n| publish::standing_pages(n, wall_clock()))
}

/// Begins the story that a standing page is written as, where there is none.
#[tauri::command(async)]
pub(super) fn write_page(room: Ask, slug: String) -> Result<StoryId> {
    room.change(|n| publish::write_page(n, &slug, wall_clock()))
}

/// Answers `stet-site://localhost/<path>`: the site as it would be written now. `?front=` has the
/// arrangement of a front page that is not kept yet, `?settings=` such settings, as JSON.
pub(super) fn page(room: &super::Room, uri: &Uri) -> Response<Vec<u8>> {
    let path = percent_decoded(uri.path());
    let unkept = Unkept { front: in_query(uri, "front="), settings: in_query(uri, "settings=") };
    let answer = Response::builder().header("cache-control", "no-store");
    let made = match room.ask_aside(|n| publish::preview(n, &path, Some(&unkept), wall_clock())) {
        Ok(Some(bytes)) => answer
            .header("content-type", kind(&path))
            // Whatever a theme says, nothing is fetched and no script runs.
            .header("content-security-policy", "default-src 'none'; img-src stet-site: http://stet-site.localhost data:; style-src stet-site: http://stet-site.localhost 'unsafe-inline'; font-src stet-site: http://stet-site.localhost data:")
            .body(bytes),
        Ok(None) => said(404, "There is no such page on the site."),
        Err(fault) => said(500, &format!("{} {}", fault.sentence, fault.hint)),
    };
    made.unwrap_or_default()
}

/// A part of the query that is JSON; none where it is not there, or says nothing that we know.
fn in_query<T: serde::de::DeserializeOwned>(uri: &Uri, name: &str) -> Option<T> {
    let part = uri.query().unwrap_or_default().split('&').find_map(|part| part.strip_prefix(name))?;
    serde_json::from_str(&percent_decoded(part)).ok()
}

fn said(status: u16, words: &str) -> tauri::http::Result<Response<Vec<u8>>> {
    Response::builder()
        .status(status)
        .header("content-type", "text/plain; charset=utf-8")
        .body(words.as_bytes().to_vec())
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("ico") => "image/x-icon",
        Some("jpg") => "image/jpeg",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("xml") => "application/xml; charset=utf-8",
        Some("json" | "webmanifest") => "application/json; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "text/html; charset=utf-8",
    }
}
