// Makes forms that put something into the basket stay on their page. Every one of them works without this file.
"use strict";
document.addEventListener("submit", async event => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !("basket" in form.dataset)) return;
  event.preventDefault();
  const button = form.querySelector("button[type=submit]");
  button.setAttribute("aria-disabled", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } });
    const added = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
    if (!answer.ok || !added?.kept) { form.submit(); return; }
    for (const badge of document.querySelectorAll("[data-basket-count]")) { badge.textContent = added.pieces; badge.hidden = false; }
    const status = document.querySelector("[data-basket-status]");
    if (status) status.textContent = form.dataset.done;
    button.textContent = "✓ " + form.dataset.done;
  } catch {
    form.submit();
  } finally {
    button.removeAttribute("aria-disabled");
  }
});

// Sharing: the platform's sheet where there is one, else the address is copied. It carries the page's address and nothing else.
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const url = document.querySelector("link[rel=canonical]")?.href ?? location.origin + location.pathname;
    try {
      if (navigator.share) { await navigator.share({ title: document.title, url }); return; }
      await navigator.clipboard.writeText(url);
      button.textContent = "✓ " + button.dataset.share;
    } catch { /* The sheet was closed, or the browser does not allow copying. */ }
  });
}

// With consent, links of a list say which product was chosen from it. The marks are on the page only then.
document.addEventListener("click", event => {
  const link = event.target instanceof Element ? event.target.closest("a[data-list]") : null;
  if (!link) return;
  const chosen = { id: crypto.randomUUID(), name: "select_item", recommendationId: link.dataset.list, timestampUtc: new Date().toISOString(),
    items: [{ item_id: link.dataset.product, index: Number(link.dataset.position), quantity: 1 }] };
  navigator.sendBeacon("/v1/events", new Blob([JSON.stringify({ events: [chosen] })], { type: "application/json" }));
});
