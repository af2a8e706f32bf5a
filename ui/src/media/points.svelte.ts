// Focal points as this window shows them: one picture may be open in two places, and both show the same.
import { SvelteMap } from "svelte/reactivity";
import * as ipc from "../ipc";

export type Point = { at: ipc.FocalPoint; chosen: boolean; width: number; height: number };

class Points {
  private known = new SvelteMap<string, Point>();
  private last: Promise<void> = Promise.resolve();

  of(media: string): Point | undefined {
    return this.known.get(media);
  }

  /** Reads it from the newsroom: another window or machine may have moved it. */
  async read(media: string): Promise<void> {
    const [info] = await ipc.pictureInfo([media]);
    if (info && !info.problem) this.keep(info);
  }

  /** Shows the new point at once and writes it behind what is being written; null: as if nobody had chosen. */
  set(media: string, at: ipc.FocalPoint | null): Promise<void> {
    const now = this.known.get(media);
    if (now && at) this.known.set(media, { ...now, at, chosen: true });
    this.last = this.last.catch(() => undefined).then(() => ipc.setFocalPoint(media, at)).then(() => (at ? undefined : this.read(media)));
    return this.last;
  }

  private keep({ media, focus, chosen, width, height }: ipc.PictureInfo) {
    this.known.set(media, { at: focus, chosen, width, height });
  }
}

export const points = new Points();
