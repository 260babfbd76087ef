import type { Matching } from '#reconciliation/matching/match.ts';
import type { BankLine, BookRecord } from '#reconciliation/matching/subject.ts';
import type { Happening, Kind, Month } from './generated-month.ts';

export interface Verdict {
  /** What was matched and does not belong together, as a sentence. */
  wrong: string[];
  /** Matched as if of one gift, where two of one giver, amount and day each lack a side: the same to everybody. */
  indistinguishable: string[];
  matched: number;
  /** By kind: how many have both sides (or are fee, interest or transfer), and how many of them were found. */
  recall: Map<Kind, { all: number; found: number }>;
}

/** A match is true when it holds all that is given of what happened, and nothing of anything else. */
export function judge({ happenings }: Month, matching: Matching): Verdict {
  const happeningOf = new Map<string, Happening>();
  for (const each of happenings) for (const { id } of [...each.lines, ...each.records]) happeningOf.set(id, each);
  const found = new Set<Happening>();
  const verdict: Verdict = { wrong: [], indistinguishable: [], matched: 0, recall: new Map() };

  const hold = (by: string, lines: readonly BankLine[], records: readonly BookRecord[], mostHappenings: number) => {
    verdict.matched += 1;
    const parts = [...lines, ...records].map(({ id }) => id);
    const held = new Set(parts.flatMap((id) => happeningOf.get(id) ?? []));
    const whole = [...held].flatMap((each) => [...each.lines, ...each.records]);
    const sentence = () =>
      `${by}: ${lines.map(told).join(', ')} = ${records.map(told).join(', ')}; truly ${[...held].map((each) => `${each.kind} [${each.lines.map(told)} = ${each.records.map(told)}]`).join(', ')}`;
    if (held.size <= mostHappenings && whole.length === parts.length) {
      for (const each of held) found.add(each);
    } else if (areAlike(lines, records, happeningOf)) verdict.indistinguishable.push(sentence());
    else verdict.wrong.push(sentence());
  };
  for (const { by, line, record } of matching.proposals) hold(by, [line], [record], 1);
  for (const { lines, records } of matching.groups) hold('group', lines, records, lines.length);
  for (const { by, lines, records } of matching.combinations) hold(by, lines, records, 1);

  for (const each of happenings) {
    const isOneSided = ['transfer', 'fee', 'interest'].includes(each.kind);
    if (each.lines.length === 0 || (each.records.length === 0 && !isOneSided)) continue;
    const count = verdict.recall.get(each.kind) ?? { all: 0, found: 0 };
    verdict.recall.set(each.kind, { all: count.all + 1, found: count.found + (found.has(each) ? 1 : 0) });
  }
  return verdict;
}

/** The lines and the records are of the same givers, amounts and days, whichever is whose. */
function areAlike(
  lines: readonly BankLine[],
  records: readonly BookRecord[],
  happeningOf: ReadonlyMap<string, Happening>,
): boolean {
  const [giverOf, looksOf] = [
    (id: string) => happeningOf.get(id)?.looks.split(' ').slice(0, 2).join(' ') ?? '',
    (id: string) => happeningOf.get(id)?.looks ?? '',
  ];
  const seen = lines.map(({ id, day }) => `${giverOf(id)} ${day}`).sort();
  const looks = lines.map(({ id }) => looksOf(id)).sort();
  const known = records.map(({ id }) => looksOf(id)).sort();
  return seen.join() === known.join() || looks.join() === known.join();
}

const told = ({ id, day, amountFen, name, references, ...rest }: BankLine | BookRecord): string =>
  `${id} ${day} ${amountFen} ${name ?? '?'} ${references.join()} ${'purpose' in rest ? rest.purpose : rest.accounts.join()}`;
