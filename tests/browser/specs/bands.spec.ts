// The four presentations: what the youngest need, measured on the page.
import { test, expect } from '../fixtures';
import type { Page } from '@playwright/test';
import { answerSomehow, onPage, onward, open } from './people';

const LESSONS = {
  eyfs: ['uh-oh-i-can-tell', 'ask-play-stop'],
  ks1: ['ask-before-you-share', 'who-made-it'],
  'lower-ks2': ['private-or-okay-to-share', 'kind-in-the-group-chat'],
  'upper-ks2': ['is-it-true', 'what-others-see'],
};

/** What can be tapped and is smaller than `least`, by its words. A link within a sentence may be as large as its words. */
async function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((least) => {
    const all = document.querySelectorAll<HTMLElement>('a[href], button, summary, label, select, input');
    const tapped = [...all].filter((element) => {
      const inSentence = element.closest('p, li, td, figcaption') && element.tagName === 'A' && getComputedStyle(element).display === 'inline';
      const isInLabel = element.tagName === 'INPUT' && element.closest('label');
      const isFolded = element.closest('details:not([open])') && element.tagName !== 'SUMMARY';
      return !inSentence && !isInLabel && !isFolded && !element.matches('.c-skip') && element.getClientRects().length > 0;
    });
    return tapped
      .map((element) => ({ words: element.innerText || element.getAttribute('aria-label') || element.id, box: element.getBoundingClientRect() }))
      .filter(({ box }) => Math.round(box.height) < least || Math.round(box.width) < least)
      .map(({ words, box }) => `${words}: ${Math.round(box.width)} × ${Math.round(box.height)}`);
  }, least);
}

for (const [band, lessons] of Object.entries(LESSONS)) {
  const least = band === 'eyfs' || band === 'ks1' ? 64 : 44;
  for (const lesson of lessons) {
    test(`everything that can be tapped in ${lesson} is at least ${least} pixels`, async ({ page }) => {
      test.setTimeout(120_000);
      await page.goto(`/pupils/${band}`);
      expect(await smallTargets(page, least)).toEqual([]);
      await open(page, lesson);
      for (;;) {
        expect(await smallTargets(page, least), page.url()).toEqual([]);
        await answerSomehow(page);
        expect(await smallTargets(page, least), `${page.url()} answered`).toEqual([]);
        if (await page.getByRole('link', { name: 'Finish', exact: true }).count()) break;
        await onward(page);
      }
    });
  }
}

test.describe('on a tablet', () => {
  test.use({ viewport: { width: 820, height: 1180 } });
  for (const lesson of LESSONS.eyfs) {
    test(`no page of ${lesson} has to be scrolled to be done`, async ({ page }) => {
      await open(page, lesson);
      for (;;) {
        // The last page is for the grown-ups at home.
        if (await page.getByRole('link', { name: 'Finish', exact: true }).count()) break;
        const below = await page.evaluate(() => document.querySelector('.c-ways')!.getBoundingClientRect().bottom - innerHeight);
        expect(below, page.url()).toBeLessThanOrEqual(0);
        await answerSomehow(page);
        // What is said about an answer comes to be seen by itself, and so does the way on.
        await onward(page);
        await page.evaluate(() => scrollTo(0, 0));
      }
    });
  }
});

test('the youngest promise by giving their hand, older children with a tick', async ({ page }) => {
  const look = () => page.locator('.c-promise__box').first().evaluate((box) => getComputedStyle(box).backgroundImage);
  const promises = async (lesson: string) => {
    await open(page, lesson);
    while ((await page.locator('.c-promise__box').count()) === 0) {
      await answerSomehow(page);
      await onward(page);
    }
  };
  await promises('uh-oh-i-can-tell');
  expect(await look()).toContain('raised-hand.svg');
  await page.locator('.c-promise__box').first().check();
  await expect(page.locator('.c-promise__box').first()).toBeChecked();
  await promises('private-or-okay-to-share');
  expect(await look()).toBe('none');
});

test("on a phone a class's header is one row, and the times tables are seen whole", async ({ page }) => {
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 740 });
    for (const path of ['/pupils/eyfs', '/pupils/lower-ks2']) {
      await page.goto(path);
      await onPage(page, /Lessons for/);
      const middles = await page.locator('.c-header > :visible').evaluateAll((parts) =>
        parts.map((part) => part.getBoundingClientRect()).map(({ top, bottom }) => Math.round((top + bottom) / 2)),
      );
      expect(Math.max(...middles) - Math.min(...middles), `${path} at ${width}: ${middles}`).toBeLessThanOrEqual(2);
    }
    await page.goto('/times-tables');
    await onPage(page, 'Times tables');
    const cut = await page.locator('.c-times').evaluate((table) => table.scrollWidth - table.clientWidth);
    expect(cut, `at ${width}`).toBeLessThanOrEqual(0);
  }
});
