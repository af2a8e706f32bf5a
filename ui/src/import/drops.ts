// Which of the files that were dropped are copy.

const COPY = new Set(["docx", "odt", "rtf", "html", "htm", "md", "markdown", "txt", "text", "xml", "json", "zip", "stet"]);

const ending = (name: string): string => name.slice(name.lastIndexOf(".") + 1).toLowerCase();

/** All of the files where copy is among them: a picture that came along may stand in it. None where there is only pictures. */
export function copyIn<F extends { name: string }>(files: F[]): F[] {
  return files.some((f) => f.name.includes(".") && COPY.has(ending(f.name))) ? files : [];
}

export const holdsFiles = (e: DragEvent): boolean => e.dataTransfer?.types.includes("Files") ?? false;

/** Each file with a name of its own: two of one name, from two folders, are two stories. */
export function apart<F extends { name: string }>(files: F[]): [F, string][] {
  const seen = new Set<string>();
  return files.map((file) => {
    let name = file.name;
    for (let n = 2; seen.has(name.toLowerCase()); n += 1) name = file.name.replace(/(\.[^.]*)?$/, ` (${String(n)})$1`);
    seen.add(name.toLowerCase());
    return [file, name];
  });
}
