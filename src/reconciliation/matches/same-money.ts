import { daysApart } from '../matching/days.ts';
import type { WorkLine, WorkRecord } from './money-match.ts';

/** A bank may take a week over a holiday; further apart, an equal amount says little. */
const NEAR_DAYS = 7;

/** A line and a record that may be the same money, and how many days lie between them. */
export interface Same<T> {
  what: T;
  days: number;
}

export interface SameMoney {
  ofLine: ReadonlyMap<bigint, readonly Same<WorkRecord>[]>;
  ofAct: ReadonlyMap<bigint, readonly Same<WorkLine>[]>;
}

/**
 * Which lines that were put aside and which records without a line may be the same money: the same way, amount and entity,
 * at most a week apart, and not said to be of different accounts. A hint for a person, never a match; the nearest first.
 */
export function sameMoney(parked: readonly WorkLine[], records: readonly WorkRecord[]): SameMoney {
  const recordsOf = Map.groupBy(records, keyOf);
  const pairs = parked.flatMap((line) =>
    (recordsOf.get(keyOf(line)) ?? []).flatMap((act) => {
      const days = daysBetween(line, act);
      const fits = act.account === undefined || act.account.id === line.account.id;
      return fits && days !== undefined && days <= NEAR_DAYS ? [{ line, act, days }] : [];
    }),
  );
  const nearest = pairs.sort((one, other) => one.days - other.days);
  const group = <T>(idOf: (pair: (typeof pairs)[number]) => bigint, whatOf: (pair: (typeof pairs)[number]) => T) =>
    new Map(
      [...Map.groupBy(nearest, idOf)].map(([id, own]) => [
        id,
        own.map((pair) => ({ what: whatOf(pair), days: pair.days })),
      ]),
    );
  return {
    ofLine: group(
      ({ line }) => line.id,
      ({ act }) => act,
    ),
    ofAct: group(
      ({ act }) => act.actId,
      ({ line }) => line,
    ),
  };
}

const keyOf = ({ entity, flow, amountFen }: { entity: string; flow: string; amountFen: bigint }): string =>
  `${entity} ${flow} ${amountFen}`;

/** Undefined where the record tells no day at all. */
function daysBetween({ day }: WorkLine, { occurred: { from, to } }: WorkRecord): number | undefined {
  const [first, last] = [from ?? to, to ?? from];
  if (first === undefined || last === undefined) return undefined;
  if (day >= first && day <= last) return 0;
  return daysApart({ day }, { day: day < first ? first : last });
}
