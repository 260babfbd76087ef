import { describe, expect, test } from 'vitest';
import { type Matching, match } from '#reconciliation/matching/match.ts';
import type { BankLine, BookRecord } from '#reconciliation/matching/subject.ts';

const noSound = () => undefined;
const line = (id: string, given: Partial<BankLine> = {}): BankLine => ({
  id,
  moneyAccount: 'main',
  channel: 'bank',
  day: '2025-07-12',
  flow: 'in',
  amountFen: 200_00n,
  references: [],
  purpose: '',
  ...given,
});
const gift = (id: string, given: Partial<BookRecord> = {}): BookRecord => ({
  id,
  what: 'gift',
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

  test.for<[string, Partial<BankLine>, Partial<BookRecord>, BookRecord[]]>([
    [
      'of another who bears the name and gave as much',
      { name: '张三' },
      { name: '张三', giver: 'donor 1' },
      [gift('r2', { references: ['DN20250712002'], name: '张三', giver: 'donor 2' })],
    ],
    ['from an account that is not the giver’s, and nobody named', { account: '6228' }, { accounts: ['6217'] }, []],
    ['by another name from the giver’s account', { name: '李四', account: '6217' }, { accounts: ['6217'] }, []],
  ])('typed %s is for a person', ([, ofLine, ofGift, others]) => {
    const records = [gift('r1', { references: ['DN20250712001'], name: '张三', ...ofGift }), ...others];
    expect(matched([line('l1', { purpose: 'DN20250712001', ...ofLine })], records).exceptions).toEqual([
      'referenceDoubtful: l1 / r1',
    ]);
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
    [
      'name, account, fund and an odd amount, a day late',
      { name: '张三', account: '6217', purpose: '青石镇', day: '2025-07-13', amountFen: 140_957n },
      { name: '张三', accounts: ['6217'], fundWords: ['青石镇'], amountFen: 140_957n },
      false,
    ],
    [
      'a masked name of which two signs are shown, and an odd amount',
      { name: '*三丰', amountFen: 140_957n },
      { name: '张三丰', amountFen: 140_957n },
      true,
    ],
    ...(
      [
        ['*三', '张三'],
        ['**丰', '张三丰'],
        ['张**', '张三丰'],
        ['**三丰', '欧阳三丰'],
        ['张三', '*三'],
      ] as const
    ).map(
      ([name, known]) =>
        [
          `${name} for ${known}, of which one sign or half is shown, and an odd amount`,
          { name, amountFen: 140_957n },
          { name: known, amountFen: 140_957n },
          false,
        ] as const,
    ),
    [
      'a mask that leaves the legal form, and an odd amount',
      { name: '****有限公司', amountFen: 140_957n },
      { name: '湘江商贸有限公司', amountFen: 140_957n },
      false,
    ],
    ...[
      ...[520_00n, 131_400n, 66_666n, 12_345n, 14_000_00n, 125_790_00n, 194_910n, 36_524n],
      ...[16_888n, 20_088n, 51_888n, 52_013n, 88_618n, 131_452n, 1_314_520n, 5_201_314n],
    ].map(
      (amountFen) =>
        [
          `a masked name and ${amountFen} fen, which people choose`,
          { name: '*三丰', amountFen },
          { name: '张三丰', amountFen },
          false,
        ] as const,
    ),
    [
      'another company whose name has another number, and an odd amount',
      { name: '衡阳市第二中学', amountFen: 140_957n },
      { name: '衡阳市第一中学', amountFen: 140_957n },
      false,
    ],
    [
      'another company whose name is nearly the same, and an odd amount',
      { name: '湖南湘汇商贸有限公司', amountFen: 140_957n },
      { name: '湖南湘江商贸有限公司', amountFen: 140_957n },
      false,
    ],
    [
      'name and day, but another order of the same merchant',
      { name: '张三', references: ['420000123400000002'] },
      { name: '张三', references: ['420000123400000001'] },
      false,
    ],
    [
      'name and day, and a number of the bank’s own',
      { name: '张三', references: ['982371650000000002'] },
      { name: '张三', references: ['420000123400000001'] },
      true,
    ],
    [
      'a company as its bank cuts it, and an odd amount',
      { name: '湘江何华商贸有限公', amountFen: 140_957n },
      { name: '湘江何华商贸有限公司', amountFen: 140_957n },
      true,
    ],
    ...['党员捐款', '资助3名学生', '新时代文明实践捐款'].map(
      (purpose) => [`a person who says so: ${purpose}`, { name: '张三', purpose }, { name: '张三' }, true] as const,
    ),
    ['有限责任公司 for 有限公司', { name: '湘江商贸有限责任公司' }, { name: '湘江商贸有限公司' }, true],
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

  test.for<[string, BankLine[], BookRecord[]]>([
    ['another line of it', [line('l2', { name: '李四', day: '2025-07-26', amountFen: 140_957n })], []],
    ['another gift of it', [], [gift('r2', { name: '李四', day: '2025-06-28', amountFen: 140_957n })]],
    [
      'money of it that went back',
      [line('l2', { name: '张三丰', flow: 'out', day: '2025-07-14', amountFen: 140_957n })],
      [],
    ],
    ['one of it on another account', [line('l2', { moneyAccount: 'agency', amountFen: 140_957n })], []],
    [
      'another name that the mask may hide, with its number on a line',
      [line('l2', { purpose: 'DN20250712009', amountFen: 140_957n })],
      [gift('r2', { name: '李三丰', references: ['DN20250712009'], amountFen: 140_957n })],
    ],
    [
      'the name known for two people',
      [],
      [
        gift('r2', { name: '张三丰', giver: 'donor 2', amountFen: 1n }),
        gift('r3', { name: '张三丰', giver: 'donor 3', amountFen: 2n }),
      ],
    ],
    ['the account known for somebody else', [], [gift('r2', { name: '李四', accounts: ['6217'], amountFen: 1n })]],
  ])('an odd amount and a masked name beside %s say nothing', ([, lines, records]) => {
    const found = matched(
      [line('l1', { name: '*三丰', account: '6217', amountFen: 140_957n }), ...lines],
      [gift('r1', { name: '张三丰', giver: 'donor 1', amountFen: 140_957n }), ...records],
    );
    expect(found.proposals.filter((each) => each.includes('l1') || each.includes('r1 '))).toEqual([]);
    expect(found.groups).toEqual([]);
  });

  const CARD = '6217000011110001';
  test.for<[string, string, string[], string[]]>([
    ['the name in full', CARD, ['张三丰'], ['l1 = r1 by score']],
    ['the name in full, and other masks of it', CARD, ['张三丰', '张**', '张*丰'], ['l1 = r1 by score']],
    ['two names in full', CARD, ['张三丰', '李三丰'], []],
    ['another name', CARD, ['李四'], []],
    ['masks of others too', CARD, ['张三丰', '李*', '王**'], []],
    ['the name in full, and is no card', '9998887', ['张三丰'], []],
    ['the name in full, but hides signs of its number', '6217****00010001', ['张三丰'], []],
  ])('a masked name, whose account gives %s', ([, account, names, proposals]) => {
    const lines = ['*三丰', ...names].map((name, at) =>
      line(`l${at + 1}`, { name, account, amountFen: at === 0 ? 200_00n : 1n }),
    );
    expect(matched(lines, [gift('r1', { name: '张三丰' })]).proposals).toEqual(proposals);
  });

  test('a masked name, and another account that gives it in full', () => {
    const lines = [
      line('l1', { name: '*三丰', account: CARD }),
      line('l2', { name: '张三丰', account: '6228000011110001', amountFen: 1n }),
    ];
    expect(matched(lines, [gift('r1', { name: '张三丰' })]).proposals).toEqual([]);
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

  test.for([
    [
      'two people of one name, equal gifts on one day',
      [line('l1', { name: '张三', account: '6217' }), line('l2', { name: '张三', account: '6228' })],
      [gift('r1', { name: '张三', giver: 'donor 1' }), gift('r2', { name: '张三', giver: 'donor 2' })],
      'namesakes: l1 l2 / r1 r2',
    ],
    [
      'two equal gifts of one payer on one day, from two accounts',
      [line('l1', { name: '张三', account: '6217' }), line('l2', { name: '张三', account: '6228' })],
      [gift('r1', { name: '张三', giver: 'donor 1' }), gift('r2', { name: '张三', giver: 'donor 1' })],
      'namesakes: l1 l2 / r1 r2',
    ],
    [
      'one of a name that two are known to bear',
      [line('l1', { name: '张三' })],
      [gift('r1', { name: '张三', giver: 'donor 1' }), gift('r2', { name: '张三', giver: 'donor 2', amountFen: 1n })],
      'namesakes: l1 / r1',
    ],
    [
      'a giver whose account is known, and another pays',
      [line('l1', { name: '张三', account: '6228' })],
      [gift('r1', { name: '张三', accounts: ['6217'] })],
      'namesakes: l1 / r1',
    ],
    ...['代职工捐款', '全体员工爱心捐款', '代捐(12人)', '王芳等5人捐款', '师生捐款'].map(
      (purpose) =>
        [
          `a unit that pays the gift of others (${purpose})`,
          [line('l1', { name: '衡阳市第一中学', purpose })],
          [gift('r1', { name: '衡阳市第一中学' })],
          'namesakes: l1 / r1',
        ] as const,
    ),
    ...['县医院', '县一中', '水利局', '雁峰商会', '张建中'].map(
      (name) =>
        [
          `what is a unit by its name, or may be one (${name})`,
          [line('l1', { name, purpose: '党员捐款' })],
          [gift('r1', { name })],
          'namesakes: l1 / r1',
        ] as const,
    ),
    [
      'a person who pays the gift of others',
      [line('l1', { name: '张三', purpose: '王芳等5人捐款' })],
      [gift('r1', { name: '张三' })],
      'namesakes: l1 / r1',
    ],
    [
      'a branch of a company, and an odd amount',
      [line('l1', { name: '湖南雁峰建设集团衡阳分公司', amountFen: 140_957n })],
      [gift('r1', { name: '湖南雁峰建设集团', amountFen: 140_957n })],
      'nameContained: l1 / r1',
    ],
    [
      'one mask on both sides, which may hide two people',
      [line('l1', { name: '*三' })],
      [gift('r1', { name: '*三' })],
      'namesakes: l1 / r1',
    ],
    [
      'a company that the register knows without its legal form',
      [line('l1', { name: '湖南雁峰建设集团有限公司' })],
      [gift('r1', { name: '湖南雁峰建设集团' })],
      'nameContained: l1 / r1',
    ],
    [
      'one name that stands in two others',
      [line('l1', { name: '湖南雁峰建设集团有限公司' }), line('l2', { name: '湖南雁峰建设集团衡阳分公司' })],
      [gift('r1', { name: '湖南雁峰建设集团' })],
      'nameContained: l1 l2 / r1',
    ],
  ] as const)('%s: one question, and nothing is matched', ([, lines, records, question]) => {
    const found = matched([...lines], [...records]);
    expect([found.proposals, found.groups, found.exceptions]).toEqual([[], [], [question]]);
  });

  test('another account, another number or another day is no such question', () => {
    const lines = [
      line('l1', { name: '张三', account: '6217' }),
      line('l2', { name: '张三', account: '6228', purpose: 'DN20250712001' }),
    ];
    const records = [
      gift('r1', { name: '张三', moneyAccount: 'other', giver: 'donor 1' }),
      gift('r2', { name: '张三', day: '2025-07-13', giver: 'donor 2' }),
      gift('r3', { name: '张三', references: ['DN20250712002'], moneyAccount: 'other', giver: 'donor 3' }),
    ];
    expect(matched(lines, records)).toEqual({ ...NOTHING, left: ['l1', 'l2', 'r1', 'r2', 'r3'] });
  });

  test.for([
    ['to the same name', { name: '张三' }, false],
    ['to what a mask leaves of it', { name: '张*' }, false],
    ['to the same account', { name: '张三丰', account: '6217' }, false],
    ['to nobody who is named', {}, false],
    ['to where the bank puts what it sends back', { name: '待处理汇款', account: '0000' }, false],
    ['to somebody else', { name: '李四', account: '6228' }, true],
    ['weeks before', { name: '张三', day: '2025-06-20' }, true],
  ] as const)('a gift of an amount that went out %s', ([, out, proposed]) => {
    const lines = [
      line('l1', { name: '张三', account: '6217' }),
      line('l2', { flow: 'out', day: '2025-07-10', ...out }),
    ];
    expect(matched(lines, [gift('r1', { name: '张三' })]).proposals).toEqual(proposed ? ['l1 = r1 by score'] : []);
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

  test.for([
    ['one of which came late', ['2025-07-04', '2025-07-11'], ['2025-07-04', '2025-07-13'], ['l0 = r0 by score']],
    ['each of which may be the one before, late', ['2025-07-04', '2025-07-11'], ['2025-07-11', '2025-07-18'], []],
    ['one of which never came', ['2025-07-04', '2025-07-11', '2025-07-12'], ['2025-07-04', '2025-07-13'], []],
  ] as const)('equal gifts, %s', ([, given, came, proposals]) => {
    const lines = came.map((day, at) => line(`l${at}`, { day, name: '张三' }));
    const records = given.map((day, at) => gift(`r${at}`, { day, name: '张三' }));
    expect(matched(lines, records).proposals).toEqual(proposals);
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
