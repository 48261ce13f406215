// Makes a large photo smaller on the phone, before it goes up; without script it is sent as it is.
const LARGE = 2 * 1024 * 1024, LONGEST = 2400, NARROWEST = 1080, STRIP = 9600, QUALITY = 0.85;

async function smaller(file) {
  const seen = await createImageBitmap(file, { imageOrientation: "from-image" });
  const [long, narrow] = [Math.max(seen.width, seen.height), Math.min(seen.width, seen.height)];
  const scale = Math.min(1, Math.max(LONGEST / long, NARROWEST / narrow), STRIP / long); // as the server does
  const paper = document.createElement("canvas");
  [paper.width, paper.height] = [Math.round(seen.width * scale), Math.round(seen.height * scale)];
  paper.getContext("2d").drawImage(seen, 0, 0, paper.width, paper.height);
  seen.close();
  const made = await new Promise((done) => paper.toBlob(done, "image/jpeg", QUALITY));
  return made && made.size < file.size ? new File([made], file.name.replace(/\.\w+$/, ".jpg"), { type: made.type }) : file;
}

document.addEventListener("change", async ({ target: box }) => {
  const file = box.type === "file" && box.files.length === 1 ? box.files[0] : null;
  if (!file || file.size <= LARGE || !file.type.startsWith("image/")) return;
  const buttons = [...(box.form?.querySelectorAll("[type=submit]") ?? [])].filter((one) => !one.disabled);
  for (const one of buttons) one.disabled = true;
  try {
    const list = new DataTransfer();
    list.items.add(await smaller(file));
    if (box.files[0] === file) box.files = list.files;
  } catch {
    // No picture that this browser reads: the server says what is wrong with it.
  } finally {
    for (const one of buttons) one.disabled = false;
  }
});
