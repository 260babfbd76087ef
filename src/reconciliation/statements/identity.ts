import { createHash } from 'node:crypto';
import { type Figure, figureKey } from '../statement/figure.ts';
import type { Flow } from '../statement/statement.ts';
import { scopeOf, serialTells } from './formats.ts';

/** What of a line it may be known by. */
export interface Knowable {
  day: string;
  time?: string | undefined;
  flow: Flow;
  amount: Figure;
  balance?: Figure | undefined;
  serial?: string | undefined;
  counterparty?: { name?: string | undefined; account?: string | undefined } | undefined;
  purpose?: string | undefined;
  references: readonly string[];
}

/**
 * What a line is known by within its account, but for its number among lines of the same key (DOMAIN §4): the serial with
 * day, direction and amount, since one voucher may have several lines; else day, time, direction, amount, balance and
 * counterparty, and where no balance tells equal movements apart, what was written with them. 32 bytes.
 */
export function keyOf(line: Knowable, { format, mapped = false }: { format: string; mapped?: boolean }): Buffer {
  const { day, time, flow, amount, balance, serial, counterparty, purpose, references } = line;
  const moved = [scopeOf(format), day, flow, figureKey(amount)];
  const party = plain(counterparty?.name) || plain(counterparty?.account);
  const parts =
    serial !== undefined && serialTells(format, plain(serial), mapped)
      ? ['serial', ...moved, plain(serial)]
      : balance !== undefined
        ? ['balance', ...moved, time ?? '', figureKey(balance), party]
        : ['words', ...moved, time ?? '', party, plain(purpose), ...references.map(plain).sort()];
  return sha256(JSON.stringify(parts));
}

/** The identity of the n-th line, from 1, with a key: as `identity` in SQL, `sha256(key || int4send(n))`. */
export function identityOf(key: Buffer, occurrence: number): Buffer {
  const number = Buffer.alloc(4);
  number.writeInt32BE(occurrence);
  return sha256(Buffer.concat([key, number]));
}

/** Identities of a statement's lines: only lines with the very same key are numbered, so rows may stand in any order. */
export function identitiesOf(lines: readonly Knowable[], of: { format: string; mapped?: boolean }): Buffer[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const key = keyOf(line, of);
    const occurrence = (seen.get(key.toString('hex')) ?? 0) + 1;
    seen.set(key.toString('hex'), occurrence);
    return identityOf(key, occurrence);
  });
}

const sha256 = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest();

/** Widths, blanks and backticks differ between a bank's CSV and its workbook. */
const plain = (text = ''): string => text.normalize('NFKC').replaceAll(/[\s`'"]/g, '');
