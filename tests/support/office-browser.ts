import type { Browser, Page } from 'playwright-core';
import { type Office, PASSWORD } from './office-server.ts';

/** A page in a browser profile of its own, signed in as this person. */
export async function signedIn(
  browser: Browser,
  office: Office,
  who: keyof Office['people'],
  options: { javaScriptEnabled?: boolean; width?: number } = {},
): Promise<Page> {
  const { javaScriptEnabled = true, width = 1280 } = options;
  const context = await browser.newContext({
    baseURL: office.url,
    javaScriptEnabled,
    viewport: { width, height: 900 },
    locale: 'zh-CN',
  });
  // Sent as the form sends it; that people can fill it in themselves is tried where it is what a test is about.
  const answer = await context.request.post('/sign-in?_action=session.begin', {
    form: { email: office.people[who].email, password: PASSWORD },
    headers: { origin: office.url },
    maxRedirects: 0,
  });
  if (answer.status() !== 303) throw new Error(`${who} could not sign in: ${answer.status()}`);
  const page = await context.newPage();
  await page.goto('/admin');
  return page;
}

/** Fills the donation form with a cash gift and whatever else is given by the names of its fields. */
export async function fillGift(page: Page, yuan: string, more: Record<string, string> = {}): Promise<void> {
  const fields = {
    entity: 'charity',
    fund: 'relief',
    occurredFrom: '2020-02-14',
    donorKind: 'enterprise',
    legalName: '湖南某某实业有限公司',
    display: 'named',
    restriction: 'unrestricted',
    'lines.1.unit': 'CNY',
    'lines.1.quantity': yuan,
    ...more,
  };
  for (const [name, value] of Object.entries(fields)) {
    const input = page.locator(`[name="${name}"]`);
    if ((await input.evaluate((element) => element.tagName)) === 'SELECT') await input.selectOption(value);
    else await input.fill(value);
  }
}
