// A copy of the public pages on somebody else's web host: read and played there, signed on the school's own server.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { test, expect } from '../fixtures';
import { answerMap, LESSON, choose, next, onPage } from './people';

const BASE = '/shine';
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** A plain web host: files below the base, `index.html` for a folder, `404.html` for everything else. */
const hostOf = (folder: string): Server =>
  createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host.invalid');
    const isBelow = pathname === BASE || pathname.startsWith(`${BASE}/`);
    let file = join(folder, isBelow ? pathname.slice(BASE.length) : '404.html');
    if ((await stat(file).catch(() => undefined))?.isDirectory()) file = join(file, 'index.html');
    const body = isBelow ? await readFile(file).catch(() => undefined) : undefined;
    const type = TYPES[body ? extname(file) : '.html'] ?? 'application/octet-stream';
    response.writeHead(body ? 200 : 404, { 'content-type': type });
    response.end(body ?? (await readFile(join(folder, '404.html'))));
  });

let folder: string | undefined;
let host: Server | undefined;
let site = '';

test.beforeAll(async ({ shine }) => {
  folder = await mkdtemp(join(tmpdir(), 'shine-copy-'));
  const copy = join(folder, 'copy');
  const { stdout } = await promisify(execFile)(process.env.SHINE_BIN ?? '', [
    'export',
    copy,
    ...['--school', 'casterton-primary'],
    ...['--content', process.env.SHINE_CONTENT ?? ''],
    ...['--dist', process.env.SHINE_DIST ?? ''],
    ...['--base', BASE],
    ...['--server', shine.url],
  ]);
  expect(stdout).toMatch(/Wrote \d+ pages/);
  const server = hostOf(copy);
  host = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`;
});

test.afterAll(async () => {
  host?.closeAllConnections();
  host?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test.describe('with JavaScript switched off', () => {
  test.use({ javaScriptEnabled: false });

  test('the copy can be read', async ({ page, shine, complaints }) => {
    complaints.allow(/404/);
    const pages: [path: string, heading: RegExp, words: string][] = [
      ['/', /^Shine online at Casterton/, 'Being safe, kind and curious online.'],
      [`${LESSON}/game-message`, /^A message in the game$/, 'Kit plays a building game online.'],
      ['/charters/parents', /^SHINE charter for parents and carers$/, 'Thank you for being here.'],
      ['/policies/online-safety', /^Online safety policy$/, 'It counts in school.'],
      ['/tell-someone', /^Tell someone$/, 'You are not in trouble for telling.'],
    ];
    for (const [path, heading, words] of pages) {
      await page.goto(`${site}${path}`);
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
      await expect(page).toHaveTitle(/ – SHINE Casterton$/);
      await expect(page.getByRole('main').getByText(words).first()).toBeVisible();
      await expect(page.getByRole('complementary', { name: 'About JavaScript' })).toBeVisible();
    }
    await page.getByRole('contentinfo').getByRole('link', { name: 'Pupils' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Which class are you in?' })).toBeVisible();
    expect(page.url()).toBe(`${site}/pupils`);
    const families = page.getByRole('contentinfo').getByRole('link', { name: 'Families' });
    await expect(families).toHaveAttribute('href', `${shine.url}/family`);

    const missing = await page.goto(`${site}/no/such/page`);
    expect(missing?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1, name: 'We could not find that page' })).toBeVisible();
    await page.getByRole('link', { name: 'The first page' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Shine online at Casterton/ })).toBeVisible();
  });
});

test('the copy is played on its own host, and signing leads to the school', async ({ page, shine, axe }) => {
  const elsewhere: string[] = [];
  const loaded: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${site}/`)) elsewhere.push(request.url());
    if (request.isNavigationRequest()) loaded.push(request.url());
  });
  await page.goto(`${site}/`);
  await onPage(page, /^Shine online at Casterton/);
  await axe();
  const families = page.getByRole('main').getByRole('link', { name: 'Families' });
  await expect(families).toHaveAttribute('href', `${shine.url}/family`);

  await page.getByRole('main').getByRole('link', { name: 'Pupils' }).click();
  await onPage(page, 'Which class are you in?');
  expect(page.url()).toBe(`${site}/pupils`);
  await page.getByRole('link', { name: /Years 3 and 4/ }).click();
  await onPage(page, /Years 3 and 4/);
  await page.getByRole('link', { name: /Private or okay to share/ }).click();
  await page.getByRole('link', { name: 'Start', exact: true }).click();
  await answerMap(page);
  await onPage(page, "Today's big question");
  await next(page);
  await onPage(page, 'What is private information?');
  await next(page);
  await onPage(page, 'A message in the game');
  expect(page.url()).toBe(`${site}${LESSON}/game-message`);
  await choose(page, 'Keep it private and tell a trusted adult.');
  await expect(page.getByRole('heading', { name: 'Well done' })).toBeVisible();
  expect(loaded, 'the program goes from page to page itself').toEqual([`${site}/`]);
  await page.reload();
  await onPage(page, 'A message in the game');
  await expect(page.getByRole('heading', { name: 'Well done' })).toBeVisible();
  await page.getByRole('link', { name: 'Tell someone' }).first().click();
  await onPage(page, 'Tell someone');
  expect(elsewhere).toEqual([]);

  await page.goto(`${site}/`);
  await onPage(page, /^Shine online at Casterton/);
  await families.click();
  await onPage(page, 'Open your family page');
  expect(page.url()).toBe(`${shine.url}/family`);
});
