import { fitsMask, type Name } from './names.ts';
import { similarity } from './texts.ts';

/** What speaks for a pair, and how much. Shown to whoever decides. */
export interface Feature {
  feature:
    | 'sameDay'
    | 'dayApart'
    | 'nameExact'
    | 'nameOfAccount'
    | 'nameContained'
    | 'nameMasked'
    | 'nameSounds'
    | 'nameSimilar'
    | 'accountKnown'
    | 'amountOnly'
    | 'fundNamed';
  points: number;
  /** Days apart, similarity in hundredths, or the word found. */
  value?: string;
}

export interface Score {
  points: number;
  features: Feature[];
}

/** What a score is made of. */
export interface Evidence {
  days: number;
  name?: Feature | undefined;
  accountKnown: boolean;
  /** Nothing else of this telling amount lies near, on either side, and the names show enough of who it is. */
  amountOnly?: boolean;
  /** By which the line names the fund of the record. */
  fundWord?: string | undefined;
}

/** A pair may be this far apart in days. */
export const MOST_DAYS_APART = 7;
/** 张涛 is in 张涛霞, who is somebody else: only longer names count as contained. */
export const LEAST_CONTAINED = 4;
export const LEAST_SIMILAR = 0.8;
const OF_ACCOUNT = 25;
const OF_FUND = 10;
const OF_AMOUNT = 25;

/**
 * The same day 30 points, a day apart 25, three days 15, seven 5; a name that is equal 40, contained or masked 25, of the
 * same sound 20, similar 15; an account that this giver was confirmed to use 25; an odd amount of which nothing else is near
 * 25; the fund named 10. Amount and direction
 * must be equal already. Undefined when they lie too far apart in time.
 */
export function pointsOf({ days, name, accountKnown, amountOnly, fundWord }: Evidence): number | undefined {
  const ofDays = pointsOfDays(days);
  if (ofDays === undefined) return undefined;
  return (
    ofDays +
    (name?.points ?? 0) +
    (accountKnown ? OF_ACCOUNT : 0) +
    (amountOnly ? OF_AMOUNT : 0) +
    (fundWord === undefined ? 0 : OF_FUND)
  );
}

const pointsOfDays = (days: number): number | undefined =>
  days === 0 ? 30 : days <= 1 ? 25 : days <= 3 ? 15 : days <= MOST_DAYS_APART ? 5 : undefined;

/** The same with each reason, as it is shown; 0 points for what lies too far apart. */
export function explain({ days, name, accountKnown, amountOnly, fundWord }: Evidence): Score {
  const ofDays = pointsOfDays(days);
  const features: Feature[] = [];
  if (ofDays === undefined) features.push({ feature: 'dayApart', points: 0, value: String(days) });
  else if (days === 0) features.push({ feature: 'sameDay', points: ofDays });
  else features.push({ feature: 'dayApart', points: ofDays, value: String(days) });
  if (name) features.push(name);
  if (accountKnown) features.push({ feature: 'accountKnown', points: OF_ACCOUNT });
  if (amountOnly) features.push({ feature: 'amountOnly', points: OF_AMOUNT });
  if (fundWord !== undefined) features.push({ feature: 'fundNamed', points: OF_FUND, value: fundWord });
  return {
    points: ofDays === undefined ? 0 : features.reduce((sum, { points }) => sum + points, 0),
    features,
  };
}

/** What says that two names are one; undefined where nothing does. */
export function nameFeature(one: Name | undefined, other: Name | undefined): Feature | undefined {
  if (one === undefined || other === undefined) return undefined;
  // 李伟 and 张伟 are the same `*伟`.
  if (one.plain === other.plain && one.mask === undefined) return { feature: 'nameExact', points: 40 };
  if (fitsMask(one, other) || fitsMask(other, one)) return { feature: 'nameMasked', points: 25 };
  const [shorter, longer] = one.signs.length < other.signs.length ? [one, other] : [other, one];
  const isContained = shorter.signs.length >= LEAST_CONTAINED && longer.plain.includes(shorter.plain);
  if (isContained || hasSameCore(one, other)) return { feature: 'nameContained', points: 25 };
  if (one.sound !== undefined && one.sound === other.sound) return { feature: 'nameSounds', points: 20 };
  // 有限公司 is no likeness: what stands before it is compared.
  const near = canBeSimilar(one, other) && !areNumbered(one, other) ? similarity(one.core, other.core) : 0;
  return near >= LEAST_SIMILAR
    ? { feature: 'nameSimilar', points: 15, value: String(Math.round(near * 100)) }
    : undefined;
}

/** 湘江商贸, 湘江商贸有限公司 and 湘江商贸有限责任公司. */
const hasSameCore = (one: Name, other: Name): boolean => one.core.length >= LEAST_CONTAINED && one.core === other.core;

/** 第一中学 and 第二中学, 东街小学 and 西街小学, 甲 and 乙: the sign in which they differ is what tells them apart. */
const ORDINALS = /[0-9零一二三四五六七八九十东西南北中上下前后左右新老大小甲乙丙丁A-Z]/gu;
const areNumbered = (one: Name, other: Name): boolean =>
  (one.core.match(ORDINALS) ?? []).join('') !== (other.core.match(ORDINALS) ?? []).join('');

/** Whether the names differ by nothing but a legal form that one lacks or a bank cut off; 分公司 and 工会 are somebody else. */
export function differByForm(one: Name, other: Name): boolean {
  const [shorter, longer] = one.plain.length < other.plain.length ? [one, other] : [other, one];
  return one.core === other.core || (longer.plain.startsWith(shorter.plain) && shorter.plain.startsWith(longer.core));
}

/** Whether length and signs in common leave room for it, since the distance itself is dear. */
function canBeSimilar(one: Name, other: Name): boolean {
  const [shorter, longer] = one.core.length < other.core.length ? [one.core, other.core] : [other.core, one.core];
  const least = longer.length * LEAST_SIMILAR;
  if (longer.length < 5 || shorter.length < least) return false;
  let common = 0;
  for (const sign of shorter) if (longer.includes(sign)) common += sign.length;
  return common >= least;
}
