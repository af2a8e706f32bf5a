//! Everything the window may ask, one to five lines each. What crosses is in `wire`.
//!
//! No rule lives here: a command locks the newsroom, asks the core, and tells the window
//! what changed.

pub mod wire;

mod handoff;
mod intake;
mod moves;
mod planning;
mod room;
mod sending;
mod site;

pub use room::{Room, attach};

use handoff::*;
use moves::*;
use planning::*;
use sending::*;
use site::*;

use crate::desk::{Ask as DeskAsk, SavedView};
use crate::newsroom::{Changed, DictionaryWord, HouseStyle, ProofReady, RuleTrial, Settings, wall_clock};
use crate::proof::style_file::StyleRule;
use crate::proof::{Mark, Piece};
use crate::publish::{self, outbox};
use crate::story::{
    CommentId, DestinationId, MediaId, Move, OrderId, RevisionId, SnippetId, StoryId, SuggestionId,
    TemplateId, UtcMillis, ViewId,
};
use crate::{Error, Result};
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;
use wire::*;

type Ask<'a> = State<'a, Room>;

#[tauri::command(async)]
fn opening(room: Ask) -> Opening {
    room.opening()
}

#[tauri::command(async)]
fn open_newsroom(room: Ask, path: String) -> Opening {
    room.move_to(path.into());
    room.opening()
}

#[tauri::command(async)]
fn choose_newsroom(app: AppHandle, room: Ask) -> Option<Opening> {
    let chosen = app.dialog().file().set_title("Open a newsroom").blocking_pick_folder()?;
    room.move_to(chosen.into_path().ok()?);
    Some(room.opening())
}

/// Makes an empty newsroom with one section and goes over to it; settings do the rest.
#[tauri::command(async)]
fn make_newsroom(room: Ask, path: String, title: String, zone: String, language: String) -> Result<Opening> {
    let settings = Settings { title, zone, language, ..Settings::default() };
    let sections = [crate::newsroom::Section::named("News")];
    crate::newsroom::Newsroom::create(path.as_ref(), settings, &sections, false)?;
    room.move_to(path.into());
    Ok(room.opening())
}

#[tauri::command(async)]
fn newsroom(room: Ask) -> Result<Newsroom> {
    room.ask(|n| {
        let opened = n.opened()?;
        Ok(Newsroom::of(n.folder(), opened))
    })
}

#[tauri::command(async)]
fn save_settings(room: Ask, settings: Settings) -> Result<Newsroom> {
    room.change(|n| Ok(((), n.save_settings(settings)?)))?;
    newsroom(room)
}

#[tauri::command(async)]
fn save_sections(room: Ask, sections: Vec<Section>) -> Result<Newsroom> {
    let sections: Vec<crate::newsroom::Section> = sections.into_iter().map(Into::into).collect();
    room.change(|n| Ok(((), n.save_sections(&sections)?)))?;
    newsroom(room)
}

#[tauri::command(async)]
fn save_profiles(room: Ask, profiles: Vec<Profile>) -> Result<Newsroom> {
    let profiles = profiles.into_iter().map(TryInto::try_into).collect::<Result<Vec<_>>>()?;
    room.change(|n| Ok(((), n.save_profiles(profiles)?)))?;
    newsroom(room)
}

#[tauri::command(async)]
fn desk_list(room: Ask, ask: DeskAsk, after: Option<String>) -> Result<DeskPage> {
    room.ask(|n| Ok(n.desk_list(&ask, after.as_deref(), wall_clock())?.into()))
}

#[tauri::command(async)]
fn saved_views(room: Ask) -> Result<Vec<SavedView>> {
    room.ask(|n| n.saved_views())
}

#[tauri::command(async)]
fn save_view(room: Ask, name: String, ask: DeskAsk, first: bool) -> Result<SavedView> {
    room.change(|n| n.save_view(&name, ask, first))
}

#[tauri::command(async)]
fn remove_view(room: Ask, view: ViewId) -> Result<()> {
    room.change(|n| Ok(((), n.remove_view(view)?)))
}

#[tauri::command(async)]
fn move_stories(room: Ask, moves: Vec<StoryMove>) -> Result<StoriesMoved> {
    let moves = moves.into_iter().map(|m| (m.story, m.to)).collect();
    let moved = room.change(|n| n.make_moves(moves, wall_clock())).map(StoriesMoved::from)?;
    // What is held may have something to be called back.
    room.wake();
    Ok(moved)
}

#[tauri::command(async)]
fn find_stories(room: Ask, find: String) -> Result<Vec<StoryLink>> {
    let link = |r: DeskRow| StoryLink {
        id: r.id,
        headline: r.headline,
        slug: r.slug,
        seen: r.seen,
        changed_at: r.changed_at,
    };
    room.ask(|n| Ok(n.stories_to_link(&find)?.into_iter().map(DeskRow::from).map(link).collect()))
}

#[tauri::command(async)]
fn snippets(room: Ask) -> Result<Vec<Snippet>> {
    Ok(room.ask(|n| n.snippets())?.into_iter().map(Snippet::from).collect())
}

#[tauri::command(async)]
fn save_snippet(
    room: Ask,
    snippet: Option<SnippetId>,
    name: String,
    body: serde_json::Value,
) -> Result<Snippet> {
    let words = crate::body::prosemirror::read(&body)?;
    room.change(|n| n.save_snippet(snippet, &name, &words)).map(Snippet::from)
}

#[tauri::command(async)]
fn remove_snippet(room: Ask, snippet: SnippetId) -> Result<()> {
    room.change(|n| Ok(((), n.remove_snippet(snippet)?)))
}

#[tauri::command(async)]
fn templates(room: Ask) -> Result<Vec<Template>> {
    Ok(room.ask(|n| n.templates())?.into_iter().map(Template::from).collect())
}

#[tauri::command(async)]
fn keep_template(room: Ask, story: StoryId, name: String) -> Result<Template> {
    room.change(|n| n.keep_template(story, &name)).map(Template::from)
}

#[tauri::command(async)]
fn rename_template(room: Ask, template: TemplateId, name: String) -> Result<Template> {
    room.change(|n| n.rename_template(template, &name)).map(Template::from)
}

#[tauri::command(async)]
fn remove_template(room: Ask, template: TemplateId) -> Result<()> {
    room.change(|n| Ok(((), n.remove_template(template)?)))
}

#[tauri::command(async)]
fn story_from_template(room: Ask, template: TemplateId) -> Result<StoryView> {
    room.change(|n| {
        let (state, changed) = n.story_from_template(template, wall_clock())?;
        let _ = n.remember_open(state.story.id); // as with a new story
        Ok((state, changed))
    })
    .map(StoryView::from)
}

#[tauri::command(async)]
fn new_story(room: Ask) -> Result<StoryView> {
    room.change(|n| {
        let (state, changed) = n.new_story(wall_clock())?;
        // As when one is opened: after a crash the story that was begun is the one to come back to.
        let _ = n.remember_open(state.story.id);
        Ok((state, changed))
    })
    .map(StoryView::from)
}

#[tauri::command(async)]
fn open_story(room: Ask, story: StoryId) -> Result<StoryView> {
    room.ask(|n| {
        let state = n.story(story)?;
        // Only a convenience for the next start: a full disk must not keep a story shut.
        let _ = n.remember_open(story);
        Ok(state.into())
    })
}

#[tauri::command(async)]
fn save_story(room: Ask, story: StoryId, edit: i64, draft: StoryDraft) -> Result<Saved> {
    room.change(|n| n.edit_story(story, edit, wall_clock(), |s| draft.apply(s))).map(Saved::from)
}

/// Needs no newsroom: the window counts while it types, between two saves.
#[tauri::command(async)]
fn measure(blocks: Vec<serde_json::Value>, rest: crate::body::Length) -> Result<Measured> {
    Measured::of(&blocks, rest)
}

/// Works without a newsroom: it is for when that one cannot be written to.
#[tauri::command(async)]
fn save_copy_elsewhere(app: AppHandle, draft: StoryDraft) -> Result<Option<String>> {
    let mut story = crate::story::Story::new(&draft.language, wall_clock());
    draft.apply(&mut story)?;
    story.tidy();
    let name = format!("{}.md", story.effective_url_slug());
    let chosen =
        app.dialog().file().set_title("Save a copy of the story").set_file_name(name).blocking_save_file();
    let Some(path) = chosen.and_then(|f| f.into_path().ok()) else { return Ok(None) };
    crate::newsroom::write_whole(&path, crate::revision::canonical(&story, "").as_bytes())?;
    Ok(Some(path.display().to_string()))
}

#[tauri::command(async)]
fn add_picture(room: Ask, request: Request) -> Result<PictureAdded> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Error::new("picture-empty", "No file came with the picture.", "Choose it again."));
    };
    let name = request.headers().get("x-file-name").and_then(|v| v.to_str().ok()).unwrap_or("picture");
    let name = percent_decoded(name);
    room.change_aside(|n| n.add_picture(bytes, &name, wall_clock())).map(PictureAdded::from)
}

#[tauri::command(async)]
fn picture_info(room: Ask, media: Vec<String>) -> Result<Vec<PictureInfo>> {
    let media: Vec<MediaId> = media.into_iter().map(MediaId).collect();
    room.ask(|n| Ok(n.picture_states(&media)?.into_iter().map(PictureInfo::from).collect()))
}

/// Null takes the point away: as if nobody had chosen one.
#[tauri::command(async)]
fn set_focal_point(room: Ask, media: String, point: Option<FocalPoint>) -> Result<()> {
    let focus = point.map(|point| crate::media::Focus::new(point.x, point.y));
    room.change(|n| n.set_focus(&MediaId(media), focus))
}

#[tauri::command(async)]
fn revisions(room: Ask, story: StoryId) -> Result<Vec<RevisionRow>> {
    room.ask(|n| {
        let published = n.story(story)?.story.published_revision;
        Ok(n.revisions(story)?.into_iter().map(|r| RevisionRow::of(r, published)).collect())
    })
}

#[tauri::command(async)]
fn read_revision(room: Ask, revision: RevisionId) -> Result<RevisionView> {
    let (row, story) = room.ask(|n| n.revision(revision))?;
    Ok(RevisionView { row: RevisionRow::of(row, None), draft: StoryDraft::of(&story) })
}

#[tauri::command(async)]
fn keep_revision(room: Ask, story: StoryId, name: String) -> Result<RevisionRow> {
    let kept = room.change(|n| Ok((n.keep_revision(story, &name, wall_clock())?, Changed::story(story))))?;
    Ok(RevisionRow::of(kept, None))
}

#[tauri::command(async)]
fn compare_revisions(room: Ask, from: RevisionId, to: Option<RevisionId>) -> Result<Comparison> {
    room.ask(|n| Ok(n.compare(from, to)?.into()))
}

#[tauri::command(async)]
fn restore_revision(room: Ask, revision: RevisionId) -> Result<StoryView> {
    room.change(|n| n.restore(revision, wall_clock())).map(StoryView::from)
}

#[tauri::command(async)]
fn review(room: Ask, story: StoryId) -> Result<Review> {
    // A suggestion is compared word by word: no save waits for that.
    room.ask_aside(|n| {
        let review = n.review(story)?;
        Ok(Review::of(review, n.opened()?.settings.author))
    })
}

#[tauri::command(async)]
fn add_comment(room: Ask, story: StoryId, on: WordsPicked, text: String) -> Result<()> {
    let anchor = crate::body::Anchor::at(on.block, on.start, &on.before, &on.quote, &on.after);
    room.change(|n| {
        let (_, changed) = n.add_comment(story, &on.field, anchor, &text, wall_clock())?;
        Ok(((), changed))
    })
}

#[tauri::command(async)]
fn reply_comment(room: Ask, comment: CommentId, text: String) -> Result<()> {
    room.change(|n| Ok(((), n.reply(comment, &text, wall_clock())?)))
}

#[tauri::command(async)]
fn resolve_comment(room: Ask, comment: CommentId, resolved: bool) -> Result<()> {
    room.change(|n| Ok(((), n.resolve_comment(comment, resolved, wall_clock())?)))
}

#[tauri::command(async)]
fn remove_comment(room: Ask, comment: CommentId) -> Result<()> {
    room.change(|n| Ok(((), n.remove_comment(comment)?)))
}

#[tauri::command(async)]
fn settle_suggestion(room: Ask, suggestion: SuggestionId, take: Vec<usize>) -> Result<StoryView> {
    room.change(|n| n.settle_suggestion(suggestion, &take, wall_clock())).map(StoryView::from)
}

#[tauri::command(async)]
fn suggest(room: Ask, story: StoryId) -> Result<Suggesting> {
    room.change(|n| n.suggest(story, wall_clock())).map(Suggesting::from)
}

#[tauri::command(async)]
fn save_suggestion(room: Ask, suggestion: SuggestionId, edit: i64, draft: StoryDraft) -> Result<Saved> {
    room.change(|n| n.edit_suggestion(suggestion, edit, wall_clock(), |s| draft.apply(s))).map(Saved::from)
}

#[tauri::command(async)]
fn leave_suggesting(room: Ask, suggestion: SuggestionId) -> Result<StoryView> {
    room.change(|n| n.leave_suggesting(suggestion, wall_clock())).map(StoryView::from)
}

#[tauri::command(async)]
fn suggest_since(room: Ask, story: StoryId, revision: RevisionId) -> Result<StoryView> {
    room.change(|n| n.suggest_since(story, revision, wall_clock())).map(StoryView::from)
}

#[tauri::command(async)]
fn decide(room: Ask, suggestion: SuggestionId, changes: Vec<String>, take: bool) -> Result<StoryView> {
    room.change(|n| n.decide(suggestion, &changes, take, wall_clock())).map(StoryView::from)
}

#[tauri::command(async)]
fn undo_decision(room: Ask, story: StoryId) -> Result<StoryView> {
    room.change(|n| n.undo_decision(story, wall_clock())).map(StoryView::from)
}

#[tauri::command(async)]
fn publish_state(room: Ask, story: StoryId) -> Result<PublishState> {
    room.ask_aside(|n| room::publish_state(n, story))
}

#[tauri::command(async)]
fn publish_story(room: Ask, story: StoryId) -> Result<PublishState> {
    room.change(|n| Ok(((), publish::publish_story(n, story, wall_clock())?)))?;
    publish_state(room, story)
}

#[tauri::command(async)]
fn take_down_story(room: Ask, story: StoryId) -> Result<PublishState> {
    room.change(|n| Ok(((), publish::take_down_story(n, story, wall_clock())?)))?;
    publish_state(room, story)
}

/// Away from every place it went to; without `kill` it may be published again.
#[tauri::command(async)]
fn remove_story(room: Ask, story: StoryId, kill: bool, why: String) -> Result<PublishState> {
    let now = wall_clock();
    room.change(|n| {
        let changed = match kill {
            true => n.make_move(story, Move::Kill(Some(why)), now)?,
            false => n.take_down_everywhere(story, now)?,
        };
        Ok(((), changed))
    })?;
    room.wake();
    room.rid_folders();
    publish_state(room, story)
}

#[tauri::command(async)]
fn remove_again(room: Ask, story: StoryId) -> Result<PublishState> {
    let now = wall_clock();
    room.change(|n| Ok(((), n.remove_again(story, now)?)))?;
    room.wake();
    room.rid_folders();
    publish_state(room, story)
}

#[tauri::command(async)]
fn gone_by_hand(room: Ask, story: StoryId, place: String) -> Result<PublishState> {
    room.change(|n| Ok(((), n.gone_by_hand(story, &place, wall_clock())?)))?;
    publish_state(room, story)
}

#[tauri::command(async)]
fn publish_late(room: Ask, story: StoryId, destination: DestinationId) -> Result<()> {
    room.change(|n| Ok(((), publish::publish_late(n, story, destination, wall_clock())?)))?;
    room.wake();
    Ok(())
}

#[tauri::command(async)]
fn export_site(app: AppHandle, room: Ask, folder: Option<String>) -> Result<Option<Exported>> {
    let chosen = match folder {
        Some(folder) => Some(folder.into()),
        None => {
            let dialog = app.dialog().file().set_title("Choose the folder for the site");
            dialog.blocking_pick_folder().and_then(|f| f.into_path().ok())
        }
    };
    let Some(folder) = chosen else { return Ok(None) };
    let began = std::time::Instant::now();
    let done = room.ask_aside(|n| publish::export(n, &folder, wall_clock()))?;
    Ok(Some(Exported {
        folder: done.folder.display().to_string(),
        index: done.index.display().to_string(),
        pages: done.pages,
        written: done.written,
        removed: done.removed,
        pictures: done.pictures,
        millis: began.elapsed().as_millis() as u64,
        problems: done.problems,
    }))
}

#[tauri::command(async)]
fn open_exported(index: String) -> Result<()> {
    open::that_detached(&index).map_err(|fault| {
        Error::new(
            "browser-missing",
            format!("No browser opened “{index}”: {fault}."),
            "Open the file by hand.",
        )
    })
}

#[tauri::command(async)]
fn destinations(room: Ask) -> Result<Vec<Destination>> {
    Ok(room.ask(outbox::destinations)?.into_iter().map(room::destination).collect())
}

#[tauri::command(async)]
fn save_destination(room: Ask, destination: DestinationDraft) -> Result<Destination> {
    let row = room::destination_row(&destination);
    let password = destination.password.filter(|p| !p.is_empty());
    room.change_aside(|n| Ok(((), outbox::save_destination(n, &row, password.as_deref())?)))?;
    Ok(room::destination(row))
}

#[tauri::command(async)]
fn remove_destination(room: Ask, destination: DestinationId) -> Result<()> {
    room.change_aside(|n| Ok(((), outbox::remove_destination(n, destination, wall_clock())?)))
}

#[tauri::command(async)]
fn test_destination(destination: DestinationDraft) -> Result<DestinationTested> {
    room::test_destination(destination)
}

#[tauri::command(async)]
fn push(
    room: Ask,
    story: StoryId,
    destination: DestinationId,
    act: String,
    at: Option<UtcMillis>,
) -> Result<PublishState> {
    let push = outbox::Push::from_word(&act, at)?;
    room.change(|n| outbox::push(n, story, destination, push, false, wall_clock()))?;
    room.wake();
    publish_state(room, story)
}

#[tauri::command(async)]
fn waiting_orders(room: Ask) -> Result<i64> {
    room.ask(|n| n.waiting_orders())
}

#[tauri::command(async)]
fn retry_orders(room: Ask) -> Result<()> {
    room.ask(|n| outbox::hurry(n, wall_clock()))?;
    room.wake();
    Ok(())
}

#[tauri::command(async)]
fn cancel_order(room: Ask, order: OrderId) -> Result<PublishState> {
    let changed = room.ask(|n| outbox::cancel(n, order, wall_clock()))?;
    let story = changed.stories.first().copied();
    room.tell(changed);
    publish_state(room, story.ok_or_else(room::gone)?)
}

#[tauri::command(async)]
fn remote_conflict(room: Ask, story: StoryId, destination: DestinationId) -> Result<RemoteConflict> {
    let (remote_changed_at, fields) = room.ask(|n| outbox::conflict(n, story, destination))?;
    Ok(RemoteConflict { remote_changed_at, fields })
}

#[tauri::command(async)]
fn overwrite_remote(room: Ask, story: StoryId, destination: DestinationId) -> Result<PublishState> {
    room.change(|n| outbox::push(n, story, destination, outbox::Push::Update, true, wall_clock()))?;
    room.wake();
    publish_state(room, story)
}

/// Loads dictionaries and names for a language, beside the typing.
#[tauri::command(async)]
fn proof_ready(room: Ask, language: String) -> Result<ProofReady> {
    let reader = room.proofreader()?;
    room.ask_aside(|n| reader.ready(n, &language))
}

#[tauri::command(async)]
fn proof(room: Ask, story: StoryId, language: String, pieces: Vec<Piece>) -> Result<Vec<Vec<Mark>>> {
    let terms = room.ask(|n| n.proof_terms(story, &language, &pieces))?;
    room.proofreader()?.check(&terms, &language, &pieces)
}

#[tauri::command(async)]
fn suggest_spelling(room: Ask, language: String, word: String) -> Result<Vec<String>> {
    Ok(room.proofreader()?.suggest(&language, &word))
}

#[tauri::command(async)]
fn let_stand(room: Ask, story: StoryId, rule: String, quote: String, stands: bool) -> Result<()> {
    room.ask(|n| n.set_let_stand(story, &rule, &quote, stands))
}

#[tauri::command(async)]
fn dictionary_words(room: Ask) -> Result<Vec<DictionaryWord>> {
    room.ask(|n| n.dictionary_words())
}

#[tauri::command(async)]
fn add_dictionary_word(room: Ask, language: String, word: String) -> Result<Vec<DictionaryWord>> {
    room.ask(|n| n.add_dictionary_word(&language, &word, wall_clock()))?;
    dictionary_words(room)
}

#[tauri::command(async)]
fn remove_dictionary_word(room: Ask, language: String, word: String) -> Result<Vec<DictionaryWord>> {
    room.ask(|n| n.remove_dictionary_word(&language, &word))?;
    dictionary_words(room)
}

#[tauri::command(async)]
fn house_style(room: Ask) -> Result<HouseStyle> {
    let reader = room.proofreader()?;
    room.ask(|n| reader.style(n))
}

#[tauri::command(async)]
fn switch_style_rule(room: Ask, rule: String, on: bool) -> Result<HouseStyle> {
    room.ask(|n| n.switch_style_rule(&rule, on))?;
    house_style(room)
}

/// `was` is the rule's name so far; empty for a new one.
#[tauri::command(async)]
fn save_style_rule(room: Ask, was: String, rule: StyleRule) -> Result<HouseStyle> {
    room.proofreader()?.save_rule(&was, &rule)?;
    house_style(room)
}

#[tauri::command(async)]
fn remove_style_rule(room: Ask, rule: String) -> Result<HouseStyle> {
    room.proofreader()?.remove_rule(&rule)?;
    house_style(room)
}

#[tauri::command(async)]
fn try_style_rule(room: Ask, rule: StyleRule, language: String, sample: String) -> Result<RuleTrial> {
    Ok(room.proofreader()?.try_rule(&rule, &language, &sample))
}

#[tauri::command(async)]
fn put_starter_rules(room: Ask) -> Result<HouseStyle> {
    crate::newsroom::put_starter_rules(room.proofreader()?.folder())?;
    house_style(room)
}

/// A dialog asks for files of copy; none where the user let it be.
#[tauri::command(async)]
fn choose_copy(app: AppHandle) -> Option<Vec<String>> {
    let kinds = ["docx", "odt", "rtf", "html", "htm", "md", "markdown", "txt", "xml", "json", "zip", "stet"];
    let dialog =
        app.dialog().file().set_title("Bring in copy").add_filter("Copy, hand-offs and archives", &kinds);
    let chosen = dialog.add_filter("All files", &["*"]).blocking_pick_files()?;
    let paths = chosen.into_iter().filter_map(|f| f.into_path().ok());
    Some(paths.map(|path| path.display().to_string()).collect())
}

/// A dialog asks for a folder; none where the user let it be.
#[tauri::command(async)]
fn choose_folder(app: AppHandle) -> Option<String> {
    let chosen = app.dialog().file().set_title("Choose the folder to watch").blocking_pick_folder()?;
    Some(chosen.into_path().ok()?.display().to_string())
}

/// A part of a dropped file; answers where it lies until `bring_in` reads it.
#[tauri::command(async)]
fn lay_down(room: Ask, request: Request) -> Result<String> {
    let said = |name: &str| request.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let bytes: &[u8] = if let InvokeBody::Raw(bytes) = request.body() { bytes } else { &[] };
    let offset = said("x-offset").parse().unwrap_or_default();
    Ok(room.intake().lay_down(&percent_decoded(said("x-file-name")), offset, bytes)?.display().to_string())
}

#[tauri::command(async)]
fn bring_in(room: Ask, paths: Vec<String>) -> Result<()> {
    intake::Intake::begin(&room, paths.into_iter().map(Into::into).collect())
}

#[tauri::command]
fn import_state(room: Ask) -> ImportState {
    room.intake().state()
}

#[tauri::command]
fn stop_import(room: Ask) {
    room.intake().stop();
}

#[tauri::command]
fn stay_open(room: Ask) {
    room.stays_open();
}

#[tauri::command]
fn close_window(app: AppHandle) {
    app.exit(0);
}

/// The file's name as the window sent it (encodeURIComponent: percent and UTF-8).
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after
            .get(..2)
            .and_then(|h| std::str::from_utf8(h).ok())
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// All of the above, for the window's builder.
pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke<tauri::Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        opening,
        open_newsroom,
        choose_newsroom,
        make_newsroom,
        newsroom,
        save_settings,
        save_sections,
        save_trending,
        front_page,
        save_front_page,
        accent,
        copy_theme,
        standing_pages,
        write_page,
        save_profiles,
        desk_list,
        saved_views,
        save_view,
        remove_view,
        move_stories,
        find_stories,
        snippets,
        save_snippet,
        remove_snippet,
        templates,
        keep_template,
        rename_template,
        remove_template,
        story_from_template,
        new_story,
        open_story,
        save_story,
        measure,
        at_desk,
        make_move,
        chosen_time,
        journal,
        missed_hours,
        plan_calendar,
        news_list,
        looks_due,
        commission,
        clock_trouble,
        clock_is_right,
        save_copy_elsewhere,
        add_picture,
        picture_info,
        set_focal_point,
        revisions,
        read_revision,
        keep_revision,
        compare_revisions,
        restore_revision,
        review,
        add_comment,
        reply_comment,
        resolve_comment,
        remove_comment,
        settle_suggestion,
        send_story,
        open_handoff,
        waiting_merges,
        prepare_merge,
        settle_merge,
        suggest,
        save_suggestion,
        leave_suggesting,
        suggest_since,
        decide,
        undo_decision,
        publish_state,
        publish_story,
        take_down_story,
        remove_story,
        remove_again,
        gone_by_hand,
        publish_late,
        export_site,
        open_exported,
        site_places,
        save_site_place,
        try_site_place,
        remove_site_place,
        send_site,
        site_sending,
        stop_sending,
        destinations,
        save_destination,
        remove_destination,
        test_destination,
        push,
        waiting_orders,
        retry_orders,
        cancel_order,
        remote_conflict,
        overwrite_remote,
        proof_ready,
        proof,
        suggest_spelling,
        let_stand,
        dictionary_words,
        add_dictionary_word,
        remove_dictionary_word,
        house_style,
        switch_style_rule,
        save_style_rule,
        remove_style_rule,
        try_style_rule,
        put_starter_rules,
        choose_copy,
        choose_folder,
        lay_down,
        bring_in,
        import_state,
        stop_import,
        stay_open,
        close_window,
    ]
}
