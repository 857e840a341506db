// A tablet that was in school once, in a room where the network does not reach. The network is pulled for real: the
// server ends.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { test as base, expect, type Shine } from '../fixtures';
import { startShine, type Running, type Wishes } from '../server';
import { answerMap, LESSON, choose, familyOf, linkPath, next, onPage } from './people';

/** A server of this test's own, which can end and come back. */
interface Network {
  readonly url: string;
  /** The school as it was before the network was pulled for the first time. */
  readonly shine: Shine;
  /** Pulls it. */
  pull(): Promise<void>;
  /** Lets nothing through any more, without saying so. */
  hold(): void;
  /** Puts it back, at the same address. */
  restore(wishes?: Wishes): Promise<void>;
}

const test = base.extend<{ network: Network }>({
  network: async ({ complaints }, use) => {
    let running: Running | undefined = await startShine();
    const { shine } = running;
    const { url } = shine;
    // The browser itself says on its console that there is no network.
    complaints.allow(/net::ERR_|Failed to (load resource|fetch)|[Mm]anifest/);
    const pull = async () => {
      await running?.stop();
      running = undefined;
    };
    const restore = async (wishes: Wishes = {}) => {
      await pull();
      running = await startShine({ ...wishes, port: Number(new URL(url).port) });
    };
    await use({ url, shine, pull, restore, hold: () => running?.hold() });
    await pull();
  },
});

test.use({ serviceWorkers: 'allow' });
// A server of one's own, and what is kept, take their time.
test.describe.configure({ timeout: 120_000 });

const READY = 'Ready to use without the internet';
const NEWER = 'There is a newer version of these pages.';

const useItNow = (page: Page) => page.getByRole('button', { name: 'Use it now' });

/** Visits the pupils' page once, as one does in school, and stays until all is kept. */
async function visitOnce(page: Page, network: Network): Promise<void> {
  await page.goto(`${network.url}/pupils`);
  await onPage(page, 'Which class are you in?');
  await expect(page.getByText(READY)).toBeVisible({ timeout: 30_000 });
}

/** How many versions of the worker there are, and whether one waits. */
const standing = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const caches = (await window.caches.keys()).sort();
    return { waits: Boolean(registration?.waiting), works: Boolean(registration?.active), caches };
  });

/** Every address that is kept. */
const keptAddresses = (page: Page) =>
  page.evaluate(async () => {
    const addresses: string[] = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) addresses.push(new URL(request.url).pathname);
    }
    return addresses;
  });

const arePicturesThere = (page: Page) =>
  page.evaluate(() =>
    Promise.all([...document.images].map((image) => image.decode())).then(
      (pictures) => pictures.length > 0,
      () => false,
    ),
  );

test('after one visit a child plays a whole lesson without the network, and finds help', async ({ page, network, axe }) => {
  await visitOnce(page, network);
  await axe();
  await network.pull();

  // From the page that is still open, by links.
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
  await choose(page, 'Make up a different school.');
  await expect(page.getByRole('heading', { name: 'Have another think' })).toBeVisible();

  // Loaded anew in the middle: the same step, the same answer.
  await page.reload();
  await onPage(page, 'A message in the game');
  await expect(page.getByRole('radio', { name: 'Make up a different school.' })).toBeChecked();
  await expect(page.getByRole('heading', { name: 'Have another think' })).toBeVisible();
  await expect.poll(() => arePicturesThere(page)).toBe(true);
  await expect(page.getByRole('main').locator('img').first()).toBeVisible();
  await choose(page, 'Keep it private and tell a trusted adult.');
  await expect(page.getByRole('heading', { name: 'Well done' })).toBeVisible();
  await next(page);
  await onPage(page, 'Clues join up');

  // Help is one link away, and so is the way back.
  await page.getByRole('banner').getByRole('link', { name: 'Tell someone' }).click();
  await onPage(page, 'Tell someone');
  await expect(page.getByText('You are not in trouble for telling.').first()).toBeVisible();
  await page.goBack();
  await onPage(page, 'Clues join up');
  await next(page);

  await onPage(page, 'Sort the cards');
  const keep = ['My full name', 'The name of my school', 'My password', 'Where I am going after school'];
  const share = ['My favourite animal', 'A joke that made me laugh', 'What I think of a book', 'Which level I like best'];
  for (const [group, cards] of [['Keep private', keep], ['Okay to share', share]] as const) {
    for (const card of cards) {
      await page.getByRole('button', { name: card, exact: true }).click();
      await page.getByRole('button', { name: `in “${group}”` }).click();
    }
  }
  await page.getByRole('button', { name: 'Check my cards' }).click();
  await expect(page.getByText('Every card is in a good place.')).toBeVisible();
  await next(page);
  await choose(page, 'Ask an adult at home, and take a new photo without the clues.');
  await next(page);
  await onPage(page, 'It depends who is asking');
  await next(page);
  await choose(page, "I'm not sure yet.");
  await next(page);
  await onPage(page, 'Oops! I already shared it');
  await next(page);
  await choose(page, 'Tell an adult, even though it feels hard.');
  await next(page);
  await onPage(page, 'My three promises');
  for (const promise of await page.getByRole('checkbox').all()) await promise.check();
  await next(page);
  await answerMap(page);
  await onPage(page, 'Talk about it at home');
  await page.getByRole('link', { name: 'Finish' }).click();
  await onPage(page, 'You finished!');
});

test('without the network each address of a pupil opens, and its words are its own', async ({ page, network }) => {
  await visitOnce(page, network);
  await network.pull();
  for (const [path, heading] of [
    ['/', /^Shine online at Casterton/],
    [LESSON, 'Private or okay to share?'],
    [`${LESSON}/game-message`, 'A message in the game'],
    ['/lessons/ask-play-stop', 'Ask, play, stop'],
    ['/pupils/lower-ks2', /Years 3 and 4/],
    ['/charters/children-ks2', /.+/],
    ['/tell-someone', 'Tell someone'],
    ['/notices/privacy', 'Privacy notice for this website'],
    ['/no/such/page', 'We could not find that page'],
  ] as const) {
    await page.goto(`${network.url}${path}`);
    await onPage(page, heading);
    await expect(page.getByRole('heading', { name: 'This page did not load' })).toHaveCount(0);
    await expect.poll(() => arePicturesThere(page), path).toBe(true);
  }
});

test('a network that takes requests and answers none is not waited for long', async ({ page, network }) => {
  await visitOnce(page, network);
  network.hold();
  const asked = Date.now();
  await page.goto(`${network.url}${LESSON}/game-message`);
  await onPage(page, 'A message in the game');
  // Once for the page, not once more for each of its texts; the program itself gives up after 25 seconds.
  expect(Date.now() - asked).toBeLessThan(15_000);
});

test("families' pages are never answered from what is kept, and nothing of a family is kept", async ({ page, network }) => {
  await visitOnce(page, network);
  // A family's phone that also knows the lessons.
  const family = familyOf(network.shine, 0);
  await page.goto(`${network.url}${linkPath(family)}`);
  await onPage(page, `Hello, ${family.adult}`);
  await page.goto(`${network.url}/verify`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  const kept = await keptAddresses(page);
  expect(kept.length).toBeGreaterThan(50);
  expect(kept).toContain('/content/lessons/private-or-okay-to-share.en.md');
  expect(kept).toContain('/shell.html');
  const isPersonal = (path: string) =>
    /^\/(api|family|verify|desk)(\/|$)|^\/content\/(documents|whole|consents)\b|shine-family|parents/.test(path);
  expect(kept.filter(isPersonal)).toEqual([]);

  await network.pull();
  for (const path of ['/family', '/family/sign/parents', '/verify', linkPath(family)]) {
    const other = await page.context().newPage();
    await expect(other.goto(`${network.url}${path}`), path).rejects.toThrow(/ERR_/);
    await other.close();
  }
});

test('who never looks at lessons is given none to keep', async ({ page, network }) => {
  await page.goto(`${network.url}/`);
  await onPage(page, /^Shine online at Casterton/);
  await page.getByRole('contentinfo').getByRole('link', { name: 'The school' }).click();
  await onPage(page, /^Welcome to Casterton/);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Charters' }).click();
  await onPage(page, 'Our SHINE charters');
  expect(await standing(page)).toEqual({ waits: false, works: false, caches: [] });
  // The same window does keep them once it shows pupils' pages: the line above was not true by chance.
  await page.getByRole('contentinfo').getByRole('link', { name: 'Pupils' }).click();
  await expect(page.getByText(READY)).toBeVisible({ timeout: 30_000 });
  expect((await standing(page)).works).toBe(true);
});

test('a first visit is offered nothing and loads nothing anew', async ({ page, network }) => {
  const loaded: string[] = [];
  page.on('request', (request) => request.isNavigationRequest() && loaded.push(request.url()));
  await visitOnce(page, network);
  await expect(page.getByText(NEWER)).toHaveCount(0);
  expect(loaded).toEqual([`${network.url}/pupils`]);
});

test.describe('when the school corrects a lesson', () => {
  const OLD = 'Kit plays a building game online.';
  const NEW = 'Kit plays a drawing game online.';
  let folder = '';

  test.beforeEach(async () => {
    const content = process.env.SHINE_CONTENT ?? '';
    folder = await mkdtemp(join(tmpdir(), 'shine-edited-'));
    await cp(content, join(folder, 'content'), { recursive: true });
    await cp(join(dirname(content), 'public', 'pictures'), join(folder, 'public', 'pictures'), { recursive: true });
    const file = join(folder, 'content', 'base', 'lessons', 'private-or-okay-to-share.md');
    const text = await readFile(file, 'utf8');
    expect(text).toContain(OLD);
    await writeFile(file, text.replaceAll(OLD, NEW));
  });

  test.afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Marks the window, so that loading it anew is noticed. */
  const mark = (page: Page) => page.evaluate(() => void ((window as unknown as { marked?: boolean }).marked = true));
  const isMarked = (page: Page) => page.evaluate(() => (window as unknown as { marked?: boolean }).marked === true);

  test('it is seen at once, offered on a quiet page and not in the lesson, and kept only after a yes', async ({ page, network, axe }) => {
    await visitOnce(page, network);
    const before = await standing(page);
    expect(before).toMatchObject({ waits: false, works: true });
    expect(before.caches).toHaveLength(1);
    await network.restore({ content: join(folder, 'content') });

    // In the lesson: the corrected words, since there is a network, and no offer.
    await page.goto(`${network.url}${LESSON}/game-message`);
    await onPage(page, 'A message in the game');
    await expect(page.getByText(NEW).first()).toBeVisible();
    await mark(page);
    await expect.poll(async () => (await standing(page)).waits, { timeout: 30_000 }).toBe(true);
    await choose(page, 'Make up a different school.');
    await expect(page.getByRole('heading', { name: 'Have another think' })).toBeVisible();
    await expect(useItNow(page)).toHaveCount(0);

    // On a quiet page: the offer, and what was kept before is still what is used.
    await page.getByRole('contentinfo').getByRole('link', { name: 'Pupils' }).click();
    await onPage(page, 'Which class are you in?');
    await expect(page.getByText(NEWER).first()).toBeVisible();
    await axe();
    expect(await isMarked(page)).toBe(true);
    expect((await standing(page)).caches).toEqual(expect.arrayContaining(before.caches));
    await page.goBack();
    await onPage(page, 'A message in the game');
    await expect(useItNow(page)).toHaveCount(0);
    await page.goForward();

    await useItNow(page).click();
    await expect.poll(() => isMarked(page).catch(() => true), { timeout: 30_000 }).toBe(false);
    await onPage(page, 'Which class are you in?');
    await expect(page.getByText(READY)).toBeVisible();
    await expect(useItNow(page)).toHaveCount(0);
    const after = await standing(page);
    expect(after).toMatchObject({ waits: false, works: true });
    expect(after.caches).toHaveLength(1);
    expect(after.caches).not.toEqual(before.caches);

    // Without the network: the corrected words, and the answer that was given before.
    await network.pull();
    await page.goto(`${network.url}${LESSON}/game-message`);
    await onPage(page, 'A message in the game');
    await expect(page.getByText(NEW).first()).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Make up a different school.' })).toBeChecked();
  });

  test('who says no keeps what they had, in the words they had', async ({ page, network }) => {
    await visitOnce(page, network);
    await network.restore({ content: join(folder, 'content') });
    await page.goto(`${network.url}/pupils`);
    await expect(page.getByText(NEWER).first()).toBeVisible({ timeout: 30_000 });
    await network.pull();
    await page.goto(`${network.url}${LESSON}/game-message`);
    await onPage(page, 'A message in the game');
    await expect(page.getByText(OLD).first()).toBeVisible();
  });

  test('using it in one window leaves the lesson in another window alone', async ({ context, page, network }) => {
    await visitOnce(page, network);
    await network.restore({ content: join(folder, 'content') });
    const lesson = await inLesson(context, network);
    await mark(lesson);
    await page.goto(`${network.url}/pupils`);
    await expect(useItNow(page)).toBeVisible({ timeout: 30_000 });
    await mark(page);
    await useItNow(page).click();
    await expect.poll(() => isMarked(page).catch(() => true), { timeout: 30_000 }).toBe(false);
    await expect.poll(async () => (await standing(page)).caches.length).toBe(1);
    expect(await isMarked(lesson)).toBe(true);
    await expect(lesson.getByRole('heading', { name: 'Have another think' })).toBeVisible();
  });

  async function inLesson(context: BrowserContext, network: Network): Promise<Page> {
    const lesson = await context.newPage();
    await lesson.goto(`${network.url}${LESSON}/game-message`);
    await onPage(lesson, 'A message in the game');
    await choose(lesson, 'Make up a different school.');
    await expect(lesson.getByRole('heading', { name: 'Have another think' })).toBeVisible();
    return lesson;
  }
});
