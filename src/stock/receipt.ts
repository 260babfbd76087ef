import type { Day } from '#ledger/day.ts';
import { LARGEST_AMOUNT } from '#ledger/decimal.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';

/** One line of a gift as the warehouse found it. Quantities in base units of the item. */
export interface ReceiptLine {
  /** The gift's line, 1-based. */
  line: number;
  /** 合格, taken in. */
  accepted: bigint;
  /** 待检, taken in but kept apart. */
  quarantined: bigint;
  /** 拒收, sent back: no part of what the gift says was received. */
  rejected: bigint;
  lotNumber?: string;
  /** 注册证号. */
  registrationNumber?: string;
  expiresOn?: Day;
  producedOn?: Day;
  /** Where it was put (a location's code), if not where the gift says: the receipt's approval moves it there. */
  location?: string;
  remark?: string;
}

export interface ReceiptInput {
  actId: bigint;
  receivedOn: Day;
  /** 验收人 and 保管人 as they signed. */
  inspectedBy: string;
  keptBy: string;
  note?: string;
  attachmentId?: bigint;
  lines: ReceiptLine[];
}

const LONGEST = { inspectedBy: 60, keptBy: 60, note: 400 } as const;
const LONGEST_OF_LINE = { lotNumber: 60, registrationNumber: 80, remark: 200 } as const;

/** What was taken in (实收). */
export const takenIn = ({ accepted, quarantined }: Pick<ReceiptLine, 'accepted' | 'quarantined'>): bigint =>
  accepted + quarantined;

/** What is wrong with a receipt by itself. */
export function checkReceipt(receipt: ReceiptInput): Refusal[] {
  const found: Refusal[] = [];
  if (receipt.receivedOn === '') found.push({ kind: 'dayMissing', field: 'receivedOn' });
  if (receipt.inspectedBy.trim() === '') found.push({ kind: 'stock_receipt_inspector_named', field: 'inspectedBy' });
  if (receipt.keptBy.trim() === '') found.push({ kind: 'stock_receipt_keeper_named', field: 'keptBy' });
  found.push(...tooLong(receipt, LONGEST));
  if (receipt.lines.length === 0) found.push({ kind: 'linesMissing', field: 'lines' });
  for (const line of receipt.lines) found.push(...checkReceiptLine(line));
  return found;
}

function checkReceiptLine(line: ReceiptLine): Refusal[] {
  const { accepted, quarantined, rejected, producedOn, expiresOn } = line;
  const found: Refusal[] = tooLong(line, LONGEST_OF_LINE, line.line);
  const refuse = (kind: string, field: string) => found.push({ kind, field, line: line.line });
  if (accepted < 0n || quarantined < 0n || rejected < 0n || takenIn(line) + rejected === 0n) {
    refuse('stock_receipt_line_counts', 'accepted');
  }
  if ([accepted, quarantined, rejected].some((quantity) => quantity > LARGEST_AMOUNT)) {
    refuse('value_out_of_range', 'accepted');
  }
  if (quarantined + rejected > 0n && !line.remark?.trim()) refuse('stock_receipt_line_rejection_explained', 'remark');
  if (producedOn && expiresOn && producedOn > expiresOn) refuse('stock_receipt_line_days_ordered', 'expiresOn');
  return found;
}

/** What a gift says of one of its lines of goods. */
export interface GoodsLine {
  line: number;
  unit: string;
  quantity: bigint;
  expected?: bigint;
  lot?: { id: bigint; number?: string; expiresOn?: Day; producedOn?: Day; registrationNumber?: string };
  location?: string;
}

/**
 * Where the warehouse found something else than the gift says. Such a receipt is kept but confirms nothing: a gift that is
 * still a proposal is returned and changed, an approved one is reversed and entered anew. The database holds the same.
 */
export function differencesOf(
  lines: readonly ReceiptLine[],
  goods: readonly GoodsLine[],
  figure: (unit: string, quantity: bigint) => string,
): Refusal[] {
  const found: Refusal[] = [];
  const byLine = new Map(lines.map((line) => [line.line, line]));
  for (const said of goods) {
    const { line } = said;
    const seen = byLine.get(line);
    if (!seen) {
      found.push({ kind: 'receiptLineMissing', line });
      continue;
    }
    if (takenIn(seen) !== said.quantity) {
      const values = { said: figure(said.unit, said.quantity), seen: figure(said.unit, takenIn(seen)) };
      found.push({ kind: 'stock_receipt_covers_goods', line, values });
    }
    if (!sameLot(seen, said.lot)) {
      const number = said.lot?.number;
      found.push({ kind: 'stock_receipt_same_lot', line, ...(number && { values: { said: number } }) });
    }
  }
  for (const { line } of lines) {
    if (!goods.some((said) => said.line === line)) found.push({ kind: 'receiptLineUnknown', line });
  }
  return found;
}

/**
 * Lots found of goods that the entry says have none. Approval books goods under the lot of the entry, and nothing booked is
 * edited: no receipt could give them another, so this is said before anyone signs it.
 */
export function lotsBesideEntry(lines: readonly ReceiptLine[], goods: readonly GoodsLine[]): Refusal[] {
  return lines.flatMap((seen) => {
    const said = goods.find(({ line }) => line === seen.line);
    if (!said || said.lot?.number || sameLot(seen, said.lot)) return [];
    const field = (['lotNumber', 'expiresOn', 'registrationNumber', 'producedOn'] as const).find((each) => seen[each]);
    return field ? [{ kind: 'receiptLotBesideEntry', field, line: seen.line }] : [];
  });
}

/** A lot's details may be told where the gift left them open; what it says of them stands. */
function sameLot(seen: ReceiptLine, said: GoodsLine['lot']): boolean {
  if ((seen.lotNumber ?? '') !== (said?.number ?? '')) return false;
  if (!said) return !seen.registrationNumber && !seen.expiresOn && !seen.producedOn;
  return (['registrationNumber', 'expiresOn', 'producedOn'] as const).every(
    (detail) => seen[detail] === undefined || said[detail] === undefined || seen[detail] === said[detail],
  );
}
