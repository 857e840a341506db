// Reading settings: chosen once, seen on every page, kept on the device.
import type { Page } from '@playwright/test';
import { test, expect } from '../fixtures';
import { LESSON, familyOf, onPage, openLink, started } from './people';

const root = (page: Page) => page.locator('html');

async function choose(page: Page, setting: string, choice: string): Promise<void> {
  const panel = page.locator('.c-reading');
  if (!(await panel.getAttribute('open').then((open) => open !== null))) await page.getByLabel('Reading settings').click();
  await page.getByRole('group', { name: setting }).getByRole('radio', { name: choice, exact: true }).check();
}

test('what is chosen is seen at once, on the next page, and after coming back', async ({ page }) => {
  await page.goto('/');
  await started(page);
  const size = () => page.locator('h1').evaluate((title) => parseFloat(getComputedStyle(title).fontSize));
  const before = await size();
  await choose(page, 'Size of the words', 'Very large');
  expect(await size()).toBeGreaterThan(before * 1.2);
  await choose(page, 'Space between letters and lines', 'Wide');
  await choose(page, 'Letters', 'Plain');
  await choose(page, 'Colours', 'Soft cream');
  await choose(page, 'Moving things and sounds', 'Keep still and quiet');
  await page.goto(LESSON);
  await started(page);
  for (const [name, value] of [['size', 'largest'], ['spacing', 'wide'], ['typeface', 'plain'], ['contrast', 'cream'], ['calm', 'still']]) {
    await expect(root(page)).toHaveAttribute(`data-${name}`, value);
  }
  await page.getByLabel('Reading settings').click();
  await expect(page.getByRole('radio', { name: 'Very large' })).toBeChecked();
  await choose(page, 'Size of the words', 'Usual');
  await expect(root(page)).not.toHaveAttribute('data-size', /./);
});

test('they are reached and changed by keyboard', async ({ page }) => {
  await page.goto('/pupils');
  await started(page);
  await page.getByLabel('Reading settings').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Very large' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(root(page)).toHaveAttribute('data-size', 'large');
});

test('the settings fold up with Escape and on the next page', async ({ page }) => {
  await page.goto('/');
  await started(page);
  const panel = page.locator('.c-reading__panel');
  await page.getByLabel('Reading settings').click();
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.getByLabel('Reading settings')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel).toBeVisible();
  await page.getByRole('contentinfo').getByRole('link', { name: 'Pupils' }).click();
  await onPage(page, 'Which class are you in?');
  await expect(panel).toBeHidden();
});

for (const colours of ['Strong', 'Soft cream']) {
  test(`every kind of page can be read in the colours "${colours}"`, async ({ page, shine, axe }) => {
    await page.goto('/');
    await started(page);
    await choose(page, 'Colours', colours);
    await axe();
    for (const path of ['/pupils', LESSON, `${LESSON}/game-message`, '/charters/parents', '/policies/online-safety', '/tell-someone', '/verify']) {
      await page.goto(path);
      await started(page);
      await axe();
    }
    await page.goto(`${LESSON}/game-message`);
    await started(page);
    await page.getByRole('radio', { name: /They sound friendly/ }).check();
    await page.getByRole('button', { name: 'Check my answer' }).click();
    await axe();
    await openLink(page, familyOf(shine, 0));
    await axe();
  });
}

test('very large words fit a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/');
  await started(page);
  await choose(page, 'Size of the words', 'Very large');
  await choose(page, 'Space between letters and lines', 'Wide');
  for (const path of ['/', '/pupils', LESSON, `${LESSON}/game-message`, '/charters/parents', '/tell-someone']) {
    await page.goto(path);
    await started(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

test.describe('on a device that asks for more contrast', () => {
  test.use({ contextOptions: { contrast: 'more' } });

  test('the strong colours are there without being chosen', async ({ page }) => {
    await page.goto('/');
    await onPage(page, /Shine online/);
    await expect(root(page)).toHaveAttribute('data-contrast', 'high');
  });
});
