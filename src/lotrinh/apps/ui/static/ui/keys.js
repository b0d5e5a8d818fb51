// Keys: any element with data-key="x" or "g x" is followed or focused; `?` lists those of this page.
// They do nothing while a field has focus, while an input method composes, or when switched off (WCAG 2.1.4).
(() => {
  const OFF = "lotrinh.keys-off";
  const dialog = document.getElementById("keys");
  const opener = document.querySelector('[data-opens="keys"]');
  const off = dialog?.querySelector("[data-keys-off]");
  let first = "";
  let timer = 0;

  const isTyping = (target) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  const isOff = () => localStorage.getItem(OFF) === "1";
  const nameOf = (element) => element.dataset.keyName || element.getAttribute("aria-label") || element.textContent.trim();

  function caps(sequence) {
    const term = document.createElement("dt");
    for (const key of sequence.split(" ")) {
      const cap = document.createElement("kbd");
      cap.textContent = key;
      term.append(cap, " ");
    }
    return term;
  }

  function list() {
    const lines = dialog.querySelector("[data-key-list]");
    while (lines.children.length > 2) lines.lastElementChild.remove();
    const seen = new Set();
    for (const element of document.querySelectorAll("[data-key]")) {
      if (seen.has(element.dataset.key)) continue;
      seen.add(element.dataset.key);
      const what = document.createElement("dd");
      what.textContent = nameOf(element);
      lines.append(caps(element.dataset.key), what);
    }
  }

  function open() {
    list();
    dialog.showModal();
  }

  function follow(sequence) {
    const element = document.querySelector(`[data-key="${CSS.escape(sequence)}"]`);
    if (!element) return false;
    if (element.matches("input, textarea, select")) element.focus();
    else element.click();
    return true;
  }

  function pressed(event) {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (isOff() || event.key.length !== 1) return;
    if (event.key === "?") { event.preventDefault(); open(); return; }
    const sequence = first ? `${first} ${event.key}` : event.key;
    first = "";
    clearTimeout(timer);
    if (follow(sequence)) event.preventDefault();
    else if (document.querySelector(`[data-key^="${CSS.escape(event.key)} "]`)) {
      first = event.key;
      timer = setTimeout(() => { first = ""; }, 1200);
    }
  }

  // Ctrl+Enter sends the form one is typing in.
  function sends(event) {
    if (event.key === "Enter" && event.ctrlKey && !event.isComposing) event.target.closest?.("form[method=post]")?.requestSubmit();
  }

  document.addEventListener("keydown", pressed);
  document.addEventListener("keydown", sends);
  if (opener && dialog) {
    opener.hidden = false;
    opener.addEventListener("click", open);
    off.checked = isOff();
    off.addEventListener("change", () => (off.checked ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF)));
  }
  document.querySelector(".error-summary")?.focus();
})();
