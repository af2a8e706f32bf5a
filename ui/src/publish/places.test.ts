import { expect, it } from "vitest";
import type { SitePlaceDraft, SiteSending } from "../wire";
import { asKind, named, outcome, percent, progress, ready, size, whereabouts } from "./places";

const draft = (over: Partial<SitePlaceDraft>): SitePlaceDraft => ({ id: null, kind: "web-dav", name: "", address: "https://", folder: "", region: "", user: "", keyFile: "", password: null, ...over });
const sending = (over: Partial<SiteSending>): SiteSending => ({ number: 1, place: "p", running: true, exporting: false, put: 0, toPut: 0, bytes: 0, allBytes: 0, removed: 0, unchanged: 0, error: null, ...over });

it("asks for a bucket, a password or a key as the kind has it", () => {
  const dav = draft({ address: "https://dav.example", user: "desk", password: "word" });
  expect(ready(dav, false)).toBe(true);
  expect(ready({ ...dav, password: null }, false)).toBe(false);
  expect(ready({ ...dav, password: null }, true)).toBe(true);
  expect(ready({ ...dav, kind: "s3" }, false)).toBe(false);
  expect(ready({ ...dav, kind: "s3", folder: "bucket" }, false)).toBe(true);
  expect(ready(draft({ kind: "sftp", address: "sftp://calder.example", user: "desk" }), false)).toBe(true);
  expect(ready(draft({ user: "desk", password: "word" }), false)).toBe(false);
});
it("begins the address anew for another kind, unless one was typed", () => {
  expect(asKind(draft({}), "sftp").address).toBe("sftp://");
  expect(asKind(draft({ address: "https://dav.example", region: "eu" }), "s3")).toMatchObject({ address: "https://dav.example", region: "", kind: "s3" });
});
it("names a place by its server where nobody named it", () => {
  expect(named(draft({ address: "https://dav.example/remote/" }))).toBe("dav.example");
  expect(named(draft({ name: " पाठक ", address: "https://dav.example" }))).toBe("पाठक");
  expect(whereabouts({ address: "sftp://calder.example", folder: "/srv/www" })).toBe("sftp://calder.example/srv/www");
  expect(whereabouts({ address: "https://dav.example", folder: "" })).toBe("https://dav.example");
});
it("says how far it is and what came of it", () => {
  expect(progress(sending({ exporting: true }))).toBe("Writing the site…");
  expect(progress(sending({}))).toBe("Comparing…");
  expect(progress(sending({ put: 12, toPut: 1340, bytes: 1_240_000, allBytes: 30_000_000 }))).toBe("12 of 1,340 files, 1.2 MB of 30.0 MB");
  expect(percent(sending({ bytes: 1, allBytes: 4 }))).toBe(25);
  expect(percent(sending({}))).toBe(0);
  expect(outcome(sending({ unchanged: 40 }))).toBe("Nothing to send: all 40 files stand there.");
  expect(outcome(sending({ put: 1, toPut: 1, bytes: 900, removed: 2, unchanged: 37 }))).toBe("1 file sent (900 bytes), 2 files taken away, 37 as they were.");
  expect([size(1), size(999_499), size(999_500), size(2e9)]).toEqual(["1 byte", "999 KB", "1.0 MB", "2.0 GB"]);
});
