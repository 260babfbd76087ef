import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { signedIn } from '../support/office-browser.ts';
import { type Office, startOffice } from '../support/office-server.ts';

let office: Office;
let browser: Browser;
beforeAll(async () => {
  office = await startOffice();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

const isUnfolded = (page: Page) => page.locator('#consent').evaluate((fold) => (fold as HTMLDetailsElement).open);

async function chooseNamedPerson(page: Page): Promise<void> {
  await page.goto('/admin/donations/new');
  expect(await isUnfolded(page)).toBe(false);
  await page.locator('[name=display]').selectOption('named');
  await page.locator('[name=donorKind]').selectOption('enterprise');
  expect(await isUnfolded(page)).toBe(false);
  await page.locator('[name=donorKind]').selectOption('person');
}

describe('the consent of a gift', () => {
  test('unfolds as soon as a person is to be named', async () => {
    const page = await signedIn(browser, office, 'clerk');
    await chooseNamedPerson(page);
    expect(await isUnfolded(page)).toBe(true);
    expect(await page.locator('#consent summary').innerText()).toContain('必填');
  });

  test('comes back unfolded where no script runs', async () => {
    const page = await signedIn(browser, office, 'clerk', { javaScriptEnabled: false });
    await chooseNamedPerson(page);
    expect(await isUnfolded(page)).toBe(false);
    await page.getByRole('button', { name: '预览入账' }).click();
    expect(await isUnfolded(page)).toBe(true);
  });
});
