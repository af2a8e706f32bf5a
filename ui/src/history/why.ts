// Why a revision was kept, in the newsroom's words.
import { stages } from "../stages.svelte";
import type { RevisionRow } from "../wire";

const WHY: Record<RevisionRow["why"], string> = {
  autosave: "Kept while writing",
  named: "Kept by name",
  filed: "Filed",
  published: "Published",
  restored: "Restored",
  "before-restore": "Before a restore",
  imported: "Imported",
  "other-copy": "From another Stet",
  merged: "Merged",
  proposed: "Proposed",
  sent: "Sent as a file",
};

/** The reason, or the name somebody gave it. */
export const why = (row: RevisionRow): string => (row.name === "" ? WHY[row.why] : `“${stages.milestone(row.name)}”`);
