import { addMonths, formatDay, readDay } from './calendar.ts';
import type { Notice } from './notices.ts';
import { shanghaiDay } from './shanghai-day.ts';

/** How often the law wants an appeal's receipts published. Versions of a rule follow each other by the day they took effect. */
export interface DisclosureRule {
  duty: 'emergency' | 'general';
  /** In force from this day up to, not including, `until`. */
  from: string;
  until?: string;
  /** Of the Charity Law (慈善法): whether the version amended in 2023, and which articles. */
  amended: boolean;
  articles: string;
  every: { days: number } | { months: number };
  /** The duty begins once an appeal has lasted so long. */
  afterMonths?: number;
}

export const DISCLOSURE_RULES: readonly DisclosureRule[] = [
  {
    duty: 'general',
    from: '2016-09-01',
    until: '2024-09-05',
    amended: false,
    articles: '73',
    every: { months: 3 },
    afterMonths: 6,
  },
  { duty: 'general', from: '2024-09-05', amended: true, articles: '79', every: { months: 3 }, afterMonths: 6 },
  { duty: 'emergency', from: '2024-09-05', amended: true, articles: '72–73', every: { days: 5 } },
];

/** From one publication (or the beginning of the fund) to the next, in Shanghai days. */
export interface Gap {
  from: string;
  to: string;
  days: number;
  /** Days past the day on which the next publication was due; 0 when in time. */
  overdue: number;
}

export interface Timeliness {
  rule: DisclosureRule;
  /** The rule took effect only after the fund began: shown to compare, not to judge. */
  onlyCompared: boolean;
  /** notJudged: the rule is for public appeals, and the register has none for the fund. */
  outcome: 'met' | 'missed' | 'notYet' | 'notJudged';
  gaps: number;
  longest: Gap | undefined;
  /** Should the appeal still run. */
  nextDue: string | undefined;
}

/**
 * A fund's publications held against each rule that was in force while they were made, and the emergency's for comparison.
 * Of a fund that came into the ledger later than it could have, the ledger knows only what followed its first notice.
 */
export function timelinessOf(
  beganOn: string,
  notices: readonly Pick<Notice, 'cutoff'>[],
  { cameLater = false, isAppeal = true } = {},
): Timeliness[] {
  const published = notices.map(({ cutoff }) => shanghaiDay(cutoff)).filter((day) => day >= beganOn);
  const last = published.at(-1);
  return DISCLOSURE_RULES.filter(
    ({ duty, from, until }) =>
      duty === 'emergency' || ((last ?? beganOn) >= from && (until === undefined || beganOn < until)),
  ).map((rule) => {
    const [start = beganOn, ...ends] = cameLater ? published : [beganOn, ...published];
    const gaps = ends.map((to, at) => gapOf(ends[at - 1] ?? start, to, rule));
    const hasBegun =
      last !== undefined &&
      gaps.length > 0 &&
      (rule.afterMonths === undefined || last >= addMonths(beganOn, rule.afterMonths));
    return {
      rule,
      onlyCompared: beganOn < rule.from && rule.duty === 'emergency',
      outcome: !hasBegun ? 'notYet' : rule.duty === 'general' && !isAppeal ? 'notJudged' : outcomeOf(gaps),
      gaps: gaps.length,
      longest: gaps.reduce<Gap | undefined>(
        (worst, gap) => (worst === undefined || gap.days > worst.days ? gap : worst),
        undefined,
      ),
      nextDue: last === undefined || 'days' in rule.every ? undefined : dueAfter(last, rule),
    };
  });
}

const outcomeOf = (gaps: readonly Gap[]): 'met' | 'missed' =>
  gaps.some(({ overdue }) => overdue > 0) ? 'missed' : 'met';

const dueAfter = (day: string, { every }: DisclosureRule): string =>
  'days' in every ? formatDay(readDay(day) + every.days) : addMonths(day, every.months);

function gapOf(from: string, to: string, rule: DisclosureRule): Gap {
  const overdue = readDay(to) - readDay(dueAfter(from, rule));
  return { from, to, days: readDay(to) - readDay(from), overdue: Math.max(0, overdue) };
}
