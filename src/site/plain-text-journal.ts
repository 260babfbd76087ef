import { formatDecimal } from '#log/decimal-point.ts';
import type { Day, Flow, Leaf, LeafDate, LeafPosting } from '#log/leaf.ts';
import { publicationDay } from './exports/publication-day.ts';
import type { PublishedLog } from './published-log.ts';

/** How a program writes a transaction: its head and comments, then its postings, as lines without newline. */
export interface JournalSyntax {
  comment(text: string): string;
  transaction(entry: JournalEntry): Generator<string>;
}

/** A leaf with postings, told for a journal. */
export interface JournalEntry {
  index: bigint;
  leaf: Posted;
  /** The day the journal gives it. */
  day: Day;
  published: Day;
  /** How exact that day is; `published` where the leaf has none. */
  precision: string;
  postings: { posting: LeafPosting; flow: Flow; figure: string }[];
}

export type Posted = Extract<Leaf, { postings: LeafPosting[] }>;

/** What accounts and units mean: learned from register leaves on the way, or known from a survey. */
export interface JournalRegister {
  flows: ReadonlyMap<string, Flow>;
  scaleOf: (unit: string) => number;
}

/**
 * The published journal as plain text: one transaction per leaf with postings, one account per entity, fund, stream,
 * part of the identity and account, one commodity per unit. Lines without newline.
 */
export async function* plainTextJournal(log: PublishedLog, syntax: JournalSyntax = HLEDGER): AsyncGenerator<string> {
  const { checkpoint } = log;
  yield syntax.comment(`${checkpoint?.origin ?? 'no log'}, ${log.size} leaves`);
  yield syntax.comment(IDENTITY);
  yield* journalOf(log, syntax);
}

export const IDENTITY =
  'holding = -(received + disbursed + appropriated + adjusted + unstated), per unit; credits are negative';

async function* journalOf(log: PublishedLog, syntax: JournalSyntax): AsyncGenerator<string> {
  const register = new LearnedRegister();
  let held: { index: bigint; leaf: Posted }[] = [];
  for await (const { index, leaf } of log.leaves()) {
    register.learn(leaf);
    if (leaf.kind === 'statement') {
      // Leaves wait for the statement that ends their notice: its day stands for theirs where a source states none.
      for (const each of held) yield* syntax.transaction(told(each, publicationDay(leaf.cutoff), register));
      held = [];
    } else if ('postings' in leaf && leaf.postings.length > 0) held.push({ index, leaf });
  }
}

/** Leaves `from` up to, not including, `to`, wherever notices end: for whoever knows on which day each was published. */
export async function* journalPiece(
  log: PublishedLog,
  from: bigint,
  to: bigint,
  register: JournalRegister,
  publishedOn: (index: bigint) => Day,
  syntax: JournalSyntax,
): AsyncGenerator<string> {
  for await (const { index, leaf } of log.leaves(from, to)) {
    if ('postings' in leaf && leaf.postings.length > 0) {
      yield* syntax.transaction(told({ index, leaf }, publishedOn(index), register));
    }
  }
}

class LearnedRegister implements JournalRegister {
  readonly flows = new Map<string, Flow>();
  readonly #scales = new Map<string, number>([
    ['CNY', 2],
    ['CNY:goods', 2],
  ]);
  scaleOf = (unit: string): number => this.#scales.get(unit) ?? 0;

  learn(leaf: Leaf): void {
    if (leaf.kind !== 'register') return;
    if (leaf.subject === 'account') this.flows.set(leaf.code, leaf.flow);
    if (leaf.subject === 'item') this.#scales.set(leaf.unit, leaf.scale);
  }
}

function told(
  { index, leaf }: { index: bigint; leaf: Posted },
  published: Day,
  { flows, scaleOf }: JournalRegister,
): JournalEntry {
  const date = 'date' in leaf ? leaf.date : undefined;
  const postings = leaf.postings.map((posting) => {
    const flow = flows.get(posting.account);
    if (flow === undefined)
      throw new Error(`leaf ${index} posts to account ${posting.account}, which nothing registered`);
    return { posting, flow, figure: formatDecimal(BigInt(posting.amount), scaleOf(posting.unit)) };
  });
  return { index, leaf, day: dayOf(date, published), published, precision: date?.precision ?? 'published', postings };
}

/** hledger and ledger both read it. */
export const HLEDGER: JournalSyntax = {
  comment: (text) => `; ${text}`,
  *transaction({ index, leaf, day, published, precision, postings }) {
    const { entity, fund, stream, number, kind } = leaf;
    yield '';
    yield `${day} * (${number}) ${kind}`;
    yield `    ; leaf: ${index}, published: ${published}, day: ${precision}`;
    for (const { posting, flow, figure } of postings) {
      const name = [entity, fund, stream, flow, posting.account].join(':');
      const commodity = posting.unit === 'CNY' ? posting.unit : `"${posting.unit}"`;
      yield `    ${name}  ${figure} ${commodity}  ; restriction: ${posting.restriction}`;
    }
  },
};

/** A journal needs one day: the stated one, else the end or beginning that is known, else the day of publication. */
export function dayOf(date: LeafDate | undefined, published: Day): Day {
  switch (date?.precision) {
    case 'day':
    case 'notLaterThan':
    case 'notEarlierThan':
      return date.day;
    case 'period':
      return date.to;
    default:
      return published;
  }
}
