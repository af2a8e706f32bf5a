// Joins an editor's marks to the proofing of the story it is part of.
import type { MarkCalls, Spot } from "./body/marked";
import { placeOf, type Field } from "./proof/fields";
import type { Proofing } from "./proof/proofing.svelte";

/** What an editor asks when it marks its text. */
export function markCalls(proofing: Proofing, field: Field): MarkCalls {
  return {
    check: proofing.check,
    found: proofing.gather,
    open: (spot: Spot, byKey: boolean) => {
      const box = proofing.editor(field)?.box(spot);
      if (box) proofing.open = { found: { ...spot, field, place: placeOf(field, spot.media, "") }, box, byKey };
    },
    typed: () => { if (proofing.open !== null) proofing.open = null; },
  };
}
