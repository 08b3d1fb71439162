/*
 * An activity is typed where the connection drops. What was typed stays on this device until the site says that it has it;
 * the form's own key makes it count once, however often it is sent. Names and photos are never kept on the device.
 */
(function () {
  "use strict";
  var AGAIN = 15000;
  var store;
  try {
    store = window.localStorage;
    store.getItem("leerlijn");
  } catch (refused) {
    return;
  }

  var arrived = document.querySelector("[data-logged]");
  if (arrived) {
    Object.keys(store)
      .filter(function (name) {
        return name.indexOf("leerlijn-activity-") === 0;
      })
      .forEach(function (name) {
        if ((read(name) || {}).key === arrived.dataset.logged) store.removeItem(name);
      });
  }

  var form = document.querySelector("form[data-draft]");
  if (!form) return;
  var name = "leerlijn-activity-" + form.dataset.draft;
  var waiting = document.getElementById("draft-waiting");
  var kept = document.getElementById("draft-kept");
  var timer = null;
  var sending = false;

  function read(under) {
    try {
      return JSON.parse(store.getItem(under));
    } catch (broken) {
      return null;
    }
  }

  function controls() {
    return Array.prototype.filter.call(form.elements, function (one) {
      return one.name && one.name !== "csrfmiddlewaretoken" && one.type !== "file" && one.type !== "submit";
    });
  }

  function keep() {
    var draft = { key: form.elements.key.value, fields: {}, ticked: [] };
    controls().forEach(function (one) {
      if (one.type === "checkbox") {
        if (one.checked) draft.ticked.push(one.name + "=" + one.value);
      } else {
        draft.fields[one.name] = one.value;
      }
    });
    try {
      store.setItem(name, JSON.stringify(draft));
    } catch (full) {
      /* Then it is only in the form. */
    }
  }

  function restore(draft) {
    controls().forEach(function (one) {
      if (one.type === "checkbox") {
        one.checked = draft.ticked.indexOf(one.name + "=" + one.value) >= 0;
        if (one.checked && one.closest("details")) one.closest("details").open = true;
      } else if (one.name in draft.fields) {
        one.value = draft.fields[one.name];
      }
    });
    kept.hidden = false;
  }

  function send() {
    if (sending) return;
    sending = true;
    window
      .fetch(form.action || window.location.href, { method: "POST", body: new FormData(form), credentials: "same-origin" })
      .then(function (response) {
        sending = false;
        window.clearTimeout(timer);
        if (response.redirected) {
          window.location.href = response.url;
        } else {
          /* Something is wrong with it: let the page itself say what. */
          form.submit();
        }
      })
      .catch(function () {
        sending = false;
        waiting.hidden = false;
        waiting.scrollIntoView({ block: "center" });
        window.clearTimeout(timer);
        timer = window.setTimeout(send, AGAIN);
      });
  }

  var before = read(name);
  if (before && before.fields && !("typed" in form.dataset)) restore(before);
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    keep();
    send();
  });
  window.addEventListener("online", function () {
    if (!waiting.hidden) send();
  });
  document.querySelector("[data-forget-draft]").addEventListener("click", function () {
    store.removeItem(name);
    window.location.reload();
  });
})();
