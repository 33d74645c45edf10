"use strict";
// The browser of records. Everything from the data gets into the page as text nodes only, never as markup.
(() => {
  const { records } = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const PAGE = 100;
  const list = $("list"), detail = $("detail");
  let found = [], shown = 0, current = -1;

  const make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };

  // Characters that would turn or hide their neighbours are shown by their code.
  const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
  const visible = (text) =>
    text.split(new RegExp(`(${CONTROLS.source})`)).filter((part) => part).map((part) =>
      CONTROLS.test(part) && part.length === 1
        ? make("span", "control", `U+${part.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`)
        : document.createTextNode(part));
  const isolated = (text) => make("bdi", "", ...visible(text));

  const tagged = (record, kind) => record.tags.filter((tag) => tag.startsWith(kind)).map((tag) => tag.slice(kind.length));
  // Each filter: the values of a record for one select.
  const FILTERS = {
    verdict: (record) => [record.reasons ? "rejected" : "kept"],
    split: (record) => (record.split ? [record.split] : []),
    schema: (record) => [record.schema],
    source: (record) => [record.source === record.teacher ? record.source : `${record.source}: ${record.teacher}`],
    register: (record) => [record.register],
    trouble: (record) => tagged(record, "adversarial:"),
    variant: (record) => tagged(record, "variant:"),
    tag: (record) => record.tags.filter((tag) => !/^(adversarial|variant):/.test(tag)),
    reason: (record) => [...new Set((record.reasons || []).map(([check, code]) => `${check}/${code}`))],
  };
  const ORDERS = {
    id: (record) => record.id,
    words: (record) => record.words,
  };
  for (const name of new Set(records.flatMap((record) => Object.keys(record.scores)))) {
    ORDERS[name] = (record) => record.scores[name];
  }

  const fill = (select, options) => select.append(...options.map(([value, label]) => {
    const option = make("option", "", label);
    option.value = value;
    return option;
  }));
  for (const [name, values] of Object.entries(FILTERS)) {
    const counts = new Map();
    for (const record of records) for (const value of values(record)) counts.set(value, (counts.get(value) || 0) + 1);
    $(name).parentElement.hidden = !counts.size;
    const sorted = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
    fill($(name), [["", "all"], ...sorted.map(([value, count]) => [`=${value}`, `${value} (${count})`])]);
  }
  fill($("sort"), Object.keys(ORDERS).map((name) => [name, name]));

  const haystack = (record) =>
    (record.haystack ??= `${record.id}\n${record.text}\n${record.json}`.toLowerCase());

  const apply = () => {
    const wanted = $("search").value.trim().toLowerCase();
    const chosen = Object.entries(FILTERS).map(([name, values]) => [$(name).value, values]).filter(([value]) => value);
    const key = ORDERS[$("sort").value], sign = Number($("order").value);
    found = records.filter((record) =>
      chosen.every(([value, values]) => values(record).includes(value.slice(1))) &&
      (!wanted || haystack(record).includes(wanted)));
    const last = (value) => value === undefined || value === null;
    found.sort((one, other) => {
      const a = key(one), b = key(other);
      if (last(a) || last(b)) return last(a) - last(b);
      return (a < b ? -1 : a > b ? 1 : 0) * sign;
    });
    list.replaceChildren();
    shown = 0;
    current = -1;
    $("count").textContent = `${found.length} of ${records.length} records.`;
    extend();
    if (found.length) open(0, false);
    else detail.replaceChildren(make("p", "", "No record matches. Clear some filters."));
  };

  const extend = () => {
    found.slice(shown, shown + PAGE).forEach((record, place) => {
      const number = shown + place;
      const verdict = record.reasons ? `✗ ${record.reasons[0][0]}/${record.reasons[0][1]}` : `✓ ${record.split}`;
      const item = make("li", "", isolated(record.id), make("small", "", isolated(`${verdict} · ${record.register}`)));
      item.role = "option";
      item.tabIndex = -1;
      item.addEventListener("click", () => open(number, true));
      list.append(item);
    });
    shown = Math.min(found.length, shown + PAGE);
    $("more").hidden = shown >= found.length;
  };

  const open = (number, focus) => {
    if (number < 0 || number >= found.length) return;
    while (number >= shown) extend();
    const before = list.children[current], item = list.children[number];
    if (before) {
      before.setAttribute("aria-selected", "false");
      before.tabIndex = -1;
    }
    current = number;
    item.setAttribute("aria-selected", "true");
    item.tabIndex = 0;
    if (focus) {
      item.focus({ preventScroll: true });
      item.scrollIntoView({ block: "nearest" });
    }
    show(found[number]);
    if (focus && matchMedia("(max-width: 800px)").matches) detail.scrollIntoView({ block: "start" });
  };

  // A text cut at the ends of all spans; a piece in some leaves' spans becomes an element that knows them.
  const pieces = (text, spans, tag, className) => {
    const ends = [...new Set([0, text.length, ...spans.flatMap(([start, end]) => [start, end])])].sort((a, b) => a - b);
    return ends.slice(1).flatMap((end, place) => {
      const start = ends[place];
      const leaves = spans.filter(([from, to]) => from <= start && end <= to).map(([, , leaf]) => leaf);
      const nodes = visible(text.slice(start, end));
      if (!leaves.length) return nodes;
      const element = make(tag, className, ...nodes);
      element.dataset.leaves = ` ${leaves.join(" ")} `;
      return [element];
    });
  };

  const light = (leaves, from) => {
    for (const element of detail.querySelectorAll(".on")) element.classList.remove("on");
    let scrolled = false;
    for (const element of detail.querySelectorAll("[data-leaves]")) {
      if (!leaves.some((leaf) => element.dataset.leaves.includes(` ${leaf} `))) continue;
      element.classList.add("on");
      const box = element.closest("pre");
      if (!scrolled && box !== from) {
        const top = element.offsetTop - box.offsetTop;
        if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 30) box.scrollTop = top - 40;
        scrolled = true;
      }
    }
  };
  const dark = () => light([], null);

  const watch = (pre) => {
    for (const element of pre.querySelectorAll("[data-leaves]")) {
      const leaves = element.dataset.leaves.trim().split(" ");
      element.addEventListener("mouseenter", () => light(leaves, pre));
      element.addEventListener("mouseleave", dark);
      element.addEventListener("focus", () => light(leaves, pre));
      element.addEventListener("blur", dark);
      element.addEventListener("click", () => light(leaves, pre));
    }
  };

  const show = (record) => {
    const inJson = [], inText = [];
    for (let place = 0; place < record.leaves.length; place += 4) {
      const [jsonStart, jsonEnd, start, end] = record.leaves.slice(place, place + 4);
      inJson.push([jsonStart, jsonEnd, place / 4]);
      if (start >= 0) inText.push([start, end, place / 4]);
    }
    const grounded = new Set(inText.map(([, , leaf]) => leaf));
    const accused = new Set((record.reasons || []).map((reason) => reason[4]));
    const text = make("pre", "", ...pieces(record.text, inText, "mark", ""));
    const json = make("pre", "", ...pieces(record.json, inJson, "span", "leaf"));
    for (const element of json.querySelectorAll(".leaf")) {
      const leaf = Number(element.dataset.leaves);
      element.tabIndex = 0;
      if (!grounded.has(leaf)) element.classList.add("bare");
      if (accused.has(leaf)) element.classList.add("wrong");
    }
    text.id = "text";
    json.id = "json";
    watch(text);
    watch(json);

    const copy = make("button", "", "Copy id");
    copy.type = "button";
    copy.id = "copy";
    copy.addEventListener("click", () => copyId(record.id));
    const status = make("output", "", "");
    status.id = "copied";
    const facts = {
      schema: record.schema, split: record.split || "none", source: record.source, teacher: record.teacher,
      register: record.register, tags: record.tags.join(", "), words: record.words, ...record.scores,
    };
    detail.replaceChildren(
      make("h3", "", isolated(record.id), " ", copy, " ", status),
      make("div", "facts", ...Object.entries(facts).filter(([, value]) => value !== "").map(([name, value]) =>
        make("span", "", `${name}: `, make("b", "", isolated(String(value)))))),
      ...findings(record),
      ...(record.cut ? [make("p", "", `Too long to show in full: ${record.cut.toLocaleString()} characters are left out.`)] : []),
      make("div", "panels",
        make("div", "", make("h3", "", "Text"), text),
        make("div", "", make("h3", "", "JSON"), json)),
      ...(record.prompt ? [make("details", "", make("summary", "", "Prompt"), make("pre", "", ...visible(record.prompt)))] : []));
  };

  const findings = (record) => {
    if (!record.reasons) return [];
    const box = make("ul", "findings", ...record.reasons.map(([check, code, path, message, leaf]) => {
      const item = make("li", "", make("code", "", isolated(`${check}/${code}`)), path ? " at " : " ",
        make("code", "", isolated(path)), " ", isolated(message));
      if (leaf >= 0) {
        item.addEventListener("mouseenter", () => light([leaf], null));
        item.addEventListener("mouseleave", dark);
      }
      return item;
    }));
    return [make("h3", "", "Why it was rejected"), box];
  };

  const copyId = async (id) => {
    let done = true;
    try {
      await navigator.clipboard.writeText(id);
    } catch {
      const field = make("textarea", "", id);
      document.body.append(field);
      field.select();
      done = document.execCommand("copy");
      field.remove();
    }
    $("copied").textContent = done ? "copied; a line with it in exclude.txt strikes the record out" : "can't copy here";
  };

  const KEYS = {
    "/": () => $("search").focus(),
    j: () => open(current + 1, true),
    k: () => open(current - 1, true),
    ArrowDown: () => open(current + 1, true),
    ArrowUp: () => open(current - 1, true),
    c: () => found[current] && copyId(found[current].id),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      event.preventDefault(); // or the search field would be emptied
      document.activeElement.blur();
    }
    if (event.target.closest("input, select, textarea")) return;
    if (event.key.startsWith("Arrow") && !event.target.closest("#list")) return;
    const action = KEYS[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
  let waiting = 0;
  $("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  $("filters").addEventListener("change", apply);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("reset", () => setTimeout(apply));
  $("more").addEventListener("click", extend);
  $("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
  });
  $("records").hidden = !records.length;
  apply();
})();
