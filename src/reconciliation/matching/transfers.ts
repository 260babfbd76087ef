import type { Solution } from './contested.ts';
import { readDay } from './days.ts';
import { addTo } from './groups.ts';
import { within } from './pairs.ts';
import type { BankLine, BookRecord, OwnAccount } from './subject.ts';
import { isService, plainName, plainReference } from './texts.ts';

const MOST_DAYS_OF_TRANSFER = 3;
/** More lines of one amount within days are not paired by it. */
const MOST_EQUAL = 50;

export interface OwnTransfers {
  /** The other side is another account of the entity by its number, so it is nobody's gift. */
  isOwn(line: BankLine): boolean;
  /** Pairs of lines, with the entry of the books where one was made already. */
  among(lines: readonly BankLine[], records: readonly BookRecord[]): Solution[];
}

interface Side {
  line: BankLine;
  day: number;
}

/**
 * Step 5: money out of one known account of the entity and the same amount into another within three days. Certain where
 * one of the lines gives the number of the other's account; else one must name the entity itself as the other side, and
 * the other must not name anybody else.
 */
export function readOwnTransfers(own: readonly OwnAccount[]): OwnTransfers {
  const accountOf = new Map<string, string>();
  for (const { moneyAccount, number } of own)
    if (number !== undefined && number !== '') accountOf.set(plainReference(number), moneyAccount);
  const known = new Set(own.map(({ moneyAccount }) => moneyAccount));
  const names = new Set(own.flatMap((account) => account.names.map(plainName)));
  const otherOf = ({ account }: BankLine): string | undefined =>
    account === undefined ? undefined : accountOf.get(plainReference(account));
  const says = ({ name }: BankLine): 'own' | 'nobody' | 'another' => {
    const plain = plainName(name ?? '');
    return plain === '' || isService(plain) ? 'nobody' : names.has(plain) ? 'own' : 'another';
  };
  const link = (out: BankLine, into: BankLine): 'account' | 'name' | undefined => {
    const [of, to] = [otherOf(into), otherOf(out)];
    if ((of !== undefined && of !== out.moneyAccount) || (to !== undefined && to !== into.moneyAccount))
      return undefined;
    if (of !== undefined || to !== undefined) return 'account';
    const said = [says(out), says(into)];
    return said.includes('own') && !said.includes('another') ? 'name' : undefined;
  };
  return {
    isOwn: (line) => {
      const other = otherOf(line);
      return other !== undefined && other !== line.moneyAccount;
    },
    among: (lines, records) => {
      const arrivals = new Map<bigint, Side[]>();
      for (const line of lines)
        if (line.flow === 'in' && known.has(line.moneyAccount))
          addTo(arrivals, line.amountFen, { line, day: readDay(line.day) });
      for (const all of arrivals.values()) all.sort((one, other) => one.day - other.day);
      const entries = new Map<bigint, BookRecord[]>();
      for (const record of records) if (record.what === 'transfer') addTo(entries, record.amountFen, record);
      const solutions: Solution[] = [];
      for (const out of lines) {
        if (out.flow !== 'out' || !known.has(out.moneyAccount)) continue;
        const near = [...within(arrivals.get(out.amountFen) ?? [], readDay(out.day), MOST_DAYS_OF_TRANSFER)].filter(
          ({ line }) => line.moneyAccount !== out.moneyAccount && link(out, line) !== undefined,
        );
        if (near.length > MOST_EQUAL) continue;
        for (const { line: into } of near)
          solutions.push(transfer(out, into, link(out, into) ?? 'name', entries.get(out.amountFen) ?? []));
      }
      return solutions;
    },
  };
}

function transfer(out: BankLine, into: BankLine, by: 'account' | 'name', entries: readonly BookRecord[]): Solution {
  const days = Math.abs(readDay(out.day) - readDay(into.day));
  const fitting = entries.filter(
    (entry) =>
      (entry.moneyAccount === undefined || [out.moneyAccount, into.moneyAccount].includes(entry.moneyAccount)) &&
      Math.min(...[out, into].map(({ day }) => Math.abs(readDay(day) - readDay(entry.day)))) <= MOST_DAYS_OF_TRANSFER,
  );
  return {
    // Which of several entries it is, only a person can say.
    certain: fitting.length <= 1,
    combination: {
      by: 'transfer',
      lines: [out, into],
      records: fitting.length === 1 ? fitting : [],
      explanation: { knownBy: by, days: String(days), amountFen: String(out.amountFen) },
    },
  };
}
