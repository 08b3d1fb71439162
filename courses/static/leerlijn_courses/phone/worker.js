/*
 * Lets the pages of today open without a connection: the list of a meeting, the way to it, and what they are drawn with.
 * It stands between the browser and the network below `today/` only.
 *
 * The list holds names, on a device that may be lent or lost. So: only pages that were opened are kept; they live in a
 * cache named after the day (until four at night) and are neither kept nor shown after it; whoever logs out takes them
 * along (`forget.js`, on the first page after it); and what waits to be sent holds numbers alone (`queue.js`).
 */
"use strict";

const SHELL = "leerlijn-phone-shell";
const NAMES = "leerlijn-phone-names-";
const PATIENCE = 4000;
const base = new URL(self.registration.scope).pathname;

function day() {
  const night = new Date(Date.now() - 4 * 3600 * 1000);
  return `${NAMES}${night.getFullYear()}-${night.getMonth() + 1}-${night.getDate()}`;
}

async function forgetOtherDays() {
  const names = (await caches.keys()).filter((name) => name.startsWith(NAMES) && name !== day());
  await Promise.all(names.map((name) => caches.delete(name)));
}

/* The network, unless it fails or keeps us waiting while the phone has an answer of its own. */
async function freshOrKept(request, cacheName, key) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(key);
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok && answer.type === "basic" && !answer.redirected) await cache.put(key, answer.clone());
    return answer;
  });
  if (!kept) return fresh;
  const enough = new Promise((resolve) => { setTimeout(() => resolve(kept), PATIENCE); });
  return Promise.race([fresh.catch(() => kept), enough]);
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([forgetOtherDays(), self.clients.claim()]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    const page = address.pathname.startsWith(base) && /^(\d+\/)?$/.test(address.pathname.slice(base.length));
    if (!page || (address.search && address.search !== "?all")) return;
    event.respondWith(forgetOtherDays().then(() => freshOrKept(request, day(), address.pathname)));
  } else if (["style", "script", "font", "image"].includes(request.destination)) {
    event.respondWith(freshOrKept(request, SHELL, request.url));
  }
});
