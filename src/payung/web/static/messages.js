// One tap: the text is noted as opened while WhatsApp opens. Without this, a page stands between.
for (const form of document.querySelectorAll("form[data-wa]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" });
    const link = document.createElement("a");
    link.href = form.dataset.wa;
    link.rel = "noopener noreferrer";
    link.click();
  });
}
// Length and unknown blanks while typing; the server judges all the same.
for (const told of document.querySelectorAll("[data-length-of]")) {
  const box = document.getElementById(told.dataset.lengthOf);
  const known = new Set(told.dataset.known.split(" "));
  const look = () => {
    const text = box.value.trim().replace(/\s+/g, " ");
    const slots = [...text.matchAll(/\[([^\[\]]*)\]/g)].map((slot) => slot[1].trim().toLowerCase());
    const strange = slots.filter((slot) => !known.has(slot));
    const unknown = strange.length ? ` ${told.dataset.unknown} ${strange.join(", ")}` : "";
    told.textContent = `${[...text].length} ${told.dataset.words}.${unknown}`;
  };
  box.addEventListener("input", look);
}
