// The desk: signing in, who may do what, and every page in every width.
import { createHmac } from 'node:crypto';
import { expect, test } from '../fixtures';
import { ANSWERS, another, group, openList, signIn, verdict } from './desk';
import { onPage } from './people';

/// The pages of the desk by whoever may open them.
const PAGES: Record<string, string[]> = {
  'Dee Safeguard': [
    '/desk', '/desk/images', '/desk/check', '/desk/attention', '/desk/board', '/desk/children', '/desk/letters', '/desk/papers',
    '/desk/roll', '/desk/log', '/desk/account',
  ],
  'Opal Operator': ['/desk', '/desk/staff'],
};

/** The six digits an app shows now for this secret (RFC 6238). */
function codeOf(secret: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const at = hash[hash.length - 1] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test.describe('the desk', () => {
  test.beforeEach(({ complaints }) => complaints.allow(ANSWERS));

  test('what is typed wrong is said once, and the code is asked for anew', async ({ page, axe }) => {
    await page.goto('/desk');
    await onPage(page, 'Sign in to the desk');
    await axe();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('Enter the e-mail address');
    await axe();
    await page.getByLabel('School e-mail address').fill('office@demo.example');
    await page.getByLabel('Password').fill('not the password');
    await page.getByLabel('Code', { exact: true }).fill('123456');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('The address, the password or the code is not right.');
    await expect(page.getByRole('alert')).toBeFocused();
    await expect(page.getByLabel('Code', { exact: true })).toHaveValue('');
    await expect(page.getByLabel('Password')).toHaveValue('not the password');
  });

  for (const [name, pages] of Object.entries(PAGES)) {
    test(`every page of ${name}'s desk fits a phone, a tablet and a desktop`, async ({ page, axe }) => {
      await signIn(page, name);
      for (const path of pages) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        for (const width of [390, 820, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(over, `${path} at ${width}`).toBeLessThanOrEqual(0);
        }
        await axe();
      }
    });
  }

  test('the office sees at once what there is to look at, and where', async ({ page, axe }) => {
    await signIn(page, 'Olive Office');
    await page.getByRole('main').getByRole('link', { name: /^To look at/ }).filter({ hasText: 'please look' }).click();
    await onPage(page, 'To look at');
    await axe();
    await expect(group(page, /^Somebody answered whose yes does not count$/)).toContainText('Ivo Inward');
    const differ = group(page, /^Adults answer differently$/);
    await expect(differ).not.toContainText('Ivo Inward');
    await differ.getByRole('link', { name: 'Gus Gladly, Otters' }).click();
    await onPage(page, 'Gus Gladly');
  });

  test('everything is done with the keyboard alone', async ({ page }) => {
    await page.goto('/desk');
    await onPage(page, 'Sign in to the desk');
    const press = async (name: string | RegExp) => {
      const button = page.getByRole('button', { name });
      await button.focus();
      await page.keyboard.press('Enter');
    };
    await press('Terry Teacher');
    await onPage(page, 'Hello, Terry Teacher');
    await page.getByRole('main').getByRole('link', { name: /^Check a picture/ }).focus();
    await page.keyboard.press('Enter');
    await onPage(page, 'Check a picture');
    await page.getByLabel('Find a child').focus();
    await page.keyboard.type('Amber');
    await press('+ Amber');
    await page.getByLabel('Website').focus();
    await page.keyboard.press('Space');
    await press('Check');
    await expect(verdict(page)).toHaveText('You may use it');
    await expect(verdict(page)).toBeFocused();
  });

  test("a governor sees figures, and no small ones", async ({ page, axe }) => {
    await signIn(page, 'Gil Governor');
    await page.getByRole('main').getByRole('link', { name: /^Who has signed/ }).click();
    await onPage(page, 'Who has signed and answered');
    await expect(page.getByText('Numbers under five are left out')).toBeVisible();
    await expect(page.getByRole('row', { name: /^The whole school/ })).toBeVisible();
    await expect(page.getByRole('row').getByRole('button')).toHaveCount(0);
    await axe();
  });

  test('a colleague joins by link, chooses a password, and signs in with the codes of an app', async ({ page, browser, shine, axe }) => {
    await signIn(page, 'Opal Operator');
    await page.getByRole('navigation').getByRole('link', { name: 'Staff' }).click();
    await onPage(page, 'Who may sign in');
    await axe();
    await page.getByRole('button', { name: 'Add them and make a link' }).click();
    await expect(page.getByRole('alert')).toContainText('Enter a name');
    const add = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Add somebody' }) });
    await add.getByLabel('Full name').fill('Nora New');
    await add.getByLabel('School e-mail address').fill(`nora-${Date.now()}@demo.example`);
    await add.getByLabel(/^Teacher/).check();
    await add.getByLabel('Kestrels').check();
    await page.getByRole('button', { name: 'Add them and make a link' }).click();
    await expect(page.getByRole('heading', { name: 'Give them this link: Nora New' })).toBeFocused();
    const link = (await page.locator('.c-new-link__address').textContent()) ?? '';

    const nora = await another(browser, shine);
    await nora.goto(link);
    await onPage(nora, 'Welcome, Nora New');
    expect(new URL(nora.url()).hash, 'the secret leaves the address').toBe('');
    await expect(nora.getByRole('img', { name: 'Scan this with an authenticator app' })).toBeVisible();
    await axe(nora);
    const secret = ((await nora.locator('.c-join__secret').textContent()) ?? '').replaceAll(' ', '');
    await nora.getByLabel('Choose a password').fill('password123');
    await nora.getByLabel('The code the app shows now').fill(codeOf(secret));
    await nora.getByRole('button', { name: 'Join' }).click();
    await expect(nora.getByRole('alert')).toContainText('could soon be guessed');
    await nora.getByLabel('Choose a password').fill('nine quiet kestrels knit');
    await nora.getByLabel('The code the app shows now').fill(codeOf(secret));
    await nora.getByRole('button', { name: 'Join' }).click();
    await onPage(nora, 'You are in. Keep these codes on paper');
    await expect(nora.getByRole('listitem')).toHaveCount(10);
    await axe(nora);
    await nora.getByRole('button', { name: 'Go on to the desk' }).click();
    await onPage(nora, 'Hello, Nora New');
    await expect(nora.getByRole('heading', { name: 'Your classes' })).toBeVisible();
    await nora.getByRole('button', { name: 'Sign out' }).click();
    await onPage(nora, 'Sign in to the desk');
    await nora.goto(link);
    await onPage(nora, 'Join the staff desk');
    await expect(nora.getByText('This invitation opens nothing')).toBeVisible();
    await nora.close();
  });

  test("the safeguarding lead's pages and one's account have no barriers, and every look is written down", async ({ page, axe }) => {
    await signIn(page, 'Dee Safeguard');
    await page.goto('/desk/children');
    await onPage(page, 'Find a child');
    await page.getByLabel('Find a child').fill('hana');
    await axe();
    await page.getByRole('link', { name: /Hana Hidden/ }).click();
    await onPage(page, 'Hana Hidden');
    await expect(page.getByText('nobody can find out which school')).toBeVisible();
    await page.getByText('Forbid something, or allow it again').click();
    const form = page.locator('details').filter({ hasText: 'Forbid something, or allow it again' });
    await form.getByRole('button', { name: 'Write it down' }).click();
    await expect(page.getByRole('alert')).toContainText('Say why');
    await axe();
    await page.getByRole('link', { name: 'Who looked' }).click();
    await onPage(page, 'Who looked at what');
    await expect(page.getByRole('listitem').filter({ hasText: 'Hana Hidden' }).first()).toContainText('Dee Safeguard');
    await axe();
    await page.getByRole('link', { name: 'Your account' }).click();
    await onPage(page, 'Your account');
    await page.getByLabel('What do you call this device?').fill('Hall tablet');
    await page.getByRole('button', { name: 'Remember this device' }).click();
    await expect(page.getByText('Hall tablet: no-images list')).toBeVisible();
    await axe();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto('/desk');
    await onPage(page, 'Hall tablet: no-images list');
    await openList(page, 'Owls');
    await page.goto('/desk/nothing');
    await onPage(page, 'There is no such page at the desk');
    await axe();
  });
});
