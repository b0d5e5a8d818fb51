// Marking text in the original offers a task or a target made from it. Offsets count characters of the document's text:
// every piece carries where it starts, and characters beyond the basic plane count once, as on the server.
(() => {
  const desk = document.querySelector("[data-desk]");
  const sheet = desk?.querySelector(".page");
  const bar = document.querySelector("[data-from-selection]");
  if (!sheet || !bar) return;
  let span = null;

  const length = (text) => [...text].length;
  function place(node, offset) {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!piece) return null;
    const before = document.createRange();
    before.selectNodeContents(piece);
    before.setEnd(node, offset);
    return Number(piece.dataset.start) + length(before.toString());
  }
  // The ends of a selection can lie between pieces; then the nearest piece inside counts.
  function spanOf(range) {
    const pieces = [...sheet.querySelectorAll("[data-start]")].filter((piece) => range.intersectsNode(piece) && piece.textContent);
    if (!pieces.length) return null;
    const first = pieces[0], last = pieces.at(-1);
    const start = first.contains(range.startContainer) ? place(range.startContainer, range.startOffset) : Number(first.dataset.start);
    const end = last.contains(range.endContainer) ? place(range.endContainer, range.endOffset) : Number(last.dataset.start) + length(last.textContent);
    const text = range.toString();
    const lead = length(text) - length(text.trimStart()), tail = length(text) - length(text.trimEnd());
    return end - tail > start + lead ? { start: start + lead, end: end - tail } : null;
  }
  function changed() {
    const selection = getSelection();
    const inside = selection.rangeCount && !selection.isCollapsed && sheet.contains(selection.getRangeAt(0).commonAncestorContainer);
    span = inside ? spanOf(selection.getRangeAt(0)) : null;
    bar.hidden = !span;
    if (!span) return;
    const box = selection.getRangeAt(0).getBoundingClientRect();
    bar.style.top = `${Math.max(8, Math.min(innerHeight - 60, box.bottom + 8))}px`;
    bar.style.left = `${Math.max(8, Math.min(innerWidth - bar.offsetWidth - 8, box.left))}px`;
  }
  document.addEventListener("selectionchange", changed);
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.addEventListener("click", (event) => {
    const kind = event.target.closest("[data-kind]")?.dataset.kind;
    if (!kind || !span) return;
    desk.dispatchEvent(new CustomEvent("desk:passage", { detail: { kind, ...span } }));
    getSelection().removeAllRanges();
  });
})();
