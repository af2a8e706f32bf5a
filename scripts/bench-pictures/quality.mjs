// How near two folders of files come to the picture they were made of: mean SSIM of all whole files, each
// against the original scaled by Lanczos 3 without loss. And their bytes.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { ssim } from "ssim.js";

const [set, ...folders] = process.argv.slice(2);
const pixels = async (picture) => {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
};
const sums = {};
for (const name of readdirSync(set).filter((name) => name.endsWith(".jpg")).sort()) {
  for (const width of [1200, 400]) {
    // Programs round the height of a narrower picture up or down: each is held against its own.
    const references = {};
    const reference = (height) =>
      (references[height] ??= pixels(sharp(join(set, name)).resize({ width, height, fit: "fill", fastShrinkOnLoad: false })));
    for (const folder of folders) {
      for (const ending of ["jpg", "webp"]) {
        const drawn = await pixels(sharp(join(folder, `${name.slice(0, -4)}-${width}.${ending}`)));
        const sum = (sums[`${folder} ${ending}`] ??= { ssim: 0, files: 0 });
        sum.ssim += ssim(await reference(drawn.height), drawn).mssim;
        sum.files += 1;
      }
    }
  }
}
const out = {};
for (const folder of folders) {
  for (const ending of ["jpg", "webp"]) {
    const bytes = readdirSync(folder).filter((n) => n.endsWith(ending)).reduce((all, n) => all + statSync(join(folder, n)).size, 0);
    const { ssim, files } = sums[`${folder} ${ending}`];
    out[`${folder} ${ending}`] = { ssim: ssim / files, bytes };
  }
}
console.log(JSON.stringify(out));
