// The small DOM pieces of blocks that carry fields: plain elements, since ProseMirror owns the place they stand in.

/** An element of a class. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, className = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  return element;
}

/** A quiet button with its words for screen readers. */
export function button(sign: string, does: string, keys: string, run: () => void): HTMLButtonElement {
  const element = make("button", "block-button");
  element.type = "button";
  element.textContent = sign;
  element.title = keys ? `${does} (${keys})` : does;
  element.setAttribute("aria-label", does);
  // The text keeps its selection until the button has acted.
  element.addEventListener("mousedown", (event) => { event.preventDefault(); });
  element.addEventListener("click", run);
  return element;
}

/** A labelled line beneath a block. */
export type Field = { dom: HTMLElement; show: (value: string) => void };

type FieldCalls = { change: (value: string) => void; leave: (to: "caption" | "after") => void };

/** A field that says quietly when it is empty, and how long it is where that matters. */
export function field(name: string, hint: string, missing: string, calls: FieldCalls, advice = 0): Field {
  const dom = make("label", "block-field");
  const label = make("span", "block-label");
  label.textContent = name;
  const input = make("input");
  input.dir = "auto";
  input.placeholder = hint;
  const note = make("span", "block-note");
  dom.append(label, input, note);
  const count = (value: string) => {
    const over = advice > 0 && value.length > advice;
    const empty = missing !== "" && value.trim() === "";
    note.classList.toggle("is-warning", over || empty);
    const said = empty ? `▲ ${missing}` : advice > 0 && value !== "" ? `${over ? "▲ " : ""}${value.length}/${advice}` : "";
    if (note.textContent !== said) note.textContent = said;
  };
  input.addEventListener("input", () => { count(input.value); calls.change(input.value); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const fields = [...(dom.parentElement?.querySelectorAll("input") ?? [])];
    const at = fields.indexOf(input);
    const first = at === 0;
    const last = at === fields.length - 1;
    const back = event.key === "Escape" || (first && (event.key === "ArrowUp" || (event.key === "Tab" && event.shiftKey)));
    const on = last && (event.key === "Enter" || event.key === "ArrowDown" || (event.key === "Tab" && !event.shiftKey));
    const beside = event.key === "Enter" || event.key === "ArrowDown" ? fields[at + 1] : event.key === "ArrowUp" ? fields[at - 1] : undefined;
    if (!back && !on && !beside) return;
    event.preventDefault();
    event.stopPropagation();
    if (back) calls.leave("caption");
    else if (on) calls.leave("after");
    else beside?.focus();
  });
  const show = (value: string) => {
    if (input.value !== value) input.value = value;
    count(value);
  };
  return { dom, show };
}
