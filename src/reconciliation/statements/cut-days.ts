import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import type { Refusal } from '#ledger/refusal.ts';
import type { Group } from './compare.ts';
import { serialTells } from './formats.ts';
import { identityOf } from './identity.ts';

/** Lines of one day that are looked at; a day with more is taken as it was numbered. */
const MOST = 20_000;

/** A line of the day where two exports meet, in the order of its file. */
interface CutLine {
  seq: bigint;
  key: Buffer;
  movedFen: bigint;
  /** Another number or a balance tells it from its equals: it is known or not whatever is counted. */
  told: boolean;
}

/** A stored statement that ends or begins on the day within which it was cut. */
interface Neighbour {
  openingFen: bigint | null;
  closingFen: bigint | null;
}

/**
 * Numbers equal lines of a day on which one export ends and another begins. Alone, the first of equal lines in either file
 * would be the same line, though each file may hold its own. Where both state the balance at which they meet, it says how
 * many lines stand in both: those that come to the difference of the two balances, and were stored. All others are other
 * lines, and are numbered behind the equal ones that the neighbour brought. Nothing is renumbered where no balance tells,
 * nor on a day that some statement holds complete. Refused where the balances fit more than one way to tell them apart.
 */
export async function numberCutDays(
  tx: Tx,
  moneyAccountId: bigint,
  groups: readonly Group[],
  mapped: boolean,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const group of groups) {
    if (group.scope === 'detail') continue;
    const before = { mapped, day: group.firstDay, meets: group.openingFen, side: 'before' } as const;
    const begun = await numberCut(tx, moneyAccountId, group, before);
    const slice = group.lastDay === group.firstDay;
    // Of a statement of one day both ends are that day, which is numbered once, by the neighbour on either side.
    if (slice && begun === 'numbered') continue;
    const after = { mapped, day: group.lastDay, meets: group.closingFen, side: 'after' } as const;
    const ended = await numberCut(tx, moneyAccountId, group, after);
    if (begun === 'unclear' && !(slice && ended === 'numbered')) refusals.push(unclearOn(group.firstDay));
    else if (ended === 'unclear') refusals.push(unclearOn(group.lastDay));
  }
  return refusals;
}

const unclearOn = (day: Day): Refusal => ({ kind: 'statementCutUnclear', values: { day } });

interface Cut {
  mapped: boolean;
  day: Day;
  /** What the new statement states where the two meet; in fen. */
  meets: bigint | undefined;
  /** Where the stored one lies in time. */
  side: 'before' | 'after';
}

/** Whether the balances told which lines of the day stand in both; unclear: they fit several. */
async function numberCut(
  tx: Tx,
  moneyAccountId: bigint,
  group: Group,
  cut: Cut,
): Promise<'numbered' | 'untold' | 'unclear'> {
  const { day, meets, side } = cut;
  if (meets === undefined) return 'untold';
  const neighbours = await neighboursOf(tx, moneyAccountId, day, side);
  const differences = neighbours?.flatMap(({ openingFen, closingFen }) => {
    const theirs = side === 'before' ? closingFen : openingFen;
    return theirs === null ? [] : [side === 'before' ? theirs - meets : meets - theirs];
  });
  if (differences === undefined || differences.length === 0) return 'untold';
  const lines = await linesOf(tx, group, cut);
  if (lines.length === 0 || lines.length > MOST) return 'untold';
  const stored = new StoredDay(await storedOn(tx, moneyAccountId, day), side);
  const ways = differences.flatMap((differs) => {
    const found = sharedBy(differs, lines, stored, side).map((shared) => ({
      shared,
      numbers: numbersOf(lines, shared, stored),
    }));
    return found.length === 0 ? [] : [found];
  });
  if (ways.length === 0) return stored.mayLose(lines, differences) ? 'unclear' : 'untold';
  if (ways.some((found) => new Set(found.map(({ numbers }) => stored.newOf(numbers))).size > 1)) return 'unclear';
  // Of several neighbours the one that reaches furthest.
  const [way] = ways.flatMap(([first]) => first ?? []).toSorted((one, other) => other.shared.size - one.shared.size);
  for (const [seq, { identity, counted }] of way?.numbers ?? []) {
    if (counted) await renumber(tx, group, seq, identity, stored.has(identity));
  }
  return 'numbered';
}

/** What is stored of the day, by whom it was brought. */
class StoredDay {
  readonly side: Cut['side'];
  readonly #brought: ReadonlyMap<string, { ends: boolean; begins: boolean }>;

  constructor(brought: ReadonlyMap<string, { ends: boolean; begins: boolean }>, side: Cut['side']) {
    this.#brought = brought;
    this.side = side;
  }

  has(identity: Buffer): boolean {
    return this.#brought.has(identity.toString('hex'));
  }

  /** Numbers of the stored lines with a key; `near`: those that the neighbours brought. */
  numbers(key: Buffer, { near }: { near: boolean }): number[] {
    const numbers: number[] = [];
    for (let number = 1; ; number++) {
      const by = this.#brought.get(identityOf(key, number).toString('hex'));
      if (by === undefined) return numbers;
      if (!near || this.#isNear(by)) numbers.push(number);
    }
  }

  /** Whether all of these lines were stored. */
  hold(lines: readonly CutLine[]): boolean {
    return [...equals(lines)].every((equal) => equal.length <= this.numbers(keyOf(equal), { near: false }).length);
  }

  /** Of a numbering, what is not stored. */
  newOf(numbers: Numbers): string {
    const fresh = [...numbers.values()].filter(({ identity }) => !this.has(identity));
    return fresh
      .map(({ identity }) => identity.toString('hex'))
      .sort()
      .join();
  }

  /**
   * Whether lines would pass for stored ones that by the balances are others: no order of the file comes to a difference,
   * and what it holds of the neighbours' lines does not either.
   */
  mayLose(lines: readonly CutLine[], differences: readonly bigint[]): boolean {
    if (![...this.#brought.values()].every((by) => this.#isNear(by))) return false;
    const untold = lines.filter(({ told }) => !told);
    const passing = [...equals(untold)].flatMap((equal) =>
      equal.slice(0, this.numbers(keyOf(equal), { near: true }).length),
    );
    const told = lines.filter((line) => line.told && this.hold([line]));
    const sum = [...passing, ...told].reduce((total, { movedFen }) => total + movedFen, 0n);
    return passing.length > 0 && !differences.includes(sum);
  }

  #isNear({ ends, begins }: { ends: boolean; begins: boolean }): boolean {
    return this.side === 'before' ? ends : begins;
  }
}

const equals = (lines: readonly CutLine[]) => Map.groupBy(lines, ({ key }) => key.toString('hex')).values();
const keyOf = ([first]: readonly CutLine[]): Buffer => first?.key ?? Buffer.alloc(0);

/** By line; `counted`: the balances say it, and not only that it is the first of its equals in the file. */
type Numbers = ReadonlyMap<bigint, Numbered>;
interface Numbered {
  identity: Buffer;
  counted: boolean;
}

/** What the lines of the day that nothing of their own tells from their equals are, where `shared` stand in both files. */
function numbersOf(lines: readonly CutLine[], shared: ReadonlySet<bigint>, stored: StoredDay): Numbers {
  const identities = new Map<bigint, Numbered>();
  for (const equal of equals(lines.filter(({ told }) => !told))) {
    const key = keyOf(equal);
    // How many equal lines the neighbours brought; they have the first numbers, or all of those the file repeats.
    const known = stored.numbers(key, { near: true });
    const both = equal.filter(({ seq }) => shared.has(seq)).length;
    // The file's equals that stand in both are the neighbour's last before the cut, its first behind it.
    const numbers = stored.side === 'before' ? known.slice(known.length - both) : known.slice(0, both);
    if (known.length === 0 || both === equal.length || numbers.length < both) {
      for (const [at, { seq }] of equal.entries()) {
        identities.set(seq, { identity: identityOf(key, at + 1), counted: false });
      }
      continue;
    }
    const taken = new Set(known);
    let next = 1;
    for (const { seq } of equal) {
      let number = shared.has(seq) ? numbers.shift() : undefined;
      if (number === undefined) {
        while (taken.has(next)) next += 1;
        number = next;
        taken.add(next);
      }
      identities.set(seq, { identity: identityOf(key, number), counted: true });
    }
  }
  return identities;
}

/** Undefined where the day is held complete by one. */
async function neighboursOf(
  tx: Tx,
  moneyAccountId: bigint,
  day: Day,
  side: Cut['side'],
): Promise<Neighbour[] | undefined> {
  const rows = await tx
    .selectFrom('statement')
    .select(['firstDay', 'lastDay', 'openingFen', 'closingFen'])
    .where('moneyAccountId', '=', moneyAccountId)
    .where('scope', '=', 'movement')
    .where('firstDay', '<=', day)
    .where('lastDay', '>=', day)
    .execute();
  if (rows.some(({ firstDay, lastDay }) => firstDay < day && day < lastDay)) return undefined;
  return rows.filter(({ firstDay, lastDay }) => (side === 'before' ? lastDay === day : firstDay === day));
}

async function linesOf(tx: Tx, { of, format }: Group, { day, mapped }: Cut): Promise<CutLine[]> {
  const { rows } = await sql<Omit<CutLine, 'told'> & { balanceFen: bigint | null; serial: string | null }>`
    select s.seq, s.key, s.balance_fen, s.serial,
      case s.flow when 'in' then s.amount_fen when 'out' then -s.amount_fen else 0 end as moved_fen
    from statement_numbered n
    join statement_staged s on s.seq = n.seq
    where n.statement = ${of} and n.occurred_on = ${day}::date
    order by s.seq
    limit ${MOST + 1}`.execute(tx);
  return rows.map(({ balanceFen, serial, ...line }) => ({
    ...line,
    told: balanceFen !== null || (serial !== null && serialTells(format, serial, mapped)),
  }));
}

/**
 * Lines of the new file that the stored one may hold too: of those nearest to where it begins (or ends), as many as come to
 * what the balances differ by, in whatever order the file has them, if all of them were stored.
 */
function sharedBy(
  differs: bigint,
  lines: readonly CutLine[],
  stored: StoredDay,
  side: Cut['side'],
): ReadonlySet<bigint>[] {
  // Oldest first, the shared ones lead before and trail after; a file may as well be newest first.
  const nearest = side === 'before' ? [lines, lines.toReversed()] : [lines.toReversed(), lines];
  return nearest.flatMap((ordered) =>
    countsThatReach(
      differs,
      ordered.map(({ movedFen }) => movedFen),
    )
      .map((count) => ordered.slice(0, count))
      .filter((found) => stored.hold(found))
      .map((found) => new Set(found.map(({ seq }) => seq))),
  );
}

/** After how many of the movements they have come to the difference. */
function countsThatReach(difference: bigint, moved: readonly bigint[]): number[] {
  const counts = difference === 0n ? [0] : [];
  let total = 0n;
  for (const [at, fen] of moved.entries()) {
    total += fen;
    if (total === difference) counts.push(at + 1);
  }
  return counts;
}

/** Identities stored of the day, and whether a statement that ends, or one that begins, on it brought each. */
async function storedOn(tx: Tx, moneyAccountId: bigint, day: Day) {
  const { rows } = await sql<{ identity: Buffer; ends: boolean; begins: boolean }>`
    select l.identity, t.last_day = ${day}::date as ends, t.first_day = ${day}::date as begins
    from statement_line l join statement t on t.id = l.statement_id
    where l.money_account_id = ${moneyAccountId} and l.scope = 'movement' and l.occurred_on = ${day}::date`.execute(tx);
  return new Map(rows.map(({ identity, ...brought }) => [identity.toString('hex'), brought]));
}

async function renumber(tx: Tx, { of }: Group, seq: bigint, identity: Buffer, known: boolean): Promise<void> {
  await sql`
    update statement_numbered
    set counted = true, identity = ${identity}, fresh = ${!known} and not exists (
      select from statement_numbered e where e.statement < ${of} and e.identity = ${identity})
    where seq = ${seq}`.execute(tx);
}
