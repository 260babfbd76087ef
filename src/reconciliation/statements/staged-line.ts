import type { Refusal } from '#ledger/refusal.ts';
import { type Figure, plainFigure } from '../statement/figure.ts';
import type { StatementLine } from '../statement/statement.ts';
import { keyOf } from './identity.ts';

/** A line as it goes to the database, by the names of its columns; amounts in fen as decimal text. */
export interface StagedLine {
  seq: number;
  part: number;
  key: string;
  place: number;
  occurred_on: string;
  occurred_at: string | null;
  value_on: string | null;
  flow: string;
  amount_fen: string;
  fee: string | null;
  balance_fen: string | null;
  serial: string | null;
  reference_numbers: string[];
  counterparty_name: string | null;
  counterparty_account: string | null;
  counterparty_bank: string | null;
  kind: string | null;
  purpose: string | null;
}

/** Ten thousand times what any account of this kind moves at once; beyond it an amount is a number of something else. */
const MOST_FEN = 10n ** 17n;

/** In fen; undefined when it is no whole number of them, or beyond any account. */
export function fenOf({ digits, scale }: Figure): bigint | undefined {
  const fen = scale <= 2 ? digits * 10n ** BigInt(2 - scale) : digits / 10n ** BigInt(scale - 2);
  const whole = scale <= 2 || fen * 10n ** BigInt(scale - 2) === digits;
  return whole && fen < MOST_FEN && fen > -MOST_FEN ? fen : undefined;
}

interface Place {
  seq: number;
  part: number;
  format: string;
  mapped: boolean;
}

/** The line, or why it cannot be kept: an amount that is no whole number of fen. */
export function stagedLine(line: StatementLine, { seq, part, format, mapped }: Place): StagedLine | Refusal {
  const amount = fenOf(line.amount);
  const balance = line.balance && fenOf(line.balance);
  const unfit = amount === undefined ? line.amount : balance === undefined ? line.balance : undefined;
  if (amount === undefined || unfit !== undefined) {
    const values = { stated: plainFigure(unfit ?? line.amount) };
    return { kind: 'statementAmountNotFen', line: line.place, values };
  }
  const { counterparty = {} } = line;
  return {
    seq,
    part,
    key: keyOf(line, { format, mapped }).toString('hex'),
    place: line.place,
    occurred_on: line.day,
    occurred_at: line.time ?? null,
    value_on: line.valueDay ?? null,
    flow: line.flow,
    amount_fen: String(amount),
    fee: line.fee ? plainFigure(line.fee) : null,
    balance_fen: balance === undefined ? null : String(balance),
    serial: text(line.serial),
    reference_numbers: line.references.flatMap((reference) => text(reference) ?? []),
    counterparty_name: text(counterparty.name),
    counterparty_account: text(counterparty.account),
    counterparty_bank: text(counterparty.bank),
    kind: text(line.kind),
    purpose: text(line.purpose),
  };
}

/** Without what no column takes. */
function text(given: string | undefined): string | null {
  const kept = given?.replaceAll('\0', '').toWellFormed().trim();
  return kept ? kept : null;
}
