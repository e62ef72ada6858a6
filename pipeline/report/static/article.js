"use strict";
// Steps through the findings, filters them and shows one in the panel. The page is complete without this script:
// everything it shows is cloned from the list at the end, and nothing is ever parsed as HTML.
(() => {
  const byId = (id) => document.getElementById(id);
  const items = [...document.querySelectorAll(".item")];
  const marks = new Map(items.map((item) => [item.id, []]));
  const hits = [...document.querySelectorAll("a.hit[data-f]")].map((node) => ({ node, ids: node.dataset.f.split(" ") }));
  for (const { node, ids } of hits) for (const id of ids) marks.get(id)?.push(node);
  const boxes = [...byId("bar").querySelectorAll("input[type=checkbox]")];
  const panel = byId("panel");
  const help = byId("help");
  const wide = window.matchMedia("(min-width: 78rem)");
  let shown = items;
  let current = null;

  const ticked = (name) => new Set(boxes.filter((box) => box.name === name && box.checked).map((box) => box.value));

  function filter() {
    const severities = ticked("severity");
    const actions = ticked("action");
    const rule = byId("rule").value;
    shown = items.filter(({ dataset }) =>
      severities.has(dataset.severity) && actions.has(dataset.action) && (!rule || dataset.rule === rule));
    const ids = new Set(shown.map((item) => item.id));
    for (const item of items) item.hidden = !ids.has(item.id);
    for (const hit of hits) hit.node.classList.toggle("off", !hit.ids.some((id) => ids.has(id)));
    if (current && !ids.has(current.id)) close();
    count();
  }

  function count() {
    const place = current ? `${shown.indexOf(current) + 1} of ${shown.length}` : `${shown.length}`;
    byId("count").textContent = shown.length === items.length ? `${place} shown` : `${place} shown (${items.length} in all)`;
    byId("previous").disabled = byId("next").disabled = shown.length === 0;
  }

  function highlight(id, on) {
    for (const node of marks.get(id) ?? []) node.classList.toggle("on", on);
  }

  // The finding to start from when none is selected: the first one whose place is not above the middle of the window.
  function nearest(forward) {
    if (window.scrollY < 100) return forward ? 0 : shown.length - 1;
    const middle = window.innerHeight / 2;
    const below = shown.findIndex((item) => (byId("at-" + item.id)?.getBoundingClientRect().top ?? -1) >= middle);
    const at = below < 0 ? shown.length : below;
    return forward ? at % shown.length : (at - 1 + shown.length) % shown.length;
  }

  function step(by) {
    if (!shown.length) return;
    const at = current ? (shown.indexOf(current) + by + shown.length) % shown.length : nearest(by > 0);
    select(shown[at], { jump: true });
  }

  function select(item, { jump = false, from = null } = {}) {
    if (current) highlight(current.id, false);
    current = item;
    highlight(item.id, true);
    const card = item.querySelector(".card").cloneNode(true);
    byId("panel-body").replaceChildren(card);
    panel.hidden = false;
    panel.scrollTop = 0;
    document.body.classList.add("open");
    byId("panel-name").textContent = `Finding ${shown.indexOf(item) + 1} of ${shown.length}`;
    byId("live").textContent = `${item.id}, ${item.dataset.severity}, ${item.dataset.action}, ${item.dataset.rule}`;
    const home = byId("at-" + item.id)?.nextElementSibling;
    also(item, from ?? home);
    if (jump && home) {
      home.scrollIntoView({ block: "center" });
      // Beside the text the panel hangs below the bar: bring the bar to the top, so that the whole panel is in view.
      if (wide.matches) window.scrollBy(0, Math.max(0, byId("bar").getBoundingClientRect().top));
      home.focus({ preventScroll: true });
    }
    count();
  }

  // Other findings on the same words, so that none hides behind a worse one.
  function also(item, node) {
    const others = (node?.dataset.f ?? "").split(" ").map(byId)
      .filter((other) => other && other !== item && shown.includes(other));
    const line = byId("panel-also");
    line.hidden = others.length === 0;
    line.replaceChildren("Also on these words: ", ...others.flatMap((other) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${other.id} ${other.dataset.rule}`;
      button.addEventListener("click", () => select(other, { from: node }));
      return [button, " "];
    }));
  }

  function close() {
    if (!current) return;
    highlight(current.id, false);
    if (panel.contains(document.activeElement)) byId("at-" + current.id)?.nextElementSibling?.focus({ preventScroll: true });
    current = null;
    panel.hidden = true;
    document.body.classList.remove("open");
    count();
  }

  function choose(node) {
    const here = node.dataset.f.split(" ").map(byId).filter((item) => shown.includes(item));
    if (here.length) select(here[(here.indexOf(current) + 1) % here.length], { from: node });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const back = link.classList.contains("back");
    if (!back && !link.matches(".hit[data-f]")) return;
    event.preventDefault();
    if (back) select(link.closest(".item"), { jump: true });
    else choose(link);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (help.open) {
      if (event.key === "?") help.close();
      return;
    }
    if (event.key === "Escape") close();
    if (event.target.closest("select, textarea, input:not([type=checkbox])")) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "?") help.showModal();
    else return;
    event.preventDefault();
  });

  function fromAddress() {
    const item = byId(decodeURIComponent(location.hash.slice(1)));
    if (item && shown.includes(item)) select(item, { jump: true });
  }

  byId("bar").hidden = false;
  document.documentElement.classList.add("js");
  byId("bar").addEventListener("change", filter);
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  byId("panel-previous").addEventListener("click", () => step(-1));
  byId("panel-next").addEventListener("click", () => step(1));
  byId("panel-close").addEventListener("click", close);
  byId("help-open").addEventListener("click", () => help.showModal());
  byId("help-close").addEventListener("click", () => help.close());
  window.addEventListener("hashchange", fromAddress);
  filter();
  fromAddress();
})();
