import { expect, it } from "vitest";
import { sms, smsSays } from "./sms";

it.each([
  ["", true, 0, 0],
  ["a".repeat(160), true, 160, 1],
  ["a".repeat(161), true, 161, 2],
  ["a".repeat(306), true, 306, 2],
  ["a".repeat(307), true, 307, 3],
  ["€".repeat(80), true, 160, 1],
  ["€".repeat(81), true, 162, 2],
  ["Àé".slice(1) + "ñ£", true, 3, 1],
  ["ç", false, 1, 1],
  ["’".repeat(70), false, 70, 1],
  ["’".repeat(71), false, 71, 2],
  ["ह".repeat(134), false, 134, 2],
  ["ہ".repeat(135), false, 135, 3],
  ["🌊", false, 2, 1],
  ["🌊".repeat(36), false, 72, 2],
])("%j: GSM %s, %i units, %i messages", (text, gsm, units, messages) => {
  expect(sms(text)).toMatchObject({ gsm, units, messages });
});

it("never parts an escape from its character, nor the halves of an emoji", () => {
  // 152 letters and a euro fill a part to 154: the euro goes over whole, and so needs a part more than 306 septets would.
  expect(sms("a".repeat(152) + "€" + "a".repeat(152)).messages).toBe(3);
  expect(sms("x".repeat(66) + "🌊" + "x".repeat(66)).messages).toBe(3);
});

it("names what costs the most room, and not the letters of a whole script", () => {
  expect(smsSays(sms("It’s over"))).toBe("One message, 9 of 70 Unicode units. ’ is not in the SMS alphabet: without it a message holds 160.");
  expect(smsSays(sms("बाढ़"))).toBe("One message, 4 of 70 Unicode units.");
  expect(smsSays(sms("a".repeat(161)))).toBe("2 messages, 161 of 306 characters.");
  expect(smsSays(sms(""))).toBe("");
});
