import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digitsOf, type Exported, exported, LOGS } from './written-exports.ts';

const run = promisify(execFile);
const isInstalled = (tool: string): Promise<boolean> =>
  access(`/usr/bin/${tool}`).then(
    () => true,
    () => false,
  );

type Totals = Map<string, bigint>;

/** `entity:fund:stream:flow unit` → sum; the figures of a unit all have its scale. */
const add = (totals: Totals, account: readonly string[], unit: string, figure: string): void => {
  const key = `${account.slice(0, 4).join(':')} ${unit}`;
  totals.set(key, (totals.get(key) ?? 0n) + digitsOf(figure));
};

function expectBalances(totals: Totals, { site }: Exported): void {
  let compared = 0;
  for (const { entity, fund, unit, kind, ...row } of site.balances) {
    if (kind !== 'donation' && kind !== 'funding') continue;
    const sum = (flow: string) => totals.get(`${entity}:${fund}:${kind}:${flow} ${unit}`) ?? 0n;
    const found = [
      -sum('received'),
      sum('disbursed'),
      sum('appropriated'),
      sum('adjusted'),
      sum('unstated'),
      sum('holding'),
    ];
    const expected = [row.received, row.disbursed, row.appropriated, row.adjusted, row.unstated, row.balance];
    expect(found.map(String), `${entity} ${fund} ${unit}`).toEqual(expected);
    compared++;
  }
  expect(compared).toBeGreaterThan(3);
}

describe.each(LOGS)('journals of %s', (_, publish) => {
  let of: Exported;
  beforeAll(async () => {
    of = await exported(publish);
  });
  afterAll(() => of.remove());

  test('hledger checks the monthly files and finds the balances of the site', async (context) => {
    if (!(await isInstalled('hledger'))) return context.skip('hledger is not installed: apt-get install hledger');
    const main = join(of.release, 'data/journal/main.journal');
    await run('hledger', ['-f', main, 'check']);
    const { stdout } = await run('hledger', ['-f', main, 'print', '-O', 'csv'], { maxBuffer: 1 << 26 });
    const totals: Totals = new Map();
    for (const { account, amount, commodity } of parse(stdout, { columns: true }) as Record<string, string>[]) {
      add(totals, (account ?? '').split(':'), commodity ?? '', amount ?? '');
    }
    expectBalances(totals, of);
  });

  test('a reader of the beancount syntax finds them too', async () => {
    expectBalances(readBeancount(await beancountText(of)), of);
  });

  test('bean-check accepts the monthly files', async (context) => {
    if (!(await isInstalled('bean-check')))
      return context.skip('bean-check is not installed: apt-get install beancount');
    await run('bean-check', [join(of.release, 'data/beancount/main.beancount')]);
  });
});

/** The main file with its includes in place. */
async function beancountText(of: Exported): Promise<string> {
  const lines = (await of.text('data/beancount/main.beancount')).split('\n');
  const texts = lines.map((line) => {
    const [, file] = /^include "([^"/]+)"$/.exec(line) ?? [];
    return file === undefined ? line : of.text(`data/beancount/${file}`);
  });
  return (await Promise.all(texts)).join('\n');
}

const ACCOUNT = /^(Assets|Income|Expenses)(:[A-Z0-9][A-Za-z0-9-]*)+$/;
const COMMODITY = /^[A-Z][A-Z0-9'._-]{0,22}[A-Z0-9]$/;

/** After the language's own description, strict: whatever line it does not know is an error. */
function readBeancount(text: string): Totals {
  const totals: Totals = new Map();
  const units = new Map<string, string>();
  let commodity = '';
  let open = new Map<string, bigint>();
  const close = (): void => {
    for (const [unit, sum] of open) expect(sum, unit).toBe(0n);
    open = new Map();
  };
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith(';') || line.startsWith('plugin "')) continue;
    const posting = /^ {2}(\S+) {2}(-?\d+(?:\.\d+)?) (\S+)$/.exec(line);
    const declared = /^\d{4}-\d\d-\d\d commodity (\S+)$/.exec(line);
    const unit = /^ {2}unit: "([^"]+)"$/.exec(line);
    if (posting) {
      const [, account = '', figure = '', name = ''] = posting;
      expect(account).toMatch(ACCOUNT);
      open.set(name, (open.get(name) ?? 0n) + digitsOf(figure));
      const [, ...parts] = account.split(':').map((part) => part.charAt(0).toLowerCase() + part.slice(1));
      add(totals, parts, units.get(name) ?? `undeclared ${name}`, figure);
    } else if (declared) {
      commodity = declared[1] ?? '';
      expect(commodity).toMatch(COMMODITY);
      expect(units).not.toContain(commodity);
    } else if (unit) units.set(commodity, unit[1] ?? '');
    else if (/^\d{4}-\d\d-\d\d \* "[^"]*" "[^"]*"$/.test(line)) close();
    else expect(line).toMatch(/^ {2,4}[a-z][a-zA-Z0-9_-]+: ("[^"]*"|\d+|\d{4}-\d\d-\d\d)$/);
  }
  close();
  return totals;
}
