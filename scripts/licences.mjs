// Checks every crate's licence and source against deny.toml, as far as cargo-deny would:
// the licence expression must be met by the allowed list, and the crate must be from crates.io.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const deny = readFileSync("deny.toml", "utf8");
const list = /^allow = \[([^\]]*)\]/m.exec(deny);
if (!list) throw new Error("deny.toml has no list of allowed licences.");
const allowed = new Set([...list[1].matchAll(/"([^"]+)"/g)].map((m) => m[1]));

/** Whether an SPDX expression can be met with allowed licences only. */
function met(expression) {
  const words = expression.replaceAll("/", " OR ").match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const one = () => {
    if (words[at] === "(") {
      at += 1;
      const inside = any();
      at += 1; // the closing bracket
      return inside;
    }
    let name = words[at++];
    if (words[at] === "WITH") {
      name = `${name} WITH ${words[at + 1]}`;
      at += 2;
    }
    return allowed.has(name);
  };
  const all = () => {
    let ok = one();
    while (words[at] === "AND") {
      at += 1;
      ok = one() && ok;
    }
    return ok;
  };
  const any = () => {
    let ok = all();
    while (words[at] === "OR") {
      at += 1;
      ok = all() || ok;
    }
    return ok;
  };
  const ok = any();
  if (at !== words.length) throw new Error(`This licence cannot be read: ${expression}`);
  return ok;
}

/** What cargo knows of every crate; where it cannot say, it has said why, and that is enough. */
function crates() {
  try {
    const args = ["metadata", "--locked", "--format-version", "1", "--all-features"];
    return JSON.parse(execFileSync("cargo", args, { maxBuffer: 1 << 28, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })).packages;
  } catch {
    process.exit(1);
  }
}

const packages = crates();
const wrong = [];
for (const crate of packages) {
  const name = `${crate.name} ${crate.version}`;
  if (!crate.license) wrong.push(`${name} states no licence`);
  else if (!met(crate.license)) wrong.push(`${name} is under ${crate.license}, which deny.toml does not allow`);
  if (crate.source && !crate.source.startsWith("registry+https://github.com/rust-lang/crates.io-index"))
    wrong.push(`${name} is from ${crate.source}, not from crates.io`);
}
for (const line of wrong) console.error(line);
console.log(`${packages.length} crates looked at, ${wrong.length} refused.`);
process.exitCode = wrong.length === 0 ? 0 : 1;
