// From a class list to what is entered for somebody: two browsers at once, what a family does and what staff see.
import { expect, test } from '../fixtures';
import { ANSWERS, SOCIAL_MEDIA, another, checkSocialMedia, sayYes, signIn, takeBack, verdict } from './desk';
import { nextFamily, onPage, CONSENT, type Family } from './people';

test.describe('records at the desk', () => {
  test.beforeEach(({ complaints }) => complaints.allow(ANSWERS));

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
});
