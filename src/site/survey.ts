import { Fold } from '#log/fold.ts';
import type { BookedLeaf, CorrectionLeaf, Flow, Leaf, LeafKind, UnitCode } from '#log/leaf.ts';
import { type Position, positionsOf } from '#log/position.ts';
import { Contributions } from './contributions.ts';
import { Flows } from './flows.ts';
import { GiftPages } from './gift-pages.ts';
import { Notices } from './notices.ts';
import { isOf, type PublishedLog } from './published-log.ts';
import { Register } from './register.ts';
import { Timeline } from './timeline.ts';

/** Kinds that have pages or sections of their own and are few enough to be listed by their place in the log. */
const LISTED = [
  'disbursement',
  'appropriation',
  'adjustment',
  'funding',
  'listing',
  'correction',
  'audit',
  'key',
] as const;

/** Kinds that the newest entries show. */
const ENTRIES: readonly LeafKind[] = [
  'intake',
  'funding',
  'purchase',
  'disbursement',
  'appropriation',
  'adjustment',
  'listing',
  'correction',
];
const NEWEST = 8;

/** What one pass over the log leaves in memory: names, totals, and where things lie; never the gifts themselves. */
export class Survey {
  readonly register = new Register();
  readonly fold = new Fold();
  readonly contributions = new Contributions();
  readonly timeline = new Timeline();
  readonly flows = new Flows();
  readonly notices = new Notices();
  readonly gifts = new GiftPages();
  readonly newest: bigint[] = [];
  readonly newestGifts: bigint[] = [];
  /** Voided leaf → the correction that voids it. */
  readonly corrected = new Map<bigint, bigint>();
  /** Of voided gifts, the entries that share a receipt tag: a gift entered anew carries the tag of the one it replaces. */
  readonly #lineages = new Map<string, Lineage>();
  readonly #lineageOf = new Map<bigint, Lineage>();
  readonly #places: Record<(typeof LISTED)[number], bigint[]> = {
    disbursement: [],
    appropriation: [],
    adjustment: [],
    funding: [],
    listing: [],
    correction: [],
    audit: [],
    key: [],
  };

  places(kind: (typeof LISTED)[number]): readonly bigint[] {
    return this.#places[kind];
  }

  async read(log: PublishedLog): Promise<this> {
    for await (const { index, leaf } of log.leaves()) {
      if (leaf.kind === 'correction') await this.#void(log, index, leaf);
      else this.fold.add(leaf);
      this.contributions.add(index, leaf);
      if (isBooked(leaf)) this.#move(leaf);
      if (leaf.kind === 'register') await this.#enter(log, index);
      if (leaf.kind === 'statement') this.notices.add(index, leaf);
      if (leaf.kind === 'intake') {
        this.gifts.add(index);
        keep(this.newestGifts, index);
        const lineage = this.#lineages.get(leaf.tag);
        if (lineage) lineage.standing = index;
      }
      if (isListed(leaf)) this.#places[leaf.kind].push(index);
      if (ENTRIES.includes(leaf.kind) && !isReported(leaf)) keep(this.newest, index);
    }
    return this;
  }

  /** The gift that stands for a voided one; undefined when nothing took its place. */
  replacementOf(voided: bigint): bigint | undefined {
    return this.#lineageOf.get(voided)?.standing;
  }

  /** The log's own key as the log announces it: a reader compares it with the printed one. */
  async logKey(log: PublishedLog): Promise<string | undefined> {
    const keys = await log.entries('key', this.places('key'));
    const ours = keys.filter(({ leaf }) => leaf.role === 'log');
    const retired = new Set(ours.flatMap(({ leaf }) => (leaf.action === 'retire' ? [leaf.verifierKey] : [])));
    return ours.findLast(({ leaf }) => leaf.action === 'add' && !retired.has(leaf.verifierKey))?.leaf.verifierKey;
  }

  async #enter(log: PublishedLog, index: bigint): Promise<void> {
    const entry = await log.entry(index);
    if (!isOf('register', entry)) return;
    this.register.add(entry);
    this.timeline.register(entry.leaf);
  }

  #move(leaf: BookedLeaf): void {
    const moved = this.#movedBy(leaf);
    this.timeline.add({ ...leaf, moved });
    this.flows.add(leaf, moved);
  }

  #movedBy(leaf: BookedLeaf): Map<UnitCode, Position> {
    return positionsOf(leaf.postings, (account): Flow => {
      const flow = this.register.flows.get(account);
      if (flow === undefined) throw new RangeError(`the log has registered no account ${account}`);
      return flow;
    });
  }

  async #void(log: PublishedLog, index: bigint, correction: CorrectionLeaf): Promise<void> {
    const voided = BigInt(correction.voids);
    const leaf = await log.leaf(voided);
    this.fold.add(correction, leaf);
    this.contributions.remove(voided, leaf);
    if (isBooked(leaf)) {
      const moved = this.#movedBy(leaf);
      this.timeline.remove({ ...leaf, moved });
      this.flows.remove(leaf, moved);
    }
    this.corrected.set(voided, index);
    if (leaf.kind !== 'intake') return;
    const lineage = this.#lineages.get(leaf.tag) ?? { standing: undefined };
    lineage.standing = undefined;
    this.#lineages.set(leaf.tag, lineage);
    this.#lineageOf.set(voided, lineage);
  }
}

interface Lineage {
  standing: bigint | undefined;
}

const isBooked = (leaf: Leaf): leaf is BookedLeaf => 'date' in leaf && leaf.kind !== 'listing';

/** What others reported is no entry of these books; it has its page. */
const isReported = (leaf: Leaf): boolean => leaf.kind === 'listing' && leaf.weight === 'listed';

function keep(newest: bigint[], index: bigint): void {
  newest.push(index);
  if (newest.length > NEWEST) newest.shift();
}

const isListed = (leaf: Leaf): leaf is Extract<Leaf, { kind: (typeof LISTED)[number] }> =>
  LISTED.some((kind) => kind === leaf.kind);
