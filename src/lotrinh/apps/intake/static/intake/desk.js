// The desk: proposals are chosen with the arrows and decided with one key. What is decided shows at once; the server is
// told one after the other, and answers with the parts of the page that changed. Without this file every form still works.
(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const list = document.getElementById("cards");
  const sheet = desk.querySelector(".page");
  const token = document.querySelector("[data-token] input").value;
  const said = document.querySelector("[data-said]");
  desk.classList.add("with-keys");
  let waiting = Promise.resolve();
  let unsent = 0;

  const cards = () => [...list.querySelectorAll("[data-card]")];
  const chosen = () => list.querySelector(".card.on");
  const clashOf = (card) => card?.querySelector("[data-clash]");
  const isPending = (card) => card.dataset.state === "pending" && !clashOf(card);
  const say = (words) => { said.textContent = words; };

  function choose(card, show = true, arriving = false) {
    if (!card) return;
    for (const other of desk.querySelectorAll(".card.on, mark.on")) other.classList.remove("on");
    card.classList.add("on");
    for (const mark of sheet.querySelectorAll(`mark[data-of="${card.dataset.card}"]`)) mark.classList.add("on");
    if (!card.contains(document.activeElement)) card.focus({ preventScroll: true });
    if (!arriving) keepInSight(list, card);
    if (show) showPassage(card.dataset.card);
  }
  function keepInSight(box, element) {
    const top = element.offsetTop - box.offsetTop * (element.offsetParent === box ? 0 : 1);
    if (box.scrollHeight <= box.clientHeight) { element.scrollIntoView({ block: "nearest" }); return; }
    if (top < box.scrollTop) box.scrollTop = top - 4;
    else if (top + element.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = Math.min(top - 4, top + element.offsetHeight - box.clientHeight + 4);
  }
  function showPassage(number) {
    const place = document.getElementById(`doan-${number}`) ?? sheet.querySelector(`mark[data-of="${number}"]`);
    const mark = sheet.querySelector(`mark[data-of="${number}"]`) ?? place;
    if (!mark || sheet.scrollHeight <= sheet.clientHeight) return;
    const above = mark.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
    if (above < 40 || above > sheet.clientHeight * 0.7) sheet.scrollTop += above - sheet.clientHeight / 3;
  }
  const step = (by) => {
    const all = cards();
    const at = all.indexOf(chosen());
    choose(all[Math.max(0, Math.min(all.length - 1, at + by))]);
  };
  function nextPending(card) {
    const all = cards();
    const at = all.indexOf(card);
    return all.slice(at + 1).find(isPending) ?? all.find(isPending);
  }

  // Parts with an id replace those that are there; a new card goes on top.
  function put(html) {
    const box = document.createElement("template");
    box.innerHTML = html;
    const placed = [];
    for (const part of [...box.content.children]) {
      const old = part.id && document.getElementById(part.id);
      if (old) {
        const focused = old.contains(document.activeElement);
        if (old.classList.contains("on")) part.classList.add("on");
        old.replaceWith(part);
        if (focused && part.matches(".card")) part.focus({ preventScroll: true });
      } else if (part.matches("[data-card]")) {
        list.prepend(part);
      } else if (part.matches("[data-problem]")) {
        say(part.textContent);
      }
      if (part.matches("[data-card]")) placed.push(part);
    }
    return placed;
  }

  // Somebody else decided first: said above the list as well, since the card may be out of sight by then.
  function tellClashes() {
    const box = desk.querySelector("[data-clashes]");
    const names = cards().filter(clashOf).map((card) => { const link = document.createElement("a"); link.href = `#${card.id}`; link.dataset.to = card.dataset.card; link.textContent = card.dataset.card; return link; });
    box.hidden = !names.length;
    box.querySelector("span").replaceChildren(...names.flatMap((link, at) => (at ? [", ", link] : [link])));
    return clashOf(chosen()) ?? clashOf(cards().find(clashOf));
  }
  // A form's key as the server makes them; randomUUID is not there on an address without TLS.
  function newKey() {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }
  async function post(url, data) {
    const body = data instanceof FormData ? data : new URLSearchParams(data);
    if (!body.has("csrfmiddlewaretoken")) body.set("csrfmiddlewaretoken", token);
    const answer = await fetch(url, { method: "POST", body, headers: { "X-Requested-With": "desk" } });
    if (answer.redirected) { unsent = 0; location.reload(); }
    return { status: answer.status, html: await answer.text() };
  }
  // One request after the other, in the order of the keys.
  function queue(work) {
    unsent += 1;
    waiting = waiting.then(work).catch(() => say(list.dataset.lost)).finally(() => { unsent = Math.max(0, unsent - 1); });
    return waiting;
  }
  function restore(card, before, words) {
    card.dataset.state = before;
    card.classList.remove("settled", "accepted", "rejected", "sending");
    let line = card.querySelector("[data-line]");
    if (!line) { line = document.createElement("p"); line.dataset.line = ""; line.className = "text-late"; line.setAttribute("role", "alert"); card.append(line); }
    line.textContent = words;
  }

  function decide(card, state) {
    const form = card?.querySelector(`form[data-verb="${state}"]`);
    if (!form || card.dataset.state === state) return;
    const data = new FormData(form);
    const before = card.dataset.state;
    card.dataset.state = state;
    card.classList.add("sending");
    card.classList.toggle("settled", state !== "pending");
    if (state !== "pending") { card.classList.add(state); choose(nextPending(card)); }
    queue(async () => {
      // What this person did to the card before is known to them; what somebody else did is not, and ends here.
      const now = document.getElementById(card.id) ?? card;
      if (now !== card && clashOf(now)) return;
      data.set("version", now.dataset.version);
      let answer;
      try { answer = await post(form.action, data); } catch { restore(card, before, list.dataset.lost); return; }
      if (answer.status === 200 || answer.status === 409) put(answer.html);
      else restore(card, before, list.dataset.failed);
      say(tellClashes()?.dataset.clash ?? document.getElementById("counters")?.textContent ?? "");
    });
  }
  function together(form) {
    const data = form instanceof HTMLFormElement ? new FormData(form) : {};
    queue(async () => {
      // Of all cards it is known which version stands here; what somebody else changed elsewhere is not among them.
      const waits = cards().filter((card) => card.dataset.state === "pending");
      if (data instanceof FormData && data.has("seen")) data.set("seen", waits.map((card) => `${card.dataset.card}:${card.dataset.version}`).join(" "));
      const answer = await post(form.action, data);
      if (answer.status !== 200 && answer.status !== 409) { say(list.dataset.failed); return; }
      const placed = put(answer.html);
      choose(placed.find(isPending) ?? chosen() ?? cards().find(isPending));
      say(document.getElementById("counters")?.textContent ?? "");
    });
  }

  async function edit(card) {
    const link = card?.querySelector("a[data-edit]");
    if (!link || card.querySelector(".edit")) return;
    const answer = await fetch(link.href, { headers: { "X-Requested-With": "desk" } });
    if (!answer.ok || answer.redirected) { location.href = link.href; return; }
    open(card, await answer.text());
  }
  function open(card, html) {
    card.querySelector(".edit")?.remove();
    card.classList.add("editing");
    card.insertAdjacentHTML("beforeend", html);
    (card.querySelector(".error-summary") ?? card.querySelector(".edit textarea, .edit input:not([type=hidden]), .edit select"))?.focus();
    keepInSight(list, card);
  }
  function close(card) {
    card.querySelector(".edit")?.remove();
    card.classList.remove("editing");
    choose(card, false);
  }
  function save(card, form, button) {
    const data = new FormData(form);
    if (button?.name) data.set(button.name, button.value);
    queue(async () => {
      let answer;
      try { answer = await post(form.action, data); } catch { restore(card, card.dataset.state, list.dataset.lost); return; }
      if (/data-editing=/.test(answer.html)) { open(card, answer.html); return; }
      const [placed] = put(answer.html);
      if (placed) choose(isPending(placed) ? placed : nextPending(placed) ?? placed);
    });
  }

  const isTyping = (element) => element.matches?.("input, textarea, select, [contenteditable]");
  const isOff = () => localStorage.getItem("lotrinh.keys-off") === "1";
  function pressed(event) {
    if (event.defaultPrevented || event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
    const card = chosen();
    if (event.key === "Escape" && card?.classList.contains("editing")) { close(card); return; }
    if (isTyping(event.target)) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey) {
      event.preventDefault();
      together({ action: desk.dataset.undo });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.target.closest?.(".edit")) return;
    // Where two decisions met, no key decides: the buttons do.
    if (clashOf(card) && ["enter", "x"].includes(event.key.toLowerCase())) {
      if (!event.target.closest("a, button")) { event.preventDefault(); clashOf(card).querySelector("a, button").focus(); }
      return;
    }
    const reads = sheet.contains(event.target);
    if (event.key === "ArrowDown" && !reads) { event.preventDefault(); step(1); }
    else if (event.key === "ArrowUp" && !reads) { event.preventDefault(); step(-1); }
    else if (event.key === "Enter" && !event.target.closest("a, button, summary")) { event.preventDefault(); decide(card, "accepted"); }
    else if (!isOff() && event.key.toLowerCase() === "x") { event.preventDefault(); decide(card, "rejected"); }
    else if (!isOff() && event.key.toLowerCase() === "e") { event.preventDefault(); edit(card); }
  }

  function clicked(event) {
    const passage = event.target.closest('a[href^="#doan-"]');
    const mark = event.target.closest("mark[data-of]");
    const card = event.target.closest("[data-card]");
    const clash = event.target.closest("a[data-to]");
    if (clash) { event.preventDefault(); choose(document.getElementById(`de-xuat-${clash.dataset.to}`)); }
    else if (event.target.closest("[data-leave]") && card) { event.preventDefault(); clashOf(card).remove(); tellClashes(); choose(card, false); }
    else if (event.target.closest("a[data-edit]")) { event.preventDefault(); choose(card, false); edit(card); }
    else if (event.target.closest("[data-cancel]") && card) { event.preventDefault(); close(card); }
    else if (passage && card) { event.preventDefault(); choose(card); }
    else if (mark) { event.preventDefault(); if (getSelection().isCollapsed) choose(document.getElementById(`de-xuat-${mark.dataset.of}`), false); }
    else if (card && !event.target.closest("a, button, input, textarea, select, label") && getSelection().isCollapsed) choose(card);
  }
  function submitted(event) {
    const form = event.target;
    const card = form.closest("[data-card]");
    if (form.matches("[data-verb]")) { event.preventDefault(); choose(card, false); decide(card, form.dataset.verb); }
    else if (form.matches("[data-together]")) { event.preventDefault(); together(form); }
    else if (form.matches("[data-edit-form]") && card) { event.preventDefault(); save(card, form, event.submitter); }
  }

  // selection.js hands over what was marked in the text. A passage keeps its key until it was answered: sent twice, or
  // again after a lost answer, it makes one proposal.
  const keys = new Map();
  desk.addEventListener("desk:passage", (event) => {
    const passage = JSON.stringify(event.detail);
    if (!keys.has(passage)) keys.set(passage, newKey());
    const key = keys.get(passage);
    queue(async () => {
      const answer = await post(desk.dataset.passage, { ...event.detail, "lan-gui": key });
      if (answer.status !== 200) { say(list.dataset.failed); return; }
      keys.delete(passage);
      const [card] = put(answer.html);
      choose(card);
      await edit(card);
    });
  });

  document.addEventListener("keydown", pressed);
  desk.addEventListener("click", clicked);
  desk.addEventListener("submit", submitted);
  addEventListener("beforeunload", (event) => { if (unsent) event.preventDefault(); });
  const asked = document.querySelector(location.hash.startsWith("#de-xuat-") ? location.hash : null);
  choose(asked ?? cards().find(isPending) ?? cards()[0], true, !asked);
})();
