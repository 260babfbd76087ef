import { formatDecimal } from '#log/decimal-point.ts';
import type { Day, Leaf, LeafDate, LeafPosting } from '#log/leaf.ts';
import type { PublishedLog } from './published-log.ts';

/**
 * The published journal as plain text that hledger and ledger both read: one transaction per leaf with postings, one
 * account per entity, fund, stream, part of the identity and account, one commodity per unit. Lines without newline.
 */
export async function* plainTextJournal(log: PublishedLog): AsyncGenerator<string> {
  const { checkpoint } = log;
  yield `; ${checkpoint?.origin ?? 'no log'}, ${log.size} leaves`;
  yield '; holding = -(received + disbursed + appropriated + adjusted + unstated), per unit; credits are negative';
  const words = new JournalWords();
  for await (const { index, leaf } of log.leaves()) {
    words.learn(leaf);
    // Leaves wait for the statement that ends their notice: its day stands for theirs where a source states none.
    if (leaf.kind === 'statement') yield* words.release(leaf.cutoff.slice(0, 10));
    else if ('postings' in leaf && leaf.postings.length > 0) words.hold(index, leaf);
  }
}

type Posted = Extract<Leaf, { postings: LeafPosting[] }>;

class JournalWords {
  readonly #flows = new Map<string, string>();
  readonly #scales = new Map<string, number>([
    ['CNY', 2],
    ['CNY:goods', 2],
  ]);
  #held: { index: bigint; leaf: Posted }[] = [];

  learn(leaf: Leaf): void {
    if (leaf.kind !== 'register') return;
    if (leaf.subject === 'account') this.#flows.set(leaf.code, leaf.flow);
    if (leaf.subject === 'item') this.#scales.set(leaf.unit, leaf.scale);
  }

  hold(index: bigint, leaf: Posted): void {
    this.#held.push({ index, leaf });
  }

  *release(published: Day): Generator<string> {
    for (const { index, leaf } of this.#held) {
      yield '';
      yield `${dayOf('date' in leaf ? leaf.date : undefined, published)} * (${leaf.number}) ${leaf.kind}`;
      yield `    ; leaf: ${index}, published: ${published}, day: ${'date' in leaf ? leaf.date.precision : 'published'}`;
      for (const posting of leaf.postings) yield this.#line(leaf, posting);
    }
    this.#held = [];
  }

  #line({ entity, fund, stream }: Posted, { account, unit, amount, restriction }: LeafPosting): string {
    const name = [entity, fund, stream, this.#flows.get(account) ?? 'unknown', account].join(':');
    const commodity = unit === 'CNY' ? unit : `"${unit}"`;
    const figure = formatDecimal(BigInt(amount), this.#scales.get(unit) ?? 0);
    return `    ${name}  ${figure} ${commodity}  ; restriction: ${restriction}`;
  }
}

/** A journal needs one day: the stated one, else the end or beginning that is known, else the day of publication. */
function dayOf(date: LeafDate | undefined, published: Day): Day {
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
