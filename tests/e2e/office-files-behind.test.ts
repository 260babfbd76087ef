import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readlink, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { decideErasure, proposeErasure } from '#publication/erasure.ts';
import { createLog } from '#publication/log-key.ts';
import { publish, refreshRelease } from '#publication/publish.ts';
import { testDatabase } from '../support/database.ts';
import { clientOf } from '../support/office-client.ts';
import { type Office, startOffice } from '../support/office-server.ts';
import { publicFiles, shownNames, siteOfTexts } from '../support/site-of-texts.ts';
import { cashGift, enterGift, openSmallBooks, value } from '../support/small-books.ts';

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

test('a server that starts with an erased name still on its pages takes it off by itself', async () => {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-behind-'));
  await createLog(database.db, dataDir, 'ledger.example.org/log');
  const books = await openSmallBooks(database.db, database.owner);
  const { actId } = await enterGift(database.db, books, cashGift(10_00n));
  value(await publish(database.db, { dataDir, buildSite: siteOfTexts }));
  const [name = ''] = (await shownNames(dataDir)).filter((each) => each !== undefined);
  const wish = { actId, fields: ['displayName', 'legalName'], askedBy: '捐赠人', reason: '要求删除' };
  const id = value(await proposeErasure(database.db, wish, books.recorder));
  value(await decideErasure(database.db, dataDir, { id, decision: 'approved', by: books.reviewer }));
  const page = async () =>
    String((await publicFiles(dataDir)).get(`/${await readlink(join(dataDir, 'current'))}/index.html`));
  expect(await page()).toContain(name);

  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/office-process.ts')], {
    env: { ...process.env, DATABASE_URL: database.urls.app, DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await expect.poll(page, { timeout: 180_000, interval: 1000 }).not.toContain(name);
  await vi.waitUntil(async () => (await readdir(join(dataDir, 'releases'))).length === 1, { timeout: 10_000 });
  child.kill();
  await once(child, 'exit');
  await database.close();
  await rm(dataDir, { recursive: true });
}, 240_000);
