// Every public page: can be reached, reloaded, read by everybody, and says where one is.
import { test, expect } from '../fixtures';
import { LESSON, onPage } from './people';

const pages: [path: string, heading: string | RegExp][] = [
  ['/', /Casterton/],
  ['/pupils', 'Which class are you in?'],
  ['/pupils/eyfs', /Nursery and Reception/],
  ['/pupils/lower-ks2', /Years 3 and 4/],
  [LESSON, 'Private or okay to share?'],
  [`${LESSON}/adult`, /For the adult/],
  ['/charters', /charter/i],
  ['/charters/parents', /charter/i],
  ['/charters/children-ks2', /charter/i],
  ['/tell-someone', 'Tell someone'],
  ['/guides/tell-someone', /Tell someone/],
  ['/notices/privacy', /privacy/i],
  ['/school', /Casterton|school/i],
  ['/family', 'Open your family page'],
  ['/no/such/page', 'We could not find that page'],
];

// A page that has to ask who one is gets told "nobody yet"; browsers write that down.
const asks = (path: string) => (path === '/family' ? /401 .*api\/v1\/family/ : /^$/);

for (const [path, heading] of pages) {
  test(`${path} is whole, accessible and survives a reload`, async ({ page, axe, complaints }) => {
    complaints.allow(asks(path));
    await page.goto(path);
    await onPage(page, heading);
    await expect(page).toHaveTitle(/SHINE/);
    await expect(page.getByText('Demonstration: invented people')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Tell someone' }).first()).toBeVisible();
    await axe();
    const title = await page.title();
    await page.reload();
    await onPage(page, heading);
    await expect(page).toHaveTitle(title);
  });

  test(`${path} fits a small phone without scrolling sideways`, async ({ page, complaints }) => {
    complaints.allow(asks(path));
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(path);
    await onPage(page, heading);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
  });
}

test('going on, back and forward moves title and focus with the page', async ({ page }) => {
  await page.goto('/');
  await onPage(page, /Casterton/);
  const home = await page.title();
  await page.getByRole('main').getByRole('link', { name: /Pupils/ }).click();
  await onPage(page, 'Which class are you in?');
  await expect(page.locator('h1')).toBeFocused();
  const pupils = await page.title();
  expect(pupils).not.toBe(home);
  await page.getByRole('link', { name: /Years 3 and 4/ }).click();
  await onPage(page, /Years 3 and 4/);
  await page.goBack();
  await onPage(page, 'Which class are you in?');
  await expect(page).toHaveTitle(pupils);
  await expect(page.locator('h1')).toBeFocused();
  await page.goBack();
  await expect(page).toHaveTitle(home);
  await page.goForward();
  await expect(page).toHaveTitle(pupils);
});

test('nothing is asked of anybody but the school', async ({ page, baseURL, complaints }) => {
  complaints.allow(asks('/family'));
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${baseURL}/`)) elsewhere.push(request.url());
  });
  for (const [path, heading] of pages) {
    await page.goto(path);
    await onPage(page, heading);
  }
  expect(elsewhere).toEqual([]);
});
