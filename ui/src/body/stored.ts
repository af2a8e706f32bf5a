// Between the stored JSON and the editor's document.
import { Fragment, Node, type Schema } from "prosemirror-model";
import type { PmDoc, PmNode, StetError } from "../wire";

/** The document of stored JSON. Throws where it holds something that the schema does not know. */
export function docFrom(schema: Schema, json: PmDoc): Node {
  return mended(schema, json);
}

/** Builds bottom up, adding what the schema requires: the empty paragraph of an empty body or item. */
function mended(schema: Schema, json: PmDoc | PmNode): Node {
  if (json.type === "text") return Node.fromJSON(schema, json);
  const type = schema.nodes[json.type];
  if (!type) throw new RangeError(`Unknown node ${json.type}`);
  const content = Fragment.from((json.content ?? []).map((child) => mended(schema, child)));
  const attrs = "attrs" in json ? json.attrs : undefined;
  const node = type.createAndFill(attrs ?? null, content);
  if (!node) throw new RangeError(`${json.type} cannot hold what it holds`);
  return node;
}

/** Stored JSON of a document: only what the core knows. */
export function jsonOf(doc: Node): PmDoc {
  return { type: "doc", content: doc.children.map(stored) };
}

function stored(node: Node): PmNode {
  const json = node.toJSON() as PmNode;
  if (node.isText) return json;
  if (node.type.spec["tableRole"]) delete json.attrs;
  if (node.childCount) json.content = node.children.map(stored);
  return json;
}

/** What the window says of a document that it does not understand. */
export function unreadable(error: unknown): StetError {
  return {
    code: "body-not-understood",
    sentence: `The text of this story cannot be edited here: ${error instanceof Error ? error.message : String(error)}.`,
    hint: "It is kept as it is. Open it with the version of Stet that wrote it, or restore an earlier revision.",
  };
}
