import { disagreement } from './agreement.ts';
import type { CorrectionLeaf, Leaf, LeafKind, LeafPosting, ListingLeaf, StatementLeaf, Stream } from './leaf.ts';
import {
  addPosition,
  byOwner,
  fromBalanceRow,
  Ledger,
  type LedgerState,
  type Position,
  type PositionRow,
  positionsOf,
} from './position.ts';
import { Register, type RegisterState } from './register.ts';
import { VerifyError } from './verify-error.ts';

/** A row of balances.json, before amounts become text. Listings may name no entity or fund. */
export interface PublicBalance extends Position {
  entity: string | null;
  fund: string | null;
  unit: string;
  kind: Stream | ListingLeaf['weight'];
}

/**
 * Re-adds the log: leaves go in by index, every published total comes out, and what does not add up throws a
 * VerifyError. It holds positions and the register, never the leaves.
 */
export class Fold {
  readonly #register: Register;
  readonly #positions = new Ledger<OwnerOfPosition>();
  readonly #listings = new Ledger<OwnerOfListing>();
  readonly #voided = new Set<string>();
  readonly #kinds: Partial<Record<LeafKind, number>> = {};
  #size = 0n;
  #notice = 0n;
  /** The statement leaf just read, while its notice has further parts. */
  #open: StatementLeaf | undefined;
  /** Positions that its further parts must repeat. */
  #unrepeated: PositionRow[] = [];

  constructor(options: { whole: boolean } = { whole: true }) {
    this.#register = new Register(options);
  }

  /**
   * Continues behind the statement leaves of a notice, as a page does that reads only the newest part of the log:
   * accounts are needed, codes registered earlier are taken on trust. `size` counts the statement leaves in.
   */
  static behind(statements: readonly StatementLeaf[], size: bigint, earlier: Iterable<Leaf>): Fold {
    const fold = new Fold({ whole: false });
    for (const leaf of earlier) if (leaf.kind === 'register') fold.#register.add(leaf);
    for (const { entity, fund, stream, balances, notice } of statements) {
      fold.#notice = BigInt(notice);
      if (entity === undefined || fund === undefined || stream === undefined) continue;
      for (const row of balances) {
        Object.assign(
          fold.#positions.at({ entity, fund, stream, unit: row.unit }),
          fromBalanceRow({ entity, fund, stream }, row),
        );
      }
    }
    fold.#size = size;
    return fold;
  }

  /** All that the fold knows; taken before the next leaf is added, since it shares its parts with the fold. */
  snapshot(): FoldState {
    return {
      register: this.#register.snapshot(),
      positions: this.#positions.snapshot(),
      listings: this.#listings.snapshot(),
      voided: this.#voided,
      kinds: this.#kinds,
      size: this.#size,
      notice: this.#notice,
      open: this.#open,
      unrepeated: this.#unrepeated,
    };
  }

  /** Into a fold to which nothing was added; it goes on as if it had read the leaves itself. */
  restore(state: FoldState): void {
    this.#register.restore(state.register);
    this.#positions.restore(state.positions);
    this.#listings.restore(state.listings);
    for (const index of state.voided) this.#voided.add(index);
    Object.assign(this.#kinds, state.kinds);
    this.#size = state.size;
    this.#notice = state.notice;
    this.#open = state.open;
    this.#unrepeated = [...state.unrepeated];
  }

  get size(): bigint {
    return this.#size;
  }

  /** Number of the newest notice. */
  get notice(): bigint {
    return this.#notice;
  }

  /** `voided` is the leaf that a correction names; no other leaf needs one. */
  add(leaf: Leaf, voided?: Leaf): void {
    if (this.#open !== undefined && leaf.kind !== 'statement') throw new VerifyError('wrongNotice', this.#here());
    this.#register.requireAllOf(leaf);
    switch (leaf.kind) {
      case 'register':
        this.#register.add(leaf);
        break;
      case 'listing':
        this.#list(leaf, 1n);
        break;
      case 'correction':
        this.#void(leaf, voided);
        break;
      case 'statement':
        this.#compare(leaf);
        break;
      case 'key':
      case 'audit':
        break;
      default: {
        const unit = disagreement(leaf, positionsOf(leaf.postings, this.#register.flowOf));
        if (unit !== undefined) throw new VerifyError('doesNotAddUp', { ...this.#here(), unit });
        this.#book(leaf, leaf.postings);
      }
    }
    this.#kinds[leaf.kind] = (this.#kinds[leaf.kind] ?? 0) + 1;
    this.#size += 1n;
  }

  /** Call behind the last leaf of a signed tree. Errors: `wrongNotice` when a notice's statement is cut off. */
  finish(): void {
    if (this.#open !== undefined) throw new VerifyError('wrongNotice', this.#here());
  }

  /** Leaves per kind. */
  kinds(): Partial<Record<LeafKind, number>> {
    return { ...this.#kinds };
  }

  /** What books say, sorted; what a statement at this point must say. */
  positions(): PositionRow[] {
    return this.#positions.rows().sort(byOwner);
  }

  /** Books first, then what was witnessed or listed; rows in which everything is zero are left out. */
  balances(): PublicBalance[] {
    const booked = this.positions().map(({ stream, ...row }) => ({ ...row, kind: stream }));
    const orderOf = (row: PublicBalance) => ({
      entity: row.entity ?? '',
      fund: row.fund ?? '',
      stream: row.kind,
      unit: row.unit,
    });
    return [...booked, ...this.#listings.rows().sort((a, b) => byOwner(orderOf(a), orderOf(b)))];
  }

  #book(owner: { entity?: string; fund?: string; stream?: Stream }, postings: readonly LeafPosting[]): void {
    const { entity, fund, stream } = owner;
    if (entity === undefined || fund === undefined || stream === undefined) return;
    for (const [unit, change] of positionsOf(postings, this.#register.flowOf)) {
      addPosition(this.#positions.at({ entity, fund, stream, unit }), change, 1n);
    }
  }

  /** Reported money came in and nobody says where it went, or it came in and went out; a bare mention is no figure. */
  #list(leaf: ListingLeaf, sign: bigint): void {
    if (leaf.direction === 'none') return;
    const owner = { entity: leaf.entity ?? null, fund: leaf.fund ?? null, kind: leaf.weight };
    for (const { unit, amount } of leaf.figures) {
      const row = this.#listings.at({ ...owner, unit });
      row.received += BigInt(amount) * sign;
      row[leaf.direction === 'in' ? 'unstated' : 'disbursed'] += BigInt(amount) * sign;
    }
  }

  #void(correction: CorrectionLeaf, voided: Leaf | undefined): void {
    const detail = { ...this.#here(), voids: correction.voids };
    if (BigInt(correction.voids) >= this.#size || voided === undefined) throw new VerifyError('voidsNothing', detail);
    if (this.#voided.has(correction.voids)) throw new VerifyError('voidedTwice', detail);
    if (voided.kind !== 'listing' && !isBooked(voided)) throw new VerifyError('voidsNothing', detail);
    if (!isNegative(correction, voided)) throw new VerifyError('notTheNegative', detail);
    if (voided.kind === 'listing') this.#list(voided, -1n);
    else this.#book(correction, correction.postings);
    this.#voided.add(correction.voids);
  }

  /** Parts follow each other without a gap and together repeat every position, in order and nothing else. */
  #compare(leaf: StatementLeaf): void {
    const before = this.#open;
    const follows = before
      ? leaf.notice === before.notice &&
        leaf.cutoff === before.cutoff &&
        leaf.parts === before.parts &&
        BigInt(leaf.part) === BigInt(before.part) + 1n
      : BigInt(leaf.notice) === this.#notice + 1n && leaf.part === '1';
    if (!follows) throw new VerifyError('wrongNotice', this.#here());
    if (!before) this.#unrepeated = this.positions();
    const { entity, fund, stream } = leaf;
    for (const row of leaf.balances) {
      const own = this.#unrepeated.shift();
      if (!own || entity === undefined || fund === undefined || stream === undefined) this.#differs(row.unit);
      else if (!sameRow(own, fromBalanceRow({ entity, fund, stream }, row))) this.#differs(row.unit);
    }
    const last = leaf.part === leaf.parts;
    const [forgotten] = this.#unrepeated;
    if (last && forgotten !== undefined) this.#differs(forgotten.unit);
    this.#open = last ? undefined : leaf;
    this.#notice = BigInt(leaf.notice);
  }

  #differs(unit: string): never {
    throw new VerifyError('statementDiffers', { ...this.#here(), unit });
  }

  #here(): { leaf: string } {
    return { leaf: this.#size.toString() };
  }
}

type OwnerOfPosition = Pick<PositionRow, 'entity' | 'fund' | 'stream' | 'unit'>;
type OwnerOfListing = Pick<PublicBalance, 'entity' | 'fund' | 'kind' | 'unit'>;

export interface FoldState {
  register: RegisterState;
  positions: LedgerState<OwnerOfPosition>;
  listings: LedgerState<OwnerOfListing>;
  voided: ReadonlySet<string>;
  kinds: Partial<Record<LeafKind, number>>;
  size: bigint;
  notice: bigint;
  open: StatementLeaf | undefined;
  unrepeated: PositionRow[];
}

type Voidable = Extract<Leaf, { postings: LeafPosting[] }>;

/** A correction itself is final: what it voided comes back as a new leaf. */
const isBooked = (leaf: Leaf): leaf is Voidable => 'postings' in leaf && leaf.kind !== 'correction';

function isNegative(correction: CorrectionLeaf, voided: Voidable | ListingLeaf): boolean {
  if (voided.kind === 'listing') return correction.postings.length === 0;
  const { entity, fund, stream, postings } = voided;
  if (correction.entity !== entity || correction.fund !== fund || correction.stream !== stream) return false;
  return listed(correction.postings, -1n) === listed(postings, 1n);
}

/** Postings in an order of their own, so that a correction may list them in any. */
const listed = (postings: readonly LeafPosting[], sign: bigint): string =>
  postings
    .map(({ account, unit, restriction, amount }) => `${account} ${unit} ${restriction} ${BigInt(amount) * sign}`)
    .sort()
    .join('\n');

const sameRow = (a: PositionRow, b: PositionRow): boolean =>
  byOwner(a, b) === 0 &&
  a.received === b.received &&
  a.disbursed === b.disbursed &&
  a.appropriated === b.appropriated &&
  a.adjusted === b.adjusted &&
  a.unstated === b.unstated &&
  a.balance === b.balance;
