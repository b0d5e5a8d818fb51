// Under a number or a date: what was understood of it, asked of the server when typing pauses. The field is never rewritten.
// Listens on the document, so that forms which come later are served as well.
(() => {
  const timers = new WeakMap();

  async function ask(field) {
    const place = document.getElementById(field.dataset.echoPlace);
    const typed = field.value.trim();
    if (!place) return;
    if (!typed) { place.textContent = ""; return; }
    try {
      const answer = await fetch(`${field.dataset.echo}?${new URLSearchParams({ q: typed })}`);
      if (answer.ok && field.value.trim() === typed) place.textContent = await answer.text();
    } catch { /* no network: the form still says it when sent */ }
  }
  document.addEventListener("input", (event) => {
    const field = event.target.closest?.("input[data-echo]");
    if (!field) return;
    clearTimeout(timers.get(field));
    if (!event.isComposing) timers.set(field, setTimeout(() => ask(field), 500));
  });
  document.addEventListener("change", (event) => {
    const field = event.target.closest?.("input[data-echo]");
    if (field) ask(field);
  });
})();
