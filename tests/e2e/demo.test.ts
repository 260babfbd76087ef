import { execFile } from 'node:child_process';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { type Database, openDatabase } from '#database/connection.ts';
import { openCluster } from '#database/open.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { onDay } from '#ledger/day.ts';
import { parseVerifierKey } from '#log/verifier-key.ts';
import { verifyLog } from '#log/verify-log.ts';
import { cutPower, type Demo, startDemo } from '../support/demo.ts';

const run = promisify(execFile);
const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

let dataDir: string;
let demo: Demo;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-demo-'));
  demo = await startDemo(dataDir);
}, 180_000);
afterAll(async () => {
  await demo?.stop();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

const get = (path: string) => fetch(new URL(path, demo.file.url));

interface Row {
  entity: string | null;
  fund: string;
  unit: string;
  kind: string;
  received: string;
  disbursed: string;
  appropriated: string;
  unstated: string;
  balance: string;
}
const balances = async () => (await (await get('/data/balances.json')).json()) as Row[];

/** entity, unit, kind: received, disbursed, appropriated, unstated, balance (the sample adjusts nothing). */
const EXPECTED: [string | null, string, string, ...string[]][] = [
  ['hengyang-charity', 'CNY', 'donation', '93000000', '93000000', '0', '0', '0'],
  ['hengyang-health', 'CNY:goods', 'donation', '200000000', '0', '0', '200000000', '0'],
  ['hengyang-health', 'item:mask-disposable-medical', 'donation', '250000', '0', '0', '250000', '0'],
  ['hengyang-health', 'item:protective-suit', 'donation', '1000', '0', '0', '1000', '0'],
  ['hengyang-health', 'item:gloves-disposable', 'donation', '4000', '0', '0', '4000', '0'],
  ['hengyang-redcross', 'item:mask-medical', 'donation', '400', '0', '0', '400', '0'],
  ['hengyang-joint', 'item:mask-medical', 'donation', '11204', '0', '0', '11204', '0'],
  ['xiqing-union', 'CNY', 'funding', '610000000', '0', '610000000', '0', '0'],
  [null, 'CNY', 'witnessed', '12000000', '12000000', '0', '0', '0'],
  [null, 'CNY:goods', 'witnessed', '70000000', '70000000', '0', '0', '0'],
];

describe('the demonstration', () => {
  it('says on its pages and in its frames that it is one, in each language', async () => {
    for (const path of ['/', '/gifts/1', '/notices/1', '/embed/hengyang-2020']) {
      expect(await (await get(path)).text(), path).toContain('不是该单位发布');
    }
    expect(await (await get('/en/')).text()).toContain('Not published by this organisation');
    expect(await (await get('/zh-hant/')).text()).toContain('不是該單位');
  });

  it('serves, answers that it is ready, and hands over what an outside check needs', async () => {
    expect((await get('/healthz')).status).toBe(200);
    expect(demo.file).toMatchObject({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
      logKey: expect.stringMatching(/^[^+]+\+[0-9a-f]{8}\+/),
      receiptCode: expect.stringMatching(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/),
    });
    expect(demo.file.users.map(({ role }) => role)).toEqual(
      expect.arrayContaining(['recorder', 'reviewer', 'publisher', 'auditor', 'administrator']),
    );
  });

  it.each(EXPECTED)(
    '%s %s %s is published as received %s, disbursed %s, appropriated %s, unstated %s, balance %s',
    async (entity, unit, kind, received, disbursed, appropriated, unstated, balance) => {
      const row = (await balances()).filter(
        (each) => each.entity === entity && each.unit === unit && each.kind === kind,
      );
      expect(row).toEqual([
        expect.objectContaining({ received, disbursed, appropriated, unstated, balance, adjusted: '0' }),
      ]);
    },
  );

  it('publishes a log that verifies over the network to the same totals', async () => {
    const report = await verifyLog(async (path) => {
      const answer = await get(`/log/${path}`);
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
    }, parseVerifierKey(demo.file.logKey));
    if (!report.ok) throw new Error(`${report.code} ${JSON.stringify(report.detail)}`);
    const rows = report.balances.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)])),
    );
    expect(rows).toEqual(await balances());
  });

  it('serves the log as C2SP asks', async () => {
    const checkpoint = await get('/log/checkpoint');
    expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const size = Number((await checkpoint.text()).split('\n')[1]);
    const tile = await get(`/log/tile/0/000.p/${size}`);
    expect(tile.headers.get('content-type')).toBe('application/octet-stream');
    expect(tile.headers.get('cache-control')).toContain('immutable');
    expect((await tile.arrayBuffer()).byteLength).toBe(size * 32);
    const missing = await get('/log/tile/0/001');
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });

  it('never says more of the minor than 爱心学生', async () => {
    const pages = ['/', '/gifts/1', '/items/mask-medical', '/notices/1', '/openings/000.json', '/receipts/all.json'];
    for (const page of [...pages, '/data/register.json', '/organisations/hengyang-redcross']) {
      const text = await (await get(page)).text();
      const opened = [...text.matchAll(/"([\w-]{80,})"/g)].map(([, opening = '']) => Buffer.from(opening, 'base64url'));
      expect(`${text}${opened.join('')}`, page).not.toMatch(/高一|压岁钱|高中|一名学生/);
    }
    expect(await (await get('/gifts/1')).text()).toContain('爱心学生');
  });

  it('exports a journal in which hledger and ledger find the same balances', async (context) => {
    for (const tool of ['hledger', 'ledger']) {
      const found = await access(`/usr/bin/${tool}`).then(
        () => true,
        () => false,
      );
      if (!found) return context.skip(`${tool} is not installed: apt-get install hledger ledger`);
    }
    const environment = { ...process.env, DATA_DIR: dataDir };
    const { stdout: journal } = await run(process.execPath, [MAIN, 'export', 'journal'], { env: environment });
    const path = join(dataDir, 'journal.txt');
    await writeFile(path, journal);
    await run('hledger', ['-f', path, 'check']);
    const hledger = totalsOf((await run('hledger', ['-f', path, 'print', '-O', 'csv'])).stdout, HLEDGER_COLUMNS);
    const ledger = totalsOf((await run('ledger', ['-f', path, 'csv'])).stdout, LEDGER_COLUMNS);
    expect(ledger).toEqual(hledger);
    for (const { entity, fund, unit, kind, ...row } of await balances()) {
      if (kind !== 'donation' && kind !== 'funding') continue;
      const total = (flow: string) => hledger.get(`${entity}:${fund}:${kind}:${flow} ${unit}`) ?? 0n;
      expect(-total('received'), `${entity} ${unit}`).toBe(BigInt(row.received));
      expect(total('disbursed'), `${entity} ${unit}`).toBe(BigInt(row.disbursed));
      expect(total('appropriated'), `${entity} ${unit}`).toBe(BigInt(row.appropriated));
      expect(total('unstated'), `${entity} ${unit}`).toBe(BigInt(row.unstated));
      expect(total('holding'), `${entity} ${unit}`).toBe(BigInt(row.balance));
    }
  });

  it('starts again with the same data after server and database were killed at once: no committed act is lost, and none is published by it', async () => {
    const before = await (await get('/log/checkpoint')).text();
    const confirmed: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const committed = await proposeUntilCut();
      demo = await startDemo(dataDir);
      const cluster = await openCluster({ dataDir, host: '127.0.0.1', port: 0, secure: false });
      const db = openDatabase(cluster.appUrl, { max: 2 });
      try {
        const found = await db.selectFrom('act').select('number').where('number', 'in', committed).execute();
        expect(found.map(({ number }) => number).sort()).toEqual(committed.sort());
        // What is ready for publishing when it starts the next time waits for a person to publish it.
        confirmed.push(await confirmOne(db, committed[0] ?? ''));
        const statuses = await db
          .selectFrom('act')
          .innerJoin('actStatus', 'actStatus.actId', 'act.id')
          .select('status')
          .where('number', 'in', confirmed)
          .execute();
        expect(statuses.map(({ status }) => status)).toEqual(confirmed.map(() => 'confirmed'));
      } finally {
        await db.destroy();
        await cluster.stop();
      }
    }
    expect(await (await get('/log/checkpoint')).text()).toBe(before);
    expect((await balances()).filter(({ unit, entity }) => entity === 'hengyang-charity' && unit === 'CNY')).toEqual([
      expect.objectContaining({ received: '93000000' }),
    ]);
  }, 240_000);
});

/** Proposes gifts as fast as the database takes them and cuts the power in the middle; returns the numbers it acknowledged. */
async function proposeUntilCut(): Promise<string[]> {
  const cluster = await openCluster({ dataDir, host: '127.0.0.1', port: 0, secure: false });
  const db = openDatabase(cluster.appUrl, { max: 4 });
  const { id: by } = await db
    .selectFrom('appUser')
    .select('id')
    .where('email', 'like', 'recorder@%')
    .executeTakeFirstOrThrow();
  // From here on only the portal keeps the database running, and it dies with it.
  await cluster.stop();
  const committed: string[] = [];
  let cut = false;
  const writer = async () => {
    while (!cut) {
      const number = await proposeOne(db, by).catch((error: unknown) => {
        if (!cut) throw error;
      });
      if (number !== undefined) committed.push(number);
    }
  };
  const writers = [writer(), writer(), writer(), writer()];
  while (committed.length < 20) await new Promise((resume) => setTimeout(resume, 5));
  cut = true;
  await cutPower(demo, dataDir);
  await Promise.all(writers);
  await db.destroy();
  return committed;
}

/** Approved by the reviewer and confirmed by the press; answers its number. */
async function confirmOne(db: Database, number: string): Promise<string> {
  const act = await db.selectFrom('act').select('id').where('number', '=', number).executeTakeFirstOrThrow();
  const { id: by } = await db
    .selectFrom('appUser')
    .select('id')
    .where('email', 'like', 'reviewer@%')
    .executeTakeFirstOrThrow();
  for (const result of [
    await approveAct(db, { actId: act.id, revision: 1, by }),
    await confirmAct(db, { actId: act.id, by, kind: 'press', note: '日报 2020-03-01' }),
  ])
    if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return number;
}

async function proposeOne(db: Database, by: bigint): Promise<string> {
  const proposed = await proposeDonation(
    db,
    {
      header: {
        entity: 'hengyang-charity',
        fund: 'hengyang-2020',
        occurred: onDay('2020-03-01'),
        source: '日报 2020-03-01',
      },
      donor: { kind: 'enterprise', legalName: '断电试验公司' },
      display: 'named',
      restriction: 'unrestricted',
      path: 'throughEntity',
      receipt: { kind: 'none' },
      lines: [{ unit: 'CNY', quantity: 100n, provenance: 'stated', fate: 'held' }],
      valuations: [],
    },
    by,
    crypto.randomUUID(),
  );
  if (!proposed.ok) throw new Error(JSON.stringify(proposed.refusals));
  return proposed.value.number;
}

/** Places of account, commodity and amount in a row, and what stands before a quote inside quotes. */
const HLEDGER_COLUMNS = { account: 7, commodity: 9, amount: 8, escape: '"' };
const LEDGER_COLUMNS = { account: 3, commodity: 4, amount: 5, escape: '\\' };

/** Sums per entity, fund, stream, part of the identity and unit, in the smallest denomination; zeros left out. */
function totalsOf(csv: string, columns: typeof HLEDGER_COLUMNS): Map<string, bigint> {
  const totals = new Map<string, bigint>();
  for (const row of parse(csv, { relax_column_count: true, escape: columns.escape }) as string[][]) {
    const [account = '', commodity = '', figure = ''] = [columns.account, columns.commodity, columns.amount].map(
      (place) => row[place] ?? '',
    );
    if (!/^-?[\d.]+$/.test(figure)) continue;
    const unit = commodity.replaceAll('"', '');
    const [whole = '0', fraction = ''] = figure.split('.');
    const amount = BigInt(whole + (unit.startsWith('CNY') ? fraction.padEnd(2, '0') : fraction));
    const key = `${account.split(':').slice(0, 4).join(':')} ${unit}`;
    totals.set(key, (totals.get(key) ?? 0n) + amount);
  }
  return new Map([...totals].filter(([, amount]) => amount !== 0n).sort());
}
