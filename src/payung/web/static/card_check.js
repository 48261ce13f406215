// Checks a card's signature in the browser: COSE_Sign1 with Ed25519, in base32 behind the "#".
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const area = document.getElementById("periksa");

function fromBase32(text) {
  const bytes = [];
  let bits = 0;
  let value = 0;
  for (const sign of text) {
    const found = ALPHABET.indexOf(sign);
    if (found < 0) throw new Error("sign");
    value = ((value << 5) | found) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

function toBase32(bytes) {
  let text = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(value >> bits) & 31];
    }
  }
  return bits ? text + ALPHABET[(value << (5 - bits)) & 31] : text;
}

// Reads the few kinds of CBOR that a card holds; anything else is no card.
function readCbor(bytes) {
  let at = 0;
  function length(info) {
    if (info < 24) return info;
    const count = { 24: 1, 25: 2, 26: 4 }[info];
    if (!count || at + count > bytes.length) throw new Error("length");
    let value = 0;
    for (let i = 0; i < count; i += 1) value = value * 256 + bytes[at++];
    return value;
  }
  function part(size) {
    if (at + size > bytes.length) throw new Error("short");
    at += size;
    return bytes.slice(at - size, at);
  }
  function item(depth) {
    if (depth > 4 || at >= bytes.length) throw new Error("depth");
    const head = bytes[at++];
    const size = length(head & 31);
    switch (head >> 5) {
      case 0: return size;
      case 1: return -1 - size;
      case 2: return part(size);
      case 3: return new TextDecoder().decode(part(size));
      case 4: return Array.from({ length: Math.min(size, 16) }, () => item(depth + 1));
      case 5: {
        const map = new Map();
        for (let i = 0; i < Math.min(size, 16); i += 1) map.set(item(depth + 1), item(depth + 1));
        return map;
      }
      case 6: return { tag: size, value: item(depth + 1) };
      default: throw new Error("kind");
    }
  }
  const value = item(0);
  if (at !== bytes.length) throw new Error("rest");
  return value;
}

function byteString(bytes) {
  const size = bytes.length;
  const head = size < 24 ? [0x40 + size] : size < 256 ? [0x58, size] : [0x59, size >> 8, size & 255];
  return [...head, ...bytes];
}

async function checkCard(text) {
  const [before, statement] = text.trim().split("#");
  if (!statement) return { outcome: "no-card" };
  let parts;
  let claims;
  let keyId;
  try {
    const message = readCbor(fromBase32(statement.toUpperCase()));
    if (message.tag !== 18 || message.value.length !== 4) throw new Error("shape");
    parts = message.value;
    keyId = readCbor(parts[0]).get(4)[0];
    claims = readCbor(parts[2]);
  } catch {
    return { outcome: "false" };
  }
  const { keys } = await (await fetch(area.dataset.keys)).json();
  const known = keys.find((key) => key.kid === keyId);
  if (!known) return { outcome: "unknown-key" };
  let isTrue;
  try {
    const key = await crypto.subtle.importKey("jwk", { kty: known.kty, crv: known.crv, x: known.x }, "Ed25519", false, ["verify"]);
    const context = new TextEncoder().encode("Signature1");
    const said = Uint8Array.from([0x84, 0x6a, ...context, ...byteString(parts[0]), 0x40, ...byteString(parts[2])]);
    isTrue = await crypto.subtle.verify("Ed25519", key, parts[3], said);
  } catch {
    return { outcome: "old-browser" };
  }
  const code = isTrue ? toBase32(claims.get(1)) : "";
  const named = /\/k\/([A-Z2-7]+)\/?$/i.exec(before);
  if (!isTrue || (named && named[1].toUpperCase() !== code)) return { outcome: "false" };
  const month = claims.get(3);
  return { outcome: "true", digits: claims.get(2), initials: claims.get(4), month: new Date(Math.floor(month / 100), (month % 100) - 1, 1) };
}

async function show(text) {
  const found = await checkCard(text).catch(() => ({ outcome: "no-keys" }));
  for (const note of document.querySelectorAll("[data-outcome]")) {
    note.hidden = note.dataset.outcome !== found.outcome;
  }
  if (found.outcome === "true") {
    const words = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric" });
    document.getElementById("angka").textContent = found.digits;
    document.getElementById("huruf").textContent = found.initials;
    document.getElementById("bulan").textContent = words.format(found.month);
  }
}

if (area) {
  area.hidden = false;
  area.querySelector("button").addEventListener("click", () => show(document.getElementById("isi-kode").value));
  if (location.hash.length > 40) show(location.href);
  if ("serviceWorker" in navigator) {
    for (const scope of ["/kartu/", "/k/"]) navigator.serviceWorker.register(area.dataset.worker, { scope });
  }
}
