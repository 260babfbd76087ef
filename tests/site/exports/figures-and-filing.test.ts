import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTotalName, totalOf } from '#site/page-totals.ts';
import { digitsOf, type Exported, exported, LOGS } from './written-exports.ts';

interface Figure {
  name: string;
  amount: string;
  inPeriod?: string;
  unit: string;
  records?: number;
  leaves?: string[];
}

describe.each(LOGS)('figures and filing sheets of %s', (_, publish) => {
  let of: Exported;
  beforeAll(async () => {
    of = await exported(publish);
  });
  afterAll(() => of.remove());

  const figuresOf = async (path: string): Promise<Figure[]> => JSON.parse(await of.text(path)).figures;
  const totalNamed = (name: string): bigint | undefined => {
    const parsed = readTotalName(name);
    return parsed && totalOf(parsed, of.site.balances);
  };

  test('every figure of every page is the total of its name', async () => {
    const folders = ['funds', 'items', 'organisations'];
    const paths = await Promise.all(
      folders.map(async (folder) =>
        (await readdir(join(of.release, 'data/figures', folder))).map((file) => `data/figures/${folder}/${file}`),
      ),
    );
    const figures = (await Promise.all(['data/figures/overview.json', ...paths.flat()].map(figuresOf))).flat();
    expect(figures.length).toBeGreaterThan(50);
    for (const { name, amount } of figures) expect(digitsOf(amount), name).toBe(totalNamed(name));
  });

  test('the leaves named under a figure are all that made it', async () => {
    const named = (await figuresOf('data/figures/overview.json')).filter(({ leaves }) => leaves !== undefined);
    expect(named.length).toBeGreaterThan(0);
    for (const { name, leaves = [] } of named) {
      const kinds = await Promise.all(leaves.map((leaf) => of.site.log.leaf(BigInt(leaf))));
      for (const leaf of kinds) expect('stream' in leaf && leaf.stream, name).toBe(name.split(' ')[0]);
      for (const leaf of leaves) expect(of.site.survey.corrected.has(BigInt(leaf)), name).toBe(false);
    }
  });

  test('what notices say of their periods adds up to the last one, and that is the total', async () => {
    const { list } = of.site.survey.notices;
    const periods = new Map<string, bigint>();
    for (const { number } of list) {
      for (const { name, amount, inPeriod = '' } of await figuresOf(`data/figures/notices/${number}.json`)) {
        periods.set(name, (periods.get(name) ?? 0n) + digitsOf(inPeriod));
        expect(digitsOf(amount), `${number} ${name}`).toBe(periods.get(name));
      }
    }
    expect(periods.size).toBeGreaterThan(10);
    for (const [name, sum] of periods) expect(sum, name).toBe(totalNamed(name));
  });

  test('the last filing sheet gives every donation total, in yuan and in ten thousand yuan to the fen', async () => {
    const { register, notices } = of.site.survey;
    const rows = await of.rows(`data/filing/notice-${notices.latest?.number}.csv`);
    const donations = of.site.balances.filter(({ kind }) => kind === 'donation');
    expect(donations.length).toBeGreaterThan(2);
    for (const { entity, fund, unit, received, disbursed, balance } of donations) {
      const { kind, item, measure } = register.unit(unit);
      const content = item?.name ?? (kind === 'cash' ? '资金' : '物资折价合计');
      const own = rows.filter(
        (row) =>
          row.核算主体 === register.organisationName(entity ?? '') &&
          row.专项资金 === register.fundName(fund ?? '') &&
          row.内容 === content,
      );
      expect(own.map((row) => row.计量单位)).toEqual(kind === 'goods' ? [measure] : ['元', '万元']);
      for (const row of own) {
        const tenThousandth = row.计量单位 === '万元' ? 6 : undefined;
        const figures = [row.累计募得, row['累计支出（发放）'], row['尚未使用（结存）']].map((figure = '') => {
          if (tenThousandth && figure !== '') expect(figure.split('.')[1]).toHaveLength(tenThousandth);
          return digitsOf(figure).toString();
        });
        expect(figures, `${entity} ${fund} ${unit}`).toEqual([received, disbursed, balance]);
      }
    }
  });

  test('the last filing sheet says of every row how exact its parts are, and leaves empty what nobody stated', async () => {
    const { register, notices, contributions, fold } = of.site.survey;
    const rows = await of.rows(`data/filing/notice-${notices.latest?.number}.csv`);
    const basisColumn = '口径（原数／约数／推算，按账册现有记载）及说明';
    for (const position of fold.positions().filter(({ stream }) => stream === 'donation')) {
      const { item, kind } = register.unit(position.unit);
      const content = item?.name ?? (kind === 'cash' ? '资金' : '物资折价合计');
      const own = rows.filter(
        (row) =>
          row.核算主体 === register.organisationName(position.entity) &&
          row.专项资金 === register.fundName(position.fund) &&
          row.内容 === content,
      );
      expect(own.length).toBeGreaterThan(0);
      const exactness =
        position.received === 0n ? 'stated' : contributions.exactness({ ...position, column: 'received' });
      for (const row of own) {
        const basis = row[basisColumn] ?? '';
        expect(basis.includes('募得：'), basis).toBe(exactness !== 'stated');
        expect(row['尚未使用（结存）'] === '', basis).toBe(basis.includes('去向原文未载'));
      }
    }
  });

  test('quarters add up to the same totals as their notices', async () => {
    const sumOf = async (folder: string, prefix: string): Promise<bigint> => {
      const files = (await readdir(join(of.release, folder))).filter((file) => file.startsWith(prefix));
      const rows = (await Promise.all(files.map((file) => of.rows(`${folder}/${file}`)))).flat();
      return rows
        .filter((row) => row.计量单位 === '元')
        .reduce((sum, row) => sum + digitsOf(row.本期公示募得 ?? ''), 0n);
    };
    expect(await sumOf('data/filing', 'quarter-')).toBe(await sumOf('data/filing', 'notice-'));
  });
});
