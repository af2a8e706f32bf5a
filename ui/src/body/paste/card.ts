// An address of a known host, pasted alone on an empty line, becomes a card. Undo gives the address back.
import { closeHistory } from "prosemirror-history";
import type { Slice } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import { goAfter } from "../commands";
import { embedOf } from "../embeds";
import { schema } from "../schema";

/** Makes the card; false where what is pasted is no such address. Nothing is asked of the host. */
export function cardOfPasted(view: EditorView, plain: string, slice: Slice, announce: (words: string) => void): boolean {
  const address = plain.trim();
  const found = embedOf(address);
  if (!found) return false;
  // A link copied from a page brings its words; an address that was copied brings itself.
  const words = slice.content.textBetween(0, slice.content.size, " ").trim();
  const title = words === address || words === "" || /^https?:/i.test(words) ? "" : words.slice(0, 200);
  const card = schema.nodes.embed.create({ url: found.url, title });
  const { $from } = view.state.selection;
  const index = $from.index(-1);
  if (!$from.node(-1).canReplaceWith(index, index + 1, card.type)) return false;
  view.dispatch(closeHistory(view.state.tr.insertText(address, $from.pos)).setMeta("paste", true));
  // A step of its own: one undo takes the card off and leaves the address.
  const start = $from.before();
  const tr = closeHistory(view.state.tr).replaceWith(start, start + address.length + 2, card);
  view.dispatch(goAfter(tr, start + card.nodeSize));
  announce(`${found.name} card made. Undo gives the address back.`);
  return true;
}
