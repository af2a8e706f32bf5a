// How a text message is counted: GSM 03.38 where its alphabet is enough, UCS-2 else.
// A message alone holds 160 or 70; one of several parts gives seven or three of them to its header.

const BASIC = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
/** Sent after an escape, so each counts two. */
const EXTENDED = new Set("\f^{}\\[~]|€");

export type Sms = {
  /** Whether the GSM alphabet is enough. */
  gsm: boolean;
  /** Septets, or UTF-16 units. */
  units: number;
  /** What one message holds: 160 or 70. */
  alone: number;
  /** What so many messages hold. */
  room: number;
  messages: number;
  /** The first characters that the GSM alphabet lacks, each once. */
  foreign: string[];
};

export function sms(text: string): Sms {
  const letters = Array.from(text);
  const foreign = [...new Set(letters.filter((c) => !BASIC.has(c) && !EXTENDED.has(c)))];
  const gsm = foreign.length === 0;
  // A pair (an escape with its character, two halves of an emoji) is never parted between messages.
  const sizes = letters.map((c) => (gsm ? (EXTENDED.has(c) ? 2 : 1) : c.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const [alone, part] = gsm ? [160, 153] : [70, 67];
  let messages = units === 0 ? 0 : 1;
  if (units > alone) {
    let left = part;
    for (const size of sizes) {
      if (size > left) { messages += 1; left = part; }
      left -= size;
    }
  }
  return { gsm, units, alone, room: messages > 1 ? messages * part : alone, messages, foreign: foreign.slice(0, 5) };
}

/** The sentence under the bubble. */
export function smsSays({ gsm, units, room, messages, foreign }: Sms): string {
  const many = messages === 1 ? "One message" : `${String(messages)} messages`;
  const figures = `${many}, ${String(units)} of ${String(room)} ${gsm ? "characters" : "Unicode units"}.`;
  // Where a whole script is foreign, naming letters says nothing.
  const sign = gsm || foreign.some((c) => /\p{L}|\p{M}/u.test(c)) ? "" : ` ${foreign.join(" ")} ${foreign.length === 1 ? "is" : "are"} not in the SMS alphabet: without ${foreign.length === 1 ? "it" : "them"} a message holds 160.`;
  return messages === 0 ? "" : figures + sign;
}
