// While the server watches the content, an author must see each edit at once: a worker that was here before gives up
// all it kept, and goes.
'use strict';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(leave()));

async function leave() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('shine-')).map((name) => caches.delete(name)));
  await self.registration.unregister();
}
