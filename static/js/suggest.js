// Suggestions below a search field while one types: the editable combobox with a list of ARIA 1.2. The focus stays in the
// field; Enter follows the suggestion that the arrows chose or, if there is none, sends the form. Without this module the
// form is a plain one.
//
// <form><input name="q">…<template data-suggest="/api/v1/suggest/">…</template></form>, see components/suggest.html

const SHORTEST = 2;
const LONGEST = 200;
const PAUSE = 120; // Milliseconds without a key before the catalogue is asked.

for (const template of document.querySelectorAll("template[data-suggest]")) suggestIn(template);

function suggestIn(template) {
  const form = template.closest("form");
  const input = form.querySelector("input[name=q]");
  const texts = template.dataset;
  const parts = template.content.cloneNode(true);
  const list = parts.querySelector("[role=listbox]");
  const status = parts.querySelector("[role=status]");
  const everything = list.querySelector("[role=option]");
  const groups = Object.fromEntries([...list.querySelectorAll("[data-kind]")].map((group) => [group.dataset.kind, group]));
  let options = [];
  let active = -1;
  let shown = ""; // The words whose suggestions the list holds.
  let pause = 0;
  let asking = new AbortController();

  form.append(parts);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const words = () => input.value.trim();

  function choose(index) {
    options[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = options[active];
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function toggle(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    choose(-1);
    if (!open) status.textContent = "";
  }

  function stop() {
    window.clearTimeout(pause);
    asking.abort();
  }

  function close() {
    stop();
    toggle(false);
  }

  function follow(option) {
    close();
    window.location.assign(option.dataset.address);
  }

  function fill(query, results) {
    for (const group of Object.values(groups)) {
      for (const option of group.querySelectorAll("[role=option]")) option.remove();
      group.remove();
    }
    for (const result of results) {
      const group = groups[result.kind];
      if (!group.isConnected) everything.before(group);
      group.append(optionFor(result));
    }
    everything.textContent = everything.dataset.text.replace("{words}", () => query);
    everything.dataset.address = `${form.action}?${new URLSearchParams({ q: query })}`;
    options = [...list.querySelectorAll("[role=option]")];
    for (const [index, option] of options.entries()) {
      option.id = `${list.id}-${index}`;
      option.setAttribute("aria-selected", "false");
    }
    shown = query;
  }

  function optionFor({ label, detail, matched, html_url: address }) {
    const alias = matched && texts.alias.replace("{name}", () => matched);
    const option = document.createElement("li");
    option.setAttribute("role", "option");
    // The API may name the catalogue by another host than the one that the reader came by.
    const { pathname, search } = new URL(address);
    option.dataset.address = pathname + search;
    const name = document.createElement("b");
    name.textContent = label;
    option.append(name);
    const more = [alias, detail].filter(Boolean).join(" · ");
    if (more) {
      const small = document.createElement("small");
      small.textContent = more;
      option.append(" ", small);
    }
    return option;
  }

  function fits(query) {
    const length = [...query].length;
    return length >= SHORTEST && length <= LONGEST;
  }

  // The suggestions; undefined if there was no answer, or one that nobody waits for any more.
  async function fetched(query) {
    asking = new AbortController();
    const { signal } = asking;
    try {
      const response = await fetch(`${texts.suggest}?${new URLSearchParams({ q: query })}`, { signal });
      const { results } = await response.json();
      if (!signal.aborted) return results;
    } catch {
      if (!signal.aborted) toggle(false);
    }
    return undefined;
  }

  // Opens the list for what stands in the field, and chooses its first or last entry if an arrow (1, -1) asked for it.
  async function show(arrow = 0) {
    stop();
    const query = words();
    if (!fits(query)) return;
    if (query !== shown) {
      const results = await fetched(query);
      if (!results) return;
      fill(query, results);
    }
    if (document.activeElement !== input) return;
    toggle(true);
    const count = options.length - 1;
    status.textContent = [texts.none, texts.one][count] ?? texts.many.replace("{count}", count);
    if (arrow) choose(arrow > 0 ? 0 : count);
  }

  function typed() {
    stop();
    choose(-1);
    if (fits(words())) pause = window.setTimeout(show, PAUSE);
    else toggle(false);
  }

  function move(step, only) {
    if (list.hidden) show(only ? 0 : step);
    else if (only) toggle(step > 0);
    else choose((Math.max(active, step > 0 ? -1 : 0) + step + options.length) % options.length);
  }

  input.addEventListener("input", (event) => { if (!event.isComposing) typed(); });
  input.addEventListener("compositionend", typed);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const open = !list.hidden;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1, event.altKey);
        break;
      case "Enter":
        if (active < 0) close();
        else {
          event.preventDefault();
          follow(options[active]);
        }
        break;
      case "Escape":
        event.preventDefault();
        if (!open) input.value = "";
        close();
        break;
      case "ArrowLeft":
      case "ArrowRight":
      case "Home":
      case "End":
        choose(-1);
        break;
      default:
    }
  });
  // The field keeps the focus: otherwise the list would be gone before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) follow(option);
  });
}
