// Filters: empty fields stay out of the address; with data-filter="auto" a choice takes effect when it is made.
(() => {
  for (const form of document.querySelectorAll("form[data-filter]")) {
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
    });
    if (form.dataset.filter !== "auto") continue;
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
    });
  }
})();
