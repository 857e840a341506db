// When something does not work there is always something to read, and never a blank page.
import type { Page } from '@playwright/test';
import { test, expect } from '../fixtures';
import { LESSON, choose, holdProgram, onPage, started } from './people';

/** Childline's number, where it can be seen. */
const number = (page: Page) => page.getByText('0800 1111').filter({ visible: true }).first();

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what does not work, and help is one link away', async ({ page }) => {
    await page.goto('/');
    // Playwright finds no words inside a noscript, only roles.
    await expect(page.getByRole('complementary', { name: 'About JavaScript' })).toBeVisible();
    await page.getByRole('banner').getByRole('link', { name: 'Tell someone' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Tell someone' })).toBeVisible();
    await expect(number(page)).toBeVisible();
  });

  test('a page that needs the program says what to do instead and whom to ring', async ({ page }) => {
    await page.goto('/family');
    await expect(page.getByRole('heading', { level: 1, name: 'This page needs JavaScript' })).toBeVisible();
    await expect(page.getByRole('complementary', { name: 'About JavaScript' })).toBeVisible();
    await expect(number(page)).toBeVisible();
  });
});

test('a blocked program leaves pages to be read, and their links lead on', async ({ page, complaints }) => {
  complaints.allow(/wasm|ERR_FAILED|Failed to load|fetch/i);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: /Casterton/ })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Pupils' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Which class are you in?' })).toBeVisible();
  await page.getByRole('banner').getByRole('link', { name: 'Tell someone' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tell someone' })).toBeVisible();
  await expect(number(page)).toBeVisible();
});

test('a blocked program leaves a message where there is nothing to read', async ({ page, complaints }) => {
  complaints.allow(/wasm|ERR_FAILED|Failed to load|fetch/i);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/family');
  await expect(page.getByText('This is taking longer than it should.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Load the page again' }).first()).toBeVisible();
  await expect(number(page)).toBeVisible();
});

test('a slow program says that it is coming where there is nothing to read yet', async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto('/family', { waitUntil: 'commit' });
  await expect(page.getByText('Loading SHINE …')).toBeVisible();
  release();
  await onPage(page, 'Open your family page');
  await expect(page.getByText('Loading SHINE …')).toHaveCount(0);
});

test('content that does not come says so and can be tried again', async ({ page, complaints, axe }) => {
  complaints.allow(/ERR_FAILED|Failed to load/);
  await page.route('**/content/lessons/**', (route) => route.abort());
  await page.goto('/pupils/lower-ks2');
  await started(page);
  await page.getByRole('link', { name: /Private or okay to share/ }).click();
  await expect(page.getByRole('heading', { name: 'This page did not load' })).toBeVisible();
  await axe();
  await page.unroute('**/content/lessons/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await onPage(page, 'Private or okay to share?');
});

test('a page that can be read already is not taken away when its content does not come a second time', async ({
  page,
  complaints,
}) => {
  complaints.allow(/ERR_FAILED|Failed to load/);
  await page.route('**/content/lessons/**', (route) => route.abort());
  await page.goto(LESSON);
  await expect(page.locator('#app').getByText('This page did not load')).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1, name: 'Private or okay to share?' })).toBeVisible();
});

test('help is there even when the help page does not come', async ({ page, complaints }) => {
  complaints.allow(/ERR_FAILED|Failed to load/);
  await page.route('**/content/guides/**', (route) => route.abort());
  await page.goto('/tell-someone');
  await started(page);
  await expect(number(page)).toBeVisible();
});

test('losing the network in the middle of a lesson loses no answer', async ({ page, context, complaints }) => {
  complaints.allow(/ERR_|Failed to load/);
  await page.goto(`${LESSON}/game-message`);
  await onPage(page, 'A message in the game');
  await context.setOffline(true);
  await choose(page, 'Keep it private and tell a trusted adult.');
  await expect(page.getByRole('heading', { name: 'Well done' })).toBeVisible();
  await context.setOffline(false);
  await page.reload();
  await onPage(page, 'A message in the game');
  await expect(page.getByRole('heading', { name: 'Well done' })).toBeVisible();
});

test('a program that breaks says so, says whom to ring, and keeps what was answered', async ({ page, complaints }) => {
  complaints.allow(/panicked|broken on purpose|unreachable|RuntimeError/);
  await page.goto(`${LESSON}/game-message`);
  await choose(page, 'Keep it private and tell a trusted adult.');
  await expect(page.getByRole('heading', { name: 'Well done' })).toBeVisible();
  await page.evaluate(() => {
    const broken = () => {
      throw new Error('broken on purpose');
    };
    Object.assign(Node.prototype, { insertBefore: broken, appendChild: broken, cloneNode: broken });
    Object.assign(Element.prototype, { append: broken, before: broken });
  });
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Something went wrong on this page' })).toBeVisible();
  await expect(number(page)).toBeVisible();
  await page.goto(`${LESSON}/game-message`);
  await expect(page.getByRole('heading', { name: 'Well done' })).toBeVisible();
});

const ANSWERS = 'shine.answers.lessons/private-or-okay-to-share.en';

test('two windows of one lesson do not overwrite each other', async ({ context, page }) => {
  await page.goto(`${LESSON}/before/game-message`);
  await onPage(page, 'A message in the game');
  const other = await context.newPage();
  await other.goto(`${LESSON}/before/friend-password`);
  await onPage(other, 'A friend wants the password');
  await page.getByRole('radio', { name: 'Make up a different school.' }).check();
  // The second window asks whose answers these are before it adds to them.
  await other.getByRole('radio', { name: "I'm not sure yet." }).click();
  await other.getByRole('button', { name: /Yes, it was me/ }).click();
  await other.getByRole('radio', { name: "I'm not sure yet." }).check();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Make up a different school.' })).toBeChecked();
  await page.goto(`${LESSON}/before/friend-password`);
  await expect(page.getByRole('radio', { name: "I'm not sure yet." })).toBeChecked();
});

test('what was wiped in one window does not come back from the other', async ({ context, page }) => {
  await page.goto(`${LESSON}/before/game-message`);
  await onPage(page, 'A message in the game');
  await page.getByRole('radio', { name: 'Make up a different school.' }).check();
  const other = await context.newPage();
  await other.goto(LESSON);
  await other.getByRole('button', { name: /No, wipe it/ }).click();
  await onPage(other, 'A message in the game');
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await page.getByRole('radio', { name: "I'm not sure yet." }).check();
  const kept = await page.evaluate((key) => localStorage.getItem(key), ANSWERS);
  expect(kept).toContain('friend-password');
  expect(kept).not.toContain('game-message');

  // And what the next child answers in the other window is theirs: this one asks first.
  await other.getByRole('radio').first().click();
  await expect(other.getByText('Was it you?')).toBeVisible();
});

test('what was kept is thrown away calmly when it is of another make, cut short or tampered with', async ({ page }) => {
  await page.goto('/pupils');
  await started(page);
  // What the page itself keeps, with an option that there is not: only its fitting the question can refuse it.
  await page.goto(`${LESSON}/before/game-message`);
  await onPage(page, 'A message in the game');
  await page.getByRole('radio').first().check();
  const own = (await page.evaluate((key) => localStorage.getItem(key), ANSWERS)) ?? '';
  expect(own).toMatch(/"tried":\[\d\]/);
  const good = (day: string) => own.replace(/"tried":\[\d\]/, '"tried":[99]').replace(/"day":"[^"]*"/, `"day":"${day}"`);
  const today = await page.evaluate(() => new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' }));
  for (const kept of ['', '{', '{"v":99}', '[]', 'null', 'x'.repeat(100_000), good(today), good('2020-01-01')]) {
    await page.evaluate(([key, kept]) => localStorage.setItem(key, kept), [ANSWERS, kept]);
    await page.goto(`${LESSON}/before/game-message`);
    // Whatever it was, the lesson begins, or asks whose it is and begins then.
    await started(page);
    const wipe = page.getByRole('button', { name: /No, wipe it/ });
    await expect(wipe.or(page.getByRole('radio').first())).toBeVisible();
    if (await wipe.count()) await wipe.click();
    await onPage(page, 'A message in the game');
    await page.getByRole('radio').first().check();
    await expect(page.getByText('Thank you. Press Next.')).toBeVisible();
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
  }
});

for (const [what, refuse] of [
  ['is full', () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  }],
  ['is refused', () => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('refused', 'SecurityError'); } });
    Object.defineProperty(window, 'sessionStorage', { get: () => { throw new DOMException('refused', 'SecurityError'); } });
  }],
] as const) {
  test(`where the device's memory ${what} the lesson works, and says that it cannot be left`, async ({ page, axe }) => {
    await page.addInitScript(refuse);
    await page.goto(LESSON);
    await started(page);
    await page.getByRole('link', { name: 'Start', exact: true }).click();
    await page.getByRole('radio', { name: "I'm not sure yet." }).check();
    await expect(page.getByText('This device cannot remember your answers.')).toBeVisible();
    await axe();
    await page.getByRole('link', { name: 'Next', exact: true }).click();
    await onPage(page, 'A friend wants the password');
    await page.getByRole('link', { name: 'Back', exact: true }).click();
    await onPage(page, 'A message in the game');
    await expect(page.getByRole('radio', { name: "I'm not sure yet." })).toBeChecked();
  });
}

test('a device that is full keeps what it had', async ({ page }) => {
  await page.goto(`${LESSON}/before/game-message`);
  await onPage(page, 'A message in the game');
  await page.getByRole('radio', { name: 'Make up a different school.' }).check();
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await onPage(page, 'A friend wants the password');
  await page.getByRole('radio', { name: "I'm not sure yet." }).check();
  await expect(page.getByText('This device cannot remember your answers.')).toBeVisible();
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await expect(page.getByText('This device cannot remember your answers.')).toBeVisible();
  await page.goto(`${LESSON}/before/game-message`);
  await expect(page.getByRole('radio', { name: 'Make up a different school.' })).toBeChecked();
});

test('a lesson that has gone since says so and leads to the others', async ({ page, complaints }) => {
  complaints.allow(/404/);
  await page.goto('/pupils');
  await started(page);
  await page.evaluate(() => {
    history.pushState(null, '', '/lessons/gone-since/some-step');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await onPage(page, 'We could not find that page');
  await page.getByRole('main').getByRole('link', { name: 'Pupils' }).click();
  await onPage(page, 'Which class are you in?');
});

test('a picture that does not come leaves its words, and the question can be answered', async ({ page, complaints }) => {
  complaints.allow(/ERR_FAILED|Failed to load/);
  await page.route('**/pictures/**', (route) => route.abort());
  await page.goto('/lessons/ask-play-stop/what-first');
  await onPage(page, 'What first?');
  await choose(page, "A thinking face I'm not sure");
  await expect(page.locator('#feedback')).toBeVisible();
});
