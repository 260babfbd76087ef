import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digitsOf, type Exported, exported, LOGS } from './written-exports.ts';
import { elements, mistakes, SCHEMAS } from './xml.ts';

describe.each(LOGS)('IATI activities of %s', (_, publish) => {
  let of: Exported;
  let xml: string;
  beforeAll(async () => {
    of = await exported(publish);
    xml = await of.text('data/iati-activities.xml');
  });
  afterAll(() => of.remove());

  test('the file is valid by the schema of IATI 2.03, which a missing element is not', async () => {
    const check = (text: string) => mistakes(text, 'iati-activities-schema.xsd', ['iati-common.xsd', 'xml.xsd']);
    expect(await check(xml)).toEqual([]);
    expect(await check(xml.replace(/<activity-status[^>]*>/, ''))).not.toEqual([]);
  });

  test.each([
    ['TransactionType', 'transaction-type', 'code'],
    ['ActivityStatus', 'activity-status', 'code'],
    ['ActivityDateType', 'activity-date', 'type'],
    ['OrganisationRole', 'participating-org', 'role'],
  ])('codes of %s are in its codelist', async (list, name, attribute) => {
    const codelist = await readFile(join(SCHEMAS, 'iati-2.03/codelists', `${list}.xml`), 'utf8');
    const codes = elements('code', codelist).map(({ content }) => content);
    const used = elements(name, xml).map(({ attributes }) => attributes[attribute]);
    expect(used.length).toBeGreaterThan(0);
    for (const code of used) expect(codes).toContain(code);
  });

  test('incoming less outgoing money is what each entity and fund holds or cannot tell of', () => {
    const activities = elements('iati-activity', xml);
    const identifiers = activities.map(({ content }) => elements('iati-identifier', content)[0]?.content);
    expect(new Set(identifiers).size).toBe(activities.length);
    const found = new Map(activities.map(({ content }, at) => [identifiers[at], leftOver(content)]));
    const expected = new Map<string, bigint>();
    for (const { entity, fund, unit, kind, balance, unstated } of of.site.balances) {
      if (unit !== 'CNY' || (kind !== 'donation' && kind !== 'funding')) continue;
      const key = `ledger.example.org-${entity}-${fund}`;
      expected.set(key, (expected.get(key) ?? 0n) + BigInt(balance) + BigInt(unstated));
    }
    expect(expected.size).toBeGreaterThan(1);
    for (const [key, left] of expected) expect(found.get(key), key).toBe(left);
  });

  test('incoming funds are what was received, and interest', async () => {
    const incoming = elements('transaction', xml).filter(({ content }) => codeOf(content) === '1');
    const sum = incoming.reduce((total, { content }) => total + fenOf(content), 0n);
    const received = of.site.balances
      .filter(({ unit, kind }) => unit === 'CNY' && (kind === 'donation' || kind === 'funding'))
      .reduce((total, row) => total + BigInt(row.received), 0n);
    expect(sum).toBe(received + (await interestOf(of)));
    expect(sum).toBeGreaterThan(0n);
    for (const { content } of incoming) expect(fenOf(content), content).toBeGreaterThan(0n);
  });

  test('nothing is said that nobody recorded: no sector, country or humanitarian flag', () => {
    expect(xml).not.toMatch(/<sector|<recipient-country|humanitarian=/);
    const [described = ''] = elements('description', xml).map(({ content }) => content);
    expect(described).toContain('账上没有记载活动状态');
  });
});

/** Interest that stands, from the tables. */
async function interestOf(of: Exported): Promise<bigint> {
  const { resources } = JSON.parse(await of.text('data/datapackage.json'));
  const { path } = resources.find(({ name }: { name: string }) => name === 'adjustments');
  const rows = (await Promise.all(path.map((file: string) => of.rows(`data/${file}`)))).flat() as Record<
    string,
    string
  >[];
  return rows
    .filter((row) => row.adjustment_reason === 'interest' && row.voided_by === '')
    .reduce((total, row) => total + digitsOf(row.amount ?? ''), 0n);
}

const codeOf = (transaction: string) => elements('transaction-type', transaction)[0]?.attributes.code;
const fenOf = (transaction: string) => digitsOf(elements('value', transaction)[0]?.content ?? '');

const leftOver = (activity: string): bigint =>
  elements('transaction', activity).reduce(
    (left, { content }) => (codeOf(content) === '1' ? left + fenOf(content) : left - fenOf(content)),
    0n,
  );
