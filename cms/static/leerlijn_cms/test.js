// The clock of a test that runs: shows what is left, saves in the background, hands in when the time is over.
// Without it the server does the same: it knows when the test was begun, and the form has a button to save.
(() => {
  "use strict";
  const EVERY = 20_000;
  const SAID_AT = [5, 1];

  document.querySelectorAll("form[data-ll-test]").forEach((form) => {
    const left = form.querySelector("[data-ll-left]");
    const said = form.querySelector("[data-ll-said]");
    let end = form.dataset.seconds ? Date.now() + form.dataset.seconds * 1000 : null;
    // Its buttons are named "action", so `form.action` is one of them and no address.
    const here = form.getAttribute("action") || location.href;
    let shown = null;
    let saved = content();
    let handedIn = false;

    // What was filled in, without which saving it was made from.
    function content() {
      const data = new FormData(form);
      data.delete("saved");
      return new URLSearchParams(data).toString();
    }

    function mark() {
      return new URLSearchParams({ saved: form.elements.saved.value }).toString();
    }

    function words(seconds) {
      const minutes = Math.ceil(seconds / 60);
      if (seconds < 60) return left.dataset.less;
      return minutes === 1 ? left.dataset.one : left.dataset.many.replace("#", minutes);
    }

    function tick() {
      if (end === null || handedIn) return;
      const seconds = Math.max(0, Math.round((end - Date.now()) / 1000));
      const minutes = Math.ceil(seconds / 60);
      if (minutes !== shown || seconds < 60) {
        const text = words(seconds);
        if (left.textContent !== text) left.textContent = text;
        // Said aloud twice, not each minute.
        if (shown !== null && minutes < shown && SAID_AT.includes(minutes)) said.textContent = text;
        shown = minutes;
      }
      if (seconds === 0) handIn();
    }

    function handIn() {
      // Without a connection it would be sent to nowhere: the next second tries again.
      if (!navigator.onLine) return;
      handedIn = true;
      // What is as it was saved needs no sending; this may be the window that somebody left behind.
      if (content() === saved) {
        form.querySelectorAll('[name^="q-"]').forEach((field) => {
          field.disabled = true;
        });
      }
      form.requestSubmit(form.querySelector('button[value="test"]'));
    }

    async function save() {
      const now = content();
      if (handedIn) return;
      const changed = now !== saved;
      try {
        const answer = await fetch(here, {
          method: "POST",
          headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
          body: changed ? `${now}&${mark()}&action=save` : `${now}&action=clock`,
          redirect: "error",
        });
        const told = await answer.json();
        if (told.kept && changed) {
          saved = now;
          form.elements.saved.value = told.saved;
        }
        // The server's clock decides, and somebody may have given more time meanwhile.
        end = told.seconds === null ? null : Date.now() + told.seconds * 1000;
      } catch {
        // Not now; the next time tries again, and the button is there.
      }
    }

    form.addEventListener("submit", () => {
      handedIn = true;
    });
    window.addEventListener("pagehide", () => {
      if (!handedIn && content() !== saved) {
        navigator.sendBeacon(here, new URLSearchParams(`${content()}&${mark()}&action=save`));
      }
    });
    setInterval(tick, 1000);
    setInterval(save, EVERY);
    tick();
  });
})();
