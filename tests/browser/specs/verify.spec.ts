// Anybody can prove a receipt on their own device: every letter of it, and nothing leaves the device.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { test, expect } from '../fixtures';
import { beginSigning, nextFamily, onPage, signButton } from './people';

const paste = async (page: Page, text: string) => {
  await page.getByLabel('Or paste what is in it').fill(text);
  await page.getByRole('button', { name: 'Check this receipt' }).click();
};

test('a receipt is proved by file and by paste, and one changed letter is found', async ({ page, shine, axe }) => {
  const family = nextFamily(shine);
  await beginSigning(page, family);
  await signButton(page).click();
  await onPage(page, 'Thank you. It is signed.');
  const reference = page.url().split('/').pop() ?? '';
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download this receipt' }).click(),
  ]);
  const receipt = await readFile(await download.path(), 'utf8');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Check a receipt' }).click();
  await onPage(page, 'Check a receipt');
  await axe();

  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  const genuine = page.getByRole('heading', { name: 'This receipt is genuine' });
  const notGenuine = page.getByRole('heading', { name: 'This receipt is not genuine' });
  const noReceipt = page.getByRole('heading', { name: 'This cannot be checked' });

  const file = { name: download.suggestedFilename(), mimeType: 'application/json', buffer: Buffer.from(receipt) };
  await page.getByLabel("The receipt's file").setInputFiles(file);
  await expect(genuine).toBeVisible();
  await expect(page.getByText(`Casterton Primary Academy signed receipt ${reference}, word for word`)).toBeVisible();
  await expect(page.getByText(`${family.adult} (parent)`)).toBeVisible();
  await axe();

  const altered = receipt.replace(family.adult, family.adult.replace(/.$/, (letter) => (letter === 'x' ? 'y' : 'x')));
  expect(JSON.parse(altered).receipt.signed_by).not.toBe(JSON.parse(receipt).receipt.signed_by);
  await paste(page, altered);
  await expect(notGenuine).toBeVisible();
  await expect(genuine).toHaveCount(0);
  await expect(page.getByText('Something in it was changed after the school had signed it.')).toBeVisible();
  await axe();

  for (const nonsense of ['', 'I signed it, honestly.', '{}', receipt.slice(0, -2)]) {
    await paste(page, receipt);
    await expect(genuine).toBeVisible();
    await paste(page, nonsense);
    await expect(noReceipt).toBeVisible();
    await expect(genuine).toHaveCount(0);
    await expect(notGenuine).toHaveCount(0);
  }
  await axe();

  expect(sent.filter((line) => !line.startsWith('GET '))).toEqual([]);
  expect(sent.filter((line) => line.includes(reference))).toEqual([]);
});

test('a receipt is proved by somebody who has no link', async ({ page, browser, shine }) => {
  const family = nextFamily(shine);
  await beginSigning(page, family);
  await signButton(page).click();
  await onPage(page, 'Thank you. It is signed.');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download this receipt' }).click(),
  ]);
  const receipt = await readFile(await download.path(), 'utf8');

  const context = await browser.newContext({ baseURL: shine.url });
  const other = await context.newPage();
  await other.goto('/verify');
  await onPage(other, 'Check a receipt');
  await paste(other, receipt);
  await expect(other.getByRole('heading', { name: 'This receipt is genuine' })).toBeVisible();
  await context.close();
});
