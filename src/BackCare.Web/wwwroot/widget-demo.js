// Shows the widget's events as another shop's script would hear them.
"use strict";
const log = document.getElementById("log");
for (const name of ["list", "select", "add", "referral", "error"]) {
  document.addEventListener("backcare:" + name, event => {
    const line = document.createElement("li");
    line.textContent = `backcare:${name} ${event.detail.productId ?? event.detail.outcome ?? event.detail.careLevel ?? ""}`;
    log.append(line);
  });
}
