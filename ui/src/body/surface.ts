// The writing surface: the editor's state and view, put together from the parts beside this file.
// Nothing here works per key but ProseMirror itself; the text is read when someone asks for it.
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import type { Node } from "prosemirror-model";
import { EditorState, NodeSelection, Plugin, Selection, TextSelection } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { Decoration, DecorationSet, EditorView } from "prosemirror-view";
import type { StetError } from "../wire";
import { addAt, addingPictures, pictureFiles, type PictureAttrs } from "./adding";
import { BoxView } from "./box";
import { keepBoxes } from "./boxes";
import { CardView } from "./card";
import { FigureView } from "./figure";
import { findMarks } from "./find";
import { bodyKeys, lineKeys, type KeyCalls } from "./keys";
import { atWordStart } from "./linking";
import { marked, type MarkCalls, type Marks } from "./marked";
import { cleanPasted, hasWords } from "./paste/clean";
import { cardOfPasted } from "./paste/card";
import { sliceOfText } from "./paste/text";
import { PullquoteView } from "./quote";
import { proposedMarks } from "./proposed";
import { remarkMarks } from "./remarks";
import { bodyRules, lineRules } from "./rules";
import { schema } from "./schema";
import { smartSigns } from "./smart";

/** What the surface asks of the component around it. */
export type SurfaceCalls = KeyCalls & {
  changed: () => void;
  moved: (view: EditorView) => void;
  menu: (view: EditorView) => void;
  /** An @ at the start of a word. */
  at?: (view: EditorView) => void;
  editCard: (pos: number) => void;
  addPictures: (files: File[]) => Promise<PictureAttrs[]>;
  notice: (error: StetError) => void;
  announce: (words: string) => void;
  remark?: (id: string) => void;
  /** A suggested change was clicked. */
  proposed?: (id: string) => void;
  focused: (on: boolean) => void;
  /** The language of the text, for the signs that are typed; empty leaves them as they are. */
  language: () => string;
  /** Spelling, style and what is missing; without it the browser checks spelling. */
  marks?: MarkCalls | undefined;
  marksMade?: (marks: Marks | null) => void;
};

/** The position of the empty paragraph that the cursor is alone in; null elsewhere. */
export function emptyLine(state: EditorState): number | null {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type !== schema.nodes.paragraph || $from.parent.content.size > 0) return null;
  return $from.before();
}

/** Marks the line with the cursor when it is empty: it takes the story's direction, and the first one a hint. */
const emptyLineMark = new Plugin({
  props: {
    decorations: (state) => {
      const at = emptyLine(state);
      if (at === null) return null;
      const only = state.doc.childCount === 1 && at === 0;
      return DecorationSet.create(state.doc, [Decoration.node(at, at + 2, { class: only ? "at-empty is-only" : "at-empty" })]);
    },
  },
});

/** True where Shift asked for plain text: then an address stays an address. */
function pastedPlain(view: EditorView): boolean {
  return (view as unknown as { input?: { shiftKey?: boolean } }).input?.shiftKey === true;
}

/** Says once how many pictures of a page were left behind. */
function leftBehind(count: number): StetError {
  const many = count > 1;
  return {
    code: "pasted-pictures-left",
    sentence: many ? `${count} pictures of the page were not pasted.` : "A picture of the page was not pasted.",
    hint: `Save ${many ? "them" : "it"} as a file, then drop or paste the file here, so that it is stored with the story.`,
  };
}

function asNotice(error: unknown): StetError {
  if (typeof error === "object" && error !== null && "code" in error && "sentence" in error) return error as StetError;
  return { code: "picture-not-added", sentence: `The picture could not be added: ${String(error)}`, hint: "The text is as it was. Try again, or save the picture as JPEG first." };
}

/** Adds files at a position and tells what came of it. */
export async function bringPictures(view: EditorView, pos: number, files: File[], calls: SurfaceCalls): Promise<void> {
  const pictures = pictureFiles(files);
  if (pictures.length < files.length) {
    calls.notice({ code: "not-a-picture", sentence: "Only pictures can be put in the text.", hint: "Use JPEG, PNG, WebP, GIF, AVIF or TIFF." });
  }
  if (pictures.length === 0) return;
  try {
    const added = await addAt(view, pos, pictures, calls.addPictures);
    if (added.length) calls.announce(added.length === 1 ? "Picture added" : `${added.length} pictures added`);
  } catch (error) {
    calls.notice(asNotice(error));
  }
}

/** Where three hyphens alone make a rule. */
const inBodyParagraph = (state: EditorState) => state.selection.$from.parent.type === schema.nodes.paragraph;

/** A fresh state with its own undo history. */
export function bodyState(doc: Node, calls: SurfaceCalls): EditorState {
  return EditorState.create({
    doc,
    selection: Selection.atStart(doc),
    plugins: [bodyRules(), smartSigns(calls.language, inBodyParagraph), ...bodyKeys(calls), keepBoxes, addingPictures(), findMarks(), emptyLineMark, remarkMarks((id) => calls.remark?.(id)), proposedMarks((id) => calls.proposed?.(id)), dropCursor({ class: "drop-line", width: 2, color: false }), gapCursor(), tableEditing(), ...marked("body", calls.marks, (m) => calls.marksMade?.(m))],
  });
}

/** What the root element says to screen readers and spelling. */
export type RootAttributes = { label: string; language: string; direction: string; marks?: boolean };

const rootAttributes = (of: RootAttributes, lines: "true" | "false"): Record<string, string> => ({
  role: "textbox", "aria-multiline": lines, "aria-label": of.label, dir: of.direction, spellcheck: of.marks ? "false" : "true", ...(of.language ? { lang: of.language } : {}),
});

/** The view of a body. `about` is read again at each update, so its fields may change. */
export function bodyView(place: HTMLElement, doc: Node, calls: SurfaceCalls, about: () => RootAttributes): EditorView {
  return new EditorView(place, {
    state: bodyState(doc, calls),
    attributes: () => ({ ...rootAttributes(about(), "true"), class: "body-text" }),
    nodeViews: {
      figure: (node, view, getPos) => new FigureView(node, view, getPos),
      pullquote: (node, view, getPos) => new PullquoteView(node, view, getPos),
      note: (node, view, getPos) => new BoxView(node, view, getPos),
      keypoints: (node, view, getPos) => new BoxView(node, view, getPos),
      factbox: (node, view, getPos) => new BoxView(node, view, getPos),
      embed: (node, view, getPos) => new CardView(node, view, getPos, calls.editCard),
      related: (node, view, getPos) => new CardView(node, view, getPos, calls.editCard),
    },
    dispatchTransaction(this: EditorView, tr) {
      this.updateState(this.state.apply(tr));
      if (tr.docChanged) calls.changed();
      calls.moved(this);
    },
    handleTextInput(view, _from, _to, text) {
      const { selection } = view.state;
      if (atTyped(view, text, calls)) return true;
      if (text === "/" && emptyLine(view.state) !== null) {
        calls.menu(view);
        return true;
      }
      // Typing on a selected picture or card writes beneath it, instead of in its place.
      if (!(selection instanceof NodeSelection) || selection.node.isInline) return false;
      const tr = view.state.tr.insert(selection.to, schema.nodes.paragraph.create(null, schema.text(text)));
      view.dispatch(tr.setSelection(TextSelection.create(tr.doc, selection.to + 1 + text.length)).scrollIntoView());
      return true;
    },
    transformPastedHTML(html) {
      const { html: clean, pictures } = cleanPasted(html);
      if (pictures > 0 && hasWords(html)) calls.notice(leftBehind(pictures));
      return clean;
    },
    clipboardTextParser: (text, $context) => sliceOfText(schema, text, $context.marks()),
    handlePaste(view, event, slice) {
      const files = [...(event.clipboardData?.files ?? [])];
      // Word and spreadsheets add a picture of the very words: the words win.
      if (files.length === 0 || hasWords(event.clipboardData?.getData("text/html") ?? "")) {
        return emptyLine(view.state) !== null && !pastedPlain(view) && cardOfPasted(view, event.clipboardData?.getData("text/plain") ?? "", slice, calls.announce);
      }
      void bringPictures(view, view.state.selection.from, files, calls);
      return true;
    },
    handleDrop(view, event) {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return false;
      event.preventDefault();
      const pos = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from;
      void bringPictures(view, pos, files, calls);
      return true;
    },
    handleClick(view, _pos, event) {
      return event.target === view.dom && lineAtEnd(view, event);
    },
    handleDOMEvents: linksStay(calls),
  });
}

/** An @ at the start of a word opens our stories; it is in the text only where it stays one. */
function atTyped(view: EditorView, text: string, calls: SurfaceCalls): boolean {
  if (text !== "@" || !calls.at || view.composing || !atWordStart(view.state)) return false;
  calls.at(view);
  return true;
}

/** A click in the empty space below a closing picture or table gives a line to write on. */
function lineAtEnd(view: EditorView, event: MouseEvent): boolean {
  const last = view.dom.lastElementChild;
  if (!last || event.clientY < last.getBoundingClientRect().bottom || view.state.doc.lastChild?.type === schema.nodes.paragraph) return false;
  const end = view.state.doc.content.size;
  const tr = view.state.tr.insert(end, schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
  return true;
}

/** A link in the text is text: no click may take the window elsewhere. */
function linksStay(calls: SurfaceCalls) {
  const stay = (_view: EditorView, event: Event) => {
    if (event.target instanceof Element && event.target.closest("a")) event.preventDefault();
    return false;
  };
  return {
    click: stay,
    auxclick: stay,
    focus: () => { calls.focused(true); return false; },
    blur: () => { calls.focused(false); return false; },
  };
}

/** A fresh state of one line. */
export function lineState(doc: Node, calls: SurfaceCalls, field = ""): EditorState {
  return EditorState.create({ doc, plugins: [lineRules(), smartSigns(calls.language), ...lineKeys(calls), findMarks(), proposedMarks((id) => calls.proposed?.(id)), ...marked(field, calls.marks, (m) => calls.marksMade?.(m))] });
}

/** The view of one line of rich text: what is pasted becomes one line too. */
export function lineView(place: HTMLElement, doc: Node, calls: SurfaceCalls, about: () => RootAttributes & { placeholder: string }, field = ""): EditorView {
  return new EditorView(place, {
    state: lineState(doc, calls, field),
    attributes: (state) => ({
      ...rootAttributes(about(), "false"),
      class: state.doc.content.size === 0 ? "line-text is-empty" : "line-text",
      "data-placeholder": about().placeholder,
    }),
    dispatchTransaction(this: EditorView, tr) {
      this.updateState(this.state.apply(tr));
      if (tr.docChanged) calls.changed();
      calls.moved(this);
    },
    handleTextInput: (view, _from, _to, text) => atTyped(view, text, calls),
    transformPastedHTML: (html) => cleanPasted(html).html.replace(/<br>|<\/(p|h[2-4]|li|t[dh])>/g, " $&"),
    clipboardTextParser: (text, $context) => sliceOfText($context.doc.type.schema, text, $context.marks()),
    handleDOMEvents: linksStay(calls),
  });
}
