// Keeps the pages of the player, so that a terminal that is switched on while the network is away shows what it has. What
// the server is asked and answers is never kept here: nothing that a visitor of a kiosk saw stays behind.
const SHELL = 'player-3';
const FILES = [
  '/player/',
  '/player/player.js',
  '/player/schedule.js',
  '/player/link.js',
  '/player/kiosk.js',
  '/player/kiosk-search.js',
  '/player/find.js',
  '/player/keys.js',
  '/player/dom.js',
  '/player/player.css',
];

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET' || !FILES.includes(pathname)) return;
  event.respondWith(
    fetch(event.request)
      .then(async (response) => {
        if (response.ok) await (await caches.open(SHELL)).put(pathname, response.clone());
        return response;
      })
      .catch(() => caches.match(pathname).then((found) => found ?? Response.error())),
  );
});
