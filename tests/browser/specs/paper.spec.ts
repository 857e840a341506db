// What a teacher or a parent prints: lessons on paper, the slip for home, certificates, the class's poster.
import type { Page } from '@playwright/test';
import { test, expect } from '../fixtures';
import { LESSON, onPage, started } from './people';

const STORY = '/lessons/what-others-see';
const POSTER = '/charters/children-ks2/pledge';

const pages: [path: string, heading: string | RegExp][] = [
  [`${LESSON}/paper`, 'Private or okay to share?'],
  [`${STORY}/paper`, 'What others see'],
  [`${LESSON}/home`, 'At home: Private or okay to share?'],
  [`${LESSON}/certificate`, 'Certificate: Private or okay to share?'],
  [POSTER, /charter for Years 3 to 6/],
];

/** Whether something is seen on the printed page. */
const isPrinted = async (page: Page, selector: string) => {
  await page.emulateMedia({ media: 'print' });
  const seen = await page.locator(selector).filter({ visible: true }).count();
  await page.emulateMedia({ media: 'screen' });
  return seen > 0;
};

for (const [path, heading] of pages) {
  test(`${path} is accessible, fits a small phone, and prints without what belongs to the screen`, async ({ page, axe }) => {
    await page.goto(path);
    await onPage(page, heading);
    await axe();
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 640 });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider, `at ${width}`).toBeLessThanOrEqual(0);
    }
    await expect(page.getByRole('button', { name: 'Print', exact: true })).toBeVisible();
    for (const selector of ['button', 'header', 'footer', '.c-back', '.c-demo', '.c-paper-ways']) {
      expect(await isPrinted(page, selector), selector).toBe(false);
    }
    expect(await isPrinted(page, 'h1')).toBe(true);
    const colours = await page.locator('.c-paper').evaluate((element) => {
      const style = getComputedStyle(element);
      return [style.color, style.backgroundColor];
    });
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  });

  test(`${path} can be read where there is no script`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
    const other = await context.newPage();
    const response = await other.goto(path);
    expect(response?.status()).toBe(200);
    await expect(other.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await context.close();
  });
}

test('the button opens the browser\'s own printing', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await page.goto(`${LESSON}/paper`);
  await onPage(page, 'Private or okay to share?');
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', '');
});

test('on paper the answers and the slip for home begin pages of their own, in readable letters', async ({ page }) => {
  await page.goto(`${STORY}/paper`);
  await onPage(page, 'What others see');
  await page.emulateMedia({ media: 'print' });
  const parts = page.locator('.c-paper__page');
  await expect(parts).toHaveCount(2);
  await expect(parts.first().getByRole('heading', { name: 'Answers and notes for the adult' })).toBeVisible();
  await expect(parts.last().getByRole('heading', { name: 'At home: What others see' })).toBeVisible();
  for (const part of await parts.all()) {
    expect(await part.evaluate((element) => getComputedStyle(element).breakBefore)).toBe('page');
  }
  const question = page.locator('.c-paper__step', { hasText: 'Questions before posting' });
  expect(await question.evaluate((element) => getComputedStyle(element).breakInside)).toBe('avoid');
  const scenes = page.locator('.c-paper__step .c-paper__frame', { has: page.getByRole('heading', { level: 3 }) });
  for (const scene of await scenes.all()) {
    expect(await scene.evaluate((element) => getComputedStyle(element).breakInside)).toBe('avoid');
  }
  const words = page.locator('.c-paper :is(p, li)');
  const sizes = await words.evaluateAll((all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize)));
  expect(Math.min(...sizes), '12 points are 16 pixels').toBeGreaterThanOrEqual(16);
});

test('on paper nothing is answered and nothing gives itself away before the adult\'s page', async ({ page }) => {
  await page.goto(`${STORY}/paper`);
  await onPage(page, 'What others see');
  await expect(page.locator('.c-paper input, .c-paper select, .c-paper__step button')).toHaveCount(0);
  const pupils = (await page.locator('.c-paper__step').allTextContents()).join(' ');
  for (const told of ['A jumper shows which school it is', 'Right answer', 'Misconception', 'Mistaken idea', 'Secure']) {
    expect(pupils).not.toContain(told);
  }
  expect(pupils).toContain('Go to “RiverFox is not happy”.');
  const adults = page.locator('.c-paper__page').first();
  await expect(adults).toContainText('A jumper shows which school it is');
  await expect(adults).toContainText('Right answer, Secure');
  await expect(adults).toContainText('Ground rules');
});

test('from the lesson an adult finds the paper, and from the paper the talk at home', async ({ page }) => {
  await page.goto(LESSON);
  await page.getByRole('link', { name: /For the adult/ }).click();
  await onPage(page, /For the adult/);
  await page.getByRole('link', { name: 'The lesson on paper' }).click();
  await onPage(page, 'Private or okay to share?');
  expect(new URL(page.url()).pathname).toBe(`${LESSON}/paper`);
  await page.getByRole('link', { name: 'Talk about it at home' }).click();
  await onPage(page, /^At home/);
  await expect(page.getByText('Which three facts do you keep private, and why?')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Helping your child online' }).last().click();
  await onPage(page, 'Helping your child online');
});

test('at its end a child may print a certificate, which asks for no name', async ({ page }) => {
  await page.goto(`${LESSON}/finished`);
  await onPage(page, 'You finished!');
  await expect(page.getByRole('link', { name: 'Talk about it at home' })).toBeVisible();
  await page.getByRole('link', { name: 'Print a certificate' }).click();
  await onPage(page, /^Certificate/);
  await expect(page.locator('.c-certificate')).toContainText('I can say which facts about me are private.');
  await expect(page.locator('.c-certificate')).toContainText('Casterton Primary Academy');
  await expect(page.locator('main input, main textarea')).toHaveCount(0);
});

test('a class finds the poster of its own charter; what adults sign has none', async ({ page, complaints }) => {
  complaints.allow(/404/);
  await page.goto('/charters/children-ks2');
  await page.getByRole('link', { name: 'A poster for your class' }).click();
  await onPage(page, /charter for Years 3 to 6/);
  await expect(page.locator('.c-letter').filter({ visible: true })).toHaveCount(5);
  await expect(page.getByRole('heading', { name: 'Our names' })).toBeVisible();
  await page.goto('/charters/parents');
  await onPage(page, /parents/);
  await expect(page.getByRole('link', { name: 'A poster for your class' })).toHaveCount(0);
  expect((await page.goto('/charters/parents/pledge'))?.status()).toBe(404);
});

test('a pupil\'s screen never fetches a word for the adult; the adult\'s page does', async ({ page }) => {
  const whole: string[] = [];
  const texts: Promise<string>[] = [];
  page.on('request', (request) => request.url().includes('/content/whole/') && whole.push(request.url()));
  page.on('response', (response) => {
    if (/text\/(markdown|html)/.test(response.headers()['content-type'] ?? '')) texts.push(response.text().catch(() => ''));
  });
  await page.goto(LESSON);
  await onPage(page, 'Private or okay to share?');
  await page.getByRole('link', { name: 'Start', exact: true }).click();
  await expect(page).not.toHaveURL(LESSON);
  for (const last of ['todays-big-question', 'game-message', 'finished', 'certificate', 'home']) {
    await page.goto(`${LESSON}/${last}`);
    await started(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  const fetched = await Promise.all(texts);
  expect(fetched.some((text) => text.includes('Kit plays a building game online.'))).toBe(true);
  for (const words of ['Ground rules', 'If a child tells you something worrying']) {
    expect(fetched.filter((text) => text.includes(words))).toEqual([]);
  }
  expect(whole).toEqual([]);

  await page.goto(LESSON);
  await onPage(page, 'Private or okay to share?');
  await page.getByRole('link', { name: /For the adult/ }).click();
  await onPage(page, /For the adult/);
  await expect(page.getByText(/Ground rules/).first()).toBeVisible();
  expect(whole.map((address) => new URL(address).pathname)).toEqual(['/content/whole/lessons/private-or-okay-to-share.en.md']);
});
