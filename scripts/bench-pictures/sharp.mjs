// The same files as Stet makes, by sharp. `peers`: as eleventy-img and Publii use it, which give sharp the
// original anew for each file. `once`: one decode, from which all is scaled, widest first.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

const [how, set, out, jpegQuality, webpQuality] = process.argv.slice(2);
const WIDTHS = [2000, 1200, 800, 400];
const CUTS = [
  { word: "16x9", across: 16, down: 9, widths: [1200, 800, 400], webp: true },
  { word: "4x3", across: 4, down: 3, widths: [1200], webp: false },
  { word: "1x1", across: 1, down: 1, widths: [1200], webp: false },
];
const quality = { jpg: Number(jpegQuality), webp: Number(webpQuality) };
sharp.cache(false);
sharp.concurrency(1);
mkdirSync(out, { recursive: true });

async function write(picture, name, ending) {
  const drawn = ending === "jpg" ? picture.jpeg({ quality: quality.jpg }) : picture.webp({ quality: quality.webp });
  writeFileSync(join(out, `${name}.${ending}`), await drawn.toBuffer());
}

/** The part of a picture around the usual point, as media/cut.rs has it. */
function part({ across, down }, width, height) {
  const isWide = width * down > height * across;
  const cutWidth = isWide ? Math.min(width, Math.floor((height * across + down / 2) / down)) : width;
  const cutHeight = isWide ? height : Math.min(height, Math.floor((width * down + across / 2) / across));
  const from = (at, side, cut) => Math.min(Math.max(0, Math.floor((side * at) / 100) - Math.floor(cut / 2)), side - cut);
  return { left: from(50, width, cutWidth), top: from(40, height, cutHeight), width: cutWidth, height: cutHeight };
}

async function asPeers(file, name) {
  const { width, height } = await sharp(file).metadata();
  for (const w of WIDTHS.map((w) => Math.min(w, width))) {
    for (const ending of ["jpg", "webp"]) await write(sharp(file).resize({ width: w }), `${name}-${w}`, ending);
  }
  for (const cut of CUTS) {
    const area = part(cut, width, height);
    for (const w of cut.widths) {
      for (const ending of cut.webp ? ["jpg", "webp"] : ["jpg"])
        await write(sharp(file).extract(area).resize({ width: w, height: Math.round((w * cut.down) / cut.across) }), `${name}-${cut.word}-50-40-${w}`, ending);
    }
  }
}

async function once(file, name) {
  let last = await sharp(file).resize({ width: WIDTHS[0] }).raw().toBuffer({ resolveWithObject: true });
  const raw = ({ data, info: { width, height, channels } }) => sharp(data, { raw: { width, height, channels } });
  const widest = last;
  const narrower = (from, width) => (width === from.info.width ? from : raw(from).resize({ width }).raw().toBuffer({ resolveWithObject: true }));
  for (const w of WIDTHS) {
    last = await narrower(last, w);
    for (const ending of ["jpg", "webp"]) await write(raw(last), `${name}-${w}`, ending);
  }
  for (const cut of CUTS) {
    const [first] = cut.widths;
    const size = { width: first, height: Math.round((first * cut.down) / cut.across) };
    last = await raw(widest).extract(part(cut, widest.info.width, widest.info.height)).resize(size).raw().toBuffer({ resolveWithObject: true });
    for (const w of cut.widths) {
      last = await narrower(last, w);
      for (const ending of cut.webp ? ["jpg", "webp"] : ["jpg"]) await write(raw(last), `${name}-${cut.word}-50-40-${w}`, ending);
    }
  }
}

for (const name of readdirSync(set).filter((name) => name.endsWith(".jpg")).sort()) {
  await (how === "once" ? once : asPeers)(join(set, name), name.slice(0, -4));
}
