// What can be put in at an empty line.
import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import { emptyFactbox, emptyKeypoints, emptyNote } from "./boxes";
import { emptyTable, insertBlock, setBlock, toggleHeading, toggleList, toggleQuote } from "./commands";
import { newEntry } from "./entries";
import { schema } from "./schema";

/** What the menu asks of the component around it. */
export type MenuCalls = {
  picture: () => void;
  snippet?: () => void;
  card: (kind: "embed" | "related") => void;
  /** The clock on the newsroom's wall: "2026-11-29 14:05". */
  wall: () => string;
};

/** One entry; `also` are other words that find it. */
export type Insertion = { id: string; sign: string; name: string; also: string; run: (view: EditorView, calls: MenuCalls) => void };

const put = (block: () => Node) => (view: EditorView) => { insertBlock(block())(view.state, view.dispatch.bind(view)); };
const { nodes } = schema;

/** Every entry, the common ones first. */
export const insertions: Insertion[] = [
  { id: "picture", sign: "▣", name: "Picture", also: "image photo figure", run: (_view, calls) => { calls.picture(); } },
  { id: "subhead", sign: "H", name: "Subhead", also: "heading title", run: (view) => { toggleHeading(2)(view.state, view.dispatch.bind(view)); } },
  { id: "pullquote", sign: "❝", name: "Pull quote", also: "quotation big", run: (view) => { setBlock(nodes.pullquote)(view.state, view.dispatch.bind(view)); } },
  { id: "blockquote", sign: "”", name: "Block quote", also: "quotation citation", run: (view) => { toggleQuote(view.state, view.dispatch.bind(view)); } },
  { id: "list", sign: "•", name: "List", also: "bullets points", run: (view) => { toggleList(nodes.bullet_list)(view.state, view.dispatch.bind(view)); } },
  { id: "numbered", sign: "1.", name: "Numbered list", also: "ordered", run: (view) => { toggleList(nodes.ordered_list)(view.state, view.dispatch.bind(view)); } },
  { id: "keypoints", sign: "≡", name: "Key points", also: "summary bullets glance", run: put(emptyKeypoints) },
  { id: "factbox", sign: "▤", name: "Fact box", also: "facts background explainer sidebar", run: put(emptyFactbox) },
  { id: "note", sign: "✎", name: "Note", also: "not published comment desk internal", run: put(emptyNote) },
  { id: "table", sign: "▦", name: "Table", also: "rows columns figures results", run: put(emptyTable) },
  { id: "related", sign: "→", name: "Related story", also: "also read link", run: (_view, calls) => { calls.card("related"); } },
  { id: "embed", sign: "▷", name: "Embed card", also: "video post tweet audio link", run: (_view, calls) => { calls.card("embed"); } },
  { id: "snippet", sign: "¶", name: "Snippet", also: "kept words boilerplate", run: (_view, calls) => { calls.snippet?.(); } },
  { id: "entry", sign: "◷", name: "Timed entry", also: "live update running story liveblog hour", run: (view, calls) => { newEntry(calls.wall())(view.state, view.dispatch.bind(view)); } },
  { id: "rule", sign: "—", name: "Rule", also: "line divider break", run: put(() => nodes.horizontal_rule.create()) },
];

/** The entries that what was typed finds, those whose name starts with it first. */
export function matching(typed: string): Insertion[] {
  const text = typed.trim().toLowerCase();
  if (text === "") return insertions;
  const starts = (words: string) => words.toLowerCase().split(" ").some((word) => word.startsWith(text));
  const named = insertions.filter((entry) => entry.name.toLowerCase().startsWith(text));
  const others = insertions.filter((entry) => !named.includes(entry) && (starts(entry.name) || starts(entry.also)));
  return [...named, ...others];
}
