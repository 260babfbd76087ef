import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Matching, match } from '#reconciliation/matching/match.ts';
import type { BankLine, BookRecord } from '#reconciliation/matching/subject.ts';
import { chance, generatedMonth } from './generated-month.ts';

const noSound = () => undefined;
const line = (id: string, given: Partial<BankLine> = {}): BankLine => ({
  id,
  day: '2025-07-12',
  flow: 'in',
  amountFen: 200_00n,
  references: [],
  purpose: '',
  ...given,
});
const gift = (id: string, given: Partial<BookRecord> = {}): BookRecord => ({
  id,
  day: '2025-07-12',
  flow: 'in',
  amountFen: 200_00n,
  references: [],
  accounts: [],
  fundWords: [],
  ...given,
});

/** Ids only, so that a result reads as a sentence. */
const told = ({ proposals, groups, exceptions, unmatchedLines, unmatchedRecords }: Matching) => ({
  proposals: proposals.map((each) => `${each.line.id} = ${each.record.id} by ${each.by}`),
  groups: groups.map((each) => `${ids(each.lines)} = ${ids(each.records)}`),
  exceptions: exceptions.map((each) => `${each.kind}: ${ids(each.lines)} / ${ids(each.records)}`),
  left: [...unmatchedLines, ...unmatchedRecords].map(({ id }) => id),
});
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id).join(' ');
const matched = (lines: BankLine[], records: BookRecord[]) => told(match(lines, records, noSound));
const NOTHING = { proposals: [], groups: [], exceptions: [], left: [] };

describe('by number', () => {
  test('the gift number in the purpose decides, however it was typed', () => {
    const lines = [
      line('l1', { purpose: '捐款 定向:青石镇 ＤＮ20250712001' }),
      line('l2', { references: ['`DN 20250712002'] }),
    ];
    const records = [
      gift('r1', { references: ['DN20250712001'] }),
      gift('r2', { references: ['DN20250712002'], day: '2025-07-18' }),
    ];
    expect(matched(lines, records)).toEqual({
      ...NOTHING,
      proposals: ['l1 = r1 by reference', 'l2 = r2 by reference'],
    });
  });

  test.for([
    ['another amount', [line('l1', { purpose: 'DN20250712001', amountFen: 199_00n })], 'amountDiffers: l1 / r1'],
    ['another direction', [line('l1', { purpose: 'DN20250712001', flow: 'out' })], 'amountDiffers: l1 / r1'],
    [
      'two lines',
      [line('l1', { purpose: 'DN20250712001' }), line('l2', { purpose: 'DN20250712001' })],
      'referenceShared: l1 l2 / r1',
    ],
    [
      'a line of next year',
      [line('l1', { purpose: 'DN20250712001', day: '2026-07-12' })],
      'referenceDoubtful: l1 / r1',
    ],
  ] as const)('with %s is for a person', ([, lines, exception]) => {
    const records = [gift('r1', { references: ['DN20250712001'] })];
    expect(matched([...lines], records)).toEqual({ ...NOTHING, exceptions: [exception] });
  });

  test('copied from a neighbour’s slip is for a person', () => {
    const records = [
      gift('r1', { references: ['DN20250712001'], name: '李四' }),
      gift('r2', { references: ['DN20250712002'], name: '张三' }),
    ];
    expect(matched([line('l1', { purpose: 'DN20250712001', name: '张三' })], records).exceptions).toEqual([
      'referenceDoubtful: l1 / r1',
    ]);
  });

  test('that differs keeps apart what else agrees', () => {
    const records = [gift('r1', { references: ['DN20250712001'], name: '张三' })];
    expect(matched([line('l1', { purpose: 'DN20250712999', name: '张三' })], records)).toEqual({
      ...NOTHING,
      left: ['l1', 'r1'],
    });
  });
});

describe('by what agrees', () => {
  test.for([
    ['name and day', { name: '张三' }, { name: '张 三' }, true],
    ['name, a day late', { name: '张三', day: '2025-07-13' }, { name: '张三' }, false],
    ['a masked name alone', { name: '*三' }, { name: '张三' }, false],
    ['a masked name and the account', { name: '*三', account: '6217' }, { name: '张三', accounts: ['6217'] }, true],
    [
      'a bank’s note behind the name, and the fund',
      { name: '湘江商贸有限公司（对公）', purpose: '青石镇' },
      { name: '湘江商贸有限公司', fundWords: ['青石镇'] },
      true,
    ],
    ['another name', { name: '李四' }, { name: '张三' }, false],
    ['no name at all', {}, { name: '张三' }, false],
    [
      'more than a week apart',
      { name: '张三', account: '6217', day: '2025-07-20' },
      { name: '张三', accounts: ['6217'] },
      false,
    ],
  ] as const)('%s', ([, ofLine, ofGift, proposed]) => {
    const expected = proposed ? { ...NOTHING, proposals: ['l1 = r1 by score'] } : { ...NOTHING, left: ['l1', 'r1'] };
    expect(matched([line('l1', ofLine)], [gift('r1', ofGift as Partial<BookRecord>)])).toEqual(expected);
  });

  test('two equal gifts of one person on one day are a group', () => {
    const lines = [line('l1', { name: '张三' }), line('l2', { name: '张三' })];
    expect(matched(lines, [gift('r1', { name: '张三' }), gift('r2', { name: '张三' })])).toEqual({
      ...NOTHING,
      groups: ['l1 l2 = r1 r2'],
    });
    expect(matched(lines, [gift('r1', { name: '张三' })])).toEqual({
      ...NOTHING,
      exceptions: ['countsDiffer: l1 l2 / r1'],
    });
  });

  test('equal weekly gifts each find their own', () => {
    const days = ['2025-07-04', '2025-07-11', '2025-07-18'];
    const lines = days.map((day, at) => line(`l${at}`, { day, name: '张三' }));
    expect(
      matched(
        lines,
        days.map((day, at) => gift(`r${at}`, { day, name: '张三' })),
      ).proposals,
    ).toEqual(['l0 = r0 by score', 'l1 = r1 by score', 'l2 = r2 by score']);
  });

  test('two who are nearly as likely are left to a person, and both are shown', () => {
    const records = [
      gift('r1', { name: '张三', day: '2025-07-11', accounts: ['6217'] }),
      gift('r2', { name: '张三', day: '2025-07-13', accounts: ['6217'] }),
    ];
    expect(matched([line('l1', { name: '张三', account: '6217' })], records)).toEqual({
      ...NOTHING,
      left: ['l1', 'r1', 'r2'],
    });
  });

  test('a proposal says why, and what came second', () => {
    const records = [gift('r1', { name: '张三', accounts: ['6217'] }), gift('r2', { name: '张三', day: '2025-07-15' })];
    const [proposal] = match([line('l1', { name: '张三', account: '6217' })], records, noSound).proposals;
    expect(proposal?.score).toEqual({
      points: 95,
      features: [
        { feature: 'sameDay', points: 30 },
        { feature: 'nameExact', points: 40 },
        { feature: 'accountKnown', points: 25 },
      ],
    });
    expect(proposal?.runnerUp).toMatchObject({ record: { id: 'r2' }, points: 55 });
  });
});

describe('a generated month', () => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

  test.for(seeds)('has no false match (seed %i)', (seed) => {
    const { lines, records, truth, matchable, alike } = generatedMonth(600, seed);
    const { proposals, groups } = match(lines, records, noSound);
    const wrong = proposals.filter(({ line: { id }, record }) => {
      const right = truth.get(id);
      // Two gifts of one person, day and amount are the same to everybody.
      return right !== record.id && !(right !== undefined && alike(right, record.id));
    });
    expect(wrong.map((each) => `${each.line.id} = ${each.record.id}`)).toEqual([]);
    const found = proposals.length + groups.reduce((sum, each) => sum + each.lines.length, 0);
    // Masked names, late days and payments through a service are left to a person: that is what recall costs.
    expect(found / matchable).toBeGreaterThan(0.4);
  });

  test('is matched the same in any order', () => {
    const { lines, records } = generatedMonth(300, 9);
    const expected = told(match(lines, records, noSound));
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const shuffled = <T>(all: readonly T[]): T[] => {
          const random = chance(seed);
          return all
            .map((each) => [random(), each] as const)
            .sort(([one], [other]) => one - other)
            .map(([, each]) => each);
        };
        expect(told(match(shuffled(lines), shuffled(records), noSound))).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
