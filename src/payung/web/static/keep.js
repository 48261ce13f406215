// Keeps what was typed when the connection is gone or an idle session ends.
const one = (css) => document.querySelector(css);
const copy = (id) => one(`template#${id}`)?.content.firstElementChild.cloneNode(true);

one(".row-of-links [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

let note;
const lost = (form) => {
  note?.remove();
  note = copy("sambungan");
  if (!note) return;
  const button = form?.querySelector("[type=submit]");
  button ? button.before(note) : one("main .wrap").prepend(note);
  note.querySelector("button").onclick = () => {
    if (!navigator.onLine) return;
    note.remove();
    form?.requestSubmit(button);
  };
  note.scrollIntoView({ block: "nearest" });
};
document.addEventListener("submit", (e) => {
  if (navigator.onLine || e.defaultPrevented) return;
  e.preventDefault();
  lost(e.target);
}, true);
addEventListener("payung:lost", (e) => lost(e.detail));

const { idleSeconds, stay, ended } = document.body.dataset;
const LAST = 180; // seconds: two minutes, one to spare
if (idleSeconds > LAST) {
  const box = copy("sesi-habis");
  const post = (url, headers, body) =>
    fetch(url, { method: "POST", headers, body, redirect: "manual" }).catch(() => null);
  const leave = async () => {
    const form = one("main [name=nanti]")?.form;
    if (form) { // no sign of life
      const typed = new FormData(form);
      typed.set("nanti", 1);
      await post(form.action, { "X-Unattended": 1 }, typed);
    }
    location.href = ended;
  };
  let end;
  const start = () => {
    clearTimeout(end);
    setTimeout(() => {
      box.showModal();
      end = setTimeout(leave, (LAST - 60) * 1000);
    }, (idleSeconds - LAST) * 1000);
  };
  document.body.append(box);
  box.oncancel = (e) => e.preventDefault();
  box.querySelector("button").onclick = async () => {
    const answer = await post(stay, { "X-CSRFToken": one("[name=csrfmiddlewaretoken]")?.value });
    if (!answer) return;
    if (!answer.ok) return leave();
    box.close();
    start();
  };
  start();
}
