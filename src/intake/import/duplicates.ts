import type { Database } from '#database/connection.ts';
import type { ImportedGift } from './read-gifts.ts';

/** Same giver, day, books, fund, thing and quantity as another: perhaps entered twice, perhaps given twice. */
export interface Duplicate {
  row: number;
  /** Row of this file, or number of an act in the ledger. */
  of: { row: number } | { number: string; actId: bigint };
}

interface Trait {
  legalName: string;
  day: string | null;
  entity: string | null;
  fund: string | null;
  unit: string;
  quantity: bigint;
}

const keyOf = ({ legalName, day, entity, fund, unit, quantity }: Trait): string =>
  JSON.stringify([legalName, day, entity, fund, unit, String(quantity)]);

export async function duplicatesOf(db: Database, gifts: readonly ImportedGift[]): Promise<Duplicate[]> {
  const recorded = await recordedBy(db, gifts);
  const found: Duplicate[] = [];
  const before = new Map<string, { row: number; papers: Papers }[]>();
  for (const { row, trait, papers } of gifts.flatMap(traits)) {
    const key = keyOf(trait);
    const same = before.get(key) ?? [];
    const earlier = same.find((each) => !toldApart(each.papers, papers));
    const act = recorded.get(key)?.[0];
    if (act) found.push({ row, of: act });
    if (earlier) found.push({ row, of: { row: earlier.row } });
    before.set(key, [...same, { row, papers }]);
  }
  return found;
}

/** Places of the gifts all of whose lines look like another's, and that are not known again as they are. */
export const repeatedAmong = (
  gifts: readonly ImportedGift[],
  duplicates: readonly Duplicate[],
  isKnown: (place: number) => boolean,
): number[] => {
  const like = new Set(duplicates.map(({ row }) => row));
  return [...gifts.keys()].filter((place) => !isKnown(place) && gifts[place]?.rows.every((row) => like.has(row)));
};

/** What a bank or a receipt book gives to one gift only. */
interface Papers {
  payment: string | undefined;
  receipt: string | undefined;
}

const toldApart = (one: Papers, other: Papers): boolean =>
  (['payment', 'receipt'] as const).some(
    (paper) => one[paper] !== undefined && other[paper] !== undefined && one[paper] !== other[paper],
  );

/**
 * Rows that are recorded already, each by an act of its own: of equal rows as many as acts stand that are like them. What
 * this row itself was entered as (`entered`, by its gift) comes before an act that is only like it.
 */
export async function recordedRows(
  db: Database,
  gifts: readonly ImportedGift[],
  entered: readonly (bigint | undefined)[],
): Promise<Duplicate[]> {
  const recorded = await recordedBy(db, gifts);
  const all = gifts.flatMap((gift, index) => traits(gift).map((each) => ({ ...each, own: entered[index] })));
  const found = new Map<number, Duplicate>();
  const take = (row: number, key: string, at: number) => {
    const [act] = at < 0 ? [] : (recorded.get(key)?.splice(at, 1) ?? []);
    if (act) found.set(row, { row, of: act });
  };
  for (const { row, trait, own } of all) {
    const key = keyOf(trait);
    take(row, key, recorded.get(key)?.findIndex(({ actId }) => actId === own) ?? -1);
  }
  for (const { row, trait } of all) if (!found.has(row)) take(row, keyOf(trait), 0);
  return [...found.values()].sort((one, other) => one.row - other.row);
}

function traits({ input, rows }: ImportedGift): { row: number; trait: Trait; papers: Papers }[] {
  const { header, donor, lines, receipt } = input;
  if ('id' in donor) return [];
  const { entity, fund, occurred } = header;
  const common = { legalName: donor.legalName, day: occurred.from ?? null, entity, fund };
  const papers = {
    payment: input.paymentReference,
    receipt: receipt.kind === 'issued' ? receipt.number : undefined,
  };
  return lines.map(({ unit, quantity }, index) => ({
    row: rows[index] ?? 0,
    trait: { ...common, unit, quantity },
    papers,
  }));
}

/** Lines of standing gifts of the same givers, by what they have in common, the oldest first. */
async function recordedBy(
  db: Database,
  gifts: readonly ImportedGift[],
): Promise<Map<string, { number: string; actId: bigint }[]>> {
  const names = [...new Set(gifts.flatMap(({ input }) => ('id' in input.donor ? [] : [input.donor.legalName])))];
  if (names.length === 0) return new Map();
  const rows = await db
    .selectFrom('donor')
    .innerJoin('donation', 'donation.donorId', 'donor.id')
    .innerJoin('act', 'act.id', 'donation.actId')
    .innerJoin('donationLine', 'donationLine.actId', 'donation.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select([
      'act.id as actId',
      'act.number',
      'legalName',
      'occurredFrom as day',
      'entityCode as entity',
      'fundCode as fund',
    ])
    .select(['unitCode as unit', 'quantity'])
    .where('legalName', 'in', names)
    .where('actStatus.status', 'not in', ['withdrawn', 'reversed'])
    .orderBy('act.id')
    .execute();
  const found = new Map<string, { number: string; actId: bigint }[]>();
  for (const { number, actId, ...trait } of rows) {
    const key = keyOf(trait);
    const same = found.get(key);
    if (same) same.push({ number, actId });
    else found.set(key, [{ number, actId }]);
  }
  return found;
}
