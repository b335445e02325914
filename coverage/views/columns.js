/* Articles side by side: writes their sentences, measures them, draws the lines between them, and
   says which sentence is chosen. All text is put in as text. What it is told: `payload` in
   read_columns.py. Streamlit calls it anew with every answer of the app; only when the articles
   change are the columns written anew, else but the choice is. */

const SVG = "http://www.w3.org/2000/svg";
const STACKED = matchMedia("(max-width: 700px)");
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const DRAG = 5; // pixels
const shown = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".reading");
  const told = JSON.stringify([data.columns, data.joins]);
  let view = shown.get(root);
  if (view?.told !== told) {
    view?.stop();
    view = write(root, data);
    view.told = told;
    shown.set(root, view);
  }
  view.choose = (id) => setTriggerValue("sentence", id);
  // an answer to an earlier click, of which a later one is on its way, changes nothing
  if (view.pending === data.selected) view.pending = undefined;
  else if (view.pending === undefined && view.selected !== data.selected) view.select(data.selected);
  return () => {
    shown.get(root)?.stop();
    shown.delete(root);
  };
}

function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function write(root, data) {
  const legend = element("p", "legend");
  for (const [kind, said] of data.legend) legend.append(element("span", `key ${kind}`, said));
  const grid = element("div", "columns");
  grid.style.setProperty("--n", data.columns.length);
  const sentences = new Map(); // id -> {node, list, column}
  const lists = data.columns.map((column, number) => {
    const article = element("article");
    const list = element("div", "list");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", `${column.name}: ${column.title}`);
    for (const sentence of column.sentences) {
      const node = written(sentence);
      sentences.set(sentence.id, { node, list, column: number });
      list.append(node);
    }
    if (list.firstChild) list.firstChild.tabIndex = 0;
    article.append(head(column), list);
    grid.append(article);
    return list;
  });
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("aria-hidden", "true");
  grid.append(svg);
  root.replaceChildren(legend, grid);
  return live(data.joins, sentences, lists, grid, svg);
}

function head(column) {
  const made = element("header");
  const facts = element("p", "facts", column.facts);
  facts.title = column.basis;
  made.append(element("h3", "", column.name), element("p", "title", column.title), facts);
  if (column.url) {
    const link = element("a", "", "Open the original ↗");
    link.href = column.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    facts.append(" · ", link);
  }
  return made;
}

function written(sentence) {
  const node = element("div", ["sentence", ...sentence.classes].join(" "));
  node.dataset.id = sentence.id;
  node.tabIndex = -1;
  node.setAttribute("role", "option");
  node.setAttribute("aria-selected", "false");
  if (sentence.said) node.setAttribute("aria-description", sentence.said);
  const number = element("span", "number", sentence.number);
  number.setAttribute("aria-hidden", "true");
  const text = element("span", "text");
  for (const [words, kind] of sentence.pieces) {
    text.append(kind ? element(kind === "differs" ? "mark" : "span", kind, words) : words);
  }
  node.append(number, text);
  return node;
}

/* What moves: lines, the choice, scrolling, keys. */
function live(joins, sentences, lists, grid, svg) {
  const partners = new Map([...sentences.keys()].map((id) => [id, []])); // the surest first
  const unsure = new Set(); // of ids, either way round
  for (const { a, b, kind } of joins) {
    partners.get(a).push(b);
    partners.get(b).push(a);
    if (kind === "possible") unsure.add(`${a} ${b}`).add(`${b} ${a}`);
  }
  const lines = joins
    .filter(({ a, b }) => sentences.get(b).column - sentences.get(a).column === 1)
    .map((join) => ({ ...join, path: document.createElementNS(SVG, "path") }));
  // the surest are drawn last and so lie on top
  svg.append(...[...lines].reverse().map(({ path }) => path));
  const view = { selected: "", pending: undefined, choose: () => {}, select, stop };
  let near = "", frame = 0, pressed = [0, 0];

  function style() {
    for (const [id, { node }] of sentences) {
      const isPartner = Boolean(view.selected) && partners.get(view.selected).includes(id);
      node.classList.toggle("selected", id === view.selected);
      node.classList.toggle("partner", isPartner);
      node.classList.toggle("perhaps", isPartner && unsure.has(`${view.selected} ${id}`));
      node.classList.toggle("near", Boolean(near) && partners.get(near).includes(id));
      node.setAttribute("aria-selected", String(id === view.selected));
    }
    grid.classList.toggle("has-selected", Boolean(view.selected));
    for (const { a, b, kind, drawn, path } of lines) {
      const isOn = [a, b].includes(view.selected), isNear = [a, b].includes(near);
      const isSeen = drawn || isOn || isNear;
      path.setAttribute("class", `${kind}${isOn ? " on" : ""}${isNear ? " near" : ""}`);
      path.style.display = isSeen ? "" : "none";
    }
    soon();
  }

  function soon() {
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    if (STACKED.matches || !lists.length) return;
    const top = lists[0].offsetTop, height = Math.max(...lists.map((list) => list.clientHeight));
    svg.style.top = `${top}px`;
    svg.style.height = `${height}px`;
    // first measure everything, then write, or each line would lay the page out anew
    const drawn = lines.filter(({ path }) => path.style.display !== "none");
    const curves = drawn.map((line) => curve(line, height));
    drawn.forEach(({ path }, place) => path.setAttribute("d", curves[place]));
  }

  function curve({ a, b }, height) {
    const one = sentences.get(a), other = sentences.get(b);
    const x0 = one.list.offsetLeft + one.list.offsetWidth, x1 = other.list.offsetLeft;
    const y0 = middle(one), y1 = middle(other), bend = (x1 - x0) / 2;
    const isSeen = [y0, y1].some((y) => y >= 0 && y <= height); // at one end at least
    return isSeen ? `M ${x0},${y0} C ${x0 + bend},${y0} ${x1 - bend},${y1} ${x1},${y1}` : "";
  }

  function middle({ node, list }) {
    return node.offsetTop + node.offsetHeight / 2 - list.scrollTop;
  }

  /* Choose a sentence that the page names: it is brought into view as well. */
  function select(id) {
    view.selected = sentences.has(id) ? id : "";
    if (view.selected) {
      const own = sentences.get(id);
      if (STACKED.matches) own.node.scrollIntoView({ block: "center" });
      else bring(own, own.list.clientHeight / 3, "instant");
      follow(id, "instant");
    }
    style();
  }

  /* Let the surest partner in each other column stand level with the chosen, where it is unseen. */
  function follow(id, behavior) {
    const own = sentences.get(id), seen = new Set([own.column]);
    for (const other of partners.get(id).map((key) => sentences.get(key))) {
      if (seen.has(other.column)) continue;
      if (STACKED.matches) {
        if (behavior === "smooth" && seen.size === 1) other.node.scrollIntoView({ block: "center", behavior });
      } else if (!isInView(other)) {
        bring(other, own.node.offsetTop - own.list.scrollTop, behavior);
      }
      seen.add(other.column);
    }
  }

  function isInView({ node, list }) {
    const top = node.offsetTop - list.scrollTop;
    return top >= 0 && top + node.offsetHeight <= list.clientHeight;
  }

  function bring({ node, list }, level, behavior) {
    const most = Math.max(0, list.clientHeight - node.offsetHeight);
    const top = node.offsetTop - Math.min(Math.max(level, 0), most);
    list.scrollTo({ top, behavior: CALM.matches ? "instant" : behavior });
  }

  /* Choose a sentence by hand, or none where it is chosen. */
  function pick(id) {
    view.selected = view.pending = id === view.selected ? "" : id;
    if (view.selected) follow(id, "smooth");
    style();
    view.choose(view.selected);
  }

  /* A column is one stop of the tab key: where it was left. */
  function stay({ target }) {
    const node = target.closest(".sentence");
    for (const each of node.parentNode.children) each.tabIndex = each === node ? 0 : -1;
  }

  function aside(id, step) {
    const column = sentences.get(id).column + step;
    const found = partners.get(id).find((key) => sentences.get(key).column === column);
    return found ? sentences.get(found).node : lists[column]?.querySelector('[tabindex="0"]');
  }

  function key(event) {
    const node = event.target.closest(".sentence");
    if (!node || event.altKey || event.ctrlKey || event.metaKey) return;
    const id = node.dataset.id;
    const act = {
      Enter: () => pick(id),
      " ": () => pick(id),
      Escape: () => view.selected && pick(view.selected),
      ArrowDown: () => node.nextElementSibling?.focus(),
      ArrowUp: () => node.previousElementSibling?.focus(),
      ArrowLeft: () => aside(id, -1)?.focus(),
      ArrowRight: () => aside(id, 1)?.focus(),
      Home: () => node.parentNode.firstElementChild?.focus(),
      End: () => node.parentNode.lastElementChild?.focus(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  function approach(event) {
    const id = event.target.closest?.(".sentence")?.dataset.id ?? "";
    if (id === near) return;
    near = id;
    style();
  }

  for (const list of lists) {
    list.addEventListener("pointerdown", (event) => (pressed = [event.clientX, event.clientY]));
    list.addEventListener("click", (event) => {
      const node = event.target.closest(".sentence");
      const moved = Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]);
      if (node && moved < DRAG) pick(node.dataset.id); // who marks words chooses nothing
    });
    list.addEventListener("focusin", stay);
    list.addEventListener("keydown", key);
    list.addEventListener("scroll", soon, { passive: true });
    for (const [begin, end] of [["mouseover", "mouseleave"], ["focusin", "focusout"]]) {
      list.addEventListener(begin, approach);
      list.addEventListener(end, () => approach({ target: list }));
    }
  }
  const sizes = new ResizeObserver(soon);
  for (const each of [grid, ...lists]) sizes.observe(each);
  function stop() {
    sizes.disconnect();
    cancelAnimationFrame(frame);
  }
  style();
  return view;
}
