import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { parseYuan } from '#ledger/money.ts';
import { gifts } from '#samples/relief-2020/gifts.ts';
import { batches } from '#samples/relief-2020/hand-outs.ts';
import type { Listing } from '#samples/relief-2020/listing-row.ts';
import { items, organisations } from '#samples/relief-2020/register.ts';
import { reported } from '#samples/relief-2020/reported.ts';
import { appropriations, funding } from '#samples/relief-2020/union-money.ts';
import { witnessed } from '#samples/relief-2020/witnessed.ts';

/** The public record that the sample was made from: not part of the project, compared where it lies beside it. */
const FOLDER = process.env.RELIEF_2020_CSV ?? join(import.meta.dirname, '../../../shared/data/relief-2020');
const present = existsSync(FOLDER);
if (!present) console.warn(`skipped: ${FOLDER} is not here, so the sample was not compared with its sources`);

type Row = Record<string, string>;
const rowsOf = (name: string): Row[] =>
  present ? parse(readFileSync(join(FOLDER, `${name}.csv`)), { columns: true, bom: true }) : [];

const received = rowsOf('捐赠接收');
const handedOut = rowsOf('发放');
const passedOn = rowsOf('拨付');
const services = rowsOf('关爱服务');

const fen = (yuan: string | undefined): bigint => {
  const parsed = parseYuan(yuan ?? '');
  if (!parsed.ok) throw new Error(`not an amount: ${yuan}`);
  return parsed.value;
};
const nameOf = (code: string) => organisations.find((entry) => entry.code === code)?.name;
const listingOf = (reference: string | undefined): Listing => {
  const found = [...witnessed, ...reported].find(({ rows }) => rows.includes(reference ?? ''));
  if (!found) throw new Error(`no listing of ${reference}`);
  return found;
};
const dayOf = (row: Row) => (row.日期 === '' ? undefined : row.日期);

describe.skipIf(!present)('the sample says what its sources say', () => {
  test('every row of the record is in the sample exactly once', () => {
    const entered = [...gifts, ...batches, ...appropriations, ...witnessed, ...reported].flatMap(({ rows }) => [
      ...rows,
    ]);
    const recorded = [...received, ...handedOut, ...passedOn, ...services].map((row) => row.编号);
    expect(entered.toSorted()).toEqual(recorded.toSorted());
    expect(funding.rows).toEqual(passedOn.map((row) => row.编号));
  });

  test.each(received.filter((row) => row.记法 === '入账').map((row) => [row.编号, row] as const))(
    'gift %s',
    (reference, row) => {
      const gift = gifts.find(({ rows }) => rows.includes(reference ?? ''));
      expect(nameOf(gift?.input.header.entity ?? '')).toBe(row['核算主体(接收单位)']);
      if (dayOf(row))
        expect(gift?.input.header.occurred).toEqual({ precision: 'day', from: dayOf(row), to: dayOf(row) });
      const line = gift?.input.lines[gift.rows.indexOf(reference ?? '')];
      if (row.类别 === '现金') {
        expect([line?.unit, line?.quantity]).toEqual(['CNY', fen(row['金额(元)'])]);
        return;
      }
      const item = items.find(({ code }) => `item:${code}` === line?.unit);
      expect([item?.name, line?.quantity]).toEqual([row.物品, BigInt(row.数量 ?? '')]);
      // HY-D06 is counted in 个 by its source; its words are kept, the figure is one of 只.
      expect(line?.asStated).toContain(`${row.数量}${row.单位}`);
      expect(line?.fate).toBe('unstated');
      // Only donors shown by name are compared: the others are named nowhere.
      if (row.公开方式 === '实名' && gift && 'legalName' in gift.input.donor) {
        expect(gift.input.donor.legalName).toBe(row.捐赠人);
      }
    },
  );

  test.each(received.filter((row) => row.记法 !== '入账').map((row) => [row.编号, row] as const))(
    'listing %s of what was given',
    (reference, row) => {
      const { input } = listingOf(reference);
      expect(input.weight).toBe(row.记法?.includes('见证') ? 'witnessed' : 'listed');
      expect(input.party).toBe(row.捐赠人);
      expect(input.amounts.map(({ amount }) => amount)).toEqual(row['金额(元)'] ? [fen(row['金额(元)'])] : []);
      const provenance = input.amounts.map((amount) => amount.provenance);
      if (row.金额口径?.includes('推算')) expect(provenance).toEqual(['derived']);
      else if (row.金额口径?.includes('约')) expect(provenance).toEqual(['rounded']);
      else expect(provenance.every((each) => each === 'stated')).toBe(true);
      if (input.amounts.length > 0) expect(input.amounts[0]?.unit).toBe(row.类别 === '现金' ? 'CNY' : 'CNY:goods');
    },
  );

  test.each(handedOut.map((row) => [row.编号, row] as const))('hand-out %s', (reference, row) => {
    const batch = batches.find(({ rows }) => (rows as readonly (string | undefined)[]).includes(reference));
    if (row.记法 === '入账') {
      expect(batch).toMatchObject({
        title: row.名称,
        headcount: BigInt(row.计数 ?? ''),
        basis: row.计数单位 === '人' ? 'person' : 'household',
        shareFen: fen(row['每份金额(元)']),
        totalFen: fen(row['合计(元)']),
      });
      expect(nameOf(batch?.entity ?? '')).toBe(row.核算主体);
      expect(batch?.coHosts.map(nameOf)).toEqual([row.联合主办]);
      return;
    }
    const { input } = listingOf(reference);
    expect(input.amounts.map(({ amount }) => amount)).toEqual(row['合计(元)'] ? [fen(row['合计(元)'])] : []);
    expect(input.headcount).toBe(row.计数 ? BigInt(row.计数) : undefined);
    if (row.记法?.includes('保障')) expect(input.category).toBe('cover');
  });

  test.each(passedOn.map((row, index) => [row.编号, index, row] as const))('allotment item %s', (_, index, row) => {
    const all = appropriations.flatMap(({ allotment, items: parts }) => parts.map((part) => ({ allotment, ...part })));
    const part = all[index];
    expect(part?.allotment).toBe(BigInt(row.第几次 ?? ''));
    expect(part?.amountFen).toBe(fen(row['金额(元)']));
    expect(nameOf(part?.receiver ?? '')).toBe(row.接收单位);
    expect(all.slice(0, index + 1).reduce((sum, each) => sum + each.amountFen, 0n)).toBe(fen(row['累计(元)']));
  });

  test.each(services.map((row) => [row.编号, row] as const))('service %s', (reference, row) => {
    const { input } = listingOf(reference);
    expect(input.category).toBe('service');
    expect(input.amounts).toEqual([]);
    const [, count] = /^(\d+)(?:户|名援鄂)/.exec(row.数字 ?? '') ?? [];
    expect(input.headcount).toBe(count === undefined ? undefined : BigInt(count));
  });
});

describe('what the sample may not say', () => {
  const published = JSON.stringify([gifts, batches, appropriations, funding, witnessed, reported], (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );

  test('nothing describes the child beyond 学生', () => {
    expect(published).not.toMatch(/高一|压岁钱|中学生|小学生|年级/);
  });

  test('no group under five is counted out', () => {
    for (const { input } of [...witnessed, ...reported]) expect(input.headcount ?? 5n).toBeGreaterThanOrEqual(5n);
    expect(published).not.toMatch(/(?<!\d)[1-4] ?(?:户|人|名)(?!以)/);
  });
});
