import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { Refusal } from '#ledger/refusal.ts';
import type { OfficialReceipt } from './donation.ts';

interface Receipted {
  receipt: OfficialReceipt;
  /** The proposal being changed, which may keep its own. */
  actId?: bigint | undefined;
  /** Row of a sheet. */
  line?: number | undefined;
}

/** One 票据 (代码 and 号码) belongs to one gift. Refuses what a standing gift, or an earlier one of these, has already. */
export async function receiptRefusals(tx: Tx, gifts: readonly Receipted[]): Promise<Refusal[]> {
  const numbered = gifts.flatMap(({ receipt, actId, line }) =>
    'number' in receipt ? [{ key: keyOf(receipt.code, receipt.number), number: receipt.number, actId, line }] : [],
  );
  if (numbered.length === 0) return [];
  const numbers = numbered.map(({ number }) => number);
  const standing = await tx
    .selectFrom('donation')
    .innerJoin('act', 'act.id', 'donation.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['act.id', 'act.number', 'receiptCode', 'receiptNumber'])
    .where(sql<boolean>`receipt_number = any(${numbers}::text[])`)
    .where('actStatus.status', 'not in', ['withdrawn', 'reversed'])
    .orderBy('act.id')
    .execute();
  const seen = new Set<string>();
  return numbered.flatMap(({ key, number, actId, line }) => {
    const other = standing.find((row) => row.id !== actId && keyOf(row.receiptCode, row.receiptNumber ?? '') === key);
    const again = seen.has(key);
    seen.add(key);
    if (!other && !again) return [];
    const place = line === undefined ? { field: 'receiptNumber' } : { line };
    return [{ kind: 'officialReceiptTaken', ...place, values: { stated: number, by: other?.number ?? '' } }];
  });
}

const keyOf = (code: string | null | undefined, number: string): string => JSON.stringify([code ?? '', number]);
