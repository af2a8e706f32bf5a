// Runs in the browser: the shape of a page is its elements and attributes without the words. Two pages of the
// same shape differ in nothing that a vector could have brought in.

/** Attributes whose values are the theme's and never a story's. */
const FIXED = ["class", "id", "name", "rel", "target", "type", "style", "role", "http-equiv", "dir", "sizes", "loading", "property", "media", "scope", "method", "action"];
/** Attributes that lead somewhere, and where they may. */
const LEADS = ["href", "src", "action", "formaction", "data", "poster", "background", "xlink:href", "ping", "cite"];
const LAWFUL = ["http:", "https:", "mailto:", "tel:"];

/** One element a line, with how deep it stands. */
globalThis.shapeOf = function (root) {
  const lines = [];
  const walk = (element, depth) => {
    const attributes = [...element.attributes].map(({ name, value }) => (FIXED.includes(name) ? `${name}=${value}` : name)).sort();
    lines.push(`${depth} ${element.nodeName} ${attributes.join(" ")}`);
    // What browsers without scripts see of it, others do not parse.
    if (element.nodeName !== "NOSCRIPT") for (const child of element.children) walk(child, depth + 1);
  };
  walk(root, 0);
  return lines;
};

/** Links and sources that lead where no page of ours may lead. */
globalThis.unlawful = function (root, base) {
  const found = [];
  for (const element of root.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) found.push(`${element.nodeName} has ${name}`);
      if (!LEADS.includes(name)) continue;
      const scheme = URL.canParse(value, base) ? new URL(value, base).protocol : "no address";
      if (!LAWFUL.includes(scheme)) found.push(`${element.nodeName} leads to ${scheme} by ${name}`);
    }
  }
  return found;
};

/** The first line in which two shapes differ; nothing where they are the same. */
globalThis.differ = function (ours, twins) {
  const at = ours.findIndex((line, n) => line !== twins[n]);
  if (at < 0 && ours.length === twins.length) return [];
  return [`line ${at < 0 ? ours.length : at}: “${ours[at] ?? "nothing"}” where harmless words have “${twins[at < 0 ? ours.length : at] ?? "nothing"}”`];
};

/** The keys of JSON, without its words. */
const keysOf = (value) => {
  if (Array.isArray(value)) return value.map(keysOf);
  return value && typeof value === "object" ? Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]) : typeof value;
};

/** What is wrong with one file beside its twin: of a page, a feed, a sitemap or JSON. */
globalThis.beside = function (file, ours, twins, base) {
  if (file.endsWith(".json") || file.endsWith(".webmanifest")) {
    const [one, other] = [JSON.parse(ours), JSON.parse(twins)];
    const wrong = JSON.stringify(keysOf(one)) === JSON.stringify(keysOf(other)) ? [] : ["other keys than with harmless words"];
    return [...wrong, ...insides(htmlIn(one), htmlIn(other), base)];
  }
  const type = file.endsWith(".html") ? "text/html" : "application/xml";
  const [one, other] = [ours, twins].map((text) => new DOMParser().parseFromString(text, type));
  if (one.querySelector("parsererror")) return ["is not well formed"];
  const wrong = differ(shapeOf(one.documentElement), shapeOf(other.documentElement));
  if (type === "text/html") {
    const said = (doc) => [...doc.querySelectorAll('script[type="application/ld+json"]')].map((script) => keysOf(JSON.parse(script.textContent)));
    if (JSON.stringify(said(one)) !== JSON.stringify(said(other))) wrong.push("JSON-LD has other keys than with harmless words");
    return [...wrong, ...unlawful(one, base)];
  }
  // RSS has HTML in its descriptions, Atom where it says so; titles are words.
  const isHtml = (element) => element.getAttribute("type") === "html" || (!element.hasAttribute("type") && ["description", "content:encoded"].includes(element.nodeName));
  const html = (doc) => [...doc.querySelectorAll("description, content, encoded")].filter(isHtml).map((element) => element.textContent);
  return [...wrong, ...unlawful(one, base), ...insides(html(one), html(other), base)];
};

/** Strings of JSON that readers take for HTML. */
const htmlIn = (value) => {
  if (!value || typeof value !== "object") return [];
  const own = [value.content_html, value.contentType === "text/html" ? value.value : undefined];
  return [...own.filter((html) => html !== undefined), ...Object.values(value).flatMap(htmlIn)];
};

/** HTML inside of a feed, as the program that reads it would show it. */
const insides = (ours, twins, base) =>
  ours.flatMap((text, n) => {
    const [one, other] = [text, twins[n] ?? ""].map((html) => new DOMParser().parseFromString(html, "text/html"));
    return [...differ(shapeOf(one.body), shapeOf(other.body)), ...unlawful(one, base)];
  });
