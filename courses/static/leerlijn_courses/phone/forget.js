/* Nobody is logged in (any more): the names of a meeting that this device kept go. What waits to be sent has none. */
(async () => {
  "use strict";
  if (!window.caches) return;
  const names = (await window.caches.keys()).filter((name) => name.startsWith("leerlijn-phone-names-"));
  await Promise.all(names.map((name) => window.caches.delete(name)));
  document.cookie = "leerlijn_phone=; path=/; max-age=0; samesite=lax";
})();
