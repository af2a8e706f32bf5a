// The one boundary: nothing else in ui/ imports @tauri-apps/api.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type * as W from "./wire";
export type * from "./wire";

/** Calls reject with a StetError; anything else that is thrown becomes one here. */
export function asError(e: unknown): W.StetError {
  if (typeof e === "object" && e !== null && "code" in e && "sentence" in e) return e as W.StetError;
  return { code: "window-fault", sentence: `Stet could not do that: ${String(e)}`, hint: "Your text is still here. Try again; if it goes on, save a copy elsewhere." };
}

/** Half of a surrogate pair (a cut emoji) is no Unicode text, and one would keep the whole story from being saved. */
function wellFormed<T>(value: T): T {
  if (typeof value === "string") return value.toWellFormed() as T;
  if (Array.isArray(value)) return value.map(wellFormed) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wellFormed(inner)])) as T;
}

export const opening = () => invoke<W.Opening>("opening");
export const openNewsroom = (path: string) => invoke<W.Opening>("open_newsroom", { path });
/** A dialog asks for the folder; null when the user let it be. */
export const chooseNewsroom = () => invoke<W.Opening | null>("choose_newsroom");
/** An empty newsroom in a folder that holds none. */
export const makeNewsroom = (path: string, title: string, zone: string, language: string) => invoke<W.Opening>("make_newsroom", { path, title, zone, language });
export const newsroom = () => invoke<W.Newsroom>("newsroom");
export const saveSettings = (settings: W.Settings) => invoke<W.Newsroom>("save_settings", { settings });
/** Sections in the newsroom's own order; a new one has an empty id. */
export const saveSections = (sections: W.Section[]) => invoke<W.Newsroom>("save_sections", { sections });
export const saveTrending = (trending: W.TrendingItem[]) => invoke<W.Newsroom>("save_trending", { trending });

/** All content profiles, in the newsroom's own order; a new one has an empty id. */
export const saveProfiles = (profiles: W.Profile[]) => invoke<W.Newsroom>("save_profiles", { profiles });

export const deskList = (ask: W.DeskAsk, after: string | null) => invoke<W.DeskPage>("desk_list", { ask: wellFormed(ask), after });
export const savedViews = () => invoke<W.SavedView[]>("saved_views");
/** One of the same name is replaced. */
export const saveView = (name: string, ask: W.DeskAsk, first: boolean) => invoke<W.SavedView>("save_view", { name: wellFormed(name), ask: wellFormed(ask), first });
export const removeView = (view: string) => invoke<void>("remove_view", { view });
/** Moves several stories in one transaction; the answer takes all of it back. */
export const moveStories = (moves: W.StoryMove[]) => invoke<W.StoriesMoved>("move_stories", { moves: wellFormed(moves) });
export const findStories = (find: string) => invoke<W.StoryLink[]>("find_stories", { find });

export const snippets = () => invoke<W.Snippet[]>("snippets");
/** Null id: a new one. */
export const saveSnippet = (snippet: string | null, name: string, body: W.PmDoc) => invoke<W.Snippet>("save_snippet", { snippet, name, body: wellFormed(body) });
export const removeSnippet = (snippet: string) => invoke<void>("remove_snippet", { snippet });
export const templates = () => invoke<W.Template[]>("templates");
export const keepTemplate = (story: string, name: string) => invoke<W.Template>("keep_template", { story, name });
export const renameTemplate = (template: string, name: string) => invoke<W.Template>("rename_template", { template, name });
export const removeTemplate = (template: string) => invoke<void>("remove_template", { template });
export const storyFromTemplate = (template: string) => invoke<W.StoryView>("story_from_template", { template });

export const newStory = () => invoke<W.StoryView>("new_story");
export const openStory = (story: string) => invoke<W.StoryView>("open_story", { story });
export const saveStory = (story: string, edit: number, draft: W.StoryDraft) => invoke<W.Saved>("save_story", { story, edit, draft: wellFormed(draft) });
/** How long these blocks of a body are, and the whole that they make with the rest; nothing is saved. */
export const measure = (blocks: unknown[], rest: W.Length) => invoke<W.Measured>("measure", { blocks: wellFormed(blocks), rest });
export const atDesk = (story: string) => invoke<W.AtDesk>("at_desk", { story });
/** One thing done with a story that is no change of its text; the core allows it or says why not. */
export const makeMove = (story: string, to: W.Move) => invoke<W.AtDesk>("make_move", { story, to: wellFormed(to) });
/** A time on the wall of a zone (2026-11-24T18:00), and what a clock change makes of it. */
export const chosenTime = (local: string, zone: string) => invoke<W.ChosenTime>("chosen_time", { local, zone });
/** Who did what with a story, newest first. */
export const journal = (story: string) => invoke<W.JournalLine[]>("journal", { story });
/** Stories whose hour has passed and that are not out. */
export const missedHours = () => invoke<W.MissedHour[]>("missed_hours");
/** So many days from one (2026-11-28) on, with how many hours each has. */
export const planCalendar = (from: string, days: number) => invoke<W.PlanCalendar>("plan_calendar", { from, days });
/** Null: of today. */
export const newsList = (day: string | null) => invoke<W.NewsList>("news_list", { day });
/** What somebody wanted looked at again by now. */
export const looksDue = () => invoke<W.LookDue[]>("looks_due");
/** Asks for a story, in one act. */
export const commission = (asked: W.Commission) => invoke<W.StoryView>("commission", { asked: wellFormed(asked) });
/** What is wrong with this computer's clock, while stories wait for their hour; null: nothing that can be told. */
export const clockTrouble = () => invoke<W.StetError | null>("clock_trouble");
export const clockIsRight = () => invoke<void>("clock_is_right");
/** Writes the text on screen to a file of the user's choice (a dialog asks), as Markdown; null when the user let it be. */
export const saveCopyElsewhere = (draft: W.StoryDraft) => invoke<string | null>("save_copy_elsewhere", { draft: wellFormed(draft) });

/** The file's bytes go as they are; the answer carries what the file itself says about it. */
export const addPicture = async (file: File) =>
  invoke<W.PictureAdded>("add_picture", await file.arrayBuffer(), { headers: { "x-file-name": encodeURIComponent(file.name) } });
export const pictureInfo = (media: string[]) => invoke<W.PictureInfo[]>("picture_info", { media });
/** Null takes the point away: as if nobody had chosen one. */
export const setFocalPoint = (media: string, point: W.FocalPoint | null) => invoke<void>("set_focal_point", { media, point });
/** An address that an <img> can show; width is one of 400, 800, 1200, 2000. */
export const pictureUrl = (media: string, width: number) =>
  `${navigator.userAgent.includes("Windows") ? "http://stet-media.localhost" : "stet-media://localhost"}/${media}?w=${width}`;

/** An address that an <iframe> can show: the site as it would be written now. `n` asks anew; `unkept` is what is looked at before it is kept. */
export const siteUrl = (path: string, n: number, unkept: { front?: W.FrontPage; settings?: W.Settings } = {}) =>
  `${navigator.userAgent.includes("Windows") ? "http://stet-site.localhost" : "stet-site://localhost"}/${path}?n=${n}${Object.entries(unkept).map(([name, what]) => `&${name}=${encodeURIComponent(JSON.stringify(what))}`).join("")}`;
/** How an accent is read on that paper; null where none is set. Fails where it cannot be read. */
export const accent = (accent: string, paper: W.Paper) => invoke<W.Accent | null>("accent", { accent, paper });
export const standingPages = () => invoke<W.StandingPage[]>("standing_pages");
export const writePage = (slug: string) => invoke<string>("write_page", { slug });
export const copyTheme = () => invoke<W.CopiedTheme>("copy_theme");
export const frontPage = () => invoke<W.FrontPage>("front_page");
export const saveFrontPage = (front: W.FrontPage) => invoke<W.FrontPage>("save_front_page", { front });

export const revisions = (story: string) => invoke<W.RevisionRow[]>("revisions", { story });
export const readRevision = (revision: string) => invoke<W.RevisionView>("read_revision", { revision });
export const keepRevision = (story: string, name: string) => invoke<W.RevisionRow>("keep_revision", { story, name });
/** `to` null compares with the working copy. */
export const compareRevisions = (from: string, to: string | null) => invoke<W.Comparison>("compare_revisions", { from, to });
export const restoreRevision = (revision: string) => invoke<W.StoryView>("restore_revision", { revision });

export const review = (story: string) => invoke<W.Review>("review", { story });
export const addComment = (story: string, on: W.WordsPicked, text: string) => invoke<void>("add_comment", { story, on: wellFormed(on), text: wellFormed(text) });
export const replyComment = (comment: string, text: string) => invoke<void>("reply_comment", { comment, text: wellFormed(text) });
export const resolveComment = (comment: string, resolved: boolean) => invoke<void>("resolve_comment", { comment, resolved });
export const removeComment = (comment: string) => invoke<void>("remove_comment", { comment });
/** `take` names changes by their places; none leaves the story as it is. */
export const settleSuggestion = (suggestion: string, take: number[]) => invoke<W.StoryView>("settle_suggestion", { suggestion, take });
/** Begins a suggestion for the story, or goes on with one's own. */
export const suggest = (story: string) => invoke<W.Suggesting>("suggest", { story });
export const saveSuggestion = (suggestion: string, edit: number, draft: W.StoryDraft) => invoke<W.Saved>("save_suggestion", { suggestion, edit, draft: wellFormed(draft) });
/** The suggestion stays open; the answer is the working copy. */
export const leaveSuggesting = (suggestion: string) => invoke<W.StoryView>("leave_suggesting", { suggestion });
/** The working copy goes back to a revision; what was written since becomes a suggestion. */
export const suggestSince = (story: string, revision: string) => invoke<W.StoryView>("suggest_since", { story, revision });
/** Takes changes into the story, or leaves them out. */
export const decide = (suggestion: string, changes: string[], take: boolean) => invoke<W.StoryView>("decide", { suggestion, changes, take });
/** Undoes the last act of deciding in a story. */
export const undoDecision = (story: string) => invoke<W.StoryView>("undo_decision", { story });

/** Null path: a dialog asks; null answer: the user let it be. An empty passphrase locks nothing. */
export const sendStory = (story: string, path: string | null, passphrase: string, pictures: W.PicturesAlong) => invoke<W.HandedOn | null>("send_story", { story, path, passphrase, pictures });
/** Rejects with `handoff-locked` where a passphrase is needed. */
export const openHandoff = (path: string, passphrase: string | null) => invoke<W.HandOffArrived>("open_handoff", { path, passphrase });
export const waitingMerges = (story: string) => invoke<W.WaitingMerge[]>("waiting_merges", { story });
export const prepareMerge = (story: string, incoming: string) => invoke<W.MergeAsked>("prepare_merge", { story, incoming });
/** `choices` answer the questions in their order; `ours` is the state that was asked about. */
export const settleMerge = (story: string, incoming: string, ours: string, choices: W.Choice[]) => invoke<W.StoryView>("settle_merge", { story, incoming, ours, choices });

export const publishState = (story: string) => invoke<W.PublishState>("publish_state", { story });
export const publishStory = (story: string) => invoke<W.PublishState>("publish_story", { story });
export const takeDownStory = (story: string) => invoke<W.PublishState>("take_down_story", { story });
/** Away from every place it went to, past every check; without `kill` it may be published again. */
export const removeStory = (story: string, kill: boolean, why: string) => invoke<W.PublishState>("remove_story", { story, kill, why: wellFormed(why) });
/** Tries every place again that is not rid of the story. */
export const removeAgain = (story: string) => invoke<W.PublishState>("remove_again", { story });
/** A person has seen to it: the story is gone from the place. */
export const goneByHand = (story: string, place: string) => invoke<W.PublishState>("gone_by_hand", { story, place });
/** Publishes now, as it was handed over, what a site did not publish at its hour. */
export const publishLate = (story: string, destination: string) => invoke<void>("publish_late", { story, destination });
/** Null folder: a dialog asks; null answer: the user let it be. */
export const exportSite = (folder: string | null) => invoke<W.Exported | null>("export_site", { folder });
export const openExported = (index: string) => invoke<void>("open_exported", { index });

/** The places that the exported site is sent to. */
export const sitePlaces = () => invoke<W.SitePlace[]>("site_places");
/** Of a place that is there, only name, region, user, key and password change. */
export const saveSitePlace = (place: W.SitePlaceDraft) => invoke<W.SitePlace>("save_site_place", { place: wellFormed(place) });
/** Whether it lets us in; nothing is written there, and nothing kept here. */
export const trySitePlace = (place: W.SitePlaceDraft) => invoke<void>("try_site_place", { place: wellFormed(place) });
/** Takes it out of use; what stands there stays. */
export const removeSitePlace = (place: string) => invoke<void>("remove_site_place", { place });
/** Begins; `siteSending` says how it goes. The site is written anew first. */
export const sendSite = (place: string) => invoke<void>("send_site", { place });
export const siteSending = () => invoke<W.SiteSending>("site_sending");
export const stopSending = () => invoke<void>("stop_sending");

export const destinations = () => invoke<W.Destination[]>("destinations");
export const saveDestination = (destination: W.DestinationDraft) => invoke<W.Destination>("save_destination", { destination });
export const removeDestination = (destination: string) => invoke<void>("remove_destination", { destination });
export const testDestination = (destination: W.DestinationDraft) => invoke<W.DestinationTested>("test_destination", { destination });
/** `at` in UTC milliseconds, for "schedule" only. */
export const push = (story: string, destination: string, act: W.PushAct, at: number | null) => invoke<W.PublishState>("push", { story, destination, act, at });
/** How many orders of the whole newsroom wait to be sent. */
export const waitingOrders = () => invoke<number>("waiting_orders");
export const retryOrders = () => invoke<void>("retry_orders");
export const cancelOrder = (order: string) => invoke<W.PublishState>("cancel_order", { order });
export const remoteConflict = (story: string, destination: string) => invoke<W.RemoteConflict>("remote_conflict", { story, destination });
/** Sends ours over what the site holds, after the user has seen both. */
export const overwriteRemote = (story: string, destination: string) => invoke<W.PublishState>("overwrite_remote", { story, destination });

/** Loads dictionaries and names; the first time takes a moment. */
export const proofReady = (language: string) => invoke<W.ProofReady>("proof_ready", { language });
export const proof = (story: string, language: string, pieces: W.Piece[]) => invoke<W.Mark[][]>("proof", { story, language, pieces: wellFormed(pieces) });
export const suggestSpelling = (language: string, word: string) => invoke<string[]>("suggest_spelling", { language, word });
/** "Right this time": the rule leaves these very words alone in this story. */
export const letStand = (story: string, rule: string, quote: string, stands: boolean) => invoke<void>("let_stand", { story, rule, quote, stands });
export const dictionaryWords = () => invoke<W.DictionaryWord[]>("dictionary_words");
/** An empty language adds the word to every one. */
export const addDictionaryWord = (language: string, word: string) => invoke<W.DictionaryWord[]>("add_dictionary_word", { language, word });
export const removeDictionaryWord = (language: string, word: string) => invoke<W.DictionaryWord[]>("remove_dictionary_word", { language, word });
export const houseStyle = () => invoke<W.HouseStyle>("house_style");
export const switchStyleRule = (rule: string, on: boolean) => invoke<W.HouseStyle>("switch_style_rule", { rule, on });
/** `was` is the rule's name so far; empty for a new one. */
export const saveStyleRule = (was: string, rule: W.StyleRule) => invoke<W.HouseStyle>("save_style_rule", { was, rule });
export const removeStyleRule = (rule: string) => invoke<W.HouseStyle>("remove_style_rule", { rule });
export const tryStyleRule = (rule: W.StyleRule, language: string, sample: string) => invoke<W.RuleTrial>("try_style_rule", { rule, language, sample });
export const putStarterRules = () => invoke<W.HouseStyle>("put_starter_rules");
/** A dialog asks for files of copy; null when the user let it be. */
export const chooseCopy = () => invoke<string[] | null>("choose_copy");
/** A dialog asks for the folder to watch; null when the user let it be. */
export const chooseFolder = () => invoke<string | null>("choose_folder");
const PART = 8 << 20;
/** A dropped file goes over in parts, so that one of any size fits; answers where it lies. */
export const layDown = async (file: File, name: string): Promise<string> => {
  let path = "";
  for (let at = 0; at === 0 || at < file.size; at += PART) {
    const headers = { "x-file-name": encodeURIComponent(name), "x-offset": String(at) };
    path = await invoke<string>("lay_down", await file.slice(at, at + PART).arrayBuffer(), { headers });
  }
  return path;
};
/** Begins; `importState` says how it goes. */
export const bringIn = (paths: string[]) => invoke<void>("bring_in", { paths });
export const importState = () => invoke<W.ImportState>("import_state");
export const stopImport = () => invoke<void>("stop_import");
/** A file of the watched folder came in, or could not. */
export const onCameIn = (then: (came: W.CameIn) => void) => listen<W.CameIn>("came-in", (e) => then(e.payload));

export const onChanged = (then: (changed: W.Changed) => void) => listen<W.Changed>("changed", (e) => then(e.payload));
/** The window is asked to close: flush, then answer with `closeWindow`. */
export const onCloseAsked = (then: () => void) => listen<null>("close-asked", () => then());
/** The answer where text is on no disk yet: the window must not go. */
export const stayOpen = () => invoke<void>("stay_open");
export const closeWindow = () => invoke<void>("close_window");
