/* The sheet of a slide: scaled to the screen, or to its place on the page, and turned by keys.
   What it is told: `present.py`. Streamlit calls it anew with every answer of the app. */

const NEXT = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]);
const IDLE = 2000; // milliseconds until the pointer is hidden
const shown = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".presenter");
  let view = shown.get(root);
  if (!view) {
    view = start(root);
    shown.set(root, view);
  }
  view.send = setTriggerValue;
  view.update(data);
  return () => {
    shown.get(root)?.stop();
    shown.delete(root);
  };
}

function start(root) {
  const [enter, leave] = root.querySelectorAll("button");
  const view = { data: undefined, wanted: undefined, hadScreen: false };
  const listening = new AbortController();
  const on = (target, name, act) => target.addEventListener(name, act, { signal: listening.signal });

  /* Where a sheet stands: the whole screen, or as wide as its place. */
  view.fit = () => {
    const sheet = document.querySelector(".st-key-sheet");
    const place = document.querySelector(".st-key-stage");
    if (!sheet || !place || !view.data) return;
    const { width, height, full } = view.data;
    const [wide, high] = full ? [innerWidth, innerHeight] : [place.clientWidth, Infinity];
    const scale = Math.min(wide / width, high / height);
    const [x, y] = full ? [(wide - width * scale) / 2, (high - height * scale) / 2] : [0, 0];
    const told = [x, y, width * scale, height * scale].map((n) => `${n}px`);
    if (view.told === `${told} ${full}` && sheet.style.width) return;
    view.told = `${told} ${full}`;
    [sheet.style.left, sheet.style.top, sheet.style.width, sheet.style.height] = told;
    place.style.setProperty("--s", scale);
    place.style.height = full ? "" : told[3];
  };
  view.update = (data) => {
    view.data = data;
    if (view.wanted === data.slide) view.wanted = undefined;
    root.classList.toggle("full", data.full);
    enter.disabled = !data.ids.length;
    if (!data.full && document.fullscreenElement) document.exitFullscreen();
    view.fit();
  };
  const turn = (steps) => {
    const { ids, slide } = view.data;
    const at = ids.indexOf(view.wanted ?? slide) + steps;
    const id = ids[Math.min(Math.max(at, 0), ids.length - 1)];
    if (id === (view.wanted ?? slide)) return;
    view.wanted = id;
    view.send("slide", id);
  };
  const end = () => view.send("leave", true);

  on(enter, "click", () => {
    document.documentElement.requestFullscreen?.().catch(() => {});
    view.send("enter", true);
  });
  on(leave, "click", end);
  on(document, "fullscreenchange", () => {
    const has = Boolean(document.fullscreenElement);
    if (view.hadScreen && !has && view.data.full) end();
    view.hadScreen = has;
  });
  on(document, "keydown", (event) => {
    if (!view.data.full || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.composedPath()[0] === leave && [" ", "Enter"].includes(event.key)) return;
    if (NEXT.has(event.key)) turn(1);
    else if (BACK.has(event.key)) turn(-1);
    else if (event.key === "Home") turn(-Infinity);
    else if (event.key === "End") turn(Infinity);
    else if (event.key === "Escape") end();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  on(document, "click", (event) => {
    if (!view.data.full || !event.target.closest?.(".st-key-stage")) return;
    turn(event.clientX < innerWidth / 3 ? -1 : 1);
  });
  let idle = 0;
  on(document, "pointermove", () => {
    root.classList.add("awake");
    document.documentElement.style.cursor = "";
    clearTimeout(idle);
    idle = setTimeout(() => {
      root.classList.remove("awake");
      if (view.data.full) document.documentElement.style.cursor = "none";
    }, IDLE);
  });
  on(window, "resize", view.fit);
  const watched = new ResizeObserver(view.fit);
  watched.observe(document.querySelector(".st-key-stage") ?? root);
  const frame = setInterval(view.fit, 250); // the app may draw the sheet after this
  view.stop = () => {
    listening.abort();
    watched.disconnect();
    clearInterval(frame);
    clearTimeout(idle);
    document.documentElement.style.cursor = "";
  };
  return view;
}
