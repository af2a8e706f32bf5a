// Generated from the Rust types by `cargo test --features desktop wire_is_fresh`. Do not edit.

/** ProseMirror JSON; the schema is in body/schema.ts. */
export type PmDoc = { type: "doc"; content: PmNode[] };
export type PmNode = { type: string; attrs?: Record<string, unknown>; content?: PmNode[]; marks?: { type: string; attrs?: Record<string, unknown> }[]; text?: string };

/** What went wrong: decide by `code`, show `sentence` and `hint`. */
export type StetError = { code: string; sentence: string; hint: string };

export type Stage = "pitch" | "assigned" | "writing" | "filed" | "desk" | "subs" | "legal" | "ready";
export type Direction = "ltr" | "rtl";
export type Byline = { name: string; role: string };
export type Dateline = { place: string; text: string };
export type LinkTo = { kind: "story"; value: string } | { kind: "url"; value: string };
export type AlsoRead = { headline: string; to: LinkTo };

/** `caption` is an inline document: {type:"doc",content:[text nodes]} */
export type PictureDraft = { media: string; caption: PmDoc; credit: string; alt: string };

/** Everything of a story that the window edits. `standfirst` is an inline document. */
export type StoryDraft = {
  slug: string; stage: Stage; hold: boolean; notForPublication: boolean;
  eyebrow: string; headline: string; standfirst: PmDoc; agency: string; bylines: Byline[]; dateline: Dateline;
  section: string | null; tags: string[]; urlSlug: string; language: string; direction: Direction | null;
  lead: PictureDraft | null; alsoRead: AlsoRead[]; body: PmDoc;
};

/** What readers can see: derived from the publication state and whether the copy moved on. */
export type Seen = "not-published" | "live" | "live-with-changes" | "taken-down";

export type StoryView = {
  id: string; edit: number; draft: StoryDraft; seen: Seen;
  /** The URL slug readers get: the chosen one, else made from the headline. */
  effectiveUrlSlug: string;
  firstPublishedAt: number | null; updatedAt: number | null; createdAt: number; changedAt: number; savedAt: number; spikedAt: number | null;
  words: number; readingMinutes: number;
  /** Set when the stored copy could not be read whole: what is shown is what could be saved of it. */
  damage: StetError | null;
  /** Headlines of our own stories named in alsoRead and related blocks, by id. */
  linkedHeadlines: Record<string, string>;
};

export type Saved = {
  edit: number; savedAt: number; words: number; readingMinutes: number; effectiveUrlSlug: string; seen: Seen;
  /** Advice that does not stop a save, such as url-slug-taken (field names the field). */
  notices: FieldNotice[];
  /** True where another Stet had changed the story since: its text was kept as a revision first. */
  keptOther: boolean;
};
export type FieldNotice = { field: string; error: StetError };

export type Section = { id: string; slug: string; name: string; showUntil: number | null; stories: number };
export type Settings = {
  title: string; tagline: string; address: string; zone: string; dateFormat: string; language: string;
  author: string; defaultAgency: string; copyright: string; about: string; privacy: string; terms: string;
};
export type TrendingItem = { headline: string; to: LinkTo };
export type Newsroom = { path: string; settings: Settings; sections: Section[]; trending: TrendingItem[]; stories: number; wpmRule: string; isDemo: boolean };

export type Opening =
  | { kind: "open"; newsroom: Newsroom; problems: StetError[]; lastStory: string | null }
  | { kind: "closed"; error: StetError; path: string };

export type DeskView = "desk" | "live" | "spiked";
export type DeskRow = {
  id: string; slug: string; headline: string; byline: string; stage: Stage; seen: Seen; hold: boolean; words: number;
  language: string; direction: Direction; section: string | null; changedAt: number; damaged: boolean; hasPicture: boolean;
};
/** `next` is a cursor to pass back for the following page; null at the end. */
export type DeskPage = { rows: DeskRow[]; next: string | null; total: number };

export type PictureAdded = { media: string; width: number; height: number; format: string; bytes: number; caption: string; credit: string; alt: string; copyright: string; wasHere: boolean };
export type PictureInfo = { media: string; width: number; height: number; format: string; bytes: number; problem: StetError | null };

export type RevisionRow = { id: string; madeAt: number; author: string; why: "autosave" | "named" | "filed" | "published" | "restored" | "before-restore" | "imported" | "other-copy" | "merged"; name: string; words: number; isPublished: boolean };
export type RevisionView = { row: RevisionRow; draft: StoryDraft };
export type Hunk = { kind: "same" | "added" | "removed"; text: string };
/** `field` is "body" or a furniture field's name; only fields that differ come, body always. */
export type FieldDiff = { field: string; label: string; hunks: Hunk[] };
export type Comparison = { from: RevisionRow; to: RevisionRow | null; fields: FieldDiff[]; added: number; removed: number };

export type Check = { code: string; level: "block" | "ask" | "ok"; sentence: string; hint: string; field: string; media: string | null };

export type DestinationKind = "word-press";
export type Destination = { id: string; kind: DestinationKind; name: string; address: string; user: string; hasPassword: boolean };
export type DestinationDraft = { id: string | null; kind: DestinationKind; name: string; address: string; user: string; password: string | null };
export type DestinationTested = { siteTitle: string; userName: string; canPublish: boolean; canUpload: boolean; canMakeTerms: boolean; advice: StetError[] };
export type PushAct = "draft" | "publish" | "schedule" | "update" | "take-down";
export type Order = { id: string; act: PushAct; state: "waiting" | "sending" | "done" | "refused" | "conflict"; attempts: number; nextTryAt: number | null; error: StetError | null; createdAt: number };
export type RemoteState = "none" | "draft" | "scheduled" | "live" | "trashed";
export type DestinationState = {
  destination: Destination; remote: RemoteState; remoteId: string | null; link: string | null; sentAt: number | null; scheduledFor: number | null;
  /** True where the story has changed since it was last sent. */
  unsent: boolean; order: Order | null; notices: StetError[];
};
export type PublishState = { seen: Seen; firstPublishedAt: number | null; updatedAt: number | null; checks: Check[]; destinations: DestinationState[] };
/** What the site holds now beside ours, when it was changed there since our last push. */
export type RemoteConflict = { remoteChangedAt: number; fields: FieldDiff[] };
export type Exported = { folder: string; index: string; pages: number; written: number; removed: number; pictures: number; millis: number; problems: StetError[] };
export type StoryLink = { id: string; headline: string; slug: string; seen: Seen; changedAt: number };

/** The one event: what changed, not how to redraw. `origin` is the window's own or another Stet. */
export type Changed = { stories: string[]; desk: boolean; settings: boolean; publications: boolean };
