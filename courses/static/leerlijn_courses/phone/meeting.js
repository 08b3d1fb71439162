/* The list of one meeting: each tap is on the screen at once, and goes into the queue. */
(() => {
  "use strict";
  const phone = document.getElementById("phone");
  const queue = window.leerlijnPhone;
  if (!phone || !queue) return;

  const HELD = 500;
  const STEPS = 20;
  const LOOK_EVERY = 45000;
  const COUNTED = ["present", "late", "partial"];
  const session = phone.dataset.session;
  const words = JSON.parse(document.getElementById("ph-words").textContent);
  const rows = new Map([...document.querySelectorAll(".ph-row")].map((row) => [row.dataset.id, row]));
  const dialog = document.getElementById("ph-dialog");
  const at = (id) => document.getElementById(id);
  let unnamed = Number(at("ph-unnamed").dataset.number);
  let chosen = null;
  let held = 0;

  // ---- What a row shows ---------------------------------------------------------------------------------------------

  const nameOf = (row) => row.querySelector(".ph-name").textContent;

  function wordOf(status, minutes) {
    return status === "partial" && minutes !== null ? words.minutes.replace("{n}", minutes) : words[status];
  }

  function state(row) {
    return { status: row.dataset.status, minutes: row.dataset.minutes === "" ? null : Number(row.dataset.minutes) };
  }

  function paint(row, status, minutes) {
    row.dataset.status = status;
    row.dataset.minutes = minutes ?? "";
    row.querySelector(".ph-tap use").setAttribute("href", `#ph-${status || "none"}`);
    row.querySelector(".ph-word").textContent = wordOf(status, minutes);
  }

  function paintCount() {
    const there = [...rows.values()].filter((row) => COUNTED.includes(row.dataset.status)).length;
    at("ph-count").querySelector("strong").textContent = there;
    at("ph-hint").hidden = there > 0;
    at("ph-unnamed").textContent = words.unnamed.replace("{n}", unnamed);
    at("ph-less").disabled = unnamed < 1;
    at("ph-undo").disabled = !steps().length;
    return at("ph-count").textContent.replace(/\s+/g, " ").trim();
  }

  function announce(sentence) {
    at("ph-said").textContent = `${sentence} ${paintCount()}.`;
  }

  function tell(row, sentence) {
    row.querySelector(".ph-said")?.remove();
    if (!sentence) return;
    const said = document.createElement("p");
    said.className = "ph-said";
    said.setAttribute("role", "alert");
    said.textContent = sentence;
    row.append(said);
  }

  // ---- Acting and taking back ---------------------------------------------------------------------------------------

  const steps = () => queue.read(`${session}.undo`, []);

  function remember(step) {
    queue.write(`${session}.undo`, [...steps(), step].slice(-STEPS));
  }

  function mark(row, status, minutes = null) {
    const shown = status === "void" ? "" : status;
    tell(row, "");
    paint(row, shown, minutes);
    keepSeen();
    queue.add(session, { enrolment: Number(row.dataset.id), status, minutes });
    announce(`${nameOf(row)}: ${wordOf(shown, minutes)}.`);
  }

  function act(row, status, minutes = null) {
    remember({ id: row.dataset.id, ...state(row) });
    mark(row, status, minutes);
  }

  function tap(row) {
    act(row, row.dataset.status === "present" ? "late" : "present");
  }

  function count(add) {
    if (unnamed + add < 0) return;
    unnamed += add;
    keepSeen();
    queue.add(session, { add });
    announce(words.unnamed.replace("{n}", unnamed) + ".");
  }

  function undo() {
    const known = steps();
    const step = known.pop();
    if (!step) return;
    queue.write(`${session}.undo`, known);
    const row = rows.get(step.id);
    if (step.add) {
      count(-step.add);
    } else if (row) {
      mark(row, step.status || "void", step.minutes);
      row.querySelector(".ph-tap").focus({ preventScroll: false });
    }
    paintCount();
  }

  // ---- What the site says -------------------------------------------------------------------------------------------

  /* How the list looked last, in numbers alone: a page from the phone's memory is older than what was tapped since. */
  function keepSeen() {
    const people = Object.fromEntries([...rows].map(([id, row]) => [id, [row.dataset.status, state(row).minutes]]));
    queue.write(`${session}.seen`, { now: Date.now() + queue.ahead(), people, unnamed });
  }

  const waitingWithoutName = () => queue.waiting(session).reduce((sum, each) => sum + (each.add ?? 0), 0);

  function apply(people, counted) {
    const waiting = queue.waiting(session);
    const open = new Set(waiting.map((each) => String(each.enrolment)));
    rows.forEach((row, id) => {
      const [status, minutes] = people[id] ?? ["", null];
      if (!open.has(id) && (status !== row.dataset.status || minutes !== state(row).minutes)) paint(row, status, minutes);
    });
    unnamed = Math.max(0, counted);
    paintCount();
  }

  queue.listen((about, told, sent) => {
    if (about !== session) return;
    apply(told.people, told.unnamed + waitingWithoutName());
    keepSeen();
    at("ph-newer").hidden = !Object.keys(told.people).some((id) => !rows.has(id));
    told.answers.filter((answer) => answer.sentence).forEach((answer) => {
      const row = rows.get(String(sent.get(answer.key)?.enrolment));
      if (row) tell(row, answer.sentence);
      else announce(answer.sentence);
    });
  });

  function begin() {
    const seen = queue.read(`${session}.seen`, null);
    if (seen && seen.now > Number(phone.dataset.now)) apply(seen.people, seen.unnamed);
    else unnamed += waitingWithoutName();
    // What is still waiting was tapped after either.
    queue.waiting(session).forEach((each) => {
      const row = rows.get(String(each.enrolment));
      if (row) paint(row, each.status === "void" ? "" : each.status, each.minutes ?? null);
    });
    at("ph-undo").hidden = false;
    paintCount();
    queue.show();
    queue.send(session);
  }

  // ---- Fingers and keys ---------------------------------------------------------------------------------------------

  at("ph-list").addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (held === 2) {
      held = 0;
    } else if (button?.name === "mark") {
      tap(button.closest(".ph-row"));
    } else if (button?.name === "add") {
      remember({ add: Number(button.value) });
      count(Number(button.value));
    }
  });

  at("ph-undo").addEventListener("click", undo);

  function open(row) {
    chosen = row;
    const { status, minutes } = state(row);
    at("ph-dialog-name").textContent = nameOf(row);
    at("ph-minutes-number").value = minutes ?? "";
    at("ph-minutes-wrong").hidden = true;
    dialog.querySelectorAll("[data-status]").forEach((choice) => {
      if (choice.dataset.status === status) choice.setAttribute("aria-current", "true");
      else choice.removeAttribute("aria-current");
    });
    dialog.showModal();
  }

  function choose(status, minutes = null) {
    dialog.close();
    act(chosen, status, minutes);
    chosen.querySelector(".ph-tap").focus();
  }

  dialog.addEventListener("click", (event) => {
    const choice = event.target.closest("button[data-status]");
    if (held === 2) return;
    if (choice) choose(choice.dataset.status);
    else if (event.target === dialog || event.target.id === "ph-close") dialog.close();
  });

  at("ph-minutes").addEventListener("submit", (event) => {
    event.preventDefault();
    const number = at("ph-minutes-number");
    const wrong = number.value === "" || !number.checkValidity();
    at("ph-minutes-wrong").hidden = !wrong;
    number.setAttribute("aria-invalid", String(wrong));
    if (wrong) number.focus();
    else choose("partial", Number(number.value));
  });

  document.addEventListener("click", (event) => {
    const dots = event.target.closest(".ph-dots");
    const away = event.target.closest("[data-needs-connection]");
    if (dots) {
      event.preventDefault();
      open(dots.closest(".ph-row"));
    } else if (away && !navigator.onLine) {
      event.preventDefault();
      announce(words.needs_connection);
      at("ph-state").textContent = words.needs_connection;
    }
  });

  // A long press is the three dots; the click that ends it is not a tap.
  document.addEventListener("pointerdown", (event) => {
    const row = event.target.closest(".ph-tap")?.closest(".ph-row");
    if (!row || event.pointerType === "mouse") return;
    held = 0;
    const began = [event.clientX, event.clientY];
    const timer = window.setTimeout(() => { held = 2; open(row); }, HELD);
    const end = (later) => {
      const moved = later.type === "pointermove" && Math.hypot(later.clientX - began[0], later.clientY - began[1]) < 12;
      if (moved) return;
      window.clearTimeout(timer);
      // Where the browser sends no click after it, the next tap is a tap again.
      window.setTimeout(() => { held = 0; }, 300);
      ["pointerup", "pointercancel", "pointermove"].forEach((kind) => document.removeEventListener(kind, end));
    };
    ["pointerup", "pointercancel", "pointermove"].forEach((kind) => document.addEventListener(kind, end));
  });
  document.addEventListener("contextmenu", (event) => { if (event.target.closest(".ph-tap")) event.preventDefault(); });

  const visible = () => [...rows.values()].filter((row) => !row.hidden).map((row) => row.querySelector(".ph-tap"));

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.target.matches("input, textarea")) {
      event.preventDefault();
      undo();
      return;
    }
    const here = event.target.closest(".ph-tap");
    if (!here) return;
    const taps = visible();
    const to = { ArrowDown: taps.indexOf(here) + 1, ArrowUp: taps.indexOf(here) - 1, Home: 0, End: taps.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    taps[Math.max(0, Math.min(taps.length - 1, to))].focus();
  });

  // ---- Looking for a name -------------------------------------------------------------------------------------------

  // Letters that are no base letter with a mark, and that are sought as if they were; as in `listing.py`.
  const LIKE = { ı: "i", ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae" };

  const plain = (text) => text.toLowerCase().replace(/[ıøłđßæ]/g, (sign) => LIKE[sign]).normalize("NFKD").replace(/\p{M}/gu, "");

  function seek() {
    const sought = plain(at("ph-q").value.trim());
    rows.forEach((row) => { row.hidden = !plain(nameOf(row)).includes(sought); });
    at("ph-nobody").hidden = visible().length > 0;
  }

  if (at("ph-search")) {
    at("ph-seek").hidden = true;
    at("ph-q").addEventListener("input", seek);
    at("ph-search").addEventListener("submit", (event) => event.preventDefault());
  }

  window.setInterval(() => { if (!document.hidden) queue.send(session); }, LOOK_EVERY);
  begin();
})();
