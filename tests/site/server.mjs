// The exported folder on 127.0.0.1, as a web server gives it to readers.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain", ".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".ico": "image/x-icon", ".webmanifest": "application/manifest+json" };

/** What starts a browser that asks nobody but the site. */
export const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Debian's Chromium, or the one that the environment names. */
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Serves the site that readSite gave, with these headers; answers where it stands and what ends it. */
export async function serve(site, headers = {}) {
  const known = new Set(site.files);
  const server = http.createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
    let at = asked.slice(site.basePath.length);
    if (at === "" || at.endsWith("/")) at += "index.html";
    const found = known.has(at);
    const type = { "content-type": TYPES[path.extname(at)] ?? "application/octet-stream" };
    response.writeHead(found ? 200 : 404, { ...headers, ...(found ? type : { "content-type": TYPES[".html"] }) });
    if (found) response.end(fs.readFileSync(path.join(site.folder, at)));
    else response.end(known.has("404.html") ? fs.readFileSync(path.join(site.folder, "404.html")) : "");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
