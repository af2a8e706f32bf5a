// Places that the site is sent to: what each kind asks for, and how a sending reads. Pure.
import type { SitePlace, SitePlaceDraft, SiteSending } from "../wire";
import { count } from "../words";

export type Kind = SitePlace["kind"];
type Asks = { label: string; address: string; begins: string; folder: string; folderNote: string; user: string; password: string };

/** What a form asks for, kind by kind; an empty label: not asked. */
export const KINDS: Record<Kind, Asks> = {
  s3: {
    label: "Bucket (S3)", address: "https://s3.eu-central-1.amazonaws.com", begins: "https://",
    folder: "Bucket, then a folder in it", folderNote: "Such as calder-star/site.", user: "Access key", password: "Secret key",
  },
  "web-dav": {
    label: "WebDAV", address: "https://dav.example.org", begins: "https://",
    folder: "Folder there", folderNote: "Such as public/news. Empty: the address itself.", user: "User name", password: "Password",
  },
  sftp: {
    label: "SSH server (SFTP)", address: "sftp://example.org", begins: "sftp://",
    folder: "Folder there", folderNote: "Beginning with / it is counted from the top, else from where the user comes in.", user: "User name", password: "",
  },
};

/** A form for a place of that kind; an address that was typed stays. */
export function asKind(draft: SitePlaceDraft, kind: Kind): SitePlaceDraft {
  const typed = !Object.values(KINDS).some((k) => k.begins === draft.address);
  return { ...draft, kind, address: typed && draft.address !== "" ? draft.address : KINDS[kind].begins, region: "", keyFile: "", password: null };
}

/** Whether enough is typed to ask the place. */
export const ready = (d: SitePlaceDraft, hasPassword: boolean): boolean =>
  d.address.length > KINDS[d.kind].begins.length && d.user.trim() !== "" && (d.kind !== "s3" || d.folder.trim() !== "") && (d.kind === "sftp" || d.password !== null || hasPassword);

/** The name of a place that was given none: its server. */
export const named = (d: SitePlaceDraft): string => d.name.trim() || d.address.replace(/^\w+:\/\//, "").replace(/\/.*$/, "");

/** Where it stands, in one line. */
export const whereabouts = (p: Pick<SitePlace, "address" | "folder">): string => {
  const folder = p.folder.replace(/^\/+/, "");
  return folder === "" ? p.address : `${p.address.replace(/\/$/, "")}/${folder}`;
};

/** "830 KB", "12.4 MB". */
export function size(bytes: number): string {
  if (bytes < 1000) return count(bytes, "byte");
  if (bytes < 999_500) return `${String(Math.round(bytes / 1000))} KB`;
  return bytes < 999_950_000 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** How far it is, 0 to 100. */
export const percent = (s: SiteSending): number => (s.allBytes === 0 ? 0 : Math.min(100, Math.round((100 * s.bytes) / s.allBytes)));

/** How far it is, in words. */
export const progress = (s: SiteSending): string => {
  if (s.exporting) return "Writing the site…";
  if (s.toPut === 0) return s.removed > 0 ? `${count(s.removed, "file")} taken away` : "Comparing…";
  return `${s.put.toLocaleString("en-GB")} of ${count(s.toPut, "file")}, ${size(s.bytes)} of ${size(s.allBytes)}`;
};

/** What came of it. */
export function outcome(s: SiteSending): string {
  if (s.put === 0 && s.removed === 0) return `Nothing to send: all ${count(s.unchanged, "file")} stand there.`;
  const said = [s.put > 0 ? `${count(s.put, "file")} sent (${size(s.bytes)})` : "", s.removed > 0 ? `${count(s.removed, "file")} taken away` : "", s.unchanged > 0 ? `${s.unchanged.toLocaleString("en-GB")} as they were` : ""];
  return `${said.filter((part) => part !== "").join(", ")}.`;
}
