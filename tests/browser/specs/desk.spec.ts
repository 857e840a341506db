// The desk: signing in, who may be photographed, and two browsers at once: what a family says and what staff see.
import { createHmac } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { expect, test, type Shine } from '../fixtures';
import { nextFamily, onPage, openLink, task, CONSENT, type Family } from './people';

/** That somebody has not signed in, or that a field is not right, the server says in a way that browsers call an error. */
const ANSWERS = /401|422/;

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/desk');
  await onPage(page, 'Sign in to the desk');
  await page.getByRole('button', { name }).click();
  await onPage(page, `Hello, ${name}`);
}

/** Another person's browser. */
async function another(browser: Browser, shine: Shine): Promise<Page> {
  const context = await browser.newContext({ baseURL: shine.url, viewport: { width: 390, height: 844 } });
  return context.newPage();
}

/** The group of the list with this heading. */
const group = (page: Page, heading: RegExp) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: heading }) });

async function openList(page: Page, className: string): Promise<void> {
  await page.goto('/desk');
  await page.getByRole('main').getByRole('link', { name: new RegExp(`^${className}`) }).click();
  await onPage(page, `No-images list: ${className}`);
}

/** Has the checker asked whether `child` may be shown on social media. */
async function checkSocialMedia(page: Page, child: string): Promise<void> {
  await page.goto('/desk/check');
  await onPage(page, 'Check a picture');
  await page.getByLabel('Find a child').fill(child);
  await page.getByRole('button', { name: `+ ${child}` }).click();
  await page.getByLabel('Social media').check();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
}

/// The pages of the desk by whoever may open them.
const PAGES: Record<string, string[]> = {
  'Dee Safeguard': [
    '/desk', '/desk/images', '/desk/check', '/desk/attention', '/desk/board', '/desk/children', '/desk/letters', '/desk/papers',
    '/desk/roll', '/desk/log', '/desk/account',
  ],
  'Opal Operator': ['/desk', '/desk/staff'],
};

const SOCIAL_MEDIA = "May we show your child's picture on the school's social media pages?";

const verdict = (page: Page) => page.getByRole('heading', { name: /^(You may use it|Do not use it)$/ });

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

  test('a charter and a consent print on paper, with boxes and lines to sign on', async ({ page, axe }) => {
    await signIn(page, 'Olive Office');
    await page.goto('/desk/papers');
    await onPage(page, 'Charters and consents on paper');
    await page.getByLabel('Which one?').selectOption({ label: CONSENT });
    const paper = page.getByRole('article');
    await expect(paper).toContainText(SOCIAL_MEDIA);
    await expect(paper.getByText('☐').first()).toBeVisible();
    await axe();
    await page.emulateMedia({ media: 'print' });
    await expect(paper).toBeVisible();
    await expect(page.getByLabel('Which one?')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
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

  test('of a paper the noes are entered by themselves, and what was said besides stands', async ({ page, browser, shine, axe }) => {
    const family = nextFamily(shine, 1);
    const child = family.children[0].first_name;
    await sayYes(page, family);
    const office = await another(browser, shine);
    await signIn(office, 'Olive Office');
    await office.goto('/desk/children');
    await office.getByLabel('Find a child').fill(child);
    await office.getByRole('link', { name: new RegExp(child) }).first().click();
    await office.getByText('Enter what an adult said on paper').click();
    const form = office.locator('details').filter({ hasText: 'Enter what an adult said on paper' });
    await form.getByLabel('Who said it?').selectOption({ label: family.adult });
    await form.getByLabel('What are they to the child?').fill('parent');
    await form.getByLabel('What is it about?').selectOption({ label: CONSENT });
    const website = form.getByRole('group', { name: /photograph on our website/ });
    await website.getByLabel('Yes', { exact: true }).check();
    await website.getByLabel('Leave it out').check();
    await form.getByRole('group', { name: SOCIAL_MEDIA }).getByLabel('No', { exact: true }).check();
    await form.getByLabel('On which day').fill(new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10));
    await axe(office);
    await form.getByRole('button', { name: 'Enter it' }).click();
    await expect(office.locator('.c-done')).toHaveText(/^It is entered/);
    const entered = office.locator('.c-acts__act').first();
    await expect(entered.locator('.c-acts__answers li')).toHaveText([`no ${SOCIAL_MEDIA}`]);
    await checkSocialMedia(office, child);
    await expect(verdict(office)).toHaveText('Do not use it');
    await office.getByLabel('Social media').uncheck();
    await office.getByLabel('Website').check();
    await office.getByRole('button', { name: 'Check', exact: true }).click();
    await expect(verdict(office)).toHaveText('You may use it');
    await office.close();
  });

  test('from a class list to letters, a signature, the board, the checker, and back', async ({ page, browser, shine, axe }) => {
    const name = `Pim${Date.now() % 100_000}`;
    const [office, teacher] = [await another(browser, shine), await another(browser, shine)];
    await signIn(office, 'Olive Office');
    await office.goto('/desk/roll');
    await onPage(office, 'Take a class list over');
    await axe(office);
    const choose = (text: string) =>
      office.getByLabel('The file').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await choose('PK\u0003\u0004 a workbook');
    await expect(office.getByRole('alert')).toContainText('choose the CSV file');
    await axe(office);
    const headings = 'First name,Last name,Year,Class,Contact name,Relationship,Parental responsibility,Email';
    await choose(`${headings}\n${name},Pufflet,3,Puffins ${name},Pia Pufflet,Mother,T,pia@family.example\n`);
    await expect(office.getByRole('heading', { name: 'What would change' })).toBeVisible();
    await office.getByText('New children: 1').click();
    await expect(office.getByText(`${name} Pufflet, Puffins ${name}, Year 3`)).toBeVisible();
    await axe(office);
    await office.getByRole('button', { name: 'Take it over' }).click();
    await onPage(office, 'The class list is taken over');

    await office.goto('/desk/letters');
    await onPage(office, 'Letters with private links');
    await office.getByLabel('For which class?').selectOption({ label: `Puffins ${name}` });
    await office.getByRole('button', { name: 'Make the letters' }).click();
    await expect(office.getByRole('heading', { name: '1 letter', exact: true })).toBeFocused();
    await expect(office.getByRole('img', { name: 'The link as a QR code' })).toBeVisible();
    await axe(office);
    const code = (await office.locator('.c-letter-page__code').textContent()) ?? '';
    const family: Family = {
      adult: 'Pia Pufflet',
      link: `${shine.url}/family#${code}`,
      code,
      children: [{ first_name: name, class_name: `Puffins ${name}` }],
    };

    const row = () => office.getByRole('row', { name: new RegExp(`^Puffins ${name}`) });
    const openBoard = async () => {
      await office.goto('/desk/board');
      await onPage(office, 'Who has signed and answered');
      await office.getByLabel('What do you want to see?').selectOption({ label: SOCIAL_MEDIA });
      await expect(row()).toBeVisible();
    };
    await openBoard();
    await expect(row().getByRole('cell')).toHaveText(['1', '0', '0', '0', '0', '1', '0']);
    await axe(office);
    await sayYes(page, family);
    await openBoard();
    await expect(row().getByRole('cell')).toHaveText(['1', '1', '0', '0', '0', '0', '0']);
    await row().getByRole('button', { name: /yes: 1 child/ }).click();
    await expect(office.getByRole('link', { name: `${name} Pufflet, Puffins ${name}` })).toBeVisible();

    await signIn(teacher, 'Cleo Curriculum');
    await checkSocialMedia(teacher, name);
    await expect(verdict(teacher)).toHaveText('You may use it');
    await takeBack(page, family);
    await checkSocialMedia(teacher, name);
    await expect(verdict(teacher)).toHaveText('Do not use it');

    // What the parent says on the telephone afterwards is entered for them, and ended again.
    await office.getByRole('link', { name: `${name} Pufflet, Puffins ${name}` }).click();
    await onPage(office, `${name} Pufflet`);
    await office.getByText('Enter what an adult said on paper').click();
    const form = office.locator('details').filter({ hasText: 'Enter what an adult said on paper' });
    await form.getByLabel('Who said it?').selectOption({ label: 'Pia Pufflet' });
    await form.getByLabel('What is it about?').selectOption({ label: CONSENT });
    for (const yes of await form.getByRole('radio', { name: 'Yes', exact: true }).all()) await yes.check();
    await form.getByLabel('A telephone call').check();
    const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
    await form.getByLabel('On which day').fill(day(7));
    await form.getByRole('button', { name: 'Enter it' }).click();
    await expect(form.getByText('They answered on that day or later').first()).toBeVisible();
    await axe(office);
    await form.getByLabel('On which day').fill(day(0));
    await form.getByRole('button', { name: 'Enter it' }).click();
    await expect(office.getByText(/^It is entered/).and(office.locator('p'))).toBeVisible();
    await expect(office.getByText('entered by Olive Office by telephone')).toBeVisible();
    await checkSocialMedia(teacher, name);
    await expect(verdict(teacher)).toHaveText('You may use it');
    await office.getByText('Enter what an adult said on paper').click();
    await form.getByLabel('Who said it?').selectOption({ label: 'Pia Pufflet' });
    await form.getByLabel('What is it about?').selectOption({ label: CONSENT });
    await form.getByLabel('They take a yes back').check();
    await form.getByRole('group', { name: 'Which of these?' }).getByLabel(SOCIAL_MEDIA).check();
    await axe(office);
    await form.getByLabel('A telephone call').check();
    await form.getByLabel('On which day').fill(day(0));
    await form.getByRole('button', { name: 'Enter it' }).click();
    await expect(office.getByText('entered by Olive Office by telephone')).toHaveCount(2);
    await checkSocialMedia(teacher, name);
    await expect(verdict(teacher)).toHaveText('Do not use it');
    await office.getByText('This record is not right').first().click();
    await office.getByLabel(/^It was entered wrongly/).first().check();
    await office.locator('.c-acts').getByLabel('Why?').first().fill('Invented, for a test.');
    await office.locator('.c-acts').getByRole('button', { name: 'Write it down' }).first().click();
    await expect(office.getByText('Does not count any more')).toBeVisible();
    await checkSocialMedia(teacher, name);
    await expect(verdict(teacher), 'the yes before it counts again').toHaveText('You may use it');
    await office.close();
    await teacher.close();
  });

  test("a child's own yes is needed for the child's own work", async ({ page }) => {
    await signIn(page, 'Terry Teacher');
    await page.goto('/desk/children');
    await page.getByLabel('Find a child').fill('Dot');
    await page.getByRole('link', { name: /Dot Decided/ }).click();
    await onPage(page, 'Dot Decided');
    const work = page.locator('li').filter({ hasText: "May we publish your child's own work?" }).first();
    await expect(work).toContainText('No');
    await page.getByRole('button', { name: 'The child says yes' }).click();
    await expect(work).toContainText('Yes');
    await page.getByRole('button', { name: 'The child says no' }).click();
    await expect(work).toContainText('No');
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

/** Says yes to every question about the family's one child, and signs. */
async function sayYes(page: Page, family: Family): Promise<void> {
  const child = family.children[0].first_name;
  await openLink(page, family);
  await task(page, CONSENT, child).getByRole('link', { name: 'Answer the questions' }).click();
  await onPage(page, `${CONSENT}: ${child}`);
  for (const yes of await page.getByRole('radio', { name: /^Yes/ }).all()) await yes.check();
  await page.getByRole('button', { name: 'Check my answers' }).click();
  await onPage(page, `Check your answers for ${child}`);
  await page.getByLabel('Your full name').fill(family.adult);
  await page.getByLabel('How you are related').fill('parent');
  await page.getByRole('button', { name: `Save my answers for ${child}` }).click();
  await onPage(page, 'Thank you. Your answers are saved.');
}

/** Takes the yes to social media back. */
async function takeBack(page: Page, family: Family): Promise<void> {
  const child = family.children[0].first_name;
  await openLink(page, family);
  await task(page, CONSENT, child).getByRole('link', { name: 'See or change my answers' }).click();
  await onPage(page, `${CONSENT}: ${child}`);
  const answer = page.locator('dl > div').filter({ hasText: SOCIAL_MEDIA });
  await answer.getByRole('link', { name: /^Change/ }).click();
  await page.getByLabel('Your full name').fill(family.adult);
  await page.getByLabel('How you are related').fill('parent');
  await page.getByRole('button', { name: 'Take back my yes' }).click();
  await onPage(page, 'Done. Your yes is taken back.');
}

/** Forbids something for a child. */
async function forbid(page: Page, child: string, what: string): Promise<void> {
  await page.goto('/desk/children');
  await page.getByLabel('Find a child').fill(child);
  await page.getByRole('link', { name: new RegExp(child) }).first().click();
  await page.getByText('Forbid something, or allow it again').click();
  const form = page.locator('details').filter({ hasText: 'Forbid something, or allow it again' });
  await form.getByLabel('Forbid', { exact: true }).check();
  await form.getByLabel(what).check();
  await form.getByLabel('Why?').fill('Invented, for a test.');
  await form.getByRole('button', { name: 'Write it down' }).click();
  await expect(page.getByRole('heading', { name: 'Forbidden by the school' })).toBeVisible();
}

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
