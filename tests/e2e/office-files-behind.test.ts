import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refreshRelease } from '#publication/publish.ts';
import { clientOf } from '../support/office-client.ts';
import { type Office, startOffice } from '../support/office-server.ts';
import { siteOfTexts } from '../support/site-of-texts.ts';
import { value } from '../support/small-books.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
  value(await refreshRelease(office.db, office.dataDir, siteOfTexts));
});
afterAll(() => office?.stop());

test('that the public pages do not follow stands on the first page of those who can act, until they do', async () => {
  const said = '公开网页没能跟上已批准的更改';
  const firstPage = async (who: 'reviewer' | 'publisher' | 'clerk' | 'auditor') =>
    (await (await clientOf(office, who)).get('/admin')).text();
  expect(await firstPage('reviewer')).not.toContain(said);

  const [keys, away] = [join(office.dataDir, 'keys'), join(office.dataDir, 'keys-away')];
  await rename(keys, away);
  const reviewer = await clientOf(office, 'reviewer');
  const again = () => reviewer.post('/admin/erasures?_action=erasures.refresh', new URLSearchParams());
  expect((await again()).status).toBe(303);
  await expect.poll(() => firstPage('reviewer'), { timeout: 60_000 }).toContain(said);
  expect(await firstPage('publisher')).toContain(said);
  expect(await firstPage('clerk')).not.toContain(said);
  expect(await firstPage('auditor')).not.toContain(said);
  const page = await (await reviewer.get('/admin/erasures')).text();
  expect(page).toContain(said);
  expect(page).toContain('立即重新生成');

  await rename(away, keys);
  await again();
  await expect.poll(() => firstPage('reviewer'), { timeout: 120_000, interval: 1000 }).not.toContain(said);
}, 240_000);
