// Keeps the lessons on the device, so that they go on where there is no network (docs/decisions/0016-offline.md).
//
// This is a template. `cargo xtask build` writes it to dist/sw.js with the list of what was built; the server, and
// `shine export` for a copy, add the content as it reads at that moment. Whenever a file or a text changes this file
// changes, and by that browsers notice that there is something newer.
//
// What holds here:
// - Only what is listed is kept, asked for as anybody would ask, and only while installing. No visited page is kept.
// - Families' own pages, the interface and the office's pages are left to the browser: not answered, not looked at.
// - A newer version waits until somebody says "use it now", or until no page is open any more.
'use strict';

// [path below the site, digest of what is there]
const BUILT = /* built */ [];
const CONTENT = /* content */ [];
// A digest of all of this file.
const VERSION = /* version */ '';

// How long an answer of the network is waited for, in milliseconds.
const PATIENCE = 4000;
// How long it is not waited for, after it was too slow once: else a page of many texts waits many times.
const IMPATIENT_FOR = 30000;
// How many files are fetched at once. A browser opens six connections: the child who is reading has the others.
const LANES = 3;

// Where the site stands on its host: `/`, or `/shine/` for a copy. Another copy on the same host has caches of its own.
const BASE = new URL('./', self.location.href).pathname;
const PREFIX = `shine-${BASE}-`;
const CACHE = PREFIX + VERSION;

// The page without words, in which the program draws any page of everybody's.
const SHELL = 'shell.html';
// First parts of addresses that are none of this worker's business.
const NOT_OURS = ['family', 'verify', 'desk', 'api', 'content'];

const built = new Map(BUILT);
const digests = new Map([...BUILT, ...CONTENT]);

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data === 'use-now') event.waitUntil(self.skipWaiting());
});
self.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

// Keeping

async function install() {
  try {
    await keepAll();
  } catch (error) {
    // What has come stays for the next attempt, at the next visit; but a full device gets its room back.
    if (error.name === 'QuotaExceededError') await caches.delete(CACHE);
    throw error;
  }
  if (self.registration.active) await tell('newer');
}

async function keepAll() {
  const cache = await caches.open(CACHE);
  const waiting = [...digests.keys()];
  const lane = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await keep(cache, path);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

// The digest is part of the name something is kept by: what an earlier version kept under the same name is the same.
async function keep(cache, path) {
  const key = keyOf(path);
  const earlier = await caches.match(key, { ignoreVary: true });
  await cache.put(key, earlier || (await fetchToKeep(path)));
}

async function fetchToKeep(path) {
  // A name with its hash in it never means anything else; all others are asked for anew.
  const cache = isHashed(path) ? 'default' : 'no-cache';
  const answer = await fetch(BASE + path, { cache, credentials: 'omit' });
  if (!answer.ok) throw new Error(`${path} did not come: ${answer.status}`);
  // Browsers refuse to open a page from an answer that was redirected on its way.
  return answer.redirected ? new Response(answer.body, answer) : answer;
}

function keyOf(path) {
  return `${BASE}${path}?${digests.get(path)}`;
}

function isHashed(path) {
  return path.split(/[-_.]/).some((part) => /^[0-9a-f]{14,}$/.test(part));
}

async function activate() {
  // A version that is on its way takes over from the caches there are, and clears up when its own turn comes.
  const { installing, waiting } = self.registration;
  if (!installing && !waiting) await forgetOthers();
  // So that the page which is open now can go on without the network, too.
  await self.clients.claim();
  await tell('ready');
}

async function forgetOthers() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

// Tells all open pages of the site how this worker stands.
async function tell(word) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) {
    if (new URL(page.url).pathname.startsWith(BASE)) page.postMessage(word);
  }
}

// Answering

// The answer to a request; nothing where the browser is to do as if there were no worker.
function answerTo(request) {
  const path = pathOf(request);
  if (path === undefined) return undefined;
  if (request.mode === 'navigate') return isPage(path) ? fromNetworkFirst(request, SHELL) : undefined;
  if (built.has(path)) return fromKeptFirst(request, path);
  if (digests.has(path)) return fromNetworkFirst(request, path);
  return isKeptInOtherLanguage(path) ? fetch(request).catch(missing) : undefined;
}

// The path below the site; nothing for what is only sent, and for other sites.
function pathOf(request) {
  const { origin, pathname } = new URL(request.url);
  const isOurs = request.method === 'GET' && origin === self.location.origin && pathname.startsWith(BASE);
  return isOurs ? pathname.slice(BASE.length) : undefined;
}

function isPage(path) {
  const parts = path.split('/').filter((part) => part !== '');
  const last = parts.length > 0 ? parts[parts.length - 1] : '';
  return !NOT_OURS.includes(parts[0]) && !last.includes('.');
}

// The program asks for a text in its own language first, and for another when there is none: that must be said without
// the network, too.
function isKeptInOtherLanguage(path) {
  const name = /^(content\/[^/]+\/[^/.]+\.)[^/.]+\.md$/.exec(path);
  return name !== null && [...digests.keys()].some((other) => other.startsWith(name[1]));
}

function missing() {
  return new Response('', { status: 404 });
}

// Built files change only with a new version of this worker, so what is kept is right and there at once.
async function fromKeptFirst(request, path) {
  return (await kept(path)) || fetch(request);
}

// Pages and texts may have been corrected a minute ago: the network is asked first, and what is kept is for when it is
// gone, slow or unwell. The network's answer is passed on as it is, redirections included.
async function fromNetworkFirst(request, path) {
  const asked = fetch(request);
  return (await inTime(asked)) || (await kept(path)) || asked;
}

let impatientUntil = 0;

async function inTime(asked) {
  const isImpatient = Date.now() < impatientUntil;
  const late = new Promise((resolve) => setTimeout(resolve, isImpatient ? 0 : PATIENCE, 'late'));
  const answer = await Promise.race([asked.catch(() => 'none'), late]);
  if (answer === 'late' && !isImpatient) impatientUntil = Date.now() + IMPATIENT_FOR;
  return answer instanceof Response && answer.status < 500 ? answer : undefined;
}

// What this version kept; nothing where the browser took it away or lets nothing be kept.
async function kept(path) {
  try {
    return await caches.match(keyOf(path), { cacheName: CACHE, ignoreVary: true });
  } catch {
    return undefined;
  }
}
