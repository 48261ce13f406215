// The officer's desk, made quicker. Without script every page works the same, with more typing.
const field = (id) => document.getElementById(id);

// How many are ticked stands in the button.
for (const button of document.querySelectorAll("[data-counts]")) {
  const words = button.textContent;
  const boxes = [...document.querySelectorAll(`[name=${button.dataset.counts}]`)];
  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    button.textContent = count ? button.dataset.words.replace("#", count) : words;
  };
  boxes.forEach((box) => box.addEventListener("change", tell));
  tell();
}

// The paper form: birth date and sex out of the NIK, names and villages while typing.
const desk = field("ketik");
if (desk) {
  const two = (number) => String(number).padStart(2, "0");
  field("nik").addEventListener("change", () => {
    const digits = field("nik").value.replace(/\D/g, "");
    if (digits.length !== 16) return;
    const woman = +digits.slice(6, 8) > 40;
    const [day, month, short] = [+digits.slice(6, 8) - (woman ? 40 : 0), +digits.slice(8, 10), +digits.slice(10, 12)];
    if (day < 1 || day > 31 || month < 1 || month > 12) return;
    const now = new Date().getFullYear();
    const year = [1900 + short, 2000 + short].find((one) => now - one >= 17 && now - one < 66);
    if (year && !field("lahir").value) field("lahir").value = `${two(day)}/${two(month)}/${year}`;
    if (!field("kelamin").value) field("kelamin").value = woman ? "P" : "L";
  });
  const offer = (box, ask) => {
    const list = document.createElement("datalist");
    list.id = `${box.id}-daftar`;
    box.after(list);
    box.setAttribute("list", list.id);
    let last = "";
    return async () => {
      const query = ask();
      if (!query || query === last || !desk.isConnected) return;
      last = query;
      const answer = await fetch(`${desk.dataset.offers}?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || query !== last) return;
      const { offers } = await answer.json();
      list.replaceChildren(...offers.map((words) => new Option(words, words)));
    };
  };
  const colleagues = offer(field("asn"), () => {
    const typed = field("asn").value.trim();
    return typed.length > 1 && !/\d/.test(typed) ? new URLSearchParams({ asn: typed }).toString() : "";
  });
  const villages = offer(field("desa"), () => new URLSearchParams({ kecamatan: field("kecamatan").value }).toString());
  field("asn").addEventListener("input", colleagues);
  field("kecamatan").addEventListener("change", villages);
  if (!document.querySelector(".errors")) field("nik").focus();
}

// A large file being read: ask every two seconds, and say what changed.
const waits = document.querySelector("[data-waits]");
if (waits) {
  const [bar, status, words] = [waits.querySelector("progress"), waits.querySelector("[role=status]"), waits.querySelector(".progress span")];
  const look = async () => {
    const answer = await fetch(waits.dataset.waits, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok) {
      const now = await answer.json();
      bar.value = now.done;
      if (status.textContent !== now.words) status.textContent = words.textContent = now.words;
      if (now.is_over) { location.replace(waits.dataset.then); return; }
    }
    setTimeout(look, 2000);
  };
  setTimeout(look, 1000);
}
