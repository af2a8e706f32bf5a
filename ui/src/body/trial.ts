// For the tests beside: a real surface in a test page, and a way to write a document down in few lines.
import type { Node } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { PmDoc, PmNode, StetError } from "../wire";
import { inlineSchema, schema } from "./schema";
import { docFrom } from "./stored";
import { bodyView, lineView, type SurfaceCalls } from "./surface";

/** A surface and what it reported. */
export type Trial = { view: EditorView; notices: StetError[]; asked: string[]; calls: SurfaceCalls };

/** Opens a body for a test. */
export function open(content: PmNode[] = [], given: Partial<SurfaceCalls> = {}): Trial {
  const notices: StetError[] = [];
  const asked: string[] = [];
  const ask = (what: string) => () => { asked.push(what); };
  const calls: SurfaceCalls = {
    changed: ask("changed"), moved: () => undefined, menu: ask("menu"), editCard: ask("card"), link: ask("link"),
    bar: () => { asked.push("bar"); return true; }, leaveLine: ask("leave"), announce: ask("announce"), focused: () => undefined, wall: () => "2026-11-29 14:05", language: () => "en",
    addPictures: () => Promise.resolve([]), notice: (error) => notices.push(error), ...given,
  };
  const json: PmDoc = { type: "doc", content };
  const place = document.createElement("div");
  document.body.append(place);
  const view = bodyView(place, docFrom(schema, json), calls, () => ({ label: "Body", language: "en", direction: "ltr" }));
  return { view, notices, asked, calls };
}

/** Opens one line of rich text, such as a standfirst, for a test. */
export function openLine(): EditorView {
  const { calls } = open();
  const place = document.createElement("div");
  document.body.append(place);
  return lineView(place, docFrom(inlineSchema, { type: "doc", content: [] }), calls, () => ({ label: "Standfirst", language: "en", direction: "ltr", placeholder: "" }));
}

/** Types as a person does: each sign is offered to the surface first. */
export function type(view: EditorView, text: string): void {
  for (const sign of text) {
    const { from, to } = view.state.selection;
    const insert = () => view.state.tr.insertText(sign, from, to);
    if (!view.someProp("handleTextInput", (handle) => handle(view, from, to, sign, insert))) view.dispatch(insert());
  }
}

/** Presses a key such as "Mod-Alt-2"; true where something was bound to it and acted. */
export function press(view: EditorView, keys: string): boolean {
  const parts = keys.split("-");
  const key = parts.pop() ?? "";
  const digit = /^\d$/.test(key);
  const event = new KeyboardEvent("keydown", {
    key, ctrlKey: parts.includes("Mod"), altKey: parts.includes("Alt"), shiftKey: parts.includes("Shift"), bubbles: true, cancelable: true,
    ...(digit ? { keyCode: key.charCodeAt(0) } : {}),
  });
  return view.someProp("handleKeyDown", (handle) => handle(view, event)) === true;
}

/** Puts the cursor behind the first appearance of some words. */
export function after(view: EditorView, words: string): void {
  let at = -1;
  view.state.doc.descendants((node, pos) => {
    const found = node.isText ? (node.text ?? "").indexOf(words) : -1;
    if (found >= 0 && at < 0) at = pos + found + words.length;
  });
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)));
}

/** A document in few lines: one block a line, marks as Markdown would have them, ⏎ for a break. */
export function outline(doc: Node, depth = 0): string {
  const lines: string[] = [];
  doc.forEach((node) => {
    const attrs = Object.entries(node.attrs).filter(([name, value]) => value !== "" && !["colspan", "rowspan", "colwidth"].includes(name));
    const said = attrs.map(([name, value]) => ` ${name}=${String(value)}`).join("");
    const head = "  ".repeat(depth) + node.type.name + said;
    if (node.isTextblock) lines.push(`${head}: ${inlineOf(node)}`);
    else lines.push(head, ...(node.childCount ? [outline(node, depth + 1)] : []));
  });
  return lines.join("\n");
}

function inlineOf(block: Node): string {
  let out = "";
  block.forEach((node) => {
    let text = node.isText ? (node.text ?? "") : "⏎";
    for (const mark of node.marks.toReversed()) {
      if (mark.type === schema.marks.strong) text = `**${text}**`;
      if (mark.type === schema.marks.em) text = `_${text}_`;
      if (mark.type === schema.marks.link) text = `[${text}](${String(mark.attrs["href"])})`;
    }
    out += text;
  });
  return out;
}
