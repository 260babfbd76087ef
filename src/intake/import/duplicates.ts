import type { Database } from '#database/connection.ts';
import type { ImportedGift } from './read-gifts.ts';

/** Same giver, day, books, fund, thing and quantity as another: perhaps entered twice, perhaps given twice. */
export interface Duplicate {
  row: number;
  /** Row of this file, or number of an act in the ledger. */
  of: { row: number } | { number: string };
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
  const firstRow = new Map<string, number>();
  for (const { row, trait } of gifts.flatMap(traits)) {
    const key = keyOf(trait);
    const earlier = firstRow.get(key);
    const number = recorded.get(key);
    if (number !== undefined) found.push({ row, of: { number } });
    if (earlier !== undefined) found.push({ row, of: { row: earlier } });
    else firstRow.set(key, row);
  }
  return found;
}

function traits({ input, rows }: ImportedGift): { row: number; trait: Trait }[] {
  const { header, donor, lines } = input;
  if ('id' in donor) return [];
  const { entity, fund, occurred } = header;
  const common = { legalName: donor.legalName, day: occurred.from ?? null, entity, fund };
  return lines.map(({ unit, quantity }, index) => ({
    row: rows[index] ?? 0,
    trait: { ...common, unit, quantity },
  }));
}

/** Standing gifts of the same givers, by what they have in common; the oldest where there are several. */
async function recordedBy(db: Database, gifts: readonly ImportedGift[]): Promise<Map<string, string>> {
  const names = [...new Set(gifts.flatMap(({ input }) => ('id' in input.donor ? [] : [input.donor.legalName])))];
  if (names.length === 0) return new Map();
  const rows = await db
    .selectFrom('donor')
    .innerJoin('donation', 'donation.donorId', 'donor.id')
    .innerJoin('act', 'act.id', 'donation.actId')
    .innerJoin('donationLine', 'donationLine.actId', 'donation.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['act.number', 'legalName', 'occurredFrom as day', 'entityCode as entity', 'fundCode as fund'])
    .select(['unitCode as unit', 'quantity'])
    .where('legalName', 'in', names)
    .where('actStatus.status', 'not in', ['withdrawn', 'reversed'])
    .orderBy('act.id', 'desc')
    .execute();
  return new Map(rows.map(({ number, ...trait }) => [keyOf(trait), number]));
}
