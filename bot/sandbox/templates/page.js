// Keeps the page at / up to date: asks for it again and puts what changed in the place of what was there.
// What somebody has opened stays open; forms that are filled in are in no such part.
"use strict";

const EVERY = 2000;

let pulse = "";

async function text(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html, text/plain" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.text();
}

async function renew() {
  if (document.hidden) return;
  let page;
  try {
    const beat = await text("/sandbox/pulse");
    if (beat === pulse) return;
    page = await text(location.href);
    pulse = beat;
  } catch {
    return; // The sandbox is down; the next time may find it again.
  }
  const fresh = new DOMParser().parseFromString(page, "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const changed = fresh.getElementById(part.id);
    if (changed === null) continue;
    for (const open of part.querySelectorAll("details[open][id]")) {
      changed.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
    }
    if (changed.innerHTML === part.innerHTML) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement.closest("details[id]") : null;
    part.innerHTML = changed.innerHTML;
    if (focused !== null) document.querySelector(`#${CSS.escape(focused.id)} > summary`)?.focus();
  }
}

// One booking is open at a time, and a click beside it closes it.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.block[open]")) {
    if (!open.contains(event.target)) open.removeAttribute("open");
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details.block[open]")) open.removeAttribute("open");
});

setInterval(renew, EVERY);
