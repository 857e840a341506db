// Who may be photographed: the list, the checker, a trip; and that they follow what a family says.
import { expect, test } from '../fixtures';
import { ANSWERS, another, checkSocialMedia, forbid, group, openList, sayYes, signIn, takeBack, verdict } from './desk';
import { nextFamily, onPage } from './people';

test.describe('pictures at the desk', () => {
  test.beforeEach(({ complaints }) => complaints.allow(ANSWERS));

  test('a teacher sees who must not be taken, shown and named, each by itself', async ({ page, axe }) => {
    await signIn(page, 'Terry Teacher');
    await axe();
    await openList(page, 'Otters');
    await expect(group(page, /^Do not photograph or film/)).toContainText('Hana Hidden');
    await expect(group(page, /^Do not show in these places/)).toContainText('Cai Careful');
    await expect(group(page, /^Do not show in these places/)).not.toContainText('Amber Allright');
    await expect(group(page, /^Do not name beside a picture/)).toContainText('Hana Hidden');
    await expect(page.getByText(/^As at \d+:\d\d/)).toBeVisible();
    await axe();
    await page.getByLabel('Where is the picture going?').selectOption('website');
    await expect(group(page, /^Do not show on the website/)).not.toContainText('Cai Careful');
    await page.getByText('Everybody else:').click();
    await expect(page.locator('details').filter({ hasText: 'Everybody else' })).toContainText('Cai Careful');
    await expect(page.getByRole('link', { name: 'Who looked' })).toHaveCount(0);
  });

  test("a trip's list opens by its link in a browser that never signed in", async ({ page, browser, shine, axe }) => {
    await signIn(page, 'Terry Teacher');
    await openList(page, 'Otters');
    await page.getByText('A list for a trip').click();
    await page.getByRole('button', { name: 'Make a link for a day' }).click();
    await expect(page.getByRole('img', { name: 'The link to the list as a QR code' })).toBeVisible();
    await axe();
    const address = await page.locator('.c-new-link__address').innerText();
    const helper = await another(browser, shine);
    await helper.goto(address);
    await onPage(helper, 'Trip list');
    await expect(group(helper, /^Do not photograph or film/)).toContainText('Hana');
    await expect(helper.getByText('Hidden')).toHaveCount(0);
    expect(new URL(helper.url()).hash, 'the secret left the address').toBe('');
    const end = page.getByRole('button', { name: /^End it now: Terry Teacher/ });
    await expect(end).toHaveCount(1);
    await end.click();
    await expect(end).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Links that open now' })).toBeFocused();
    await expect(page.locator('.c-new-link__address'), 'the one that was ended is not offered').toHaveCount(0);
    await helper.goto('about:blank');
    await helper.goto(address);
    await expect(helper.getByText(/^This link opens nothing/), 'ended before its day was over').toBeVisible();
    await helper.context().close();
  });

  test('the checker names who blocks a picture, and gives first names when nobody does', async ({ page, axe }) => {
    await signIn(page, 'Cleo Curriculum');
    await checkSocialMedia(page, 'Cai');
    await expect(verdict(page)).toHaveText('Do not use it');
    await expect(verdict(page)).toBeFocused();
    await expect(page.getByText('must not be shown on social media')).toBeVisible();
    await axe();
    await page.getByRole('button', { name: 'Take out Cai Careful' }).click();
    await expect(verdict(page), 'an answer is about what was asked').toHaveCount(0);
    await page.getByLabel('Find a child').fill('amber');
    await page.getByRole('button', { name: '+ Amber' }).click();
    await page.getByLabel('First names').check();
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await expect(verdict(page)).toHaveText('You may use it');
    await expect(page.locator('.c-verdict__caption')).toHaveText('Amber');
    await axe();
    await page.getByLabel('Or add a whole class').selectOption({ label: 'Otters' });
    await page.getByRole('button', { name: 'Add the class' }).click();
    await expect(page.getByRole('button', { name: 'Take out Hana Hidden' })).toBeVisible();
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await expect(verdict(page)).toHaveText('Do not use it');
    await expect(page.getByText(/Hana Hidden.*must not be photographed/)).toBeVisible();
    await page.getByText('A list for a trip').click();
    await page.getByRole('button', { name: 'Make a link for a day' }).click();
    await expect(page.locator('.c-new-link__address')).toBeVisible();
    await page.getByRole('button', { name: 'Take out Amber Allright' }).click();
    await expect(page.locator('.c-new-link__address'), 'the link was for others').toHaveCount(0);
  });

  test('an answer of the checker that comes late stands under no other children', async ({ page }) => {
    await signIn(page, 'Cleo Curriculum');
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/v1/desk/images/check', async (route) => {
      const answer = await route.fetch();
      await held;
      await route.fulfill({ response: answer });
    });
    await checkSocialMedia(page, 'Amber');
    await page.getByLabel('Find a child').fill('Hana');
    await page.getByRole('button', { name: '+ Hana' }).click();
    const late = page.waitForResponse('**/api/v1/desk/images/check');
    release();
    await (await late).finished();
    // The button is free again once the answer was read: only then can it be said that it was not shown.
    await expect(page.getByRole('button', { name: 'Check', exact: true })).not.toHaveAttribute('aria-disabled');
    await expect(verdict(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await expect(verdict(page)).toHaveText('Do not use it');
    await expect(page.getByText('For: Social media.')).toBeVisible();
  });

  test('a list and an answer about pictures say that they are old when a telephone wakes', async ({ page, axe }) => {
    await page.clock.install();
    /** The clock goes on, no timer does. */
    const sleep = async () => {
      await page.clock.setSystemTime(Date.now() + 6 * 60 * 1000);
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    };
    await signIn(page, 'Cleo Curriculum');
    await openList(page, 'Otters');
    const old = page.getByText(/has been open for a while/);
    await expect(old).toHaveCount(0);
    await sleep();
    await expect(old).toBeVisible();
    await axe();
    await page.clock.setSystemTime(new Date());
    await page.locator('.c-images__stale').getByRole('button', { name: 'Show it as it stands now' }).click();
    await expect(old).toHaveCount(0);
    await checkSocialMedia(page, 'Amber');
    await expect(verdict(page)).toHaveText('You may use it');
    await sleep();
    await expect(page.getByText(/^This was checked a while ago/)).toBeVisible();
    await expect(verdict(page), 'nothing says any more that it may be used').toHaveCount(0);
    await axe();
    await page.clock.setSystemTime(new Date());
    await page.locator('.c-verdict').getByRole('button', { name: 'Check', exact: true }).click();
    await expect(verdict(page)).toHaveText('You may use it');
  });

  test("a family's yes, its withdrawal and staff's no are each in the checker at once", async ({ page, browser, shine }) => {
    const family = nextFamily(shine, 1);
    const child = family.children[0].first_name;
    const [teacher, lead] = [await another(browser, shine), await another(browser, shine)];
    await signIn(teacher, 'Terry Teacher');
    await checkSocialMedia(teacher, child);
    await expect(verdict(teacher)).toHaveText('Do not use it');

    await sayYes(page, family);
    await checkSocialMedia(teacher, child);
    await expect(verdict(teacher)).toHaveText('You may use it');

    await takeBack(page, family);
    await checkSocialMedia(teacher, child);
    await expect(verdict(teacher), 'a yes taken back').toHaveText('Do not use it');

    await signIn(lead, 'Dee Safeguard');
    await forbid(lead, child, 'Taking photographs or films');
    await checkSocialMedia(teacher, child);
    await expect(teacher.getByText('must not be photographed'), 'staff stand above every yes').toBeVisible();
    await lead.close();
    await teacher.close();
  });
});
