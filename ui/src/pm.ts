// Reading the window's documents without an editor: their words and the pictures in them.
import type { PmDoc, PmNode } from "./wire";

const node = (doc: PmDoc | PmNode): PmNode[] => doc.content ?? [];

/** The words of a document or node, blocks apart by a line. */
export function plain(doc: PmDoc | PmNode): string {
  let text = "";
  for (const child of node(doc)) {
    if (child.type === "text") text += child.text ?? "";
    else if (child.type === "hard_break") text += "\n";
    else {
      if (text !== "" && !text.endsWith("\n")) text += "\n";
      text += plain(child);
    }
  }
  return text;
}

export type Figure = { media: string; caption: string; credit: string; alt: string };

const attr = (n: PmNode, name: string): string => {
  const value = n.attrs?.[name];
  return typeof value === "string" ? value : "";
};

/** Every picture in a body, in order. */
export function figures(doc: PmDoc): Figure[] {
  const found: Figure[] = [];
  const walk = (n: PmNode) => {
    if (n.type === "figure") found.push({ media: attr(n, "media"), caption: plain(n), credit: attr(n, "credit"), alt: attr(n, "alt") });
    else node(n).forEach(walk);
  };
  doc.content.forEach(walk);
  return found;
}

/** Plain words as an inline document. */
export const inlineDoc = (text: string): PmDoc => ({ type: "doc", content: text === "" ? [] : [{ type: "text", text }] });
