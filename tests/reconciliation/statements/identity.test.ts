import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identitiesOf, type Knowable } from '#reconciliation/statements/identity.ts';
import { type Covered, contradictions, type Hours, type Lone } from '#reconciliation/statements/overlap.ts';

/** A movement, and the serial it has where its bank gives one. */
type Moved = Knowable & { serial: string };

const fen = (yuan: number) => ({ digits: BigInt(Math.round(yuan * 100)), scale: 2 });

/** Few values of everything, so that equal movements are common. */
const movement = fc.record({
  day: fc.constantFrom('2025-07-01', '2025-07-02', '2025-07-03', '2025-07-04', '2025-07-05'),
  minute: fc.integer({ min: 0, max: 3 }),
  flow: fc.constantFrom('in' as const, 'out' as const),
  yuan: fc.constantFrom(100, 100, 200),
  name: fc.constantFrom('张三', '李四'),
  purpose: fc.constantFrom('捐款', '爱心'),
  voucher: fc.integer({ min: 1, max: 3 }),
});

/** An account's month as its bank keeps it: in order of time. */
const history = fc.array(movement, { minLength: 1, maxLength: 30 }).map((given): Moved[] =>
  given
    .map(({ day, minute, flow, yuan, name, purpose, voucher }) => ({
      day,
      time: `09:0${minute}:00`,
      flow,
      amount: fen(yuan),
      counterparty: { name },
      purpose,
      references: [],
      serial: `V2025070${voucher}`,
    }))
    .sort((one, other) => `${one.day}${one.time}`.localeCompare(`${other.day}${other.time}`)),
);

const WAYS = ['serial', 'balance', 'words'] as const;

/** The same month with what one kind of bank writes beside its lines. */
function writtenAs(way: (typeof WAYS)[number], lines: readonly Moved[]): Knowable[] {
  let balance = 0n;
  return lines.map(({ serial, ...line }) => {
    balance += line.flow === 'in' ? line.amount.digits : -line.amount.digits;
    return {
      ...line,
      ...(way === 'serial' && { serial }),
      ...(way === 'balance' && { balance: { digits: balance, scale: 2 } }),
    };
  });
}

const FORMAT = { format: 'ccb-corporate' };
const hex = (lines: readonly Knowable[]) => identitiesOf(lines, FORMAT).map((identity) => identity.toString('hex'));

/** What is stored: identity and what became of the line. */
type Stored = Map<string, Lone>;

const lone = ({ day, time, flow, amount, balance, serial, counterparty }: Knowable): Lone => ({
  day,
  time,
  flow,
  amountFen: amount.digits,
  balanceFen: balance?.digits,
  serial,
  counterpartyName: counterparty?.name,
  format: FORMAT.format,
});

function rangeOf(lines: readonly Knowable[]): Covered {
  const days = lines.map(({ day }) => day).sort();
  return { firstDay: days[0] ?? '', lastDay: days.at(-1) ?? '' };
}

function hoursOf(lines: readonly Knowable[]): Hours {
  const days = Map.groupBy(lines, ({ day }) => day);
  return new Map(
    [...days].map(([day, of]) => {
      const times = of.map(({ time = '' }) => time).sort();
      return [day, { from: times[0] ?? '', to: times.at(-1) ?? '' }];
    }),
  );
}

/** Imports as the store does: everything new, or what contradicts. */
function imported(stored: Stored, covered: Covered[], file: readonly Knowable[]) {
  const identities = hex(file);
  const now = rangeOf(file);
  const added = file.flatMap((line, at) => (stored.has(identities[at] ?? '') ? [] : [lone(line)]));
  const overlapping = covered.filter((each) => each.firstDay <= now.lastDay && now.firstDay <= each.lastDay);
  const missing = [...stored].flatMap(([identity, line]) =>
    line.day >= now.firstDay && line.day <= now.lastDay && !identities.includes(identity) ? [line] : [],
  );
  const found = contradictions(overlapping, now, added, missing, hoursOf(file));
  if (found.length > 0) return found;
  for (const [at, line] of file.entries()) stored.set(identities[at] ?? '', lone(line));
  covered.push(now);
  return [];
}

describe.for(WAYS)('lines known by %s', (way) => {
  const month = history.map((lines) => writtenAs(way, lines));

  test('are known again, in any order of rows', () => {
    fc.assert(
      fc.property(
        month.chain((lines) => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }))),
        ([lines, shuffled]) => {
          expect(hex(shuffled).sort()).toEqual(hex(lines).sort());
        },
      ),
    );
  });

  test('are all kept apart: what looks the same on one day stays as often as it was', () => {
    fc.assert(
      fc.property(month, (lines) => {
        expect(new Set(hex(lines)).size).toBe(lines.length);
      }),
    );
  });

  test('are the same set however exports overlap and end within a day, in any order of imports', () => {
    const cuts = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(month, cuts, fc.boolean(), (lines, given, backwards) => {
        const whole = hex(lines).sort();
        // An export begins with a day and ends with the moment it was made; together they leave nothing out.
        const files = [
          ...given.map(([from, to]) => [from % lines.length, to % lines.length] as const),
          [0, 1e9] as const,
        ]
          .map(([from, to]) => {
            const first = lines[Math.min(from, to)]?.day ?? '';
            const last = lines[Math.min(Math.max(from, to), lines.length - 1)];
            const until = `${last?.day} ${last?.time}`;
            return lines.filter(({ day, time }) => day >= first && `${day} ${time}` <= until);
          })
          .filter((file) => file.length > 0);
        const stored: Stored = new Map();
        const covered: Covered[] = [];
        for (const file of backwards ? files.toReversed() : files) {
          expect(imported(stored, covered, file)).toEqual([]);
        }
        expect([...stored.keys()].sort()).toEqual(whole);
        expect(imported(stored, covered, lines.toReversed())).toEqual([]);
        expect(stored.size).toBe(lines.length);
      }),
    );
  });

  test('that are gone or came on a day stored complete are a contradiction', () => {
    fc.assert(
      fc.property(month, fc.nat(), (lines, which) => {
        const { firstDay, lastDay } = rangeOf(lines);
        const inner = lines.filter(({ day }) => firstDay < day && day < lastDay);
        const taken = inner[which % inner.length];
        fc.pre(taken !== undefined);
        const without = lines.filter((line) => line !== taken);
        const stored: Stored = new Map();
        const covered: Covered[] = [];
        imported(stored, covered, lines);
        expect(imported(stored, covered, without).map(({ kind }) => kind)).toContain('missing');
        const storedWithout: Stored = new Map();
        const coveredWithout: Covered[] = [];
        imported(storedWithout, coveredWithout, without);
        expect(imported(storedWithout, coveredWithout, lines).map(({ kind }) => kind)).toContain('added');
        expect(storedWithout.size).toBe(without.length);
      }),
    );
  });
});

describe('one voucher with several lines', () => {
  const line = { day: '2025-07-01', flow: 'out' as const, amount: fen(5), serial: 'V1', references: [] };

  test('keeps each of them', () => {
    const lines = [line, line, { ...line, amount: fen(6) }, { ...line, flow: 'in' as const }];
    expect(new Set(hex(lines)).size).toBe(4);
  });

  test('is one line where only the way an amount is written differs', () => {
    expect(hex([{ ...line, amount: { digits: 5n, scale: 0 } }])).toEqual(hex([line]));
  });
});

describe('a row number in an unknown export', () => {
  const line = { day: '2025-07-01', flow: 'in' as const, amount: fen(5), balance: fen(50), references: [] };

  test('is not taken for the bank’s serial', () => {
    const of = { format: 'table' };
    expect(identitiesOf([{ ...line, serial: '17' }], of)).toEqual(identitiesOf([{ ...line, serial: '3' }], of));
  });
});

describe('the same single day in another export', () => {
  const day = '2025-07-01';
  const stored: Lone = {
    day,
    time: '10:00:00',
    flow: 'in',
    amountFen: 10_000n,
    balanceFen: 50_000n,
    counterpartyName: '张三',
    format: 'ccb-corporate',
  };
  const now = { firstDay: day, lastDay: day };
  const kinds = (added: Lone[], missing: Lone[]) =>
    contradictions([now], now, added, missing, new Map()).map(({ kind }) => kind);

  test.for<[string, Partial<Lone>, string[]]>([
    ['with fewer columns', { time: undefined, balanceFen: undefined }, ['otherwise']],
    [
      'of another format, which names the payer otherwise',
      { format: 'mt940', counterpartyName: 'ZHANG SAN' },
      ['otherwise'],
    ],
    ['with another amount, from later that day', { amountFen: 20_000n, balanceFen: undefined }, []],
    ['of the same format with another payer', { counterpartyName: '李四', balanceFen: 60_000n }, []],
  ])('%s', ([, change, expected]) => {
    expect(kinds([{ ...stored, ...change }], [stored])).toEqual(expected);
  });

  test('a line that is gone from between others blocks, one after the last does not', () => {
    const hours: Hours = new Map([[day, { from: '09:00:00', to: '11:00:00' }]]);
    const gone = (time: string) => contradictions([now], now, [], [{ ...stored, time }], hours).length;
    expect([gone('10:00:00'), gone('11:30:00'), gone('08:00:00')]).toEqual([1, 0, 0]);
  });
});
