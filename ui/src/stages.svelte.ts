// What this newsroom calls its stages. A window has one newsroom: its names are set when that opens, and when they change.
import type { Stage, StageName } from "./wire";
import { STAGES } from "./words";

/** Revisions that are kept under a name of the work; the name on disk is always this one. */
export const MILESTONES = ["As filed", "Subbed", "Legalled"];

class Stages {
  #names: readonly StageName[] = $state.raw([]);

  set(names: readonly StageName[]): void {
    this.#names = names;
  }

  #own(stage: string): string {
    return this.#names.find((n) => n.stage === stage)?.name ?? "";
  }

  /** What it is called here; a word that no stage has is shown as it is. */
  label(stage: string): string {
    return this.#own(stage) || (STAGES.find((s) => s.id === stage)?.label ?? stage);
  }

  /** Those to choose from, in the order of the work, by the names they have here; and the one that something stands in. */
  offered(also?: Stage): { id: Stage; label: string }[] {
    const hidden = (stage: Stage) => stage !== also && this.#names.some((n) => n.stage === stage && n.hidden);
    return STAGES.filter((s) => !hidden(s.id)).map((s) => ({ id: s.id, label: this.label(s.id) }));
  }

  /** A milestone as it is called here: by the stage that it is named for, where that has a name of its own. */
  milestone(name: string): string {
    const filed = this.#own("filed");
    const subs = this.#own("subs");
    if (name === "As filed" && filed !== "") return `At ${filed}`;
    if (name === "Subbed" && subs !== "") return `After ${subs}`;
    return name;
  }
}

export const stages = new Stages();
