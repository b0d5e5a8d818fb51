// Files can be dropped anywhere on the upload area; they go into the ordinary file input and the ordinary form.
(() => {
  const area = document.querySelector("[data-drop]");
  const input = area?.querySelector("input[type=file]");
  if (!input) return;
  const over = (is) => area.classList.toggle("over", is);
  for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => { event.preventDefault(); over(true); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(false); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    area.requestSubmit();
  });
  input.addEventListener("change", () => { if (input.files.length) area.requestSubmit(); });
})();
