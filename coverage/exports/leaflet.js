// Draws the charts and shows what is clicked in a panel. Without it the tables and lists stand.
"use strict";

// Width and height in CSS pixels that a chart has on a page of A4 or Letter, the lesser of each.
const PAGE = {width: 690, height: 830};
const CONFIG = {
  displaylogo: false, displayModeBar: true, showSendToCloud: false, responsive: true,
  modeBarButtons: [["toImage"]],
};
const panel = document.getElementById("panel");
let opener = null;

// What is packed: the library that draws, the charts, and what a click on each of them opens.
async function unpack() {
  const packed = atob(document.getElementById("packed").textContent.trim());
  const bytes = Uint8Array.from(packed, letter => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

// Copies of what has these anchors, the part of that outlet marked and in sight; 0 for none.
function show(keys, outlet) {
  const found = keys.map(key => document.getElementById(key)).filter(Boolean);
  if (!found.length) return;
  opener = opener || document.activeElement;
  const copies = found.map(node => node.cloneNode(true));
  for (const node of copies.flatMap(copy => [copy, ...copy.querySelectorAll("[id]")])) {
    node.removeAttribute("id");
  }
  const kept = copies.filter(copy => copies.length === 1 || !outlet || part(copy, outlet));
  panel.lastElementChild.replaceChildren(...kept);
  panel.hidden = false;
  read(true);
  const chosen = [...panel.querySelectorAll(`[data-outlet="${Number(outlet)}"]`)];
  chosen.forEach(node => node.classList.add("chosen"));
  panel.scrollTop = 0;
  if (chosen.length && copies.length === 1) chosen[0].scrollIntoView({block: "nearest"});
}

function part(node, outlet) {
  return node.querySelector(`[data-outlet="${Number(outlet)}"]`);
}

// Make room for the panel or take it back; the charts follow.
function read(isReading) {
  document.body.classList.toggle("reading", isReading);
  window.dispatchEvent(new Event("resize"));
}

function close() {
  panel.hidden = true;
  read(false);
  if (opener) opener.focus();
  opener = null;
}

// What a click on a point of a chart opens: anchors, and the number of an outlet or 0.
const OPENED = {
  matrix: (point, told) => [[told.claims[point.customdata[0]]], point.x + 1],
  voices: (point, told) => [told.voices[point.customdata[0]] || [], told.outlets[point.customdata[1]]],
  keys: (point, told) => [[told.keys[point.customdata[1]][point.customdata[0]]], 0],
  copies: (point, told) => [[told.pairs[point.customdata[0]][point.customdata[1]]], 0],
};

async function draw(node, figure, told) {
  const name = node.dataset.figure;
  node.parentElement.hidden = false;
  const image = {toImageButtonOptions: {scale: 3, filename: `coverage-${name}`}};
  node.style.minWidth = `${figure.width}px`;
  await Plotly.newPlot(node, figure.data, figure.layout, {...CONFIG, ...image});
  window.addEventListener("beforeprint", () => onPaper(node, Math.max(figure.width, PAGE.width)));
  window.addEventListener("afterprint", () => {
    node.style.width = "";
    Plotly.relayout(node, {width: null, autosize: true});
  });
  const open = OPENED[name];
  if (open) node.on("plotly_click", event => show(...open(event.points[0], told)));
  if (name === "matrix") node.on("plotly_clickannotation", event => label(event, node, told));
}

// Draw a chart as wide as a page, and shrink what is wider or higher than one.
function onPaper(node, width) {
  node.style.width = `${width}px`;
  Plotly.relayout(node, {width, autosize: false});
  const shrunk = Math.min(1, PAGE.width / width, PAGE.height / node.layout.height);
  node.style.setProperty("--z", shrunk);
}

// A click on a claim's words: claims stand in the order of their annotations.
function label(event, node, told) {
  if (event.annotation.name !== "claim") return;
  const before = node.layout.annotations.slice(0, event.index);
  show([`c${before.filter(each => each.name === "claim").length + 1}`], 0);
}

function listen() {
  panel.querySelector(".close").addEventListener("click", close);
  document.addEventListener("keydown", event => { if (event.key === "Escape") close(); });
  document.addEventListener("click", event => {
    const link = event.target.closest(".table a[href^='#']");
    const toggle = event.target.closest("button.as-table");
    if (link) {
      event.preventDefault();
      opener = link;
      const [key, outlet] = link.getAttribute("href").slice(1).split("-");
      show([key], outlet || 0);
    } else if (toggle) {
      const isTable = toggle.closest(".part").classList.toggle("tabled");
      toggle.textContent = isTable ? "As a chart" : "As a table";
      window.dispatchEvent(new Event("resize"));
    } else if (event.target.closest("#panel a.cite")) {
      close();
    }
  });
}

async function start() {
  listen();
  const {library, figures, told} = await unpack();
  const script = document.createElement("script");
  script.textContent = library;
  document.head.append(script);
  document.documentElement.classList.add("js");
  document.querySelectorAll("button.as-table").forEach(button => { button.hidden = false; });
  for (const node of document.querySelectorAll("[data-figure]")) {
    await draw(node, figures[node.dataset.figure], told);
  }
  document.documentElement.dataset.drawn = "yes";
}

start();
