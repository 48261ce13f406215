// Fills the villages of a district without another page. Without script the next page has them.
const part = document.querySelector("[data-villages]");
const district = document.getElementById("kecamatan");
const box = document.getElementById("desa");
if (part && district && box) {
  const fill = async () => {
    const asked = district.value;
    if (!asked || asked === part.dataset.outside) return;
    const address = `${part.dataset.villages}?kecamatan=${encodeURIComponent(asked)}`;
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok || district.value !== asked) return;
    const { villages } = await answer.json();
    if (!villages.length) return;
    const chosen = villages.map(([code, name]) => new Option(name, code));
    box.replaceChildren(box.options[0], ...chosen);
    box.value = "";
    for (const later of part.querySelectorAll("[data-later]")) later.hidden = false;
  };
  district.addEventListener("change", fill);
  // Somebody may have chosen before this script arrived, or come back to the page.
  if (!box.value && box.options.length < 2) fill();
}
