// Shows the button of a security key where the browser knows such keys, and says so when one was not accepted.
(() => {
  const place = document.querySelector("[data-passkey]");
  if (!place || !window.PublicKeyCredential || !window.allauth) return;
  const button = "passkey-button";
  const ids = { login: button, authenticate: button, add: button, credential: "passkey-credential", data: "js_data" };
  if (document.getElementById("id_passwordless")) ids.passwordless = "id_passwordless";
  window.allauth.webauthn.forms[place.dataset.passkey]({ ids });
  place.hidden = false;
  document.getElementById(button).hidden = false;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    let said = place.querySelector("[role=alert]");
    if (!said) {
      said = document.createElement("p");
      said.setAttribute("role", "alert");
      place.append(said);
    }
    said.textContent = place.dataset.wordFailed;
  });
})();
