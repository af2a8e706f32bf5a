// Files of stories for news software, by the IPTC's own schema (ninjs-schema_3.1.json, CC BY 4.0).
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";

const schema = path.join(path.dirname(fileURLToPath(import.meta.url)), "ninjs-schema_3.1.json");

/** Calls `say` for whatever is wrong; answers how many files were looked at. */
export function checkNinjs(site, say) {
  const files = site.files.filter((file) => /(^|\/)story\.json$/.test(file));
  if (files.length === 0) return 0;
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats(ajv);
  // Stories name places by words alone, so that nothing is asked of a shape on a map.
  ajv.addSchema({ $id: "https://geojson.org/schema/GeoJSON.json" });
  const check = ajv.compile(JSON.parse(fs.readFileSync(schema, "utf8")));
  for (const file of files) {
    const item = JSON.parse(site.text(file));
    if (!check(item)) for (const error of check.errors) say(`ninjs: ${file}: ${error.instancePath} ${error.message}`);
    const page = file.replace(/story\.json$/, "index.html");
    if (!site.files.includes(page)) say(`ninjs: ${file}: there is no ${page}`);
    const links = site.text(file).match(new RegExp(`${site.base ?? "nowhere:"}pictures/[^"]*`, "g")) ?? [];
    for (const link of links) if (!site.files.includes(link.slice(site.base.length).replace(/\\.*$/, ""))) say(`ninjs: ${file}: ${link} is not there`);
  }
  return files.length;
}
