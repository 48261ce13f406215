// Shows how far a file has gone up. Without script the form is sent as it is.
for (const bar of document.querySelectorAll("[data-upload]")) {
  const form = bar.closest("form");
  form?.addEventListener("submit", (event) => {
    if (!navigator.onLine || ![...form.querySelectorAll("input[type=file]")].some((one) => one.files.length)) return;
    event.preventDefault();
    const sending = new XMLHttpRequest();
    const [progress, words] = [bar.querySelector("progress"), bar.querySelector("span")];
    bar.hidden = false;
    sending.upload.onprogress = (step) => {
      progress.value = Math.round((100 * step.loaded) / step.total);
      const fifth = Math.floor(progress.value / 20) * 20; // said aloud five times, not a hundred
      words.textContent = fifth < 100 ? `${fifth}%` : bar.dataset.upload;
    };
    sending.onload = () => {
      history.replaceState(null, "", sending.responseURL);
      document.open();
      document.write(sending.responseText);
      document.close();
    };
    sending.onerror = () => { bar.hidden = true; dispatchEvent(new CustomEvent("payung:lost", { detail: form })); };
    sending.open("POST", form.action);
    sending.send(new FormData(form, event.submitter));
  });
}
