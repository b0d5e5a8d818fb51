// Nothing typed is lost: forms with data-keep are saved on this machine every 10 s and when a field is left,
// given back when the page is opened again, and forgotten once the server has said that it saved them.
(() => {
  const PREFIX = "lotrinh.draft:";
  const DAYS = 14;
  const person = document.body.dataset.person;
  const text = (name) => document.body.dataset[name];

  const keyOf = (form) => `${PREFIX}${person}:${location.pathname}:${form.dataset.keep}`;
  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !/^(hidden|password|file|submit|button)$/.test(field.type) && field.tagName !== "FIELDSET");
  const isTicked = (field) => field.type === "checkbox" || field.type === "radio";

  function valuesOf(form) {
    return fieldsOf(form).map((field) => [field.name, field.value, isTicked(field) ? field.checked : null,
      field.multiple ? [...field.selectedOptions].map((option) => option.value) : null]);
  }
  function put(form, values) {
    const fields = fieldsOf(form);
    for (const [name, value, checked, many] of values) {
      const field = fields.find((one) => one.name === name && (checked === null || one.value === value));
      if (!field) continue;
      if (checked !== null) field.checked = checked;
      else if (many) for (const option of field.options) option.selected = many.includes(option.value);
      else field.value = value;
    }
    form.dispatchEvent(new Event("lotrinh:restored", { bubbles: true }));
  }
  function read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  }
  const write = (key, draft) => { try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* full or forbidden: the page still works */ } };
  const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const clock = (at) => new Intl.DateTimeFormat("vi-VN", { timeStyle: "short", dateStyle: "short" }).format(new Date(at));

  function button(label, act) {
    const made = document.createElement("button");
    made.type = "button"; made.className = "button plain small"; made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }
  function notice(form, sentence, ...buttons) {
    const box = document.createElement("div");
    box.className = "notice"; box.setAttribute("role", "status"); box.append(sentence, " ", ...buttons);
    form.before(box);
    return box;
  }

  function follow(form) {
    const key = keyOf(form);
    const initial = JSON.stringify(valuesOf(form));
    let kept = initial;
    let sent = false;
    const now = () => JSON.stringify(valuesOf(form));
    const save = () => {
      const value = now();
      if (sent || value === kept) return;
      kept = value;
      if (value === initial) localStorage.removeItem(key);
      else write(key, { at: Date.now(), values: JSON.parse(value) });
    };
    const draft = read(key);
    const isShownAgain = Boolean(document.querySelector(".error-summary"));
    if (draft && !isShownAgain && JSON.stringify(draft.values) !== initial) {
      const forget = () => { localStorage.removeItem(key); box.remove(); };
      const give = () => { put(form, draft.values); kept = now(); };
      let box;
      if (draft.sent) {
        box = notice(form, `${text("wordSent")} ${clock(draft.at)}.`, button(text("wordGive"), () => { give(); box.remove(); }), button(text("wordForget"), forget));
      } else {
        give();
        box = notice(form, `${text("wordGiven")} ${clock(draft.at)}.`, button(text("wordForget"), () => { put(form, JSON.parse(initial)); kept = initial; forget(); }));
      }
    }
    setInterval(save, 10000);
    form.addEventListener("focusout", save);
    form.addEventListener("submit", () => { save(); sent = true; const last = read(key); if (last) write(key, { ...last, sent: true }); });
    form.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) localStorage.removeItem(key); sent = false; });
    addEventListener("pagehide", save);
    addEventListener("beforeunload", (event) => { if (!sent && now() !== initial) { save(); event.preventDefault(); } });
  }

  if (document.querySelector(".messages .success")) {
    for (const key of drafts()) if (read(key)?.sent) localStorage.removeItem(key);
  }
  for (const key of drafts()) if (!(read(key)?.at > Date.now() - DAYS * 86400000)) localStorage.removeItem(key);
  for (const form of document.querySelectorAll("form[data-keep]")) follow(form);
  for (const form of document.querySelectorAll("form[data-forgets-drafts]")) {
    form.addEventListener("submit", () => { for (const key of drafts()) if (key.startsWith(`${PREFIX}${person}:`)) localStorage.removeItem(key); });
  }
})();
