import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COLUMNS } from '#site/balance-rows.ts';
import { exportParts } from '#site/exports/export-parts.ts';
import { digitsOf, type Exported, exported, LOGS } from './written-exports.ts';

interface Resource {
  name: string;
  path: string[];
  bytes: number;
  hash?: string;
  files: { path: string; bytes: number; hash: string }[];
  schema: {
    fields: { name: string; type: string; constraints?: { required?: boolean; enum?: string[] } }[];
    primaryKey?: string[];
    foreignKeys?: { fields: string[]; reference: { resource?: string; fields: string[] } }[];
  };
}

const profile = JSON.parse(
  await readFile(join(import.meta.dirname, '../../vectors/schemas/frictionless-2.0/datapackage.json'), 'utf8'),
);
const validate = new Ajv({ strict: false, validateFormats: false }).compile(profile);

const FORMS: Record<string, RegExp> = {
  integer: /^\d+$/,
  number: /^-?\d+(\.\d+)?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
  string: /^/,
};

describe.each(LOGS)('tables of %s', (_, publish) => {
  let of: Exported;
  let resources: Resource[];
  const rowsOf = async (name: string): Promise<Record<string, string>[]> => {
    const resource = resources.find((each) => each.name === name);
    const files = await Promise.all((resource?.path ?? []).map((path) => of.rows(`data/${path}`)));
    return files.flat();
  };

  beforeAll(async () => {
    of = await exported(publish);
    resources = JSON.parse(await of.text('data/datapackage.json')).resources;
  });
  afterAll(() => of.remove());

  test('the descriptor is what Frictionless Data Package 2.0 asks for', async () => {
    validate(JSON.parse(await of.text('data/datapackage.json')));
    expect(validate.errors).toBeNull();
    expect(resources.length).toBeGreaterThan(20);
  });

  test.each(['alone', 'in a release'])(
    'every file, %s, has the size and hash that the descriptor says',
    async (how) => {
      const descriptor = how === 'alone' ? resources : await inRelease(of);
      expect(descriptor).toEqual(resources);
      for (const { files, path, bytes, hash } of descriptor) {
        const contents = await Promise.all(files.map((file) => readFile(join(of.release, 'data', file.path))));
        expect(files.map((file) => file.path)).toEqual(path);
        expect(files.map((file) => [file.bytes, file.hash])).toEqual(
          contents.map((file) => [file.length, sha256(file)]),
        );
        expect(bytes).toBe(Buffer.concat(contents).length);
        // A hash over several files would have all months read at each publish.
        expect(hash).toBe(contents[0] && contents.length === 1 ? sha256(contents[0]) : undefined);
      }
    },
  );

  test('every cell keeps to its type and constraints, every key is unique, every reference leads somewhere', async () => {
    for (const { name, schema } of resources) {
      const rows = await rowsOf(name);
      for (const [row, cells] of rows.entries()) {
        expect(Object.keys(cells), name).toEqual(schema.fields.map((field) => field.name));
        for (const { name: column, type, constraints } of schema.fields) {
          const cell = cells[column] ?? '';
          const where = `${name} ${row} ${column}`;
          if (cell === '') expect(constraints?.required, where).toBeUndefined();
          else {
            expect(cell, where).toMatch(FORMS[type] ?? /^\b$/);
            if (constraints?.enum) expect(constraints.enum, where).toContain(cell);
            if (type === 'string') expect(cell, where).not.toMatch(/^[=+\-@＝＋－＠\t\r]/);
          }
        }
      }
      const keys = rows.map((cells) => schema.primaryKey?.map((column) => cells[column]).join('|') ?? '');
      if (schema.primaryKey) expect(new Set(keys).size, name).toBe(rows.length);
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const [from = '', to = ''] = [fields[0], reference.fields[0]];
        const there = new Set((await rowsOf(reference.resource ?? name)).map((cells) => cells[to]));
        for (const cells of rows) if (cells[from]) expect(there, `${name} ${from}`).toContain(cells[from]);
      }
    }
  });

  test('postings and accounts alone give the balances of the site', async () => {
    const flows = new Map((await rowsOf('accounts')).map(({ code, flow }) => [code, flow]));
    const sums = new Map<string, bigint>();
    for (const { entity, fund, stream, unit, account, amount = '' } of await rowsOf('postings')) {
      const key = [entity, fund, unit, stream, flows.get(account)].join(' ');
      sums.set(key, (sums.get(key) ?? 0n) + digitsOf(amount));
    }
    expect(of.site.balances.length).toBeGreaterThan(5);
    for (const { entity, fund, unit, kind, ...row } of of.site.balances) {
      if (kind !== 'donation' && kind !== 'funding') continue;
      const sum = (flow: string) => sums.get([entity, fund, unit, kind, flow].join(' ')) ?? 0n;
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
    }
  });

  test('what stands of gifts and funding is what was received, per unit', async () => {
    const standing = new Map<string, Record<string, string>>();
    const received = new Map<string, bigint>();
    const add = (owner: Record<string, string> | undefined, { unit, amount = '' }: Record<string, string>): void => {
      if (owner === undefined) return;
      const key = [owner.entity, owner.fund, unit, owner.stream].join(' ');
      received.set(key, (received.get(key) ?? 0n) + digitsOf(amount));
    };
    for (const gift of await rowsOf('gifts')) if (gift.voided_by === '') standing.set(gift.leaf ?? '', gift);
    for (const line of await rowsOf('gift-lines')) add(standing.get(line.leaf ?? ''), line);
    for (const valuation of await rowsOf('gift-valuations')) add(standing.get(valuation.leaf ?? ''), valuation);
    for (const row of await rowsOf('funding')) if (row.voided_by === '') add(row, row);
    for (const { entity, fund, unit, kind, ...row } of of.site.balances) {
      if (kind !== 'donation' && kind !== 'funding') continue;
      expect(String(received.get([entity, fund, unit, kind].join(' ')) ?? 0n), `${entity} ${unit}`).toBe(row.received);
    }
  });

  test('balances say what the site says, without what is only listed and must not be added', async () => {
    const rows = await rowsOf('balances');
    const added = of.site.balances.filter(({ kind }) => kind !== 'listed');
    expect(rows.map(({ kind }) => kind)).toEqual(added.map(({ kind }) => kind));
    for (const [at, row] of rows.entries()) {
      const { unstated, received } = added[at] ?? {};
      for (const column of COLUMNS) {
        const empty = row.disbursed === '' && column !== 'received' && column !== 'unstated';
        if (empty) expect([row[column], unstated], column).toEqual(['', received]);
        else expect(digitsOf(row[column] ?? '').toString(), column).toBe(added[at]?.[column]);
      }
    }
  });

  test('what came in with no word of its use leaves what is unknown empty', async () => {
    for (const row of [...(await rowsOf('balances')), ...(await rowsOf('stock'))]) {
      const unknown = row.unstated === row.received && !/^[0.]+$/.test(row.unstated ?? '');
      const others = ['disbursed', 'appropriated', 'adjusted', 'balance'].map((column) => row[column]);
      if (unknown && others.every((cell) => /^[0.]*$/.test(cell ?? ''))) expect(others).toEqual(['', '', '', '']);
      else expect(others).not.toContain('');
    }
  });

  test('stock is received = issued + appropriated + adjusted + unstated + balance', async () => {
    for (const row of await rowsOf('stock')) {
      const [received, ...others] = COLUMNS.map((column) => digitsOf(row[column] ?? ''));
      expect(others.reduce((sum, part) => sum + part, 0n)).toBe(received);
    }
  });
});

/** The descriptor as a release has it, which takes the sums from what was noted when the months were written. */
async function inRelease({ site }: Exported): Promise<Resource[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-described-'));
  try {
    for await (const part of exportParts(site)) {
      if (/^data\/(csv|datapackage)/.test(part.name)) await part.write(folder, { before: undefined });
    }
    const months = (await readdir(join(folder, 'data/csv'))).filter((name) => /-\d{4}-\d\d\.csv$/.test(name));
    expect(months.length).toBeGreaterThan(5);
    // So that the sums cannot have come from the files.
    for (const name of months) await rm(join(folder, 'data/csv', name));
    for await (const part of exportParts(site)) {
      if (part.name === 'data/datapackage.json') await part.write(folder, { before: undefined });
    }
    return JSON.parse(await readFile(join(folder, 'data/datapackage.json'), 'utf8')).resources;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const sha256 = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
