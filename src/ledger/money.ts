import { formatDecimal, parseDecimal } from '#ledger/decimal.ts';
import type { Result } from '#ledger/refusal.ts';

/** Yuan as typed (`1,234.50`, `１２３４．５`, `¥1234.5元`) → fen. Refuses 0.005, zero, negative and over 10¹³ fen. */
export function parseYuan(text: string): Result<bigint> {
  return parseDecimal(text.trim().replace(/^[¥￥]\s*|\s*元$/g, ''), 2);
}

/** Fen → `1,234.50`, without a currency sign. */
export const formatFen = (fen: bigint): string => formatDecimal(fen, 2);
