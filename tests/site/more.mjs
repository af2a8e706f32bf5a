// Writes the stories that the demo newsroom lacks, so that the checkers see every kind of page:
// node more.mjs FOLDER PICTURE. More stories of today than one page of a list holds, long words, corrections, a
// translation, pages of the site, and a picture with a licence.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const [folder, picture] = process.argv.slice(2);
const now = Date.now();
const minutesAgo = (n) => new Date(now - n * 60_000).toISOString();
const id = (n) => `01a30000-0000-7000-8000-${String(n).padStart(12, "0")}`;

fs.mkdirSync(path.join(folder, "pictures"), { recursive: true });
const licensed = path.join(folder, "pictures", "licensed.jpg");
fs.copyFileSync(picture, licensed);
const wrote = spawnSync("exiftool", ["-q", "-overwrite_original", "-XMP-xmpRights:WebStatement=https://www.calder-star.example/licences/pictures", licensed]);
if (wrote.status !== 0) throw new Error(`exiftool: ${wrote.error?.message ?? wrote.stderr}`);

function write(n, slug, headline, lines, body) {
  const front = [`id: ${id(n)}`, `headline: ${JSON.stringify(headline)}`, `url_slug: ${slug}`, `slug: ${slug.slice(0, 20)}`, "stage: ready", `published: ${minutesAgo(n)}`, ...lines];
  fs.writeFileSync(path.join(folder, `${n}-${slug}.md`), `---\n${front.join("\n")}\n---\n\n${body}\n`);
}
const story = (...lines) => ["section: City", "language: en-GB", "byline: Asha Menon", "tags:", "  - tides", ...lines];

for (let n = 1; n <= 46; n += 1) {
  write(n, `tides-of-day-${n}`, `High water at Port Merrow on day ${n}`, story(), `High water is at ten past ${n}, and again twelve hours later.`);
}
// At the top of the front, with a word and a topic that no phone has room for.
write(0, "long-words", "Bundesverfassungsgerichtsurteilsverkündungsterminverschiebung", ["section: City", "language: de", "byline: Asha Menon", "tags:", "  - Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselbund"], "Eine Donaudampfschifffahrtsgesellschaftskapitänskajüte.");
const licence = ["picture:", "  file: pictures/licensed.jpg", "  caption: The quay at low water", "  credit: Asha Menon/Calder Star", "  alt: A stone quay above wet sand"];
const put = ["corrections:", "  - kind: correction", `    at: ${minutesAgo(55)}`, "    text: The quay is 90 metres long, not 900.", "  - kind: clarification", `    at: ${minutesAgo(56)}`, "    text: The ferry was never under repair."];
write(60, "quay-closed", "Quay closed after a crack is found", story(...licence, ...put, `updated: ${minutesAgo(55)}`), "The quay at Port Merrow is closed.\n\n## What was found\n\nA crack as wide as a hand.");
write(61, "ghaat-band", "दरार मिलने के बाद घाट बंद", ["section: City", "language: hi", "byline: मीरा सोलंके", `translates: ${id(60)}`], "पोर्ट मेरो का घाट बंद है।");
write(62, "about", "About the Calder Star", ["profile: page", "language: en-GB", "standfirst: Six people and a dog", "corrections:", "  - kind: correction", `    at: ${minutesAgo(57)}`, "    text: It was founded in 1894."], "Printed in Calder since 1894.\n\n## Who we are\n\nSix people.");
write(63, "advertise-with-us", "Advertise with us", ["profile: page", "language: en-GB"], "Ring the office.");
