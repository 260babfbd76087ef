import { daysApart } from './days.ts';
import type { BankLine, BookRecord } from './subject.ts';
import { fitsMask, plainName, similarity } from './texts.ts';

/** What speaks for a pair, and how much (DOMAIN §5). Shown to whoever decides. */
export interface Feature {
  feature:
    | 'sameDay'
    | 'dayApart'
    | 'nameExact'
    | 'nameContained'
    | 'nameMasked'
    | 'nameSounds'
    | 'nameSimilar'
    | 'accountKnown'
    | 'fundNamed';
  points: number;
  /** Days apart, similarity in hundredths, or the word found. */
  value?: string;
}

export interface Score {
  points: number;
  features: Feature[];
}

const LEAST_CONTAINED = 4;

/** A pair may be this far apart in days. */
export const MOST_DAYS_APART = 7;

/** How a name sounds, for characters that were mixed up; undefined where it has none. */
export type Sound = (name: string) => string | undefined;

/** Amount and direction must be equal already. Undefined when they lie too far apart in time. */
export function score(line: BankLine, record: BookRecord, sound: Sound): Score | undefined {
  const days = daysApart(line, record);
  const pointsOfDays = days === 0 ? 30 : days <= 1 ? 25 : days <= 3 ? 15 : days <= MOST_DAYS_APART ? 5 : undefined;
  if (pointsOfDays === undefined) return undefined;
  const features: Feature[] = [
    days === 0
      ? { feature: 'sameDay', points: pointsOfDays }
      : { feature: 'dayApart', points: pointsOfDays, value: String(days) },
  ];
  const name = nameFeature(line.name, record.name, sound);
  if (name) features.push(name);
  if (knowsAccount(line, record)) features.push({ feature: 'accountKnown', points: 25 });
  const word = record.fundWords.find((each) => each !== '' && line.purpose.includes(each));
  if (word !== undefined) features.push({ feature: 'fundNamed', points: 10, value: word });
  return { points: features.reduce((sum, { points }) => sum + points, 0), features };
}

/** What says that both are of the same person or organisation; undefined where nothing does. */
export const whoFeature = (line: BankLine, record: BookRecord, sound: Sound): Feature | undefined =>
  nameFeature(line.name, record.name, sound) ??
  (knowsAccount(line, record) ? { feature: 'accountKnown', points: 25 } : undefined);

const knowsAccount = ({ account }: BankLine, { accounts }: BookRecord): boolean =>
  account !== undefined && accounts.includes(account);

function nameFeature(stated: string | undefined, known: string | undefined, sound: Sound): Feature | undefined {
  const [one, other] = [plainName(stated ?? ''), plainName(known ?? '')];
  if (one === '' || other === '') return undefined;
  if (one === other) return { feature: 'nameExact', points: 40 };
  if (fitsMask(one, other) || fitsMask(other, one)) return { feature: 'nameMasked', points: 25 };
  // 张涛 is in 张涛霞, who is somebody else: only longer names count as contained.
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  if ([...shorter].length >= LEAST_CONTAINED && longer.includes(shorter))
    return { feature: 'nameContained', points: 25 };
  const sounds = sound(one);
  if (sounds !== undefined && sounds === sound(other)) return { feature: 'nameSounds', points: 20 };
  const near = similarity(one, other);
  return near >= 0.8 ? { feature: 'nameSimilar', points: 15, value: String(Math.round(near * 100)) } : undefined;
}
