import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { Fold } from '#log/fold.ts';
import type { AdjustmentLeaf, IntakeLeaf, Leaf, PurchaseLeaf, StatementLeaf } from '#log/leaf.ts';
import { parseLeaf } from '#log/parse-leaf.ts';
import { statementLeaves } from '#log/statement.ts';
import { LATER_ACCOUNT, moved, SampleLeaves } from '../support/sample-leaves.ts';
import { bytesOf } from '../support/sample-log.ts';

// What one leaf by itself must satisfy is tested in parse-leaf.test.ts; here leaves meet those before them.
const CHARITY = 'hengyang-charity';
const FUND = 'hengyang-2020';
const failing = (code: string) => expect.objectContaining({ code });

let log: SampleLeaves;
beforeEach(() => {
  log = new SampleLeaves();
  log.accounts();
  log.organisation(CHARITY, '衡阳市慈善总会');
  log.organisation('hospital', '医院', false);
  log.fund(FUND, '援鄂医疗队家属关爱');
  log.item('mask-medical', '医用口罩', '只');
});

const row = (unit = 'CNY') => log.fold.balances().find((each) => each.unit === unit);

/** The gift as a leaf of its own, to be changed before it goes in. */
function gift(change: Partial<IntakeLeaf> = {}): IntakeLeaf {
  const other = new SampleLeaves();
  other.accounts();
  other.organisation(CHARITY, '衡阳市慈善总会');
  other.fund(FUND, '援鄂医疗队家属关爱');
  other.cash(CHARITY, FUND, '10000', '李雷');
  const leaf = other.notice('2020-02-01T00:00:00Z').find((each) => each.leaf.kind === 'intake')?.leaf as IntakeLeaf;
  return { ...leaf, ...change };
}

test('a gift raises received and balance; a batch moves balance to disbursed', () => {
  log.cash(CHARITY, FUND, '93000000', '爱心人士');
  expect(row()).toMatchObject({ received: 93_000_000n, disbursed: 0n, balance: 93_000_000n, kind: 'donation' });
  log.batch(CHARITY, FUND, '93', '1000000');
  expect(row()).toMatchObject({ received: 93_000_000n, disbursed: 93_000_000n, balance: 0n });
});

test('goods whose fate nobody states are neither in stock nor given out', () => {
  log.goods(CHARITY, FUND, 'item:mask-medical', '250000', '湖南金钟集团');
  expect(row('item:mask-medical')).toMatchObject({
    received: 250_000n,
    unstated: 250_000n,
    balance: 0n,
    disbursed: 0n,
  });
});

describe('a transfer between own accounts', () => {
  const transfer = (change: Partial<AdjustmentLeaf> = {}): Omit<AdjustmentLeaf, 'texts'> => ({
    ...{ v: 1, kind: 'adjustment', number: 'J2020-00001', entity: CHARITY, fund: FUND, stream: 'donation' },
    ...{ date: { precision: 'day', day: '2020-02-10' }, confirmedBy: ['bank'], reason: 'transfer' },
    total: { unit: 'CNY', amount: '7000', provenance: 'stated' },
    ...moved('100201', '1009', 'CNY', '7000'),
    ...change,
  });
  const fromBankToBank = moved('100201', '100201', 'CNY', '7000');

  test.each([
    ['of two ledger accounts', {}],
    ['of one ledger account', fromBankToBank],
  ])('%s changes no position, nor does voiding it', (_, change) => {
    log.cash(CHARITY, FUND, '10000', '李雷');
    const before = log.fold.balances();
    const index = log.add(transfer(change));
    expect(log.fold.balances()).toEqual(before);
    log.notice('2020-03-01T00:00:00Z');
    log.correct(index);
    expect(log.fold.balances()).toEqual(before);
  });

  test.each([
    ['that tells another sum than it moves', { total: { unit: 'CNY', amount: '7001', provenance: 'stated' } as const }],
    ['that pays a fee on the way', moved('5301', '1009', 'CNY', '7000')],
    ['of another unit than it moves', moved('1201', '1201', 'item:mask-medical', '7000')],
  ])('%s does not add up', (_, change) => {
    expect(() => log.add(transfer(change))).toThrow(failing('doesNotAddUp'));
  });
});

describe('a purchase', () => {
  const booked = (cash: string, goods: string, value: string) => ({
    postings: [
      ...moved('510101', '100201', 'CNY', cash).postings,
      ...moved('1201', '120901', 'item:mask-medical', goods).postings,
      ...moved('1201', '120901', 'CNY:goods', value).postings,
    ],
  });
  const purchase = (change: Partial<PurchaseLeaf> = {}): Omit<PurchaseLeaf, 'texts'> => ({
    ...{ v: 1, kind: 'purchase', number: 'P2020-00001', entity: CHARITY, fund: FUND, stream: 'donation' },
    ...{ date: { precision: 'day', day: '2020-02-10' }, confirmedBy: ['bank', 'stock'] },
    price: { unit: 'CNY', amount: '6000', provenance: 'stated' },
    goods: [{ unit: 'item:mask-medical', amount: '400', provenance: 'stated' }],
    ...booked('6000', '400', '6000'),
    ...change,
  });

  const registerLater = () =>
    log.add(
      { v: 1, kind: 'register', subject: 'account', code: LATER_ACCOUNT, flow: 'adjusted', debit: false },
      { name: '采购转入物资' },
    );

  test('uses money once and brings goods in, each unit by itself; voiding it takes both back', () => {
    log.cash(CHARITY, FUND, '10000', '李雷');
    registerLater();
    const before = log.fold.balances();
    const index = log.add(purchase());
    expect(row()).toMatchObject({ received: 10_000n, disbursed: 6_000n, balance: 4_000n });
    expect(row('item:mask-medical')).toMatchObject({ received: 0n, adjusted: -400n, balance: 400n });
    expect(row('CNY:goods')).toMatchObject({ received: 0n, disbursed: 0n, adjusted: -6_000n, balance: 6_000n });
    log.notice('2020-03-01T00:00:00Z');
    log.correct(index);
    expect(log.fold.balances().filter(({ balance }) => balance !== 0n)).toEqual(before);
  });

  test.each([
    ['that pays another price', booked('5999', '400', '6000')],
    ['that brings in other goods', booked('6000', '401', '6000')],
    ['whose goods are valued otherwise than paid', booked('6000', '400', '7000')],
    [
      'that hides a fee in its price',
      { postings: [...booked('5900', '400', '6000').postings, ...moved('5301', '100201', 'CNY', '100').postings] },
    ],
    [
      'whose goods were a gift',
      {
        postings: [
          ...booked('6000', '1', '6000').postings,
          ...moved('1201', '410102', 'item:mask-medical', '399').postings,
        ],
      },
    ],
  ])('%s does not add up', (_, change) => {
    log.cash(CHARITY, FUND, '10000', '李雷');
    registerLater();
    expect(() => log.add(purchase(change))).toThrow(failing('doesNotAddUp'));
  });
});

test('received = disbursed + appropriated + adjusted + unstated + balance, whatever is booked and voided', () => {
  const act = fc.record({
    kind: fc.constantFrom('cash', 'goods', 'batch', 'void'),
    amount: fc.integer({ min: 1, max: 10 ** 9 }),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const sample = new SampleLeaves();
      sample.accounts();
      sample.organisation(CHARITY, '衡阳市慈善总会');
      sample.fund(FUND, '援鄂医疗队家属关爱');
      sample.item('mask-medical', '医用口罩', '只');
      const standing: bigint[] = [];
      for (const { kind, amount } of acts) {
        if (kind === 'cash') standing.push(sample.cash(CHARITY, FUND, String(amount), 'x'));
        if (kind === 'goods') standing.push(sample.goods(CHARITY, FUND, 'item:mask-medical', String(amount), 'x'));
        if (kind === 'batch') standing.push(sample.batch(CHARITY, FUND, '93', String(amount)));
        const voided = kind === 'void' ? standing.splice(amount % Math.max(standing.length, 1), 1)[0] : undefined;
        if (voided !== undefined) sample.correct(voided);
      }
      for (const each of sample.fold.balances()) {
        expect(each.disbursed + each.appropriated + each.adjusted + each.unstated + each.balance).toBe(each.received);
      }
      sample.notice('2020-03-01T00:00:00Z');
    }),
    { numRuns: 30 },
  );
});

test('a correction takes the voided gift out of every total', () => {
  const kept = log.cash(CHARITY, FUND, '10000', '李雷');
  const mistaken = log.cash(CHARITY, FUND, '99', '李雷');
  log.correct(mistaken);
  expect(row()).toMatchObject({ received: 10_000n, balance: 10_000n });
  log.correct(kept);
  expect(log.fold.balances()).toEqual([]);
});

test('no leaf is voided twice', () => {
  const mistaken = log.cash(CHARITY, FUND, '99', '李雷');
  log.correct(mistaken);
  expect(() => log.correct(mistaken)).toThrow(failing('voidedTwice'));
});

test('a correction that is not the exact negative is refused', () => {
  const mistaken = log.cash(CHARITY, FUND, '99', '李雷');
  const correction = {
    v: 1,
    kind: 'correction',
    number: 'C1',
    voids: mistaken.toString(),
    reason: 'entryMistake',
    entity: CHARITY,
    fund: FUND,
    stream: 'donation',
  } as const;
  for (const wrong of [
    moved('410102', '100201', 'CNY', '98'),
    moved('410101', '100201', 'CNY', '99'),
    moved('410102', '100201', 'CNY', '99', 'unrestricted'),
    moved('100201', '410102', 'CNY', '99'),
  ]) {
    expect(() => log.add({ ...correction, ...wrong })).toThrow(failing('notTheNegative'));
  }
  const right = moved('410102', '100201', 'CNY', '99');
  expect(() => log.add({ ...correction, ...right, stream: 'funding' })).toThrow(failing('notTheNegative'));
  log.add({ ...correction, ...right });
  expect(log.fold.balances()).toEqual([]);
});

test('a correction cannot void what comes later, itself, a registration or another correction', () => {
  const mistaken = log.cash(CHARITY, FUND, '99', '李雷');
  const correction = log.correct(mistaken);
  const empty = { v: 1, kind: 'correction', number: 'C1', reason: 'other' } as const;
  for (const voids of [log.size, log.size + 5n, 0n, correction]) {
    expect(() => log.add({ ...empty, postings: [], voids: voids.toString() })).toThrow(failing('voidsNothing'));
  }
});

test.each([
  ['an entity nobody registered', { entity: 'nobody' }, 'unknownEntity'],
  ['an organisation that keeps no books', { entity: 'hospital' }, 'unknownEntity'],
  ['a fund nobody registered', { fund: 'nothing' }, 'unknownFund'],
  ['an appeal nobody registered', { appeal: 'nothing' }, 'unknownCode'],
  ['an account nobody registered', moved('100299', '410102', 'CNY', '10000'), 'unknownAccount'],
  [
    'an item nobody registered',
    {
      ...moved('1201', '410102', 'item:tent', '1'),
      lines: [{ unit: 'item:tent', quantity: '1', provenance: 'stated', fate: 'held' }] satisfies IntakeLeaf['lines'],
    },
    'unknownUnit',
  ],
  ['postings that do another amount', moved('100201', '410102', 'CNY', '9999'), 'doesNotAddUp'],
  ['postings that are no income', moved('100201', '1009', 'CNY', '10000'), 'doesNotAddUp'],
  [
    'a value that nothing books',
    {
      valuations: [
        { amount: '5', method: 'invoice', provenance: 'stated', lines: [0] },
      ] satisfies IntakeLeaf['valuations'],
    },
    'doesNotAddUp',
  ],
])('a gift with %s is refused', (_, change, code) => {
  expect(() => log.fold.add(gift(change))).toThrow(failing(code));
});

test('an item keeps its scale and an account its part; names may change', () => {
  log.item('mask-medical', '医用外科口罩', '只');
  const item = { v: 1, kind: 'register', subject: 'item', code: 'mask-medical', unit: 'item:mask-medical' } as const;
  expect(() => log.add({ ...item, scale: 2 })).toThrow(failing('registeredOtherwise'));
  const account = { v: 1, kind: 'register', subject: 'account', code: '100201', debit: true } as const;
  expect(() => log.add({ ...account, flow: 'unstated' })).toThrow(failing('registeredOtherwise'));
});

test.each([
  ['in', { received: 5n, unstated: 5n, disbursed: 0n }],
  ['out', { received: 5n, unstated: 0n, disbursed: 5n }],
  ['through', { received: 5n, unstated: 0n, disbursed: 5n }],
] as const)('what is listed as %s stands apart from the books, until it is voided', (direction, figures) => {
  const listed = log.add({
    v: 1,
    kind: 'listing',
    number: 'L1',
    date: { precision: 'notStated' },
    weight: 'listed',
    category: 'organiserReport',
    direction,
    figures: [{ unit: 'CNY', amount: '5', provenance: 'rounded' }],
    confirmedBy: ['press'],
  });
  expect(log.fold.balances()).toEqual([
    expect.objectContaining({ entity: null, fund: null, kind: 'listed', ...figures }),
  ]);
  expect(log.fold.positions()).toEqual([]);
  log.correct(listed);
  expect(log.fold.balances()).toEqual([]);
});

test('a mere mention counts nothing', () => {
  log.add({
    v: 1,
    kind: 'listing',
    number: 'L1',
    date: { precision: 'notStated' },
    weight: 'listed',
    category: 'cover',
    direction: 'none',
    figures: [{ unit: 'CNY', amount: '10000000', provenance: 'stated' }],
    confirmedBy: [],
  });
  expect(log.fold.balances()).toEqual([]);
});

/** Statement leaves as they ought to be, to be changed before they go in. */
const statements = (): StatementLeaf[] =>
  statementLeaves(
    { notice: log.fold.notice + 1n, cutoff: '2020-03-01T00:00:00Z', auditHead: 'A'.repeat(43) },
    log.fold.positions(),
    [],
  );
const addAll = (leaves: Leaf[]) => {
  for (const leaf of leaves) log.fold.add(leaf);
};

test('a statement that repeats every position is accepted; the first one may have nothing to say', () => {
  addAll(statements());
  log.cash(CHARITY, FUND, '10000', '李雷');
  log.goods(CHARITY, FUND, 'item:mask-medical', '400', '爱心学生');
  addAll(statements());
  expect(log.fold.notice).toBe(2n);
});

test('a statement that differs in one figure, forgets a unit or adds one is refused', () => {
  log.cash(CHARITY, FUND, '10000', '李雷');
  log.goods(CHARITY, FUND, 'item:mask-medical', '400', '爱心学生');
  const [statement] = statements() as [StatementLeaf];
  const [cash, masks] = statement.balances;
  if (!cash || !masks) throw new Error('two units were booked');
  for (const balances of [
    [cash],
    [masks],
    [masks, cash],
    [cash, masks, { ...cash, unit: 'CNY:goods' }],
    [{ ...cash, received: '10001' }, masks],
    [{ ...cash, balance: '9999', adjusted: '1' }, masks],
  ]) {
    expect(() => log.fold.add({ ...statement, balances })).toThrow(failing('statementDiffers'));
  }
});

test('many units are stated in several leaves, each small enough, which follow each other without a gap', () => {
  for (let item = 10; item < 40; item++) {
    log.item(`item-${item}`, '物资', '件');
    log.goods(CHARITY, FUND, `item:item-${item}`, '999999999999999999', '爱心企业');
  }
  const parts = statements();
  expect(parts).toHaveLength(4);
  for (const part of parts) expect(parseLeaf(bytesOf(part))).toMatchObject({ ok: true });
  const [first, second, third, fourth] = parts as [StatementLeaf, StatementLeaf, StatementLeaf, StatementLeaf];
  log.fold.add(first);
  expect(() => log.fold.add(gift())).toThrow(failing('wrongNotice'));
  expect(() => log.fold.add(third)).toThrow(failing('wrongNotice'));
  expect(() => log.fold.add(first)).toThrow(failing('wrongNotice'));
  expect(() => log.fold.finish()).toThrow(failing('wrongNotice'));
  addAll([second, third, fourth]);
  log.fold.finish();
});

test('notices are numbered without a gap', () => {
  const [statement] = statements() as [StatementLeaf];
  expect(() => log.fold.add({ ...statement, notice: '2' })).toThrow(failing('wrongNotice'));
  log.fold.add(statement);
  expect(() => log.fold.add(statement)).toThrow(failing('wrongNotice'));
});

test('a fold taken up behind a statement ends like the fold of everything', () => {
  log.cash(CHARITY, FUND, '10000', '李雷');
  const accounts = log.notice('2020-03-01T00:00:00Z').map(({ leaf }) => leaf);
  const statement = accounts.filter((leaf) => leaf.kind === 'statement');
  const resumed = Fold.behind(statement, log.size, accounts);
  log.cash(CHARITY, FUND, '500', '韩梅梅');
  log.batch(CHARITY, FUND, '5', '100');
  for (const { leaf } of log.notice('2020-03-02T00:00:00Z')) resumed.add(leaf);
  expect(resumed.positions()).toEqual(log.fold.positions());
  expect(resumed.notice).toBe(log.fold.notice);
});
