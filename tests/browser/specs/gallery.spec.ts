// Every component, and every kind of step in every band and state, as `cargo xtask gallery` draws them: accessibility with
// contrast, 320 CSS pixels wide, and with reduced motion. No server is needed: the pages are opened as files.
//
// SHINE_SCREENSHOTS=folder also takes a picture of each.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test, expect, type Page } from '@playwright/test';
import { barriers } from '../fixtures';
import { needed } from '../server';

const BANDS = ['eyfs', 'ks1', 'lower-ks2', 'upper-ks2'];
const NARROW = { width: 320, height: 568 };
/** What lasts no longer than this many seconds is not seen to move. */
const STILL = 0.01;

// What a page of a gallery looked like is there to be opened; recording each would take longer than checking it.
test.use({ trace: 'off' });

/** The name of a step's page says its kind, its band and its state: `choose--ks1--done.html`. */
const bandOf = (file: string) => BANDS.find((band) => file.split('--')[1] === band);

/** The pages of one band, or those that belong to none. */
function pages(band?: string): string[] {
  const found = readdirSync(needed('SHINE_GALLERY')).filter((file) => file.endsWith('.html') && bandOf(file) === band);
  expect(found.length, 'the gallery has pages').toBeGreaterThan(10);
  return found.sort();
}

/** Opens the pages of a band one after another, and collects what `look` has to say against each. */
async function eachPage(page: Page, band: string | undefined, look: (file: string) => Promise<unknown[]>): Promise<void> {
  const complaints: Record<string, unknown[]> = {};
  for (const file of pages(band)) {
    await page.goto(pathToFileURL(join(needed('SHINE_GALLERY'), file)).href);
    const said = await look(file);
    if (said.length) complaints[file] = said;
  }
  expect(complaints).toEqual({});
}

for (const band of [...BANDS, undefined]) {
  const whose = band ? `all steps for ${band}` : 'all components';
  test.describe(() => {
    test.setTimeout(240_000);

    test(`${whose} can be read and used by everybody`, async ({ page }) => {
      await eachPage(page, band, async (file) => {
        // What comes a moment late, such as "Loading", is looked at too.
        await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
        const shots = process.env.SHINE_SCREENSHOTS;
        if (shots) await page.screenshot({ path: join(shots, file.replace('.html', '.png')), fullPage: true });
        return barriers(page);
      });
    });

    test(`${whose} fit a narrow screen, and keep still where motion is reduced`, async ({ page }) => {
      await page.setViewportSize(NARROW);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await eachPage(page, band, async () => [
        ...(await page.evaluate(tooWide, NARROW.width)),
        ...(await page.evaluate(moving, STILL)),
      ]);
    });
  });
}

test('the pages have their styles, fonts and pictures beside them', async ({ page }) => {
  const missing: string[] = [];
  page.on('requestfailed', (request) => missing.push(request.url()));
  await page.goto(pathToFileURL(join(needed('SHINE_GALLERY'), 'choose--eyfs--again.html')).href);
  await page.evaluate(() => document.fonts.ready);
  await expect(page.locator('body')).toHaveCSS('font-family', /Atkinson/);
  expect(await page.evaluate(() => document.fonts.check('1rem "Atkinson Hyperlegible Next"'))).toBe(true);
  expect(await page.evaluate(() => [...document.images].every((image) => image.naturalWidth > 0))).toBe(true);
  expect(missing).toEqual([]);
});

/** How wide the page is and what reaches over the edge, where it scrolls sideways. Runs in the page. */
function tooWide(width: number): string[] {
  const whole = document.documentElement.scrollWidth;
  if (whole <= width) return [];
  const over = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > width + 1);
  return [`is ${whole} pixels wide`, ...over.map((one) => `${one.tagName.toLowerCase()}.${one.className}`).slice(0, 5)];
}

/** What is moved by the style sheets for longer than `still` seconds. Runs in the page. */
function moving(still: number): string[] {
  const seconds = (times: string) =>
    Math.max(...times.split(',').map((time) => parseFloat(time) * (time.trim().endsWith('ms') ? 0.001 : 1)));
  const found: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    for (const part of [undefined, '::before', '::after']) {
      const style = getComputedStyle(element, part);
      const isAnimated = style.animationName !== 'none' && seconds(style.animationDuration) > still;
      const isChanging = style.transitionProperty !== 'none' && seconds(style.transitionDuration) > still;
      if (isAnimated || isChanging) found.push(`moves: ${element.tagName.toLowerCase()}.${element.className}${part ?? ''}`);
    }
  }
  return found;
}
