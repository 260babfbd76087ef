import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Column } from '#site/contributions.ts';
import { readSite } from '#site/site-data.ts';
import { moved, SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';
import { randomNotices } from './exports/random-log.ts';

const COLUMNS: Column[] = ['received', 'disbursed', 'appropriated', 'adjusted', 'unstated'];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-contributions-'));
});
afterEach(() => rm(folder, { recursive: true }));

test.each([
  ['one', 9],
  ['two', 14],
] as const)('no figure of log %s but zero comes from no records', async (seed, notices) => {
  await writeSampleLog(folder, randomNotices(seed, notices));
  const { survey } = await readSite(folder);
  const moving = survey.fold
    .positions()
    .flatMap((row) => COLUMNS.flatMap((column) => (row[column] ? [{ row, column }] : [])));
  expect(moving.length).toBeGreaterThan(10);
  for (const { row, column } of moving) {
    expect(survey.contributions.count({ ...row, column }), `${row.unit} ${column}`).toBeGreaterThan(0);
  }
});

describe('a rounded part', () => {
  const owner = { entity: 'charity', fund: 'relief', stream: 'donation' as const };
  const head = {
    ...{ v: 1 as const, ...owner, date: { precision: 'day' as const, day: '2020-02-05' } },
  };

  async function contributions() {
    const sample = new SampleLeaves();
    sample.accounts();
    sample.organisation('charity', '慈善总会');
    sample.organisation('branch', '分会', false);
    sample.fund('relief', '专项');
    sample.item('mask', '口罩', '只');
    const gift = {
      donorKind: 'individual' as const,
      restriction: 'restricted' as const,
      path: 'throughEntity' as const,
    };
    for (const provenance of ['stated', 'rounded'] as const) {
      sample.add({
        ...{ ...head, ...gift, kind: 'intake', number: `D-${provenance}`, tag: 'AAAAAAAAAAAAAAAAAAAAAA' },
        confirmedBy: ['press'],
        lines: [{ unit: 'item:mask', quantity: '100', provenance: 'stated', fate: 'unstated' }],
        valuations: [{ amount: '5000', method: 'donorStated', provenance, lines: [0] }],
        postings: ['item:mask', 'CNY:goods'].flatMap((unit) => {
          const amount = unit === 'CNY:goods' ? '5000' : '100';
          return [...moved('1201', '410102', unit, amount).postings, ...moved('1299', '1201', unit, amount).postings];
        }),
      });
      sample.add({
        ...{ ...head, kind: 'appropriation', number: `B-${provenance}`, direction: 'report', allotment: '1' },
        confirmedBy: ['press'],
        items: [{ receiver: 'branch', form: 'advance', unit: 'CNY', amount: '700', provenance }],
        ...moved('510101', '1122', 'CNY', '700'),
      });
    }
    await writeSampleLog(folder, [sample.notice('2020-03-01T00:00:00Z')]);
    return (await readSite(folder)).survey.contributions;
  }

  test('reaches what has an unstated fate, and what a report moves from passed on to disbursed', async () => {
    const found = await contributions();
    const of = (unit: string, column: Column) => {
      const position = { ...owner, unit, column };
      return [found.exactness(position), found.count(position)];
    };
    expect(of('CNY:goods', 'received')).toEqual(['partlyRounded', 2]);
    expect(of('CNY:goods', 'unstated')).toEqual(['partlyRounded', 2]);
    expect(of('item:mask', 'unstated')).toEqual(['stated', 2]);
    expect(of('CNY', 'disbursed')).toEqual(['partlyRounded', 2]);
    expect(of('CNY', 'appropriated')).toEqual(['partlyRounded', 2]);
  });
});
