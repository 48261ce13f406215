// Keeps what was typed when the connection is gone; asks before an idle session ends.
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

const { idleSeconds, stay, ended } = document.body.dataset;
const BEFORE = 180; // two minutes to answer, and one that the server may not have noted
if (idleSeconds > BEFORE && stay) {
  const dialog = copy("sesi-habis");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  document.body.append(dialog);
  const finish = async () => {
    const form = document.querySelector("main [name=nanti]")?.form;
    if (form) { // what was typed and not sent: kept, but no sign of life
      const typed = new FormData(form);
      typed.set("nanti", "1");
      const headers = { "X-Unattended": "1" };
      await fetch(form.action, { method: "POST", body: typed, headers, redirect: "manual" }).catch(() => null);
    }
    location.href = ended;
  };
  let end;
  const start = () => {
    clearTimeout(end);
    setTimeout(() => {
      dialog.showModal();
      end = setTimeout(finish, (BEFORE - 60) * 1000);
    }, (idleSeconds - BEFORE) * 1000);
  };
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch(stay, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => null);
    if (!answer) return;
    if (!answer.ok || answer.redirected) { location.href = ended; return; }
    dialog.close();
    start();
  });
  start();
}
