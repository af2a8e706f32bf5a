// What is left of a list after some letters were typed.

const plain = (text: string) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLocaleLowerCase();

/** Items with every typed word in their name or detail; names that begin with what was typed come first. */
export function narrowed<T extends { name: string; detail: string }>(items: T[], typed: string): T[] {
  const text = plain(typed.trim());
  if (text === "") return items;
  const words = text.split(/\s+/);
  const all = items.filter((item) => words.every((word) => plain(`${item.name} ${item.detail}`).includes(word)));
  const first = all.filter((item) => plain(item.name).startsWith(text));
  const named = all.filter((item) => !first.includes(item) && words.every((word) => plain(item.name).includes(word)));
  return [...first, ...named, ...all.filter((item) => !first.includes(item) && !named.includes(item))];
}
