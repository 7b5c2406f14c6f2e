"use strict";
// The filter, and links that unfold what they lead to. Without this script all is there to read and to unfold by hand.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const normal = (text) => text.toLowerCase().replace(/\s+/g, " ");
  const count = (number, of, one, many) => `${number.toLocaleString("en")} of ${of.toLocaleString("en")} ${of === 1 ? one : many}`;

  const search = document.querySelector("[role=search]");
  const box = document.getElementById("filter");
  const clear = document.getElementById("clear");
  const shown = document.getElementById("shown");
  const unfold = document.getElementById("unfold");

  const items = all("details.item").map((node) => ({
    node,
    text: normal(node.querySelector("summary").textContent),
    rows: all("tbody tr", node).map((row) => ({ row, text: normal(row.textContent) })),
    note: node.querySelector(".shown"),
    opened: false,
  }));
  const entries = items.reduce((sum, item) => sum + item.rows.length, 0);
  const statements = all(".statement").map((node) => ({
    node,
    text: normal(node.textContent),
    items: all("a[href^='#item-']", node).map((link) => link.hash.slice(1)),
  }));
  const causes = all(".cause");

  const leaveOut = (node, out) => node.classList.toggle("left-out", out);

  // An item whose own line has all words is shown whole; else the entries that have them, together with its line.
  const filterItem = (item, words) => {
    const whole = words.every((word) => item.text.includes(word));
    let found = 0;
    for (const { row, text } of item.rows) {
      const has = whole || words.every((word) => text.includes(word) || item.text.includes(word));
      leaveOut(row, !has);
      found += has ? 1 : 0;
    }
    leaveOut(item.node, !whole && !found);
    item.note.hidden = whole || !found || found === item.rows.length;
    item.note.textContent = `${count(found, item.rows.length, "entry", "entries")} listed here, as the filter asks; the total is that of all.`;
    const open = !whole && found > 0;
    if (open && !item.node.open) item.opened = item.node.open = true;
    if (!open && item.opened) item.opened = item.node.open = false;
    return whole || found ? found : -1;
  };

  const filter = () => {
    const words = normal(box.value).split(" ").filter(Boolean);
    const on = words.length > 0;
    const found = items.map((item) => filterItem(item, words));
    const there = new Set(items.filter((_, position) => found[position] >= 0).map((item) => item.node.id));
    let stated = 0;
    for (const { node, text, items: own } of statements) {
      const has = words.every((word) => text.includes(word)) || own.some((id) => on && there.has(id));
      leaveOut(node, !has);
      stated += has ? 1 : 0;
    }
    for (const cause of causes) leaveOut(cause, !cause.querySelector(".item:not(.left-out)"));
    clear.hidden = !on;
    document.body.classList.toggle("filtering", on);
    shown.textContent = on
      ? `Filter is on: ${[
          count(stated, statements.length, "statement", "statements"),
          count(there.size, items.length, "item", "items"),
          count(found.reduce((sum, number) => sum + Math.max(0, number), 0), entries, "entry", "entries"),
        ].join(", ")} shown. Result, matrix, charts and totals are those of all.`
      : "";
  };

  const clearFilter = () => {
    box.value = "";
    filter();
  };

  // What a link leads to is shown and unfolded, and the keyboard goes on from there.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    const details = target.closest("details");
    const leftOut = target.closest(".left-out");
    if (leftOut) clearFilter();
    if (details) {
      details.open = true;
      details.querySelector("summary").focus({ preventScroll: true });
    }
    if (details || leftOut) target.scrollIntoView();
  };

  if (search) {
    search.hidden = false;
    box.addEventListener("input", filter);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") clearFilter();
    });
    clear.addEventListener("click", () => {
      clearFilter();
      box.focus();
    });
    addEventListener("pageshow", filter);
  }
  if (unfold) {
    unfold.hidden = false;
    unfold.addEventListener("click", () => {
      const open = items.some((item) => !item.node.open);
      for (const item of items) item.node.open = open;
      unfold.textContent = open ? "Fold all" : "Unfold all";
    });
  }
  addEventListener("hashchange", reveal);
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) reveal();
  });
  if (location.hash) reveal();

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });
})();
