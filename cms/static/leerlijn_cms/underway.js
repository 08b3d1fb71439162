// After Wagtail kept a draft by itself: what publishing it would do now. Without this file the page says it when opened.
document.addEventListener("w-autosave:success", async () => {
  const place = document.querySelector("[data-ll-underway]");
  if (!place) return;
  const answer = await fetch(place.dataset.llUnderway, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  const text = (await answer.text()).trim();
  if (place.innerHTML.trim() !== text) place.innerHTML = text;
});
