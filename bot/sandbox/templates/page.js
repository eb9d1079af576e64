// Keeps the page at / up to date: asks for it again and puts what changed in the place of what was there.
// What somebody has opened stays open, and a form that is being filled in is left alone.
"use strict";

const EVERY = 2000;

async function renew() {
  if (document.hidden) return;
  let text;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    text = await answer.text();
  } catch {
    return; // The sandbox is down; the next time may find it again.
  }
  const fresh = new DOMParser().parseFromString(text, "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const changed = fresh.getElementById(part.id);
    if (changed === null || part.contains(document.activeElement)) continue;
    for (const open of part.querySelectorAll("details[open][id]")) {
      changed.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
    }
    if (changed.innerHTML !== part.innerHTML) part.innerHTML = changed.innerHTML;
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
