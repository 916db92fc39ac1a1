// Share sheet of the platform, copying a link, printing. Shares an address and nothing else: no title that names a complaint, no text.
const address = button => button || location.origin + location.pathname;
const say = (button, text) => {
  const status = button.parentElement.querySelector("[data-status]");
  if (status) status.textContent = text;
};
for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !navigator.share;
  button.addEventListener("click", () => navigator.share({ url: address(button.dataset.share) }).catch(() => {}));
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(address(button.dataset.copy));
    button.textContent = button.dataset.done;
    say(button, button.dataset.done);
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
