import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digitsOf, type Exported, exported, LOGS } from './written-exports.ts';
import { SCHEMAS } from './xml.ts';

const read = async (name: string): Promise<string> => readFile(join(SCHEMAS, '360giving-1.4.3', name), 'utf8');

/** The schemas name their dialect by http and each other by an address of 1.4.2: both are put right in memory. */
async function packageSchema() {
  const ajv = new Ajv2020({ strict: false });
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  ajv.addFormat('uri', URL.canParse);
  const load = async (name: string) => {
    const schema = JSON.parse(await read(name));
    return { ...schema, $schema: 'https://json-schema.org/draft/2020-12/schema' };
  };
  const schema = await load('360-giving-package-schema.json');
  ajv.addSchema({ ...(await load('360-giving-schema.json')), $id: schema.properties.grants.items.$ref });
  return ajv.compile(schema);
}

describe.each(LOGS)('360Giving grants of %s', (_, publish) => {
  let of: Exported;
  let text: string;
  beforeAll(async () => {
    of = await exported(publish);
    text = await of.text('data/360giving.json');
  });
  afterAll(() => of.remove());

  test('the package is valid by the schema of 360Giving 1.4.3, which a grant without an amount is not', async () => {
    const validate = await packageSchema();
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    const broken = JSON.parse(text);
    delete broken.grants[0].amountAwarded;
    expect(validate(broken)).toBe(false);
  });

  test('its currency is in the codelist', async () => {
    const codes = parse(await read('codelists/currency.csv'), { columns: true }).map(
      (row) => (row as Record<string, string>).Code,
    );
    for (const { currency } of JSON.parse(text).grants) expect(codes).toContain(currency);
  });

  test('no grant names a family, and every id is there once', () => {
    const { grants } = JSON.parse(text);
    expect(new Set(grants.map(({ id }: { id: string }) => id)).size).toBe(grants.length);
    for (const grant of grants) expect(grant).not.toHaveProperty('recipientIndividual');
  });

  test('money granted is what stands as passed on in the tables, to the fen', async () => {
    const { resources } = JSON.parse(await of.text('data/datapackage.json'));
    const rows = async (table: string) => {
      const { path } = resources.find(({ name }: { name: string }) => name === table);
      return (await Promise.all(path.map((file: string) => of.rows(`data/${file}`)))).flat() as Record<
        string,
        string
      >[];
    };
    const standing = new Set(
      (await rows('appropriations'))
        .filter((row) => row.direction === 'out' && row.voided_by === '')
        .map(({ leaf }) => leaf),
    );
    const issued = new Set(
      (await rows('disbursements'))
        .filter((row) => row.form === 'issue' && row.voided_by === '')
        .map(({ leaf }) => leaf),
    );
    const expected = {
      cash: sum((await rows('appropriation-items')).filter(({ leaf, unit }) => standing.has(leaf) && unit === 'CNY')),
      'goods-valuation': sum(
        (await rows('disbursement-totals')).filter(({ leaf, unit }) => issued.has(leaf) && unit === 'CNY:goods'),
      ),
    };
    // Digits as they stand in the file: JSON.parse would round what a float cannot hold.
    const found = { cash: 0n, 'goods-valuation': 0n };
    for (const line of text.split('\n').slice(1, -1)) {
      const [, amount = ''] = /"amountAwarded":(\d+\.\d\d),/.exec(line) ?? [];
      const [, code] = /"code":"(cash|goods-valuation)"/.exec(line) ?? [];
      found[code as keyof typeof found] += digitsOf(amount);
    }
    expect(found).toEqual(expected);
    expect(found.cash).toBeGreaterThan(0n);
  });
});

const sum = (rows: readonly Record<string, string>[]): bigint =>
  rows.reduce((total, { amount = '' }) => total + digitsOf(amount), 0n);
