"use strict";
(() => {
  const form = document.getElementById("filters");
  const every = (selector, within = document) => [...within.querySelectorAll(selector)];
  const entries = every(".entry").map((element) => ({
    element, box: element.querySelector(".tick input"), part: element.closest(".section-part"),
    key: element.dataset.key, digest: element.dataset.digest, state: element.dataset.state,
    missing: element.dataset.missing === "yes", text: element.textContent.toLowerCase(),
  }));
  const sections = every(".section-part");

  // What is done: kept in this browser, with what the values were, so that a changed value is to be looked at again

  const NAME = `impd-fields/${document.body.dataset.sheet}`;
  const store = (() => { // a viewer that keeps nothing still works until it is closed
    try {
      localStorage.setItem(`${NAME}/try`, "1");
      localStorage.removeItem(`${NAME}/try`);
      return { kept: true, read: () => localStorage.getItem(NAME), write: (text) => localStorage.setItem(NAME, text) };
    } catch {
      let memory = null;
      return { kept: false, read: () => memory, write: (text) => { memory = text; } };
    }
  })();
  const read = () => {
    try { return new Map(Object.entries(JSON.parse(store.read() ?? "{}"))); } catch { return new Map(); }
  };
  let done = read();
  function keep() {
    try { store.write(JSON.stringify(Object.fromEntries(done))); } catch { store.kept = false; tell(); }
  }
  function tell() {
    document.getElementById("kept").textContent = store.kept
      ? "Ticks are kept in this browser on this computer."
      : "This viewer keeps nothing: the ticks are lost when the page is closed.";
  }

  function mark(one) { // shows how an entry stands
    const old = done.get(one.key);
    const ticked = old === one.digest;
    if (one.box) one.box.checked = ticked;
    one.element.classList.toggle("done", ticked);
    const changed = old !== undefined && !ticked;
    one.element.classList.toggle("changed", changed);
    const note = one.element.querySelector(".changed-note");
    if (changed && !note) {
      const words = document.createElement("p");
      words.className = "changed-note";
      words.textContent = "Changed since it was ticked";
      one.element.querySelector("h4").after(words);
    } else if (!changed) note?.remove();
  }

  function tick(one, on) {
    if (on) done.set(one.key, one.digest); else done.delete(one.key);
    keep();
    mark(one);
    count();
  }

  function count() {
    const asked = entries.filter((one) => one.box);
    const ready = asked.filter((one) => done.get(one.key) === one.digest).length;
    const bar = document.getElementById("done");
    bar.max = asked.length || 1;
    bar.value = ready;
    const shown = entries.filter((one) => !one.element.hidden).length;
    document.getElementById("status").textContent = `${ready} of ${asked.length} done, ${shown} of ${entries.length} shown`;
  }

  // Filters

  const SHOW = {
    fill: (one) => one.state !== "not asked",
    missing: (one) => one.missing,
    open: (one) => one.box && done.get(one.key) !== one.digest,
    all: () => true,
  };
  function apply() {
    const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = form.elements.section.value, show = SHOW[form.elements.show.value];
    const inside = (key) => !wanted || key === wanted || (wanted.endsWith("/") && key.startsWith(wanted));
    for (const one of entries) {
      one.element.hidden = !(show(one) && inside(one.part.dataset.section) && words.every((word) => one.text.includes(word)));
    }
    for (const part of sections) {
      const all = every(".entry", part), shown = all.filter((one) => !one.hidden).length;
      part.hidden = !shown;
      part.querySelector(".count").textContent = shown === all.length ? all.length : `${shown} of ${all.length}`;
    }
    for (const part of every(".part")) part.hidden = !part.querySelector(".section-part:not([hidden])");
    document.getElementById("nothing").hidden = entries.some((one) => !one.element.hidden);
    count();
  }

  // Copying

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea"), focused = document.activeElement;
      area.value = text;
      document.body.append(area);
      area.select();
      let fine = false;
      try { fine = document.execCommand("copy"); } catch { /* a viewer that cannot copy */ }
      area.remove();
      focused?.focus();
      return fine;
    }
  }
  async function copy(text, button) {
    const fine = await copied(text);
    if (!fine) window.prompt("Copy this text", text);
    const label = button.dataset.label;
    button.textContent = fine ? "Copied" : label;
    setTimeout(() => { button.textContent = label; }, 1500);
  }
  function offer(text, label, name, after) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = button.dataset.label = label;
    button.setAttribute("aria-label", `${label}: ${name}`);
    button.addEventListener("click", () => copy(text, button));
    after(button);
  }
  for (const one of entries) {
    const name = one.element.querySelector("h4").textContent;
    const values = every(".value", one.element);
    for (const value of values) offer(value.textContent, "Copy", name, (button) => value.after(button));
    if (values.length > 1) {
      const all = values.map((value) => value.textContent).join("\n");
      offer(all, "Copy all", name, (button) => one.element.querySelector(".values").after(button));
    }
    one.box?.addEventListener("change", () => tick(one, one.box.checked));
    mark(one);
  }

  // Keys, inside a field only

  const first = (one) => one.box ?? one.element.querySelector("button, summary");
  function go(one) {
    const target = one && first(one);
    if (!target) return;
    target.focus();
    one.element.scrollIntoView({ block: "center" });
  }
  function step(from, by) {
    const shown = entries.filter((one) => !one.element.hidden && first(one));
    go(shown[shown.indexOf(from) + by]);
  }
  document.addEventListener("keydown", (event) => {
    const here = entries.find((one) => one.element.contains(document.activeElement));
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = {
      ArrowDown: () => step(here, 1),
      ArrowUp: () => step(here, -1),
      c: () => here.element.querySelector(".copy")?.click(),
      x: () => { if (here.box) tick(here, !here.box.checked); },
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });

  const acts = {
    next: () => {
      const later = [...entries.slice(last + 1), ...entries.slice(0, last + 1)];
      const found = later.find((one) => one.missing && !one.element.hidden) ?? later.find((one) => one.missing);
      if (!found) return;
      last = entries.indexOf(found);
      if (found.element.hidden) { form.reset(); apply(); }
      found.element.tabIndex = -1;
      found.element.focus({ preventScroll: true });
      found.element.scrollIntoView({ block: "center" });
    },
    clear: () => {
      if (!window.confirm("Clear all ticks of this sheet?")) return;
      done = new Map();
      keep();
      entries.forEach(mark);
      apply();
    },
  };
  let last = -1;
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", ({ target }) => acts[target.dataset.do]?.());
  addEventListener("storage", ({ key }) => { // ticked in another window
    if (key !== NAME) return;
    done = read();
    entries.forEach(mark);
    apply();
  });
  tell();
  apply();
})();
