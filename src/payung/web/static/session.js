// Asks before an idle session ends, and keeps what was typed when nobody answers.
const { idleSeconds, stay, ended } = document.body.dataset;
const BEFORE = 180; // two minutes to answer, and one that the server may not have noted
if (idleSeconds > BEFORE && stay) {
  const dialog = document.querySelector("template#sesi-habis").content.firstElementChild.cloneNode(true);
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
