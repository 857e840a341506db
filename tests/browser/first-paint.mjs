// When a page can be read, beside when its program has arrived: in one run, on a phone's connection (1.6 Mbit/s, 150 ms) with
// its processor slowed four times. The figures of record are in docs/BENCHMARKS.md.
//
//   cargo xtask build && node tests/browser/first-paint.mjs
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const RUNS = 5;
const PAGES = ['/', '/charters/parents', '/lessons/private-or-okay-to-share', '/policies/online-safety'];
const root = new URL('../..', import.meta.url).pathname;
const shine = process.env.SHINE_BIN ?? join(root, 'target/release/shine');

const data = await mkdtemp(join(tmpdir(), 'shine-paint-'));
const server = spawn(
  shine,
  ['serve', '--demo', '--data', data, '--port', '0', '--content', join(root, 'content'), '--dist', join(root, 'dist')],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const base = await new Promise((resolve) => {
  server.stdout.on('data', (bytes) => {
    const found = /SHINE is at (\S+)\//.exec(bytes);
    if (found) resolve(found[1]);
  });
});
const browser = await chromium.launch({
  executablePath: process.env.SHINE_CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

/** One first visit: milliseconds from the start of the navigation. */
async function visit(path) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(base + path, { waitUntil: 'commit' });
  await page.locator('#waiting').waitFor({ state: 'detached', timeout: 60_000 });
  const times = await page.evaluate(() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    const wasm = performance.getEntriesByType('resource').find((entry) => entry.name.endsWith('.wasm'))?.responseEnd;
    return { paint, wasm, taken: performance.now() };
  });
  await context.close();
  return times;
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
console.log('page                                   first paint   program arrived   program in charge   (ms, medians)');
for (const path of PAGES) {
  const visits = [];
  for (let run = 0; run < RUNS; run += 1) visits.push(await visit(path));
  const column = (name) => String(Math.round(median(visits.map((one) => one[name])))).padStart(12);
  console.log(`${path.padEnd(38)}${column('paint')}${column('wasm')}      ${column('taken')}`);
}
await browser.close();
server.kill();
await rm(data, { recursive: true, force: true });
