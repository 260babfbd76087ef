import { Fold, type FoldState } from '#log/fold.ts';
import type { BookedLeaf, CorrectionLeaf, Flow, Leaf, LeafKind, UnitCode } from '#log/leaf.ts';
import { type Position, positionsOf } from '#log/position.ts';
import { TILE_WIDTH } from '#log/tiles.ts';
import { Chains, type ChainsState } from './chains.ts';
import { Contributions, type ContributionsState } from './contributions.ts';
import { Flows, type FlowsState } from './flows.ts';
import { GiftPages } from './gift-pages.ts';
import { grantLines } from './grant-lines.ts';
import { Lots, type LotsState } from './lots.ts';
import { NewestEntries, type NewestEntriesState } from './newest-entries.ts';
import { type Notice, Notices } from './notices.ts';
import { ownMoveIn } from './own-moves.ts';
import { isOf, type PublishedLog } from './published-log.ts';
import { Register, type RegisterState } from './register.ts';
import { Timeline, type TimelineState } from './timeline.ts';
import { VoidedReceipts, type VoidedReceiptsState } from './voided-receipts.ts';

/** Kinds that have pages or sections of their own and are few enough to be listed by their place in the log. */
const LISTED = [
  'disbursement',
  'appropriation',
  'adjustment',
  'funding',
  'purchase',
  'listing',
  'correction',
  'audit',
  'key',
] as const;

/** Kinds that the newest entries show; a fund's also what only moved among one's own. */
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
  readonly chains = new Chains();
  readonly lots = new Lots();
  readonly notices = new Notices();
  readonly gifts = new GiftPages();
  readonly voidedReceipts = new VoidedReceipts();
  /** Standing grants as 360Giving counts them; a file of them needs one. */
  grants = 0;
  /** Without what only changed its account or place among one's own. */
  readonly newest: bigint[] = [];
  readonly newestGifts: bigint[] = [];
  /** The last entries of all, and of each fund, as feeds show them. */
  readonly newestOf = new NewestEntries();
  /** Voided leaf → the correction that voids it. */
  readonly corrected = new Map<bigint, bigint>();
  /** Voided leaves of which the correction says that the donor was paid back: no mistake. */
  readonly refunded = new Set<bigint>();
  /** Of voided gifts and allotments, the entries that share what `lineageTag` tells them by. */
  readonly #lineages = new Map<string, Lineage>();
  readonly #lineageOf = new Map<bigint, Lineage>();
  readonly #openedBundles: bigint[] = [];
  readonly #places: Record<(typeof LISTED)[number], bigint[]> = {
    disbursement: [],
    appropriation: [],
    adjustment: [],
    funding: [],
    purchase: [],
    listing: [],
    correction: [],
    audit: [],
    key: [],
  };

  places(kind: (typeof LISTED)[number]): readonly bigint[] {
    return this.#places[kind];
  }

  /** Leaves that were read so far. */
  get size(): bigint {
    return this.fold.size;
  }

  /** Reads on from where it stands, up to but not including `to`. */
  async read(log: PublishedLog, to = log.size): Promise<this> {
    for await (const { index, leaf } of log.leaves(this.size, to)) {
      const voided = leaf.kind === 'correction' ? await this.#void(log, index, leaf) : undefined;
      if (voided === undefined) this.fold.add(leaf);
      this.contributions.add(index, leaf, this.#flowOf);
      this.chains.add(leaf);
      this.lots.add(index, leaf);
      this.grants += grantLines(leaf).length;
      if (isBooked(leaf)) this.#move(index, leaf);
      if (leaf.kind === 'register') await this.#enter(log, index);
      if (leaf.kind === 'statement') this.notices.add(index, leaf);
      if (leaf.kind === 'intake') {
        this.gifts.add(index);
        keep(this.newestGifts, index);
      }
      const lineage = this.#lineages.get(lineageTag(leaf) ?? '');
      if (lineage) lineage.standing = index;
      if (isListed(leaf)) this.#places[leaf.kind].push(index);
      if (ENTRIES.includes(leaf.kind) && !isReported(leaf)) {
        // Whoever looks what came in and went out last would take what only changed its place for one of both.
        const own = ownMoveIn(voided ?? leaf) !== undefined;
        if (!own) keep(this.newest, index);
        this.newestOf.add(index, leaf, { ofFundOnly: own });
      }
    }
    return this;
  }

  /** Bundles that hold register leaves: the only ones whose openings the survey reads. */
  get openedBundles(): readonly bigint[] {
    return this.#openedBundles;
  }

  /** All that the pass has left in memory; write it down before reading on, since it shares its parts with the survey. */
  snapshot(): SurveyState {
    return {
      register: this.register.snapshot(),
      fold: this.fold.snapshot(),
      contributions: this.contributions.snapshot(),
      timeline: this.timeline.snapshot(),
      flows: this.flows.snapshot(),
      chains: this.chains.snapshot(),
      lots: this.lots.snapshot(),
      notices: this.notices.snapshot(),
      gifts: this.gifts.snapshot(),
      voidedReceipts: this.voidedReceipts.snapshot(),
      grants: this.grants,
      newest: this.newest,
      newestGifts: this.newestGifts,
      newestOf: this.newestOf.snapshot(),
      corrected: this.corrected,
      refunded: this.refunded,
      lineages: this.#lineages,
      lineageOf: this.#lineageOf,
      places: this.#places,
      openedBundles: this.#openedBundles,
    };
  }

  /** Into a survey that has read nothing. */
  restore(state: SurveyState): this {
    this.register.restore(state.register);
    this.fold.restore(state.fold);
    this.contributions.restore(state.contributions);
    this.timeline.restore(state.timeline);
    this.flows.restore(state.flows);
    this.chains.restore(state.chains);
    this.lots.restore(state.lots);
    this.notices.restore(state.notices);
    this.gifts.restore(state.gifts);
    this.voidedReceipts.restore(state.voidedReceipts);
    this.grants = state.grants;
    this.newest.push(...state.newest);
    this.newestGifts.push(...state.newestGifts);
    this.newestOf.restore(state.newestOf);
    for (const [voided, by] of state.corrected) this.corrected.set(voided, by);
    for (const voided of state.refunded) this.refunded.add(voided);
    for (const [tag, lineage] of state.lineages) this.#lineages.set(tag, lineage);
    for (const [voided, lineage] of state.lineageOf) this.#lineageOf.set(voided, lineage);
    Object.assign(this.#places, state.places);
    this.#openedBundles.push(...state.openedBundles);
    return this;
  }

  /** The gift or allotment that stands for a voided one; undefined when nothing took its place. */
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
    const bundle = index / BUNDLE;
    if (this.#openedBundles.at(-1) !== bundle) this.#openedBundles.push(bundle);
    this.register.add(entry);
    this.timeline.register(entry.leaf);
  }

  #move(index: bigint, leaf: BookedLeaf): void {
    const moved = this.#movedBy(leaf);
    this.timeline.add({ ...leaf, index, moved });
    this.flows.add(leaf, moved);
  }

  #movedBy(leaf: BookedLeaf): Map<UnitCode, Position> {
    return positionsOf(leaf.postings, this.#flowOf);
  }

  readonly #flowOf = (account: string): Flow => {
    const flow = this.register.flows.get(account);
    if (flow === undefined) throw new RangeError(`the log has registered no account ${account}`);
    return flow;
  };

  /** The leaf that is voided. */
  async #void(log: PublishedLog, index: bigint, correction: CorrectionLeaf): Promise<Leaf> {
    const voided = BigInt(correction.voids);
    const leaf = await log.leaf(voided);
    this.fold.add(correction, leaf);
    this.contributions.remove(voided, leaf, this.#flowOf);
    this.chains.remove(leaf);
    this.lots.remove(voided, leaf);
    this.grants -= grantLines(leaf).length;
    if (isBooked(leaf)) {
      const moved = this.#movedBy(leaf);
      // Without a notice so far, the leaf belongs to the one that is open, as the correction does.
      const open = (this.fold.notice + 1n).toString();
      this.voidedReceipts.add(this.notices.of(voided)?.number ?? open, open, leaf, moved);
      this.timeline.remove({ ...leaf, index: voided, moved });
      this.flows.remove(leaf, moved);
    }
    this.corrected.set(voided, index);
    if (correction.reason === 'refund') this.refunded.add(voided);
    const tag = lineageTag(leaf);
    if (tag === undefined) return leaf;
    const lineage = this.#lineages.get(tag) ?? { standing: undefined };
    lineage.standing = undefined;
    this.#lineages.set(tag, lineage);
    this.#lineageOf.set(voided, lineage);
    return leaf;
  }
}

interface Lineage {
  standing: bigint | undefined;
}

export interface SurveyState {
  register: RegisterState;
  fold: FoldState;
  contributions: ContributionsState;
  timeline: TimelineState;
  flows: FlowsState;
  chains: ChainsState;
  lots: LotsState;
  notices: readonly Notice[];
  gifts: ReturnType<GiftPages['snapshot']>;
  voidedReceipts: VoidedReceiptsState;
  grants: number;
  newest: readonly bigint[];
  newestGifts: readonly bigint[];
  newestOf: NewestEntriesState;
  corrected: ReadonlyMap<bigint, bigint>;
  refunded: ReadonlySet<bigint>;
  lineages: ReadonlyMap<string, Lineage>;
  lineageOf: ReadonlyMap<bigint, Lineage>;
  places: Record<(typeof LISTED)[number], bigint[]>;
  openedBundles: readonly bigint[];
}

const BUNDLE = BigInt(TILE_WIDTH);

/**
 * What an entry keeps when it is voided and entered anew: a gift its receipt tag, an allotment whose it is and its number
 * (第几次拨付). Reports and returns answer an allotment under its number, so they have none of their own.
 */
function lineageTag(leaf: Leaf): string | undefined {
  if (leaf.kind === 'intake') return leaf.tag;
  if (leaf.kind !== 'appropriation' || leaf.direction !== 'out') return undefined;
  return ['allotment', leaf.entity, leaf.fund, leaf.stream, leaf.allotment].join(' ');
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
