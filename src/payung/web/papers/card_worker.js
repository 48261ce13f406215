// Keeps the page that checks cards for where there is no network. Nobody's data pass through here.
const CACHE = `payung-card-${VERSION}`;

self.addEventListener("install", (event) => {
  // Asked for as a stranger: the kept page must not carry the name of whoever was signed in.
  const asked = KEPT.files.map((file) => new Request(file, { credentials: "omit", cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(asked)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("payung-card-") && name !== CACHE;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    if (path === KEPT.page || path.startsWith("/k/")) {
      event.respondWith(fetch(request).catch(() => caches.match(KEPT.page)));
    }
  } else if (path === KEPT.keys) {
    event.respondWith(fetch(request).catch(() => caches.match(KEPT.keys)));
  } else if (KEPT.files.includes(path)) {
    event.respondWith(caches.match(path).then((kept) => kept || fetch(request)));
  }
});
