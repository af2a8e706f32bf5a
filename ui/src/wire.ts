// Made from the Rust types by `STET_WRITE_WIRE=1 cargo test --test e2e wire`; a test holds it to them. Do not edit.

/** ProseMirror JSON; the schema is in body/schema.ts. An inline document holds text nodes only. */
export type PmDoc = { type: "doc"; content: PmNode[] };
export type PmMark = { type: string; attrs?: Record<string, unknown> };
export type PmNode = { type: string; attrs?: Record<string, unknown>; content?: PmNode[]; marks?: PmMark[]; text?: string };
/** What can be asked of a destination. */
export type PushAct = "draft" | "publish" | "schedule" | "update" | "take-down";
/** What stands at a destination. */
export type RemoteState = "none" | "draft" | "scheduled" | "live" | "trashed";

/**
 * What went wrong, for a person on deadline.
 */
export type StetError = { 
/**
 * Stable, kebab-case, what programs decide by: `url-slug-taken`.
 */
code: string, 
/**
 * What happened, one sentence.
 */
sentence: string, 
/**
 * What to do next, one sentence; may be empty.
 */
hint: string, };

/**
 * Milliseconds since 1970-01-01T00:00Z.
 */
export type UtcMillis = number;

/**
 * Names a story, on every machine.
 */
export type StoryId = string;

/**
 * Names one kept state of a story.
 */
export type RevisionId = string;

/**
 * Names a section of the site.
 */
export type SectionId = string;

/**
 * Names a place that we publish to.
 */
export type DestinationId = string;

/**
 * Names one order in the outbox; it travels with what is sent.
 */
export type OrderId = string;

/**
 * Names a remark on some words of a story.
 */
export type CommentId = string;

/**
 * Names a text that is proposed for a story.
 */
export type SuggestionId = string;

/**
 * Where a story is in the work; not what readers can see.
 */
export type Stage = "pitch" | "assigned" | "writing" | "filed" | "desk" | "subs" | "legal" | "ready";

/**
 * The way text runs.
 */
export type Direction = "ltr" | "rtl";

/**
 * A time on the wall, with the moment it means.
 */
export type WallTime = { 
/**
 * `2026-11-24T18:00`.
 */
local: string, 
/**
 * IANA: `Europe/London`.
 */
zone: string, 
/**
 * The moment.
 */
at: UtcMillis, };

/**
 * Whether a lawyer must read it.
 */
export type Legal = "no" | "needed" | "approved";

/**
 * A story at the top of the front.
 */
export type FrontSlot = { 
/**
 * Which.
 */
story: StoryId, 
/**
 * Until when; none: until somebody takes it away.
 */
until: WallTime | null, };

/**
 * A section's block on the front.
 */
export type FrontBlock = { 
/**
 * Which section.
 */
section: SectionId, 
/**
 * How many stories it shows; 0: it has no block.
 */
stories: number, };

/**
 * How the front page is arranged. Empty: it arranges itself, newest first.
 */
export type FrontPage = { 
/**
 * The stories at the top, the lead first.
 */
slots: Array<FrontSlot>, 
/**
 * The blocks of sections, in order; a section that is not named follows with the usual number.
 */
blocks: Array<FrontBlock>, };

/**
 * Whether it needs pictures.
 */
export type PictureNeed = "no" | "needed" | "checked";

/**
 * What a line under a published story says of it. Four different things.
 */
export type CorrectionKind = "correction" | "clarification" | "update" | "editors-note";

/**
 * A dated line that readers see with a story that was changed after publication.
 */
export type Correction = { 
/**
 * Which of the four it is.
 */
kind: CorrectionKind, 
/**
 * When it was made.
 */
at: UtcMillis, 
/**
 * What it says, plain text of one line.
 */
text: string, };

/**
 * Not before this time.
 */
export type Embargo = { "kind": "until", "value": WallTime } | { "kind": "indefinite" };

/**
 * Where a story stands with the desk, beside its stage.
 */
export type Handling = { 
/**
 * Whether a lawyer must read it.
 */
legal: Legal, 
/**
 * Whether it needs pictures.
 */
pictures: PictureNeed, 
/**
 * To be handled with care: it may hurt or endanger somebody.
 */
sensitive: boolean, 
/**
 * 1, most urgent, to 5; 0: nobody said.
 */
priority: number, 
/**
 * Whose it is.
 */
assignedTo: string, 
/**
 * When it must be filed.
 */
deadline: WallTime | null, 
/**
 * What was asked for.
 */
brief: string, 
/**
 * Not before.
 */
embargo: Embargo | null, 
/**
 * Published on the newsroom's own site at this time.
 */
schedule: WallTime | null, 
/**
 * The story that this one is an update of.
 */
updates: StoryId | null, 
/**
 * The story that this one is a translation of.
 */
translates: StoryId | null, 
/**
 * When somebody should look at it again.
 */
lookAgain: WallTime | null, 
/**
 * Killed, until somebody lifts that.
 */
killed: Killed | null, };

/**
 * That a story was killed: away from readers everywhere, and not to go again.
 */
export type Killed = { 
/**
 * When.
 */
at: UtcMillis, 
/**
 * Why; empty: nobody said.
 */
why: string, };

/**
 * One thing done with a story that is no change of its text.
 */
export type Move = { "what": "stage", "to": Stage } | { "what": "hold", "to": boolean } | { "what": "not-for-publication", "to": boolean } | { "what": "legal", "to": Legal } | { "what": "pictures", "to": PictureNeed } | { "what": "sensitive", "to": boolean } | { "what": "priority", "to": number } | { "what": "assigned-to", "to": string } | { "what": "deadline", "to": WallTime | null } | { "what": "brief", "to": string } | { "what": "embargo", "to": Embargo | null } | { "what": "schedule", "to": WallTime | null } | { "what": "updates", "to": StoryId | null } | { "what": "translates", "to": StoryId | null } | { "what": "look-again", "to": WallTime | null } | { "what": "spike", "to": boolean } | { "what": "kill", "to": string | null };

/**
 * Where a story stands with the desk: what is set by moves, never by typing.
 */
export type AtDesk = { 
/**
 * Where it is in the work.
 */
stage: Stage, 
/**
 * Where it may go from there.
 */
nextStages: Array<Stage>, 
/**
 * Do not publish for now.
 */
hold: boolean, 
/**
 * Never to be published.
 */
notForPublication: boolean, 
/**
 * When it was spiked.
 */
spikedAt: UtcMillis | null, 
/**
 * Whether its copy is still to come, so that the deadline counts.
 */
toFile: boolean, 
/**
 * Flags, plan, embargo, schedule.
 */
handling: Handling, };

/**
 * A time that an editor chose, and what a clock change made of it.
 */
export type ChosenTime = { 
/**
 * The time.
 */
time: WallTime, 
/**
 * What to tell the editor; empty: nothing.
 */
notice: string, };

/**
 * A site that did not publish a story at its hour.
 */
export type MissedPlace = { 
/**
 * The destination.
 */
destination: DestinationId, 
/**
 * What the newsroom calls it.
 */
name: string, };

/**
 * A story whose hour has passed and that is not out.
 */
export type MissedHour = { 
/**
 * The story.
 */
story: StoryId, 
/**
 * Its headline.
 */
headline: string, 
/**
 * Its hour.
 */
hour: UtcMillis, 
/**
 * Why it may not go; empty: it may.
 */
why: string, 
/**
 * The site that was to publish it by itself; none: the newsroom's own.
 */
at: MissedPlace | null, };

/**
 * One act on a story.
 */
export type JournalLine = { 
/**
 * The story.
 */
story: StoryId, 
/**
 * When.
 */
at: UtcMillis, 
/**
 * Who; empty: nobody had said who works at this machine.
 */
author: string, 
/**
 * At which machine.
 */
device: string, 
/**
 * What: a word of `story::Move`, or publish, update, take-down, push, correct.
 */
act: string, 
/**
 * What stood before; empty: off, nobody, none.
 */
was: string, 
/**
 * What stands after it.
 */
became: string, };

/**
 * One name on the byline.
 */
export type Byline = { 
/**
 * The name as printed.
 */
name: string, 
/**
 * What the person did, as printed ("Health correspondent", "Photographs"); may be empty.
 */
role: string, };

/**
 * The place the story was filed from, and how the line is printed.
 */
export type Dateline = { 
/**
 * The place alone: "Calder".
 */
place: string, 
/**
 * The printed text, where it differs from the place: "CALDER, Nov. 3".
 */
text: string, };

/**
 * Where an "Also read" link or a trending item goes.
 */
export type LinkTo = { "kind": "story", "value": StoryId } | { "kind": "url", "value": string };

/**
 * The other headlines of a story, each plain text; an empty one follows the page headline.
 */
export type HeadlineSet = { 
/**
 * For search engines: the page's `<title>`.
 */
search: string, 
/**
 * For cards on social sites.
 */
social: string, 
/**
 * For an alert on a phone.
 */
push: string, 
/**
 * For a text message.
 */
sms: string, };

/**
 * An "Also read" link.
 */
export type AlsoRead = { 
/**
 * The words of the link; empty means the other story's own headline.
 */
headline: string, 
/**
 * Where it goes.
 */
to: LinkTo, };

/**
 * A field of a story that a profile has a rule for.
 */
export type Field = "slug" | "eyebrow" | "headline" | "standfirst" | "search-headline" | "social-headline" | "push-headline" | "sms-headline" | "section" | "byline" | "agency" | "dateline" | "url-slug" | "tags" | "lead" | "caption" | "credit" | "alt" | "also-read" | "length" | "body" | "subheads" | "pull-quote";

/**
 * How long a body is. What is counted: paragraphs, subheads, quotes, pull quotes, lists,
 * tables, key points and fact boxes. Captions, credits and alternative texts are not, nor are
 * embeds, related links and notes.
 */
export type Length = { 
/**
 * Its words, by the rule of [`words`].
 */
words: number, 
/**
 * How many of the words are characters of Chinese or Japanese, or runs of katakana.
 */
cjkWords: number, 
/**
 * The characters in those.
 */
cjkCharacters: number, };

/**
 * Which wording of two stands.
 */
export type Choice = "ours" | "theirs" | "both";

/**
 * What came of a change.
 */
export type Outcome = "taken-ours" | "taken-theirs" | "taken-both" | "asked";

/**
 * Something that was changed on the way from the base, as a person is shown it.
 */
export type Met = { 
/**
 * The field's name, as the window knows it.
 */
field: string, 
/**
 * The field's name for people.
 */
label: string, 
/**
 * What came of it.
 */
outcome: Outcome, 
/**
 * Taken: as it was and as it is now, by word. Asked: empty.
 */
words: Array<Hunk>, 
/**
 * Asked: as it was before both.
 */
was: string, 
/**
 * Asked: the wording here; its own words are `removed`.
 */
ours: Array<Hunk>, 
/**
 * Asked: the wording that came; its own words are `added`.
 */
theirs: Array<Hunk>, 
/**
 * Asked: whether both can stand one after the other.
 */
canBeBoth: boolean, };

/**
 * How the pictures of a story go along.
 */
export type PicturesAlong = "clean" | "as-they-came" | "without";

/**
 * What a file was to this newsroom.
 */
export type Arrival = "new" | "here" | "waits";

/**
 * A file that was written.
 */
export type HandedOn = { 
/**
 * Where it is.
 */
path: string, 
/**
 * How many pictures it holds.
 */
pictures: number, 
/**
 * Whether it is locked.
 */
locked: boolean, 
/**
 * What could not go along.
 */
notices: Array<StetError>, };

/**
 * What came of a file that somebody sent.
 */
export type HandOffArrived = { 
/**
 * The story.
 */
story: StoryId, 
/**
 * Its headline here; may be empty.
 */
headline: string, 
/**
 * Who made the file, as it says; may be empty.
 */
sentBy: string, 
/**
 * What the file was to this newsroom.
 */
arrival: Arrival, 
/**
 * Comments that were not here before.
 */
newComments: number, 
/**
 * What a person should know.
 */
notices: Array<StetError>, };

/**
 * A state of a story that waits to be merged.
 */
export type WaitingMerge = { 
/**
 * The revision that came.
 */
revision: RevisionId, 
/**
 * Who sent it, as the file says; may be empty.
 */
sentBy: string, 
/**
 * When it came.
 */
cameAt: UtcMillis, };

/**
 * A merge as a person is asked it.
 */
export type MergeAsked = { 
/**
 * What waits.
 */
waiting: WaitingMerge, 
/**
 * The state of ours that it was held against; the answer names it again.
 */
ours: RevisionId, 
/**
 * When the state that came was made.
 */
madeAt: UtcMillis, 
/**
 * All that was changed here and there, in the order of the page.
 */
met: Array<Met>, 
/**
 * How many of them are questions.
 */
questions: number, };

/**
 * A picture's use, as edited.
 */
export type PictureDraft = { 
/**
 * SHA-256 of the file.
 */
media: string, 
/**
 * An inline document.
 */
caption: PmDoc, 
/**
 * Who to thank.
 */
credit: string, 
/**
 * For readers who cannot see it.
 */
alt: string, };

/**
 * Everything of a story that the window edits.
 */
export type StoryDraft = { 
/**
 * Working name.
 */
slug: string, 
/**
 * Small label above the headline.
 */
eyebrow: string, 
/**
 * Plain text.
 */
headline: string, 
/**
 * For other places; an empty one follows the page headline.
 */
headlines: HeadlineSet, 
/**
 * The content profile's id; empty: a news story's.
 */
profile: string, 
/**
 * The length asked for, in words.
 */
commissionedWords: number | null, 
/**
 * An inline document.
 */
standfirst: PmDoc, 
/**
 * Agency line.
 */
agency: string, 
/**
 * Names with roles.
 */
bylines: Array<Byline>, 
/**
 * Where it was filed from.
 */
dateline: Dateline, 
/**
 * The section's id.
 */
section: SectionId | null, 
/**
 * Topics.
 */
tags: Array<string>, 
/**
 * Empty: made from the headline.
 */
urlSlug: string, 
/**
 * BCP 47.
 */
language: string, 
/**
 * Where it differs from the language's own.
 */
direction: Direction | null, 
/**
 * The picture above the body.
 */
lead: PictureDraft | null, 
/**
 * Links at the foot.
 */
alsoRead: Array<AlsoRead>, 
/**
 * What was put right after publication.
 */
corrections: Array<Correction>, 
/**
 * The body.
 */
body: PmDoc, };

/**
 * What readers can see of a story, against its working copy.
 */
export type Seen = "not-published" | "live" | "live-with-changes" | "taken-down";

/**
 * A story as the window opens it.
 */
export type StoryView = { 
/**
 * The story.
 */
id: StoryId, 
/**
 * Counts its saves.
 */
edit: number, 
/**
 * What the window edits.
 */
draft: StoryDraft, 
/**
 * What readers can see.
 */
seen: Seen, 
/**
 * The URL slug readers get.
 */
effectiveUrlSlug: string, 
/**
 * When readers first saw it.
 */
firstPublishedAt: UtcMillis | null, 
/**
 * When what they see last changed.
 */
updatedAt: UtcMillis | null, 
/**
 * When it was made.
 */
createdAt: UtcMillis, 
/**
 * When its working copy changed.
 */
changedAt: UtcMillis, 
/**
 * When it was last on disk.
 */
savedAt: UtcMillis, 
/**
 * Where it stands with the desk.
 */
atDesk: AtDesk, 
/**
 * Words of its body.
 */
words: number, 
/**
 * Minutes to read it.
 */
readingMinutes: number, 
/**
 * Set when the stored copy is not what was written.
 */
damage: StetError | null, 
/**
 * Headlines of our own stories that it links to, by id.
 */
linkedHeadlines: { [key in string]: string }, };

/**
 * Advice about one field; it never stops a save.
 */
export type FieldNotice = { 
/**
 * The field's name, as the window knows it.
 */
field: string, 
/**
 * What is to be said.
 */
error: StetError, };

/**
 * What a save answers.
 */
export type Saved = { 
/**
 * Counts the story's saves.
 */
edit: number, 
/**
 * When it was on disk.
 */
savedAt: UtcMillis, 
/**
 * Words of its body.
 */
words: number, 
/**
 * Minutes to read it.
 */
readingMinutes: number, 
/**
 * The URL slug readers get.
 */
effectiveUrlSlug: string, 
/**
 * What readers can see.
 */
seen: Seen, 
/**
 * Advice about fields.
 */
notices: Array<FieldNotice>, 
/**
 * Another Stet had saved it since; that text is kept as a revision.
 */
keptOther: boolean, };

/**
 * How long the text is that stands in the window, saved or not.
 */
export type Measured = { 
/**
 * Each block that was asked about.
 */
blocks: Array<Length>, 
/**
 * Words of the whole body.
 */
words: number, 
/**
 * Minutes to read it.
 */
readingMinutes: number, };

/**
 * What a newsroom calls one stage.
 */
export type StageName = { 
/**
 * The stage.
 */
stage: Stage, 
/**
 * Its own name; empty: the usual one.
 */
name: string, 
/**
 * Not offered; a story that stands there stays there.
 */
hidden: boolean, };

/**
 * A section with how many stories it has. A new one has an empty id.
 */
export type Section = { 
/**
 * Its id; empty for a new one.
 */
id: string, 
/**
 * Its part of the address; empty: made from the name.
 */
slug: string, 
/**
 * As shown.
 */
name: string, 
/**
 * Out of the navigation after this.
 */
showUntil: UtcMillis | null, 
/**
 * Stories in it.
 */
stories: number, };

/**
 * What pages are printed on, by day and by night.
 */
export type Paper = "warm" | "white";

/**
 * A manner of type.
 */
export type Face = "serif" | "old-style" | "slab" | "sans" | "humanist";

/**
 * An accent as readers see it, and how well it can be read: by day and by night.
 */
export type Accent = { 
/**
 * By day: as it was chosen.
 */
day: string, 
/**
 * Its contrast with the paper by day, or with the tint where that is less.
 */
dayContrast: number, 
/**
 * By night: the same hue, as light as dark paper needs.
 */
night: string, 
/**
 * Its contrast by night.
 */
nightContrast: number, };

/**
 * A place where readers find the newsroom too.
 */
export type SocialLink = { 
/**
 * As shown: Mastodon.
 */
name: string, 
/**
 * `https://…`.
 */
url: string, };

/**
 * What is set of the site's dress; what is not is the theme's.
 */
export type Dress = { 
/**
 * `#rrggbb`; empty: the theme's own.
 */
accent: string, 
/**
 * What pages are printed on.
 */
paper: Paper, 
/**
 * The typeface of headlines.
 */
headlines: Face, 
/**
 * The typeface of what is read.
 */
text: Face, 
/**
 * A picture for the masthead, in place of the name.
 */
logo: string | null, 
/**
 * Whether the name stands under the logo.
 */
logoWithName: boolean, 
/**
 * Markdown at the foot of each page: paragraphs.
 */
footer: string, 
/**
 * Where else readers find the newsroom, in order.
 */
social: Array<SocialLink>, };

/**
 * What a user can set for the newsroom and its site.
 */
export type Settings = { 
/**
 * The masthead.
 */
title: string, 
/**
 * The small line under it.
 */
tagline: string, 
/**
 * `https://…` of the finished site; empty while it has none.
 */
address: string, 
/**
 * IANA zone that times are printed in.
 */
zone: string, 
/**
 * Form of printed times: `month-first` (also where empty), `day-first`, `iso`, or a
 * strftime pattern.
 */
dateFormat: string, 
/**
 * BCP 47, of new stories and of the site's own words.
 */
language: string, 
/**
 * Who works at this machine; goes into revisions.
 */
author: string, 
/**
 * Agency line of a story without names.
 */
defaultAgency: string, 
/**
 * The line at the foot of each page.
 */
copyright: string, 
/**
 * Markdown of the page About us; empty means a plain default.
 */
about: string, 
/**
 * Markdown of the page Privacy policy.
 */
privacy: string, 
/**
 * Markdown of the page Terms & conditions.
 */
terms: string, 
/**
 * Markdown of the page Contact.
 */
contact: string, 
/**
 * Markdown of the page Corrections policy.
 */
correctionsPolicy: string, 
/**
 * The folder whose new files come in while the window is open; empty: none.
 */
watchedFolder: string, 
/**
 * After so many days a spiked story leaves the lists and the search; 0: never.
 */
spikeDays: number, 
/**
 * Whether feeds carry the whole text of a story, not its summary alone.
 */
feedsInFull: boolean, 
/**
 * Whether a file of each story for news software (ninjs) stands beside its page.
 */
ninjs: boolean, 
/**
 * Whether pictures of the site are drawn as AVIF too: smaller, and ten times the work.
 */
avif: boolean, 
/**
 * What the stages are called here: those alone that are renamed or left out.
 */
stages: Array<StageName>, 
/**
 * How the site is dressed: colours, typefaces, logo, foot.
 */
dress: Dress, };

/**
 * A line of the trending strip, chosen by an editor.
 */
export type TrendingItem = { 
/**
 * Its words; empty means the story's own headline.
 */
headline: string, 
/**
 * Where it goes.
 */
to: LinkTo, };

/**
 * What a profile says of one field.
 */
export type FieldRule = { 
/**
 * The field's word.
 */
field: Field, 
/**
 * Whether the window shows it while it is empty.
 */
shown: boolean, 
/**
 * Whether publishing stops without it.
 */
required: boolean, 
/**
 * Amber above this; characters, and words of the body.
 */
soft: number | null, 
/**
 * Red above this.
 */
hard: number | null, };

/**
 * A content profile with how many stories are written to it. A new one has an empty id.
 */
export type Profile = { 
/**
 * Its id; empty for a new one.
 */
id: string, 
/**
 * As shown.
 */
name: string, 
/**
 * So near to the commissioned length is amber; so far over it is red.
 */
bandWords: number, 
/**
 * One rule a field, in the order they are listed.
 */
fields: Array<FieldRule>, 
/**
 * Stories written to it.
 */
stories: number, };

/**
 * The open newsroom.
 */
export type Newsroom = { 
/**
 * Its folder.
 */
path: string, 
/**
 * Its settings.
 */
settings: Settings, 
/**
 * Its sections in order.
 */
sections: Array<Section>, 
/**
 * Its trending strip.
 */
trending: Array<TrendingItem>, 
/**
 * Its content profiles in order.
 */
profiles: Array<Profile>, 
/**
 * Stories in it, spiked ones left out.
 */
stories: number, 
/**
 * Whether `stet demo` made it.
 */
isDemo: boolean, };

/**
 * How the start went.
 */
export type Opening = { "kind": "open", 
/**
 * The newsroom.
 */
newsroom: Newsroom, 
/**
 * What is damaged in it; the rest works.
 */
problems: Array<StetError>, 
/**
 * The story that was open last.
 */
lastStory: string | null, } | { "kind": "closed", 
/**
 * Why, and what to do.
 */
error: StetError, 
/**
 * The folder.
 */
path: string, };

/**
 * Names a saved view of the desk list.
 */
export type ViewId = string;

/**
 * Which stories the list holds.
 */
export type DeskView = "desk" | "live" | "spiked" | "expired";

/**
 * What the list is sorted by. Stories that are alike in it stand by their last change; what is
 * empty comes last.
 */
export type DeskSort = "changed" | "priority" | "slug" | "headline" | "byline" | "stage" | "flags" | "length" | "deadline" | "assigned" | "picture" | "seen";

/**
 * What readers can see, or will.
 */
export type DeskState = "not-published" | "scheduled" | "live" | "live-with-changes" | "taken-down";

/**
 * When a story must be filed, by the newsroom's own calendar.
 */
export type DeskDeadline = "over" | "today" | "tomorrow" | "weekend";

/**
 * What is asked of the list.
 */
export type DeskAsk = { 
/**
 * Which stories.
 */
view: DeskView, 
/**
 * The words that were typed; empty: all.
 */
find: string, 
/**
 * In which order.
 */
sort: DeskSort, 
/**
 * Whether from the other end.
 */
reversed: boolean, 
/**
 * Only what is whoever's works at this machine.
 */
mine: boolean, 
/**
 * Only what must be filed then.
 */
deadline: DeskDeadline | null, 
/**
 * Only in these stages; none: in any.
 */
stages: Array<Stage>, 
/**
 * Only with these publication states; none: with any.
 */
states: Array<DeskState>, 
/**
 * Only with a lead picture.
 */
picture: boolean, 
/**
 * Only what needs a lawyer.
 */
legal: boolean, 
/**
 * Only what is held, not for publication, or embargoed.
 */
held: boolean, 
/**
 * Only what somebody wants looked at again.
 */
lookAgain: boolean, };

/**
 * A question to the list that has a name, for everybody in the newsroom.
 */
export type SavedView = { 
/**
 * Its name on every machine.
 */
id: ViewId, 
/**
 * As shown.
 */
name: string, 
/**
 * Whether it is shown when the newsroom opens.
 */
isFirst: boolean, 
/**
 * What it asks.
 */
ask: DeskAsk, };

/**
 * A stretch of a snippet.
 */
export type DeskSnippetPart = { 
/**
 * The words as they stand.
 */
text: string, 
/**
 * Whether they were asked for.
 */
hit: boolean, };

/**
 * Some words of a story, and which of them were asked for.
 */
export type DeskSnippet = { 
/**
 * In order, spaces included.
 */
parts: Array<DeskSnippetPart>, 
/**
 * Set where they stand in an older revision only: when that was kept.
 */
older: UtcMillis | null, };

/**
 * A row of the desk list.
 */
export type DeskRow = { 
/**
 * The story.
 */
id: StoryId, 
/**
 * Its working name.
 */
slug: string, 
/**
 * Its headline.
 */
headline: string, 
/**
 * Its names, else its agency.
 */
byline: string, 
/**
 * Where it is in the work.
 */
stage: Stage, 
/**
 * What readers can see.
 */
seen: Seen, 
/**
 * Whether readers were told of a correction or a clarification.
 */
corrected: boolean, 
/**
 * When it goes to the newsroom's own site.
 */
scheduleAt: UtcMillis | null, 
/**
 * Whether it was killed.
 */
killed: boolean, 
/**
 * Whether it is on hold.
 */
hold: boolean, 
/**
 * Whether it is never to be published.
 */
notForPublication: boolean, 
/**
 * Whether a lawyer must read it.
 */
legal: Legal, 
/**
 * Whether it needs pictures.
 */
pictures: PictureNeed, 
/**
 * Whether it is to be handled with care.
 */
sensitive: boolean, 
/**
 * Whether it is under an embargo, over or not.
 */
embargo: boolean, 
/**
 * When the embargo is over; none: it has no end.
 */
embargoAt: UtcMillis | null, 
/**
 * 1 to 5; 0: not said.
 */
priority: number, 
/**
 * Whose it is.
 */
assignedTo: string, 
/**
 * When it must be filed.
 */
deadlineAt: UtcMillis | null, 
/**
 * Whether its copy is still to come, so that the deadline counts.
 */
toFile: boolean, 
/**
 * When somebody should look at it again.
 */
lookAgainAt: UtcMillis | null, 
/**
 * When it was spiked.
 */
spikedAt: UtcMillis | null, 
/**
 * Words of its body.
 */
words: number, 
/**
 * The length that was asked for.
 */
commissionedWords: number | null, 
/**
 * BCP 47.
 */
language: string, 
/**
 * The way it runs.
 */
direction: Direction, 
/**
 * Its section's id.
 */
section: SectionId | null, 
/**
 * When it changed.
 */
changedAt: UtcMillis, 
/**
 * Who changed it; may be empty.
 */
changedBy: string, 
/**
 * Whether its row could not be read whole.
 */
damaged: boolean, 
/**
 * Whether it has a lead picture.
 */
hasPicture: boolean, 
/**
 * Where a search found it.
 */
snippet: DeskSnippet | null, };

/**
 * A page of the desk list.
 */
export type DeskPage = { 
/**
 * Its rows.
 */
rows: Array<DeskRow>, 
/**
 * Where the next page starts.
 */
next: string | null, 
/**
 * How many there are.
 */
total: number, 
/**
 * Whether there may be more than that.
 */
atLeast: boolean, };

/**
 * What an hour of a story is for.
 */
export type HourKind = "deadline" | "schedule" | "embargo" | "look-again";

/**
 * One hour of a story.
 */
export type PlanHour = { 
/**
 * What for.
 */
kind: HourKind, 
/**
 * When.
 */
at: UtcMillis, 
/**
 * Where it goes out; empty: on the newsroom's own site, or this is no going out.
 */
place: string, };

/**
 * A story on the news list, with its hours of that day.
 */
export type NewsLine = { 
/**
 * The story.
 */
row: DeskRow, 
/**
 * What was asked for; stands for a headline that is not there yet.
 */
brief: string, 
/**
 * Its hours, the first first.
 */
hours: Array<PlanHour>, };

/**
 * The news list of a day.
 */
export type NewsList = { 
/**
 * `2026-11-28`, in the newsroom's zone.
 */
date: string, 
/**
 * Whether that is today.
 */
isToday: boolean, 
/**
 * Today: what is left from the days before, the newest first.
 */
before: Array<NewsLine>, 
/**
 * What has an hour on the day, in the order of its first.
 */
lines: Array<NewsLine>, 
/**
 * Whether there is more than is listed.
 */
more: boolean, };

/**
 * A day of the calendar: how many stories have an hour on it.
 */
export type CalendarDay = { 
/**
 * `2026-11-28`.
 */
date: string, 
/**
 * Copy that is still to come.
 */
deadlines: number, 
/**
 * What goes out.
 */
schedules: number, 
/**
 * Embargoes that end.
 */
embargoes: number, 
/**
 * What is to be looked at again.
 */
lookAgains: number, };

/**
 * Days in a row.
 */
export type PlanCalendar = { 
/**
 * Which day it is, in the newsroom's zone.
 */
today: string, 
/**
 * The days.
 */
days: Array<CalendarDay>, };

/**
 * A story that somebody wants looked at again, now that its hour has come.
 */
export type LookDue = { 
/**
 * The story.
 */
story: StoryId, 
/**
 * Its headline; may be empty.
 */
headline: string, 
/**
 * Its working name; may be empty.
 */
slug: string, 
/**
 * The hour.
 */
hour: WallTime, };

/**
 * A story that is asked for.
 */
export type Commission = { 
/**
 * Its working name.
 */
slug: string, 
/**
 * What is wanted.
 */
brief: string, 
/**
 * From whom; empty: from nobody yet.
 */
assignedTo: string, 
/**
 * By when.
 */
deadline: WallTime | null, 
/**
 * How long, in words.
 */
words: number | null, 
/**
 * Whether it needs pictures.
 */
pictures: PictureNeed, 
/**
 * Where on the site it will appear.
 */
section: SectionId | null, };

/**
 * A move with one of several stories.
 */
export type StoryMove = { 
/**
 * The story.
 */
story: StoryId, 
/**
 * What is done with it.
 */
to: Move, };

/**
 * What became of moves with several stories.
 */
export type StoriesMoved = { 
/**
 * What takes back what was done.
 */
back: Array<StoryMove>, 
/**
 * Why some were not moved.
 */
refused: Array<StetError>, };

/**
 * One of our own stories, for a link to it.
 */
export type StoryLink = { 
/**
 * The story.
 */
id: StoryId, 
/**
 * Its headline.
 */
headline: string, 
/**
 * Its working name.
 */
slug: string, 
/**
 * What readers can see.
 */
seen: Seen, 
/**
 * When it changed.
 */
changedAt: UtcMillis, };

/**
 * Names words kept to be put in again.
 */
export type SnippetId = string;

/**
 * Words kept to be put in again.
 */
export type Snippet = { 
/**
 * Its id.
 */
id: SnippetId, 
/**
 * What is typed to find it.
 */
name: string, 
/**
 * What is put in.
 */
body: PmDoc, };

/**
 * Names a story to begin from.
 */
export type TemplateId = string;

/**
 * A story to begin from.
 */
export type Template = { 
/**
 * Its id.
 */
id: TemplateId, 
/**
 * What is typed to find it.
 */
name: string, 
/**
 * The headline it brings; empty where it brings none.
 */
headline: string, 
/**
 * Why no story can be begun from it.
 */
damage: StetError | null, };

/**
 * A picture that was taken in, with what the file says of itself.
 */
export type PictureAdded = { 
/**
 * SHA-256 of the file.
 */
media: string, 
/**
 * Upright, in pixels.
 */
width: number, 
/**
 * Upright, in pixels.
 */
height: number, 
/**
 * Its ending.
 */
format: string, 
/**
 * Length of the file.
 */
bytes: number, 
/**
 * As the file says.
 */
caption: string, 
/**
 * As the file says.
 */
credit: string, 
/**
 * As the file says.
 */
alt: string, 
/**
 * As the file says.
 */
copyright: string, 
/**
 * Whether the newsroom had it.
 */
wasHere: boolean, 
/**
 * What a person should be told.
 */
notices: Array<string>, };

/**
 * A point of a picture, in hundredths of its width and height from the upper left.
 */
export type FocalPoint = { 
/**
 * Across.
 */
x: number, 
/**
 * Down.
 */
y: number, };

/**
 * How a picture stands.
 */
export type PictureInfo = { 
/**
 * SHA-256 of the file.
 */
media: string, 
/**
 * Upright, in pixels.
 */
width: number, 
/**
 * Upright, in pixels.
 */
height: number, 
/**
 * Its ending.
 */
format: string, 
/**
 * Length of the file.
 */
bytes: number, 
/**
 * The point that every cut keeps.
 */
focus: FocalPoint, 
/**
 * Whether somebody chose it.
 */
chosen: boolean, 
/**
 * Why it cannot be shown.
 */
problem: StetError | null, };

/**
 * Why a revision was kept.
 */
export type Why = "autosave" | "named" | "filed" | "published" | "restored" | "before-restore" | "imported" | "other-copy" | "merged" | "proposed" | "sent";

/**
 * A revision in the list.
 */
export type RevisionRow = { 
/**
 * The revision.
 */
id: RevisionId, 
/**
 * When it was kept.
 */
madeAt: UtcMillis, 
/**
 * Who kept it.
 */
author: string, 
/**
 * Why.
 */
why: Why, 
/**
 * A name given by a person.
 */
name: string, 
/**
 * Words of its body.
 */
words: number, 
/**
 * Whether readers see this one.
 */
isPublished: boolean, };

/**
 * A revision, read.
 */
export type RevisionView = { 
/**
 * Its row.
 */
row: RevisionRow, 
/**
 * The story as it was.
 */
draft: StoryDraft, };

/**
 * Which side has a run of words.
 */
export type HunkKind = "same" | "added" | "removed";

/**
 * A run of words that both sides share, or that one side alone has.
 */
export type Hunk = { 
/**
 * Which side has it.
 */
kind: HunkKind, 
/**
 * The words, with the spaces between.
 */
text: string, };

/**
 * The differences in one field.
 */
export type FieldDiff = { 
/**
 * The field's name, as the window knows it.
 */
field: string, 
/**
 * The field's name for people.
 */
label: string, 
/**
 * The words in order.
 */
hunks: Array<Hunk>, };

/**
 * Two states of a story.
 */
export type Comparison = { 
/**
 * The older side.
 */
from: RevisionRow, 
/**
 * The newer; none: the working copy.
 */
to: RevisionRow | null, 
/**
 * What differs.
 */
fields: Array<FieldDiff>, 
/**
 * Words that the newer side alone has.
 */
added: number, 
/**
 * Words that the older side alone has.
 */
removed: number, };

/**
 * A link in a piece, in UTF-16 units of its text.
 */
export type PieceLink = { 
/**
 * Where its words begin.
 */
from: number, 
/**
 * Where they end.
 */
to: number, 
/**
 * Where it goes.
 */
href: string, };

/**
 * A piece of a story's text: one paragraph, or one field.
 */
export type Piece = { 
/**
 * Where it stands: `headline`, `standfirst`, `body`, `caption`, `alt`, `tags`, …
 */
field: string, 
/**
 * Its plain text.
 */
text: string, 
/**
 * Whether the whole of it is somebody's words: a block quote or a pull quote.
 */
quoted: boolean, 
/**
 * The links in it.
 */
links: Array<PieceLink>, };

/**
 * The three kinds of mark.
 */
export type MarkKind = "fill-in" | "style" | "spelling";

/**
 * One mark on a piece.
 */
export type Mark = { 
/**
 * Where it begins, in UTF-16 units of the piece's text.
 */
from: number, 
/**
 * Where it ends; the same as `from` where there are no words to mark.
 */
to: number, 
/**
 * What it is.
 */
kind: MarkKind, 
/**
 * The house rule's id; `spelling`; `placeholder`.
 */
rule: string, 
/**
 * The very words.
 */
words: string, 
/**
 * Why it is marked, one sentence.
 */
why: string, 
/**
 * What to write instead; spelling is asked for when it is wanted.
 */
suggestions: Array<string>, };

/**
 * A rule of the house, as written.
 */
export type StyleRule = { 
/**
 * Its name, and what "switch off" remembers.
 */
id: string, 
/**
 * Words to find, one or more forms; empty where there is a pattern.
 */
find: Array<string>, 
/**
 * A pattern to find (regular expression); empty where there are words.
 */
pattern: string, 
/**
 * What to write instead, one or more; `$1` is a group of the pattern. May be empty.
 */
suggest: Array<string>, 
/**
 * Why, one sentence.
 */
why: string, 
/**
 * An example of what it catches.
 */
wrong: string, 
/**
 * The same, put right.
 */
right: string, 
/**
 * The language it is for, `en` or `en-GB`; empty: every language.
 */
language: string, 
/**
 * Whether it looks inside quotes too.
 */
inQuotes: boolean, 
/**
 * Whether capitals and small letters must be as written.
 */
exactCase: boolean, 
/**
 * The fields it looks at; empty: all of `headline standfirst body caption eyebrow alt`.
 */
fields: Array<string>, 
/**
 * The line of the file that it begins on; 0 for one that is not in the file yet.
 */
line: number, };

/**
 * A line that could not be read, or a rule that cannot work.
 */
export type StyleFault = { 
/**
 * The line, from 1; 0 for a rule that is not in the file yet.
 */
line: number, 
/**
 * What is wrong with it, one sentence.
 */
sentence: string, };

/**
 * Whether spelling can be checked in a language, and by what.
 */
export type ProofReady = { 
/**
 * The language asked for.
 */
language: string, 
/**
 * Where its dictionary comes from; none: there is none here.
 */
dictionary: string | null, 
/**
 * What to do where there is none, or what is wrong with one; may be empty.
 */
hint: string, 
/**
 * How many house rules look at this language, those switched off aside.
 */
rules: number, 
/**
 * Whether the newsroom has a style file.
 */
hasStyleFile: boolean, 
/**
 * What in the style file could not be read.
 */
faults: Array<StyleFault>, };

/**
 * The house style as the window edits it.
 */
export type HouseStyle = { 
/**
 * The file.
 */
path: string, 
/**
 * Whether it is there.
 */
exists: boolean, 
/**
 * Its rules, in its order.
 */
rules: Array<StyleRule>, 
/**
 * The ids of those that are switched off.
 */
off: Array<string>, 
/**
 * What could not be read.
 */
faults: Array<StyleFault>, };

/**
 * What a rule does when it is tried.
 */
export type RuleTrial = { 
/**
 * What is wrong with the rule; empty: nothing.
 */
faults: Array<string>, 
/**
 * What it finds in the sample.
 */
marks: Array<Mark>, 
/**
 * Whether it catches its own wrong example; none where it has none.
 */
catchesWrong: boolean | null, 
/**
 * Whether it passes its own right example; none where it has none.
 */
passesRight: boolean | null, };

/**
 * A word of the newsroom's own.
 */
export type DictionaryWord = { 
/**
 * BCP 47 without region; empty: every language.
 */
language: string, 
/**
 * The word.
 */
word: string, };

/**
 * How a change stands to the story of now.
 */
export type Standing = "open" | "there" | "overtaken" | "gone";

/**
 * What becomes of the text.
 */
export type ChangeKind = "words" | "split" | "joined" | "form";

/**
 * What became of a change.
 */
export type Decided = "taken" | "left";

/**
 * Where some words of the body stand.
 */
export type WordsAt = { 
/**
 * Which text block, from 0; those without a word are not counted.
 */
block: number, 
/**
 * UTF-16 units into its text.
 */
start: number, 
/**
 * UTF-16 units.
 */
length: number, };

/**
 * Words to comment on.
 */
export type WordsPicked = { 
/**
 * The field, as the window knows it.
 */
field: string, 
/**
 * Which text block of the body.
 */
block: number, 
/**
 * UTF-16 units into its text.
 */
start: number, 
/**
 * The very words.
 */
quote: string, 
/**
 * What stands before them in their block.
 */
before: string, 
/**
 * What stands after them.
 */
after: string, };

/**
 * One thing somebody said.
 */
export type Remark = { 
/**
 * Its id.
 */
id: CommentId, 
/**
 * Who; empty where nobody is named.
 */
author: string, 
/**
 * What.
 */
text: string, 
/**
 * When.
 */
madeAt: UtcMillis, 
/**
 * Whether whoever works here said it.
 */
isMine: boolean, };

/**
 * A comment with its answers.
 */
export type ReviewThread = { 
/**
 * What was said first.
 */
first: Remark, 
/**
 * The field it is about.
 */
field: string, 
/**
 * The words it is about, as they were.
 */
quote: string, 
/**
 * Where they stand in the text as last saved; none: they are gone.
 */
at: WordsAt | null, 
/**
 * When it was settled.
 */
resolvedAt: UtcMillis | null, 
/**
 * The answers, oldest first.
 */
replies: Array<Remark>, };

/**
 * One change that somebody proposes.
 */
export type SuggestedChange = { 
/**
 * Names it, for as long as the suggestion says this.
 */
id: string, 
/**
 * The field, as the window knows it.
 */
field: string, 
/**
 * The field's name for people.
 */
label: string, 
/**
 * What kind of change it is.
 */
kind: ChangeKind, 
/**
 * The words around it, as they were and as proposed.
 */
words: Array<Hunk>, 
/**
 * Whether it can be taken.
 */
standing: Standing, 
/**
 * What was decided about it; null: nothing yet.
 */
decided: Decided | null, 
/**
 * Where the words that would go stand in the text as last saved; of no length where words
 * would only come in.
 */
spots: Array<WordsAt>, };

/**
 * A proposed text, change by change.
 */
export type ReviewSuggestion = { 
/**
 * Its id.
 */
id: SuggestionId, 
/**
 * Who proposes.
 */
author: string, 
/**
 * When.
 */
madeAt: UtcMillis, 
/**
 * Whether whoever works here writes it, and can go on with it.
 */
isOwn: boolean, 
/**
 * What it would change.
 */
changes: Array<SuggestedChange>, };

/**
 * All that is said about a story.
 */
export type Review = { 
/**
 * The comments, in the order of the page.
 */
threads: Array<ReviewThread>, 
/**
 * The suggestions that are open.
 */
suggestions: Array<ReviewSuggestion>, 
/**
 * Who can be named in a comment: who wrote stories, comments, revisions or suggestions here.
 */
people: Array<string>, 
/**
 * Who works here; empty where nobody is named.
 */
me: string, };

/**
 * A suggestion that is being written.
 */
export type Suggesting = { 
/**
 * Which.
 */
suggestion: SuggestionId, 
/**
 * The story with the proposed text in place of its own.
 */
view: StoryView, };

/**
 * What a check does to publishing.
 */
export type Level = "block" | "ask" | "ok";

/**
 * One thing looked at.
 */
export type Check = { 
/**
 * Stable, kebab-case.
 */
code: string, 
/**
 * Whether it stops, asks, or is well.
 */
level: Level, 
/**
 * What is so, one sentence.
 */
sentence: string, 
/**
 * What to do; may be empty.
 */
hint: string, 
/**
 * The field to jump to, as the window knows it; may be empty.
 */
field: string, 
/**
 * The picture it is about.
 */
media: string | null, };

/**
 * A destination, without its password.
 */
export type Destination = { 
/**
 * The destination.
 */
id: DestinationId, 
/**
 * `word-press`.
 */
kind: "word-press", 
/**
 * As the newsroom calls it.
 */
name: string, 
/**
 * https://…
 */
address: string, 
/**
 * The user there.
 */
user: string, 
/**
 * Whether the keychain has its password.
 */
hasPassword: boolean, };

/**
 * A destination as edited. Without a password, the one that is kept stays.
 */
export type DestinationDraft = { 
/**
 * None: a new one.
 */
id: DestinationId | null, 
/**
 * `word-press`.
 */
kind: "word-press", 
/**
 * As the newsroom calls it.
 */
name: string, 
/**
 * https://…
 */
address: string, 
/**
 * The user there.
 */
user: string, 
/**
 * An application password.
 */
password: string | null, };

/**
 * What a test of a destination found.
 */
export type DestinationTested = { 
/**
 * The site's own name.
 */
siteTitle: string, 
/**
 * The user's name there.
 */
userName: string, 
/**
 * What the user may do.
 */
canPublish: boolean, 
/**
 * What the user may do.
 */
canUpload: boolean, 
/**
 * What the user may do.
 */
canMakeTerms: boolean, 
/**
 * What a person should know.
 */
advice: Array<StetError>, };

/**
 * An order in the outbox.
 */
export type Order = { 
/**
 * The order.
 */
id: OrderId, 
/**
 * What it does.
 */
act: PushAct | "kill", 
/**
 * How it stands.
 */
state: "waiting" | "sending" | "done" | "refused" | "conflict", 
/**
 * How often it was tried.
 */
attempts: number, 
/**
 * When it is tried next.
 */
nextTryAt: UtcMillis | null, 
/**
 * Why the last try failed.
 */
error: StetError | null, 
/**
 * When it was given.
 */
createdAt: UtcMillis, };

/**
 * How a story stands at a destination.
 */
export type DestinationState = { 
/**
 * The destination.
 */
destination: Destination, 
/**
 * What stands there.
 */
remote: RemoteState, 
/**
 * The post's id there.
 */
remoteId: string | null, 
/**
 * Its address for readers.
 */
link: string | null, 
/**
 * When it was sent.
 */
sentAt: UtcMillis | null, 
/**
 * When it goes live.
 */
scheduledFor: UtcMillis | null, 
/**
 * Whether the story has changed since.
 */
unsent: boolean, 
/**
 * What waits for it.
 */
order: Order | null, 
/**
 * What the site changed in it.
 */
notices: Array<StetError>, 
/**
 * Since when readers see it, as the site said when it was looked at after its hour.
 */
liveAt: UtcMillis | null, 
/**
 * When it was found not live after its hour.
 */
missedAt: UtcMillis | null, 
/**
 * Why nobody knows yet whether the site kept its hour.
 */
lookError: StetError | null, 
/**
 * When that is looked at next.
 */
lookAt: UtcMillis | null, };

/**
 * How a place stands that is to be rid of a story.
 */
export type Rid = "gone" | "gone-by-hand" | "going" | "waits" | "by-hand";

/**
 * One place that a story went to, and whether it is rid of it.
 */
export type Removal = { 
/**
 * A folder of the site, or a destination's id.
 */
place: string, 
/**
 * The newsroom's own site.
 */
ownSite: boolean, 
/**
 * What a person calls it.
 */
name: string, 
/**
 * How it stands.
 */
state: Rid, 
/**
 * Since when it is gone; while it is not, when it was asked for.
 */
at: UtcMillis, 
/**
 * When it is tried next.
 */
nextTryAt: UtcMillis | null, 
/**
 * Why it is not gone.
 */
error: StetError | null, 
/**
 * What is left there though the story is gone, each in a sentence.
 */
left: Array<StetError>, 
/**
 * Where readers saw it: an address, or a file.
 */
link: string, 
/**
 * Where a person can take it away; empty: at `link`.
 */
byHand: string, };

/**
 * What copying the default theme came to.
 */
export type CopiedTheme = { 
/**
 * The folder of the newsroom's own theme.
 */
folder: string, 
/**
 * Files that are there now.
 */
written: Array<string>, 
/**
 * Files that were there and stay as they are.
 */
kept: Array<string>, };

/**
 * A page that every site has.
 */
export type StandingPage = { 
/**
 * Its address.
 */
slug: string, 
/**
 * The story that it is written as; none: it is not.
 */
story: StoryId | null, 
/**
 * Whether readers see that story.
 */
isLive: boolean, };

/**
 * Another story of a chain of updates, or in another language.
 */
export type ChainedStory = { 
/**
 * The story.
 */
id: StoryId, 
/**
 * Its headline.
 */
headline: string, 
/**
 * What readers see of it.
 */
seen: Seen, };

/**
 * How a story stands everywhere.
 */
export type PublishState = { 
/**
 * On the newsroom's own site.
 */
seen: Seen, 
/**
 * When readers first saw it.
 */
firstPublishedAt: UtcMillis | null, 
/**
 * When what they see last changed.
 */
updatedAt: UtcMillis | null, 
/**
 * What was looked at.
 */
checks: Array<Check>, 
/**
 * Elsewhere.
 */
destinations: Array<DestinationState>, 
/**
 * Where it is to go away from, and what came of it; empty: nobody asked.
 */
removals: Array<Removal>, 
/**
 * The story that this one is an update of.
 */
updates: ChainedStory | null, 
/**
 * The story that is the update of this one.
 */
updatedBy: ChainedStory | null, 
/**
 * The story that this one is a translation of.
 */
translates: ChainedStory | null, 
/**
 * The stories that are translations of this one.
 */
translations: Array<ChainedStory>, };

/**
 * What a site holds now, beside ours.
 */
export type RemoteConflict = { 
/**
 * When it was changed there.
 */
remoteChangedAt: UtcMillis, 
/**
 * The words, ours as the newer side.
 */
fields: Array<FieldDiff>, };

/**
 * What an export did.
 */
export type Exported = { 
/**
 * The site's folder.
 */
folder: string, 
/**
 * Its front page.
 */
index: string, 
/**
 * Pages of it.
 */
pages: number, 
/**
 * Files written.
 */
written: number, 
/**
 * Files taken away.
 */
removed: number, 
/**
 * Picture files.
 */
pictures: number, 
/**
 * How long it took.
 */
millis: number, 
/**
 * What could not be shown as it should.
 */
problems: Array<StetError>, };

/**
 * A place that the site is sent to, without its password.
 */
export type SitePlace = { 
/**
 * The place.
 */
id: DestinationId, 
/**
 * How it is spoken to.
 */
kind: "s3" | "web-dav" | "sftp", 
/**
 * As the newsroom calls it.
 */
name: string, 
/**
 * https://… or sftp://…
 */
address: string, 
/**
 * Where the site stands there; of `s3` the bucket, then a folder in it.
 */
folder: string, 
/**
 * Of `s3`.
 */
region: string, 
/**
 * The user; of `s3` the access key.
 */
user: string, 
/**
 * Of `sftp`: the file with the key.
 */
keyFile: string, 
/**
 * Whether the keychain has its password; SFTP goes by key.
 */
hasPassword: boolean, 
/**
 * When the whole site last stood there.
 */
sentAt: UtcMillis | null, 
/**
 * Why the last sending did not end.
 */
error: StetError | null, };

/**
 * A place as edited. Without a password, the one that is kept stays.
 */
export type SitePlaceDraft = { 
/**
 * None: a new one.
 */
id: DestinationId | null, 
/**
 * How it is spoken to.
 */
kind: "s3" | "web-dav" | "sftp", 
/**
 * As the newsroom calls it.
 */
name: string, 
/**
 * https://… or sftp://…
 */
address: string, 
/**
 * Where the site stands there; of `s3` the bucket, then a folder in it.
 */
folder: string, 
/**
 * Of `s3`; empty: us-east-1.
 */
region: string, 
/**
 * The user; of `s3` the access key.
 */
user: string, 
/**
 * Of `sftp`: the file with the key; empty: what ssh itself finds.
 */
keyFile: string, 
/**
 * Its password; of `s3` the secret key.
 */
password: string | null, };

/**
 * A sending of the site from this window: under way, or the one that ended last.
 */
export type SiteSending = { 
/**
 * Counts the sendings of this window.
 */
number: number, 
/**
 * Where to; none before the first.
 */
place: DestinationId | null, 
/**
 * Whether it is under way.
 */
running: boolean, 
/**
 * Whether the site is still being written into its folder.
 */
exporting: boolean, 
/**
 * Files put there so far.
 */
put: number, 
/**
 * Files to put.
 */
toPut: number, 
/**
 * Bytes of those that were put.
 */
bytes: number, 
/**
 * Bytes of all that are to be put.
 */
allBytes: number, 
/**
 * Files taken away there so far.
 */
removed: number, 
/**
 * Files that stood there already.
 */
unchanged: number, 
/**
 * Why it did not end.
 */
error: StetError | null, };

/**
 * What an import did.
 */
export type ImportOutcome = { 
/**
 * Stories that came in.
 */
stories: number, 
/**
 * The first of them, else the first that was here already.
 */
first: StoryId | null, 
/**
 * Whether that is all there was.
 */
one: boolean, 
/**
 * Stories that were here already.
 */
alreadyHere: number, 
/**
 * Sections that were made.
 */
newSections: Array<string>, 
/**
 * What did not come in.
 */
faults: Array<StetError>, 
/**
 * Faults in all.
 */
faultCount: number, 
/**
 * What came in and wants a look.
 */
notices: Array<StetError>, 
/**
 * Notices in all.
 */
noticeCount: number, 
/**
 * Whether it was stopped before the end.
 */
stopped: boolean, };

/**
 * An import under way, or the one that ended last.
 */
export type ImportState = { 
/**
 * Counts the imports of this window.
 */
number: number, 
/**
 * Whether one is under way.
 */
running: boolean, 
/**
 * Bytes or files done with.
 */
done: number, 
/**
 * Bytes or files in all; none where it is not known yet.
 */
of: number, 
/**
 * Stories that are in so far.
 */
stories: number, 
/**
 * What came of it, once it has ended.
 */
outcome: ImportOutcome | null, 
/**
 * Why it ended, where the newsroom itself did not answer.
 */
error: StetError | null, };

/**
 * A file of the watched folder that came in, or could not.
 */
export type CameIn = { 
/**
 * The file's name.
 */
name: string, 
/**
 * Its story; none where it did not come in.
 */
story: StoryId | null, 
/**
 * Why it did not come in, or what is to be said of it.
 */
error: StetError | null, };

/**
 * What a change touched: lists that show it read again.
 */
export type Changed = { 
/**
 * Stories whose text or state changed.
 */
stories: Array<StoryId>, 
/**
 * Whether the desk list shows something new.
 */
desk: boolean, 
/**
 * Whether settings, sections or the trending strip changed.
 */
settings: boolean, 
/**
 * Whether what stands at a destination, or waits for one, changed.
 */
publications: boolean, };
