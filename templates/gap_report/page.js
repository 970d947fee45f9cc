"use strict";
(() => {
  const form = document.getElementById("filters");
  const every = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Filters

  const parts = every(".section-part").map((element) => ({
    element, key: element.dataset.section, count: element.querySelector(".count"), shown: 0, of: 0,
  }));
  const findings = parts.flatMap((part) => every(".finding", part.element).map((element) => {
    part.of += 1;
    const { severity, outcome, product, state } = element.dataset;
    return { element, part, severity, outcome, product, state, shown: true, text: element.textContent.toLowerCase() };
  }));
  const documents = every(".document-part");
  const NAMES = ["q", "severity", "outcome", "product", "section", "state"];

  function chosen() { // what the form says, without what is left open
    return new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim() !== ""));
  }

  function test(query) { // a function that tells whether a finding matches
    const words = (query.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    const severities = query.getAll("severity"), outcomes = query.getAll("outcome");
    const [product, section, state] = ["product", "section", "state"].map((name) => query.get(name));
    const inside = (key) => !section || key === section || (section.endsWith("/") && key.startsWith(section));
    return (one) =>
      (!severities.length || severities.includes(one.severity)) &&
      (!outcomes.length || outcomes.includes(one.outcome)) &&
      (!product || one.product === product) && (!state || one.state === state) && inside(one.part.key) &&
      words.every((word) => one.text.includes(word));
  }

  function apply() {
    const matches = test(chosen());
    let shown = 0;
    for (const part of parts) part.shown = 0;
    for (const one of findings) {
      const show = matches(one);
      if (show !== one.shown) one.element.hidden = !(one.shown = show);
      if (show) { one.part.shown += 1; shown += 1; }
    }
    for (const part of parts) {
      part.element.hidden = !part.shown;
      part.count.textContent = part.shown === part.of ? part.of : `${part.shown} of ${part.of}`;
    }
    for (const one of documents) one.hidden = !one.querySelector(".section-part:not([hidden])");
    document.getElementById("nothing").hidden = shown > 0;
    document.getElementById("status").textContent = `${shown} of ${findings.length} findings shown`;
  }

  function restore(query) {
    for (const field of form.elements) {
      if (!NAMES.includes(field.name)) continue;
      if (field.type === "checkbox") field.checked = query.getAll(field.name).includes(field.value);
      else field.value = query.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    apply();
  }

  // The address: #severity=error&q=stability is a view, #Q-SPC-01-3f9a2c1d a place

  let waiting = 0;
  function address(view) {
    return location.href.split("#")[0] + (view ? `#${view}` : "");
  }
  function note() { // shortly after the last change: browsers limit how often an address may change
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      try { history.replaceState(null, "", address(chosen())); } catch { /* a viewer without addresses */ }
    }, 250);
  }

  function show(target) {
    if (target.closest("[hidden]")) restore(new URLSearchParams());
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView();
    (target.matches("details") ? target.querySelector("summary") : target).focus({ preventScroll: true });
  }

  function follow(arriving) {
    const hash = location.hash.slice(1);
    clearTimeout(waiting);
    if (hash && !hash.includes("=")) {
      const target = document.getElementById(hash);
      if (target) show(target);
    } else if (form) {
      restore(new URLSearchParams(hash));
      if (hash && !arriving) show(document.getElementById("findings"));
    }
  }

  // Copying

  async function copy(text, button) {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      window.prompt("Copy this link", text);
    }
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  function offer(finding) { // the button stands in findings that were opened only
    const self = finding.querySelector(".self");
    if (!self || self.nextElementSibling) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy link";
    button.addEventListener("click", () => copy(self.href, button));
    self.after(button);
  }
  document.addEventListener("toggle", ({ target }) => { if (target.matches(".finding[open]")) offer(target); }, true);

  // The numbers of the summary lead to the findings they count

  function counted(cell) { // what a number counts, for those who hear the link alone
    if (!cell.matches("td")) return cell.nextElementSibling.textContent;
    const heads = cell.closest("table").tHead.rows[0].cells;
    return `${heads[cell.cellIndex].textContent}: ${cell.parentElement.cells[0].textContent}`;
  }
  function lead(cell) {
    if (cell.textContent === "0") return;
    const link = document.createElement("a");
    link.href = `#${cell.dataset.query}`;
    link.textContent = cell.textContent;
    link.setAttribute("aria-label", `${cell.textContent} ${counted(cell)}`);
    cell.replaceChildren(link);
  }

  // Paper: browsers that cannot open details by style have them opened for the print

  if (!CSS.supports("selector(details::details-content)")) {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = every("details:not([open])");
      for (const one of closed) one.open = true;
    });
    addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
  }

  if (form) {
    form.hidden = false;
    const acts = {
      "copy-view": (button) => copy(address(chosen()), button),
      open: () => { for (const one of findings) if (one.shown) one.element.open = true; },
      close: () => { for (const one of findings) one.element.open = false; },
    };
    form.addEventListener("input", () => { apply(); note(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { apply(); note(); }));
    form.addEventListener("click", ({ target }) => acts[target.dataset.do]?.(target));
    for (const cell of every("[data-query]")) lead(cell);
    apply();
  }
  addEventListener("hashchange", () => follow(false));
  follow(true);
})();
