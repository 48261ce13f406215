// Keeps what was typed when the connection is gone.
const copy = (id) => document.querySelector(`template#${id}`)?.content.firstElementChild.cloneNode(true);

document.querySelector(".row-of-links [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

let waiting = null;
const lost = (form) => {
  waiting?.remove();
  waiting = copy("sambungan");
  if (!waiting) return;
  const button = form?.querySelector("[type=submit]");
  button ? button.before(waiting) : document.querySelector("main .wrap").prepend(waiting);
  waiting.querySelector("button").addEventListener("click", () => {
    if (!navigator.onLine) return;
    waiting.remove();
    form?.requestSubmit(button);
  });
  waiting.scrollIntoView({ block: "nearest" });
};
document.addEventListener("submit", (event) => {
  if (navigator.onLine || event.defaultPrevented) return;
  event.preventDefault();
  lost(event.target);
}, true);
addEventListener("payung:lost", (event) => lost(event.detail));
