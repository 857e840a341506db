// Every public page: can be reached, reloaded, read by everybody, and says where one is.
import { test, expect } from '../fixtures';
import { CHARTER, CONSENT, LESSON, onPage } from './people';

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
  ['/charters/children-eyfs-ks1', /charter/i],
  ['/consents/images', CONSENT],
  ['/tell-someone', 'Tell someone'],
  ['/guides/tell-someone', /Tell someone/],
  ['/guides/helping-at-home', 'Helping your child online'],
  ['/policies/online-safety', 'Online safety policy'],
  ['/notices/privacy', /privacy/i],
  ['/notices/accessibility', /accessibility/i],
  ['/verify', 'Check a receipt'],
  ['/school', /Casterton|school/i],
  ['/family', 'Open your family page'],
  ['/no/such/page', 'We could not find that page'],
];

// Browsers write down that a page that has to ask who one is gets told "nobody yet", and that a page is not there.
const asks = (path: string) => {
  if (path === '/family') return /401 .*api\/v1\/family/;
  return path === '/no/such/page' ? /404 .*no\/such\/page/ : /^$/;
};

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

test("the school's page and the end of every page lead to what there is to read", async ({ page }) => {
  const texts = [CHARTER, 'Online safety policy', /^Privacy notice/, /^Accessibility statement/, 'Helping your child online'];
  await page.goto('/school');
  await onPage(page, /Casterton/);
  for (const name of texts) await expect(page.getByRole('main').getByRole('link', { name }).first()).toBeVisible();
  const footer = page.getByRole('contentinfo');
  for (const [name, heading] of [
    ['Privacy', /^Privacy notice/],
    ['Accessibility', /^Accessibility statement/],
    ['Charters', 'Our SHINE charters'],
    ['Check a receipt', 'Check a receipt'],
    ['Tell someone', 'Tell someone'],
  ] as const) {
    await footer.getByRole('link', { name, exact: true }).click();
    await onPage(page, heading);
  }
});

test('nothing is asked of anybody but the school', async ({ page, baseURL, complaints }) => {
  for (const [path] of pages) complaints.allow(asks(path));
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
