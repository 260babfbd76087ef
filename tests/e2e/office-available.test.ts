import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { keepBooks } from '../support/office-books.ts';
import { signedIn } from '../support/office-browser.ts';
import { type Office, startOffice } from '../support/office-server.ts';

let office: Office;
let browser: Browser;
beforeAll(async () => {
  office = await startOffice();
  await keepBooks(office);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await office?.stop();
});

test.for([true, false])(
  'what is there, and what is short, is said before a hand-out is sent (script: %s)',
  async (javaScriptEnabled) => {
    const page = await signedIn(browser, office, 'clerk', { javaScriptEnabled, width: 390 });
    await page.goto('/admin/batches/new');
    for (const [name, value] of Object.entries({
      entity: 'charity',
      fund: 'relief',
      restriction: 'unrestricted',
      unit: 'CNY',
    })) {
      await page.locator(`[name="${name}"]`).selectOption(value);
    }
    await page.locator('[name="occurredFrom"]').fill('2020-02-20');
    await page.locator('[name="total"]').fill('1000050.01');
    const preview = async () => {
      if (!javaScriptEnabled) await page.getByRole('button', { name: /^预览入账/ }).click();
    };
    await preview();
    const available = page.getByRole('list', { name: '可用结存' });
    await available.getByText('不够 0.01 元').waitFor();
    expect(await available.innerText()).toContain('可用（非定向）1,000,050.00 元');
    await page.locator('[name="occurredFrom"]').fill('2020-02-13');
    await preview();
    await available.getByText('截至 2020-02-13 可用（非定向）0.00 元').waitFor();
    await page.locator('[name="occurredFrom"]').fill('2020-02-20');
    await page.locator('[name="total"]').fill('1000050');
    await preview();
    await available.getByText('可用（非定向）1,000,050.00 元').waitFor();
    expect(await available.innerText()).not.toContain('不够');

    await page.getByRole('button', { name: '提交复核' }).last().click();
    expect(await page.getByRole('alert').innerText()).toContain('“户数或人数”没有填。 请按发放名册填整数，例如 93');
    expect(office.complaints()).toBe('');
  },
);
