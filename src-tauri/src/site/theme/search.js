// The search of this site. The stories stand in files, the newest first; each is read until enough is found.
const ENOUGH = 20;
const form = document.querySelector("form[role=search]");
const field = document.querySelector("#q");
const said = document.querySelector("#said");
const list = document.querySelector("#found");
const older = document.querySelector("#older");
const here = new URL(".", import.meta.url);

/** Words as they are compared: without accents, marks of vowels in Arabic, and capitals. */
const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "").toLowerCase();
const words = (text) => fold(text).split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== "");

const title = document.title;

let asked = 0;
let parts;
let next = 0;

async function read(name) {
  const answer = await fetch(new URL(name, here));
  if (!answer.ok) throw new Error(name);
  return answer.json();
}

function show(story) {
  const item = document.createElement("li");
  const head = document.createElement("h2");
  const link = document.createElement("a");
  link.href = new URL(story.a, here).href;
  link.textContent = story.h;
  head.append(link);
  head.lang = story.l;
  head.dir = story.r;
  const line = document.createElement("p");
  line.lang = story.l;
  line.dir = story.r;
  line.textContent = story.s;
  const time = document.createElement("time");
  time.dateTime = story.d;
  time.textContent = story.t;
  time.lang = story.l;
  time.dir = story.r;
  const when = document.createElement("p");
  when.className = "time";
  when.append(time);
  item.append(head, line, when);
  list.append(item);
}

async function more(wanted, mine) {
  older.hidden = true;
  said.textContent = said.dataset.busy;
  let found = 0;
  try {
    parts ??= await read("parts.json");
    while (next < parts.length && found < ENOUGH) {
      const stories = await read(parts[next]);
      if (mine !== asked) return;
      next += 1;
      const hits = stories.filter((story) => {
        const text = ` ${words(`${story.h} ${story.s} ${story.w}`).join(" ")}`;
        return wanted.every((word) => text.includes(` ${word}`));
      });
      hits.forEach(show);
      found += hits.length;
    }
    const all = list.children.length;
    said.textContent = all === 0 ? said.dataset.none : said.dataset.found.replace("{number}", all);
    older.hidden = next >= parts.length;
  } catch {
    if (mine === asked) said.textContent = said.dataset.away;
  }
}

function search() {
  const text = new URLSearchParams(location.search).get("q") ?? "";
  field.value = text;
  document.title = text === "" ? title : `${text} - ${title}`;
  const wanted = words(text);
  const mine = (asked += 1);
  next = 0;
  list.replaceChildren();
  said.textContent = "";
  older.hidden = true;
  older.onclick = () => void more(wanted, mine);
  if (wanted.length > 0) void more(wanted, mine);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", `?${new URLSearchParams({ q: field.value })}`);
  search();
});
addEventListener("popstate", search);
search();
