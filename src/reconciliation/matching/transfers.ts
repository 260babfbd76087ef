import type { Solution } from './contested.ts';
import { daysApart, readDay } from './days.ts';
import { comesThrough } from './facts.ts';
import { addTo } from './groups.ts';
import { within } from './pairs.ts';
import type { BankLine, BookRecord, OwnAccount } from './subject.ts';
import { isService, plainName, plainReference } from './texts.ts';

const MOST_DAYS_OF_TRANSFER = 3;
/** Without a number on either side, by the entity's name alone. */
const MOST_DAYS_BY_NAME = 1;
/** More lines of one amount within days are not paired by it. */
const MOST_EQUAL = 50;

export interface OwnTransfers {
  /** The other side is another account of the entity by its number, so it is nobody's gift. */
  isOwn(line: BankLine): boolean;
  /** Pairs of lines, with the entry of the books where one was made already. */
  among(lines: readonly BankLine[], records: readonly BookRecord[]): Solution[];
}

/** What says that two lines are one transfer, and whether that is enough. */
interface Link {
  by: 'account' | 'name';
  certain: boolean;
}

interface Side {
  line: BankLine;
  day: number;
}

/**
 * Step 5: money out of one known account of the entity and the same amount into another within three days, where one of the
 * lines gives the number of the other's account or names the entity itself, and none names anybody else. Certain where what
 * arrived says itself that it is the entity's own, or came through the service that it left.
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
  const link = (out: BankLine, into: BankLine): Link | undefined => {
    const [of, to] = [otherOf(into), otherOf(out)];
    if ((of !== undefined && of !== out.moneyAccount) || (to !== undefined && to !== into.moneyAccount))
      return undefined;
    const [sent, arrived] = [says(out), says(into)];
    // Somebody else's money may come as much and on the same day as the entity's own.
    if ((of === undefined && arrived === 'another') || (to === undefined && sent === 'another')) return undefined;
    if (of !== undefined || to !== undefined)
      return { by: 'account', certain: of !== undefined || arrived === 'own' || isWithdrawal(out, into) };
    if (sent !== 'own' && arrived !== 'own') return undefined;
    const isOneOwn = sent === 'own' && arrived === 'own' && daysApart(out, into) <= MOST_DAYS_BY_NAME;
    return { by: 'name', certain: isOneOwn || isWithdrawal(out, into) };
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
        const near = within(arrivals.get(out.amountFen) ?? [], readDay(out.day), MOST_DAYS_OF_TRANSFER).flatMap(
          ({ line: into }) => {
            const linked = into.moneyAccount === out.moneyAccount ? undefined : link(out, into);
            return linked === undefined ? [] : [{ into, linked }];
          },
        );
        if (near.length > MOST_EQUAL) continue;
        for (const { into, linked } of near)
          solutions.push(transfer(out, into, linked, entries.get(out.amountFen) ?? []));
      }
      return solutions;
    },
  };
}

/** Out of an account of a service, and what arrives came through that service. */
const isWithdrawal = (out: BankLine, into: BankLine): boolean => comesThrough(into) === out.channel;

function transfer(out: BankLine, into: BankLine, linked: Link, entries: readonly BookRecord[]): Solution {
  const days = Math.abs(readDay(out.day) - readDay(into.day));
  const fitting = entries.filter(
    (entry) =>
      (entry.moneyAccount === undefined || [out.moneyAccount, into.moneyAccount].includes(entry.moneyAccount)) &&
      Math.min(...[out, into].map(({ day }) => Math.abs(readDay(day) - readDay(entry.day)))) <= MOST_DAYS_OF_TRANSFER,
  );
  return {
    // Which of several entries it is, only a person can say.
    certain: linked.certain && fitting.length <= 1,
    combination: {
      by: 'transfer',
      lines: [out, into],
      records: fitting.length === 1 ? fitting : [],
      explanation: { knownBy: linked.by, days: String(days), amountFen: String(out.amountFen) },
    },
  };
}
