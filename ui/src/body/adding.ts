// Pictures on their way into the text: a calm line stands where each will be, and moves with the text around it.
import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { pictureNode, placeFor } from "./commands";
import { make } from "./parts";

/** What a picture brings when it comes into a story. */
export type PictureAttrs = { media: string; caption: string; credit: string; alt: string };

type Note = { add: { id: object; pos: number; text: string } } | { remove: object };
const key = new PluginKey<DecorationSet>("adding");

/** Keeps the lines that stand for pictures not here yet. */
export const addingPictures = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const moved = tr.docChanged ? set.map(tr.mapping, tr.doc) : set;
        const note = tr.getMeta(key) as Note | undefined;
        if (!note) return moved;
        if ("remove" in note) return moved.remove(moved.find(undefined, undefined, (spec: { id?: unknown }) => spec.id === note.remove));
        const line = make("div", "adding");
        line.textContent = note.add.text;
        line.setAttribute("role", "status");
        return moved.add(tr.doc, [Decoration.widget(note.add.pos, line, { id: note.add.id, side: 1 })]);
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });

function placeOf(state: EditorState, id: object): number | null {
  return key.getState(state)?.find(undefined, undefined, (spec: { id?: unknown }) => spec.id === id)[0]?.from ?? null;
}

/** Files that may be pictures. The core decides by their bytes. */
export function pictureFiles(files: Iterable<File>): File[] {
  return [...files].filter((file) => file.type.startsWith("image/") || /\.(jpe?g|png|webp|gif|avif|tiff?)$/i.test(file.name));
}

/**
 * Adds files at a position and reports what came of it. A story that was put in the
 * editor's place meanwhile gets nothing: the pictures are in the store, not in the wrong text.
 */
export async function addAt(view: EditorView, pos: number, files: File[], add: (files: File[]) => Promise<PictureAttrs[]>): Promise<PictureAttrs[]> {
  const id = {};
  const text = files.length === 1 ? "Adding a picture…" : `Adding ${files.length} pictures…`;
  view.dispatch(view.state.tr.setMeta(key, { add: { id, pos, text } } satisfies Note));
  try {
    const added = await add(files);
    const at = view.isDestroyed ? null : placeOf(view.state, id);
    if (at === null) return [];
    const nodes = added.map(pictureNode);
    if (nodes[0]) {
      const { from, to } = placeFor(view.state, at, nodes[0]);
      view.dispatch(view.state.tr.replaceWith(from, to, nodes).scrollIntoView());
    }
    return added;
  } finally {
    if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, { remove: id } satisfies Note));
  }
}
