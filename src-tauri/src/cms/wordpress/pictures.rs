//! The pictures of a story on the site: each file once, however often a reply is lost.
//!
//! A file is known there by a slug made of its SHA-256. WordPress makes no difference
//! between two copies of one file, so we look by that slug before we send, and write down
//! each number before the next step.

use super::api::{Api, For, User};
use super::blocks::{self, SitePicture};
use super::{plain_inline, words};
use crate::Error;
use crate::cms::{Ledger, PictureFile, SendFailure, SentPicture};
use crate::story::{MediaId, PictureUse};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Reads a picture from the media store, in the form that may leave the house.
pub type PictureSource<'a> = dyn Fn(&MediaId) -> crate::Result<PictureFile> + 'a;

/// Brings every picture to the site, and says where each one stands. A new one belongs to the
/// post: what WordPress tells strangers of it (its page, its caption, a list of all pictures) it
/// tells only once that post is live.
pub(super) fn send(
    api: &Api,
    user: &User,
    post: u64,
    wanted: &[PictureUse],
    ledger: &mut dyn Ledger,
    source: &PictureSource,
    notices: &mut Vec<Error>,
) -> Result<HashMap<MediaId, SitePicture>, SendFailure> {
    let mut there = HashMap::new();
    if wanted.is_empty() {
        return Ok(there);
    }
    let known: HashMap<MediaId, SentPicture> =
        wanted.iter().filter_map(|p| ledger.picture(&p.media).map(|sent| (p.media.clone(), sent))).collect();
    let by_id = look(api, "include", known.values().map(|sent| sent.id.to_string()))?;
    let missing = |p: &&PictureUse| known.get(&p.media).is_none_or(|sent| find_id(&by_id, sent.id).is_none());
    let by_slug = look(api, "slug", wanted.iter().filter(missing).map(|p| slug(&p.media)))?;

    for picture in wanted {
        let said = fingerprint(picture);
        let recorded = known.get(&picture.media);
        let found = recorded.and_then(|sent| find_id(&by_id, sent.id)).or_else(|| {
            // The oldest of several copies, so that every machine of the newsroom agrees.
            by_slug.iter().filter(|m| m["slug"] == slug(&picture.media)).min_by_key(|m| m["id"].as_u64())
        });
        let item = match found {
            None => {
                ledger.stopped().map_or(Ok(()), Err)?;
                let item = upload(api, user, post, picture, source)?;
                record(ledger, &picture.media, &item, &said)?;
                item
            }
            Some(item) => {
                if recorded.is_none_or(|sent| sent.words != said || Some(sent.id) != item["id"].as_u64()) {
                    // Found, not known: perhaps only half made when the line broke.
                    let item_id = item["id"].as_u64().unwrap_or_default();
                    tell(api, item_id, picture, notices)?;
                    record(ledger, &picture.media, item, &said)?;
                }
                item.clone()
            }
        };
        let Some(place) = place(&item) else {
            return Err(odd_answer(api));
        };
        there.insert(picture.media.clone(), place);
    }
    Ok(there)
}

/// What the file is known by on the site: 16 hex digits of its SHA-256 are 64 bits.
fn slug(media: &MediaId) -> String {
    format!("stet-{}", media.0.get(..16).unwrap_or(&media.0))
}

fn fingerprint(picture: &PictureUse) -> String {
    words::fingerprint(&[&picture.alt, &blocks::caption(&picture.caption, &picture.credit), &picture.credit])
}

/// What a person calls it: its caption, else its alt text.
fn name(picture: &PictureUse) -> String {
    let words = plain_inline(&picture.caption);
    let words = if words.trim().is_empty() { picture.alt.clone() } else { words };
    let mut short: String = words.trim().chars().take(60).collect();
    if words.trim().chars().count() > 60 {
        short.push('…');
    }
    if short.is_empty() { "without a caption".to_owned() } else { short }
}

fn look(api: &Api, by: &str, values: impl Iterator<Item = String>) -> Result<Vec<Value>, SendFailure> {
    let values: Vec<String> = values.collect();
    let mut found = Vec::new();
    for hundred in values.chunks(100) {
        // Not `context=edit`: that would hide what another user of the site has sent.
        let fields = "id,slug,source_url,media_details";
        found.extend(api.list("/wp/v2/media", &[(by, hundred.join(",").as_str()), ("_fields", fields)])?);
    }
    Ok(found)
}

fn find_id(items: &[Value], id: u64) -> Option<&Value> {
    items.iter().find(|m| m["id"].as_u64() == Some(id))
}

fn upload(
    api: &Api,
    user: &User,
    post: u64,
    picture: &PictureUse,
    source: &PictureSource,
) -> Result<Value, SendFailure> {
    let name = name(picture);
    if !user.may("upload_files") {
        return Err(SendFailure::refused(Error::new(
            "cms-cannot-upload",
            "This user may not put pictures on the site.",
            "Ask an administrator of the site for the role of author or editor.",
        )));
    }
    let file = source(&picture.media).map_err(SendFailure::refused)?;
    let extension = match file.mime.as_str() {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/avif" => "avif",
        "image/tiff" => "tif",
        _ => "bin",
    };
    let slug = slug(&picture.media);
    let caption = blocks::caption(&picture.caption, &picture.credit);
    let post = post.to_string();
    let (title, credit) = (blocks::text(&name), blocks::text(&picture.credit));
    let fields = [
        ("slug", slug.as_str()),
        ("title", title.as_str()),
        ("alt_text", picture.alt.as_str()),
        ("caption", caption.as_str()),
        ("description", credit.as_str()),
        ("post", post.as_str()),
    ];
    let answer = api.upload(&fields, &format!("{slug}.{extension}"), &file.mime, &file.bytes)?;
    api.read(&answer, For::Picture(&name, file.bytes.len()))
}

/// Corrects what the site says of a picture. Where another user's picture may not be
/// touched, the story still shows its own caption under it.
fn tell(api: &Api, id: u64, picture: &PictureUse, notices: &mut Vec<Error>) -> Result<(), SendFailure> {
    let answer = api.write(
        &format!("/wp/v2/media/{id}"),
        &json!({
            "alt_text": picture.alt,
            "caption": blocks::caption(&picture.caption, &picture.credit),
            "description": blocks::text(&picture.credit),
        }),
    )?;
    if answer.status == 403 && answer.json().is_some() {
        notices.push(Error::new(
            "cms-picture-of-another",
            format!("The picture “{}” was put on the site by another user, and its caption there stays as it was.", name(picture)),
            "The caption in the story itself is yours. Ask an editor of the site to change the other.",
        ));
        return Ok(());
    }
    api.read(&answer, For::Writing).map(|_| ())
}

fn record(ledger: &mut dyn Ledger, media: &MediaId, item: &Value, words: &str) -> Result<(), SendFailure> {
    let Some(id) = item["id"].as_u64() else {
        return Ok(());
    };
    let sent = SentPicture { id, words: words.to_owned() };
    ledger.record_picture(media, &sent).map_err(|error| SendFailure::retry(error, 30))
}

/// The size that WordPress itself would put into a text: large where it made one.
fn place(item: &Value) -> Option<SitePicture> {
    let id = item["id"].as_u64()?;
    let large = item["media_details"]["sizes"]["large"]["source_url"].as_str();
    let (url, size) = match large {
        Some(url) => (url, "large"),
        None => (item["source_url"].as_str()?, "full"),
    };
    Some(SitePicture { id, url: url.to_owned(), size: size.to_owned() })
}

fn odd_answer(api: &Api) -> SendFailure {
    SendFailure::retry(
        Error::new(
            "cms-not-json",
            format!("{} did not say where it put a picture.", api.host()),
            "It is tried again by itself.",
        ),
        60,
    )
}
