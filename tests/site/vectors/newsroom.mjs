// A newsroom whose every text is a vector, and its twin whose every text is as long and means no harm.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** The vector with its letters in their places and nothing else: what the same page has with harmless words. */
export const harmless = (vector) => vector.replaceAll("'", "’").replaceAll("`", "·").replace(/[!-#%-\/:-@[-`{-~]/g, ".");

/** The same of an address: what leads somewhere leads there still. */
const harmlessAddress = (vector) => {
  const [scheme] = /^\s*(https?:\/\/(?=[^/])|mailto:|tel:)/i.exec(vector) ?? [""];
  return scheme + harmless(vector.slice(scheme.length));
};

/** Words in Markdown that stay the words they are. */
const words = (text) => oneLine(text).replace(/[!-\/:-@[-`{-~]/g, "\\$&");
const oneLine = (text) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");

/** A story as a file: `of(field)` says what stands in a field, `address(field)` where a link leads. */
function story(n, { of, address, picture, more }) {
  const time = (hours) => new Date(Date.UTC(2026, 9, 1) + hours * 3_600_000).toISOString();
  const front = {
    headline: of("headline"), search_headline: of("search headline"), social_headline: of("social headline"),
    standfirst: words(of("standfirst")), eyebrow: of("eyebrow"),
    byline: [{ name: of("byline"), role: of("role") }], dateline: { place: of("place"), text: of("dateline") },
    section: of("section"), tags: [of("topic")], slug: of("slug"), url_slug: `vector-${n}`, language: "en-GB",
    published: time(n), updated: time(n + 1),
    picture: { file: picture, caption: words(of("caption")), credit: of("credit"), alt: of("alt") },
    also_read: [{ headline: of("also read"), url: `https://calder.example/?${encodeURIComponent(of("also read"))}` }],
    corrections: [{ kind: "correction", at: time(n + 1), text: of("correction") }],
  };
  const box = (kind, lines) => ["```" + kind, ...lines.map(([key, value]) => `${key}: ${oneLine(value)}`), "```"].join("\n");
  const body = [
    words(of("text")), `## ${words(of("subhead"))}`, `> ${words(of("quote"))}`, `- ${words(of("list"))}`,
    `| ${words(of("table"))} | x |\n| --- | --- |\n| x | ${words(of("cell"))} |`,
    box("pullquote", [["quote", words(of("pull quote"))], ["cite", of("cite")]]),
    box("keypoints", [["point", words(of("point"))]]),
    box("factbox", [["title", of("fact title")], ["text", words(of("fact"))], ["point", words(of("fact point"))]]),
    box("figure", [["file", picture], ["alt", of("alt")], ["caption", words(of("caption"))], ["credit", of("credit")]]),
    box("embed", [["url", "https://calder.example/"], ["title", of("embed")]]),
    box("related", [["to", "https://calder.example/"], ["headline", of("related")]]),
    box("note", [["text", `NOTE-FOR-NOBODY ${words(of("note"))}`]]),
    `[leads](<${words(address("link"))}>) and [${words(of("link words"))}](https://calder.example/)`,
    box("embed", [["url", address("embed")], ["title", "leads"]]),
    box("related", [["to", address("related")], ["headline", "leads"]]),
    ...(more ?? []).map((vector) => `x ${words(vector)}`),
  ];
  const lines = Object.entries(front).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  return `---\n${lines.join("")}---\n\n${body.join("\n\n")}\n`;
}

/**
 * Makes two newsrooms in `work` and exports both: `work/vectors` and `work/harmless`. Each of our own vectors has a story in
 * every field of which it stands; those of the public list stand sixty in a story, all in the text and each time others in the fields.
 */
export function make(stet, work, own, list) {
  const run = (...args) => {
    const ran = spawnSync(stet, args, { encoding: "utf8", maxBuffer: 1 << 28 });
    if (ran.status !== 0) throw new Error(`stet ${args.join(" ")}: ${ran.stdout.slice(-2000)} ${ran.stderr.slice(-2000)}`);
  };
  const every = (vectors, n) => vectors.filter((_, at) => at % n === 0);
  const polyglots = own.slice(-6);
  for (const [name, say, sayAddress] of [["vectors", (v) => v, (v) => v], ["harmless", harmless, harmlessAddress]]) {
    const files = path.join(work, `${name}-files`);
    fs.mkdirSync(files);
    const picture = path.join(files, "picture.png");
    fs.writeFileSync(picture, Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==", "base64"));
    const write = (n, text) => fs.writeFileSync(path.join(files, `${n}.md`), text);
    own.forEach((vector, n) => {
      // A section is on every page, so that only some are one.
      const of = (field) => (field === "section" && n % 20 !== 0 ? "News" : say(vector));
      write(n, story(n, { of, address: () => sayAddress(vector), picture: "picture.png" }));
    });
    for (let at = 0, n = own.length; at < list.length; at += 60, n += 1) {
      const some = list.slice(at, at + 60);
      let next = 0;
      const pick = () => some[(next += 1) % some.length];
      const of = (field) => (field === "section" ? "News" : say(pick()));
      write(n, story(n, { of, address: () => sayAddress(pick()), picture: "picture.png", more: some.map(say) }));
    }
    const room = path.join(work, `${name}-room`);
    run("init", room, "--title", say(polyglots[4]), "--address", "https://www.calder-star.example", "--section", say(polyglots[0]), "--full-feeds", "--ninjs");
    run("import", "--newsroom", room, files);
    const quoted = (text) => `'${oneLine(text).replaceAll("'", "''")}'`;
    const pages = every(own, 3).map((vector) => words(say(vector))).join("\n\n");
    const sql = [
      `UPDATE newsroom SET tagline = ${quoted(say(polyglots[2]))}, copyright = ${quoted(say(polyglots[1]))}, default_agency = ${quoted(say(polyglots[2]))};`,
      ...["about", "privacy", "terms", "contact", "corrections_policy"].map((page) => `UPDATE newsroom SET ${page} = '${pages.replaceAll("'", "''")}';`),
      ...every(own, 40).map((vector, n) => `INSERT INTO trending VALUES (${n}, ${quoted(say(vector))}, '', ${quoted(sayAddress(vector))});`),
    ];
    const wrote = spawnSync("sqlite3", [path.join(room, "newsroom.sqlite")], { input: sql.join("\n"), encoding: "utf8" });
    if (wrote.status !== 0) throw new Error(`sqlite3: ${wrote.stderr}`);
    run("export", "--newsroom", room, "--out", path.join(work, name));
  }
}

/** A newsroom whose URL slugs are vectors: what of it comes in stands at lawful addresses. Answers the files of its site. */
export function refuses(stet, work, own) {
  const [files, room, out] = ["slug-files", "slug-room", "slugs"].map((name) => path.join(work, name));
  fs.mkdirSync(files);
  own.forEach((vector, n) => fs.writeFileSync(path.join(files, `${n}.md`), `---\nheadline: Story ${n}\nurl_slug: ${JSON.stringify(vector)}\npublished: 2026-10-01\n---\n\nText.\n`));
  spawnSync(stet, ["init", room, "--title", "Slugs"]);
  const ran = spawnSync(stet, ["import", "--newsroom", room, files], { encoding: "utf8" });
  const exported = spawnSync(stet, ["export", "--newsroom", room, "--out", out], { encoding: "utf8" });
  if (exported.status !== 0 || !/stories imported/.test(ran.stdout)) throw new Error(`stet: ${ran.stderr} ${exported.stderr}`);
  return fs.readdirSync(out, { recursive: true }).filter((name) => !name.startsWith(".stet")).map((name) => name.split(path.sep).join("/"));
}
