// Under a number or a date: what was understood of it, asked of the server when typing pauses. The field is never rewritten.
(() => {
  for (const field of document.querySelectorAll("input[data-echo]")) {
    const place = document.getElementById(field.dataset.echoPlace);
    if (!place) continue;
    let timer = 0;
    const ask = async () => {
      const typed = field.value.trim();
      if (!typed) { place.textContent = ""; return; }
      try {
        const answer = await fetch(`${field.dataset.echo}?${new URLSearchParams({ q: typed })}`);
        if (answer.ok && field.value.trim() === typed) place.textContent = await answer.text();
      } catch { /* no network: the form still says it when sent */ }
    };
    field.addEventListener("input", (event) => {
      clearTimeout(timer);
      if (!event.isComposing) timer = setTimeout(ask, 500);
    });
    field.addEventListener("change", ask);
  }
})();
