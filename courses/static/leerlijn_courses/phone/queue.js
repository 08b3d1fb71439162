/*
 * Taps wait here until the site has them. Each is an entry of its own in localStorage, under the account and the meeting
 * it belongs to, with a key made on this phone: sending it twice does nothing, and a browser that is closed loses none.
 * An entry holds numbers only, never a name, so it may outlive a logout: it is sent when the same account is back.
 */
(() => {
  "use strict";
  const root = document.querySelector("[data-phone-account]");
  if (!root) return;

  const BASE = "leerlijn.phone.";
  const MINE = `${BASE}${root.dataset.phoneAccount}.`;
  const AT_ONCE = 500;
  const PATIENCE = 15000;
  const LONGEST_PAUSE = 60000;
  const listeners = [];
  let memory = null;
  let trouble = "";
  let pause = 0;
  let timer = 0;
  let sending = null;
  let asksWhy = "";
  // Whether the worker brought us this page, and so kept it.
  const wasBrought = Boolean(navigator.serviceWorker && navigator.serviceWorker.controller);

  // A browser that keeps nothing (a private window) still works while the page stays open.
  const store = (() => {
    try {
      window.localStorage.setItem(`${BASE}probe`, "1");
      window.localStorage.removeItem(`${BASE}probe`);
      return window.localStorage;
    } catch {
      memory = new Map();
      return {
        get length() { return memory.size; },
        key: (index) => [...memory.keys()][index],
        getItem: (key) => memory.get(key) ?? null,
        setItem: (key, value) => memory.set(key, value),
        removeItem: (key) => memory.delete(key),
      };
    }
  })();

  function read(key, otherwise) {
    try {
      return JSON.parse(store.getItem(key)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  function write(key, value) {
    try {
      store.setItem(key, JSON.stringify(value));
    } catch {
      // The phone is full: what is on the screen is sent all the same, it only can't outlive the page.
      if (!memory) memory = new Map();
      memory.set(key, JSON.stringify(value));
      trouble = "forgets";
    }
  }

  function keys(prefix) {
    const found = [];
    for (let index = 0; index < store.length; index += 1) found.push(store.key(index));
    if (memory) found.push(...memory.keys());
    return [...new Set(found)].filter((key) => key.startsWith(prefix)).sort();
  }

  function take(key) {
    return read(key, null) ?? (memory && memory.has(key) ? JSON.parse(memory.get(key)) : null);
  }

  function drop(key) {
    store.removeItem(key);
    if (memory) memory.delete(key);
  }

  /* A random UUID, also where the page comes over plain http on the house's own network. */
  function uuid() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  /* By the site's clock as far as we know it, and never the same moment twice: the order of taps is what counts. */
  function moment() {
    const now = Math.max(Date.now() + read(`${BASE}clock`, 0), read(`${BASE}last`, 0) + 1);
    write(`${BASE}last`, now);
    return now;
  }

  function setClock(now, began) {
    const halfway = (began + Date.now()) / 2;
    write(`${BASE}clock`, Math.round(now - halfway));
  }

  function waiting(session) {
    const found = keys(`${MINE}${session}.tap.`).map((key) => ({ ...take(key), stored: key }));
    // What another program broke is no tap, and would never be settled.
    found.filter((tap) => !tap.key).forEach((tap) => drop(tap.stored));
    return found.filter((tap) => tap.key);
  }

  function sessions() {
    const found = keys(MINE).map((key) => key.slice(MINE.length).match(/^(\d+)\.tap\./)).filter(Boolean);
    return [...new Set(found.map((match) => match[1]))];
  }

  function count() {
    return sessions().reduce((sum, session) => sum + waiting(session).length, 0);
  }

  function add(session, said) {
    const tap = { key: uuid(), at: moment(), ...said };
    write(`${MINE}${session}.tap.${String(tap.at).padStart(14, "0")}.${tap.key}`, tap);
    pause = 0;
    show();
    send();
  }

  function token(from = document) {
    const field = from.querySelector("[name=csrfmiddlewaretoken]");
    return field ? field.value : "";
  }

  /* After a login elsewhere the page's token is an old one; the page itself has the new one. */
  async function newToken() {
    const answer = await fetch(window.location.href, { credentials: "same-origin", redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect") return false;
    const fresh = token(new DOMParser().parseFromString(await answer.text(), "text/html"));
    const field = document.querySelector("[name=csrfmiddlewaretoken]");
    if (fresh && field) field.value = fresh;
    return Boolean(fresh);
  }

  async function post(session, taps) {
    const patience = new AbortController();
    const ends = window.setTimeout(() => patience.abort(), PATIENCE);
    try {
      return await fetch(root.dataset.marks.replace("/0/", `/${session}/`), {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
        body: JSON.stringify({ taps: taps.map(({ stored, ...tap }) => tap) }),
        credentials: "same-origin",
        redirect: "manual",
        signal: patience.signal,
      });
    } finally {
      window.clearTimeout(ends);
    }
  }

  /* Sends what waits for one meeting; answers what is wrong, or nothing. */
  async function flush(session) {
    const taps = waiting(session).slice(0, AT_ONCE);
    const began = Date.now();
    let answer = await post(session, taps);
    if (answer.status === 403 && (await newToken())) answer = await post(session, taps);
    if (answer.type === "opaqueredirect" || answer.status === 403) return "login";
    if (!answer.ok) return "wrong";
    const told = await answer.json();
    setClock(told.now, began);
    const settled = new Set(told.answers.map((each) => each.key));
    taps.filter((tap) => settled.has(tap.key)).forEach((tap) => drop(tap.stored));
    const by = new Map(taps.map((tap) => [tap.key, tap]));
    listeners.forEach((listener) => listener(String(session), told, by));
    if (told.why) {
      asksWhy = String(session);
      return "why";
    }
    return "";
  }

  async function sendOne(session) {
    for (;;) {
      const before = waiting(session).length;
      const wrong = await flush(session);
      const left = waiting(session).length;
      if (wrong || !left || left >= before) return wrong;
    }
  }

  async function sendAll(asked) {
    let worst = "";
    try {
      for (const session of new Set([...sessions(), ...asked])) {
        const wrong = await sendOne(session);
        worst = wrong === "why" ? worst || wrong : wrong || worst;
        // One meeting that can't be saved (any more) doesn't keep the others waiting.
        if (wrong === "login") break;
      }
    } catch {
      worst = "offline";
    }
    trouble = worst;
  }

  /* One sending at a time; what is tapped meanwhile goes after it. */
  async function send(...asked) {
    if (sending) return sending;
    window.clearTimeout(timer);
    sending = sendAll(asked.filter(Boolean));
    await sending;
    sending = null;
    show();
    if (trouble && trouble !== "login" && trouble !== "why") {
      pause = Math.min(LONGEST_PAUSE, pause * 2 || 2000);
      timer = window.setTimeout(() => send(...asked), pause);
    } else if (!trouble && count()) {
      timer = window.setTimeout(() => send(), 50);
    } else {
      pause = 0;
    }
    return undefined;
  }

  function lead(line, to, words) {
    const link = document.createElement("a");
    link.href = to;
    link.textContent = words;
    line.append(" ", link);
  }

  function show() {
    const line = document.getElementById("ph-state");
    if (!line) return;
    const words = line.dataset;
    const number = count();
    const parts = [number ? words.toSend.replace("{n}", number) : words.saved];
    const shown = number && trouble === "" && !navigator.onLine ? "offline" : trouble;
    if (shown && (number || shown !== "wrong")) parts.push(words[shown]);
    if (memory && number) parts.push(words.forgets);
    const said = parts.length > 1 ? `${parts.join(". ")}.` : parts[0];
    line.hidden = !number && !root.dataset.session;
    if (line.dataset.shown === said) return;
    line.dataset.shown = said;
    line.toggleAttribute("data-trouble", Boolean(shown));
    line.textContent = said;
    // Opening the page again leads to the login, and from there back here; the one that asks comes fresh from the site.
    if (shown === "login") lead(line, window.location.pathname, words.logIn);
    if (shown === "why") lead(line, `${words.whyAt.replace("/0/", `/${asksWhy}/`)}?why=1#why`, words.sayWhy);
  }

  // ---- The page itself, for when there is no connection -------------------------------------------------------------

  /* Names live in a cache named after the day, which ends at four at night; those of another day are taken away. */
  function day() {
    const night = new Date(Date.now() - 4 * 3600 * 1000);
    return `leerlijn-phone-names-${night.getFullYear()}-${night.getMonth() + 1}-${night.getDate()}`;
  }

  async function forget(keep) {
    const names = (await window.caches.keys()).filter((name) => name.startsWith("leerlijn-phone-names-"));
    await Promise.all(names.filter((name) => name !== keep).map((name) => window.caches.delete(name)));
  }

  async function keepPage() {
    const before = store.getItem(`${BASE}account`);
    store.setItem(`${BASE}account`, root.dataset.phoneAccount);
    // Somebody else's names are not for this account.
    await forget(before === root.dataset.phoneAccount ? day() : "");
    await navigator.serviceWorker.register(root.dataset.worker, { scope: root.dataset.scope });
    await navigator.serviceWorker.ready;
    const shell = await window.caches.open("leerlijn-phone-shell");
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const ours = loaded.filter((address) => new URL(address).origin === window.location.origin && /\/static\//.test(address));
    await Promise.all(ours.map((address) => shell.add(address).catch(() => undefined)));
    if (wasBrought || window.location.search) return;
    const answer = await fetch(window.location.pathname, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) await (await window.caches.open(day())).put(window.location.pathname, answer);
  }

  window.leerlijnPhone = {
    add,
    send,
    show,
    waiting,
    ahead: () => read(`${BASE}clock`, 0),
    read: (name, otherwise) => read(MINE + name, otherwise),
    write: (name, value) => write(MINE + name, value),
    listen: (listener) => listeners.push(listener),
  };
  window.addEventListener("online", () => { pause = 0; send(root.dataset.session); });
  window.addEventListener("offline", show);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(root.dataset.session); });
  if (window.caches && navigator.serviceWorker) keepPage().catch(() => undefined);
  // The meeting's own script begins by itself, once it listens.
  if (!root.dataset.session) {
    show();
    send();
  }
})();
