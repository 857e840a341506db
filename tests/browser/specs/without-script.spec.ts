// Every public page can be read before its program is there, and where it never comes.
import type { Page } from '@playwright/test';
import { test, expect } from '../fixtures';
import { CHARTER, LESSON, holdProgram, onPage, started } from './people';

// Playwright finds no words inside a noscript, only roles.
const note = (page: Page) => page.getByRole('complementary', { name: 'About JavaScript' });
const title = (page: string) => `${page} – SHINE Casterton`;

interface Drawn {
  readonly path: string;
  readonly heading: string;
  /** What the window's tab says, where it is not the heading. */
  readonly name?: string;
  readonly words: string;
  /** A link, where it stands, and the heading it leads to. */
  readonly link: [place: 'main' | 'contentinfo', name: string, leads: string];
}

const pages: Drawn[] = [
  {
    path: '/',
    heading: 'Shine online at Casterton Primary Academy',
    name: 'Home',
    words: 'Being safe, kind and curious online. At home and at school.',
    link: ['main', 'Pupils', 'Which class are you in?'],
  },
  {
    path: '/pupils',
    heading: 'Which class are you in?',
    words: 'Tap your picture.',
    link: ['main', 'Years 3 and 4', 'Lessons for Years 3 and 4'],
  },
  {
    path: '/charters/parents',
    heading: CHARTER,
    words: 'Thank you for being here. This takes about three minutes.',
    link: ['main', 'Private or okay to share?', 'Private or okay to share?'],
  },
  {
    path: LESSON,
    heading: 'Private or okay to share?',
    words: 'I can say which facts about me are private.',
    link: ['main', 'Start', 'A message in the game'],
  },
  {
    path: `${LESSON}/game-message`,
    heading: 'A message in the game',
    words: 'Kit plays a building game online.',
    link: ['main', 'Next', 'Clues join up'],
  },
  {
    path: '/guides/helping-at-home',
    heading: 'Helping your child online',
    words: 'You do not need to be good with computers.',
    link: ['main', CHARTER, CHARTER],
  },
  {
    path: '/policies/online-safety',
    heading: 'Online safety policy',
    words: 'It counts in school. It counts out of school too',
    link: ['main', 'privacy notice', 'Privacy notice for this website'],
  },
  {
    path: '/notices/accessibility',
    heading: 'Accessibility statement for this website',
    words: 'It should be easy to use for everybody',
    link: ['contentinfo', 'Charters', 'Our SHINE charters'],
  },
  {
    path: '/tell-someone',
    heading: 'Tell someone',
    words: 'You are not in trouble for telling.',
    link: ['contentinfo', 'Pupils', 'Which class are you in?'],
  },
  {
    path: '/school',
    heading: 'Welcome to Casterton Primary Academy',
    name: 'The school',
    words: 'Pendle Education Trust',
    link: ['main', 'Online safety policy', 'Online safety policy'],
  },
];

const h1 = (page: Page, heading: string) => page.getByRole('heading', { level: 1, name: heading, exact: true });

test.describe('with JavaScript switched off', () => {
  test.use({ javaScriptEnabled: false });

  for (const { path, heading, name, words, link } of pages) {
    test(`${path} can be read and leads on`, async ({ page }) => {
      const response = await page.goto(path);
      expect(response?.status()).toBe(200);
      await expect(h1(page, heading)).toBeVisible();
      await expect(page.locator('h1')).toHaveCount(1);
      await expect(page).toHaveTitle(title(name ?? heading));
      await expect(page.getByRole('main').getByText(words).first()).toBeVisible();
      await expect(note(page)).toBeVisible();
      await expect(page.getByText(/^Loading/)).toHaveCount(0);
      const [place, linkName, leads] = link;
      await page.getByRole(place).getByRole('link', { name: linkName }).first().click();
      await expect(h1(page, leads)).toBeVisible();
      expect(new URL(page.url()).pathname).not.toBe(path);
    });
  }

  test('a wrong address says so, in words and to machines, and leads back', async ({ page, complaints }) => {
    complaints.allow(/404/);
    for (const path of ['/no/such/page', '/lessons/no-such-lesson', `${LESSON}/no-such-step`]) {
      const response = await page.goto(path);
      expect(response?.status(), path).toBe(404);
      await expect(h1(page, 'We could not find that page')).toBeVisible();
      await expect(page).toHaveTitle(title('We could not find that page'));
      await expect(note(page)).toBeVisible();
    }
    await page.getByRole('link', { name: 'The first page' }).click();
    await expect(h1(page, 'Shine online at Casterton Primary Academy')).toBeVisible();
  });
});

for (const { path, heading } of pages) {
  test(`${path} is accessible as it is read without script`, async ({ page, axe }) => {
    // Where scripts are off axe cannot run either. So it is given the same page with its program taken away and the note
    // for those without script unwrapped.
    await page.route('**/*', async (route) => {
      if (route.request().resourceType() !== 'document') return route.continue();
      const response = await route.fetch();
      const html = await response.text();
      const body = html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<\/?noscript>/g, '');
      const { 'content-encoding': _encoding, 'content-length': _length, ...headers } = response.headers();
      return route.fulfill({ status: response.status(), headers, body });
    });
    await page.goto(path);
    await expect(h1(page, heading)).toBeVisible();
    await expect(note(page)).toBeVisible();
    await axe();
  });
}

test.describe('with JavaScript switched off, in a lesson', () => {
  test.use({ javaScriptEnabled: false });

  test('a question shows what there is to think about, option by option', async ({ page }) => {
    await page.goto(`${LESSON}/game-message`);
    const told = page.getByText('Have another think');
    await expect(told.first()).toBeHidden();
    await page.getByRole('radio', { name: /They sound friendly/ }).check();
    await expect(told.filter({ visible: true })).toHaveCount(1);
    await page.getByRole('radio', { name: /tell a trusted adult/ }).check();
    await expect(page.getByText('Well done').filter({ visible: true })).toHaveCount(1);
    await expect(told.filter({ visible: true })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Check my answer' })).toHaveCount(0);
  });
});

test.describe('before the program has come', () => {
  test('an answer that was picked is answered at once, and the program keeps it', async ({ page }) => {
    const release = await holdProgram(page);
    await page.goto(`${LESSON}/game-message`, { waitUntil: 'commit' });
    await page.getByRole('radio', { name: /They sound friendly/ }).check();
    await expect(page.getByText('Have another think').filter({ visible: true })).toHaveCount(1);
    release();
    await started(page);
    await expect(page.getByRole('radio', { name: /They sound friendly/ })).toBeChecked();
    await expect(page.locator('#feedback')).toContainText('Have another think');
    await page.reload();
    await started(page);
    await expect(page.locator('#feedback')).toContainText('Have another think');
  });

  test('a page is read at once, and stays where it is when the program comes', async ({ page }) => {
    const release = await holdProgram(page);
    await page.goto('/guides/helping-at-home', { waitUntil: 'commit' });
    const words = page.getByText('You do not need to be good with computers.');
    const part = page.getByRole('heading', { level: 2, name: 'Photos and sharing' });
    await expect(words).toBeVisible();
    await expect(part).toBeVisible();
    await part.evaluate(async (element) => {
      await document.fonts.ready;
      element.scrollIntoView();
    });
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(300);
    const before = (await part.boundingBox())?.y ?? NaN;
    await expect(page.locator('#waiting')).toHaveCount(1);

    release();
    await onPage(page, 'Helping your child online');
    await expect(words).toHaveCount(1);
    await expect(words).toBeVisible();
    await expect.poll(async () => Math.abs(((await part.boundingBox())?.y ?? NaN) - before)).toBeLessThan(2);
    await expect(page.getByRole('heading', { name: 'Something went wrong on this page' })).toHaveCount(0);
    await expect(page).toHaveTitle(title('Helping your child online'));
  });

  test('links lead on before it is there', async ({ page }) => {
    const release = await holdProgram(page);
    await page.goto('/', { waitUntil: 'commit' });
    await page.getByRole('main').getByRole('link', { name: 'Pupils' }).click();
    await expect(h1(page, 'Which class are you in?')).toBeVisible();
    release();
    await onPage(page, 'Which class are you in?');
  });

  test('whoever is at a link stays at that link', async ({ page }) => {
    const release = await holdProgram(page);
    await page.goto('/', { waitUntil: 'commit' });
    const link = page.getByRole('banner').getByRole('link', { name: 'Tell someone' });
    await link.focus();
    await expect(link).toBeFocused();
    release();
    await started(page);
    await expect(link).toBeFocused();
  });

  test('a page that is not there is not there afterwards either', async ({ page, complaints }) => {
    complaints.allow(/404/);
    const release = await holdProgram(page);
    const response = await page.goto('/no/such/page', { waitUntil: 'commit' });
    expect(response?.status()).toBe(404);
    await expect(h1(page, 'We could not find that page')).toBeVisible();
    release();
    await onPage(page, 'We could not find that page');
    await expect(page).toHaveTitle(title('We could not find that page'));
    await expect(page.getByRole('heading', { name: 'Something went wrong on this page' })).toHaveCount(0);
  });
});
