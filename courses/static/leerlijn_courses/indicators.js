/* The definition of an indicator follows what is chosen, without saving anything. */
(() => {
  const form = document.querySelector("form[data-sentence]");
  const place = document.getElementById("sentence");
  if (!form || !place) return;
  let asked = 0;
  let waiting;
  const ask = async () => {
    const mine = ++asked;
    const typed = new URLSearchParams(new FormData(form));
    typed.delete("csrfmiddlewaretoken");
    const answer = await fetch(`${form.dataset.sentence}?${typed}`).catch(() => null);
    if (answer && answer.ok && mine === asked) place.innerHTML = await answer.text();
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 250);
  });
})();
