// Makes and shows passkeys on the pages of accounts. Each form asks the host what to do, lets the browser answer, and posts the answer as any form.
const able = window.PublicKeyCredential?.parseCreationOptionsFromJSON && PublicKeyCredential.parseRequestOptionsFromJSON && PublicKeyCredential.prototype.toJSON;
const answer = async (kind, options) => kind === "create"
  ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
  : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
for (const form of able ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  const status = form.querySelector("[data-status]");
  form.addEventListener("submit", async event => {
    event.preventDefault();
    status.textContent = "Waiting for your device …";
    try {
      const asked = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (asked.redirected) { location.assign(asked.url); return; }
      if (!asked.ok) throw new Error(asked.statusText);
      const credential = await answer(form.dataset.passkey, await asked.json());
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (fault) {
      status.textContent = fault.name === "InvalidStateError" ? "This device has a passkey of yours already." : "That did not work, or was called off. Try again.";
    }
  });
}
