import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The published leaves added up from their bytes alone: nothing of src/ is used, so that a mistake there cannot agree
 * with itself. Amounts in smallest denominations, keyed by the words that pages write beside their figures.
 */
export interface RawLeaf {
  kind: string;
  // biome-ignore lint/suspicious/noExplicitAny: the point is to read what is there without our own types.
  [field: string]: any;
}

/** `received`, `disbursed`, `appropriated`, `adjusted`, `unstated`, `balance` by `stream entity fund unit`. */
type Sums = Map<string, Map<string, bigint>>;

export class RawBooks {
  readonly leaves: RawLeaf[];
  readonly #flows = new Map<string, string>();
  readonly #began = new Map<string, string>();
  /** Span (`all`, `statement 3`, `change 3`, `month 2020-02`, `day 2020-02-05`, `undated -`) → sums. */
  readonly #spans = new Map<string, Sums>();
  readonly #sides = new Map<string, bigint>();

  constructor(leaves: RawLeaf[]) {
    this.leaves = leaves;
    let notice: RawLeaf | undefined;
    let sinceNotice: [index: number, sign: bigint][] = [];
    const running: [index: number, sign: bigint][] = [];
    for (const [index, leaf] of leaves.entries()) {
      if (leaf.kind === 'register' && leaf.subject === 'account') this.#flows.set(leaf.code, leaf.flow);
      if (leaf.kind === 'register' && leaf.subject === 'fund' && !this.#began.has(leaf.code))
        this.#began.set(leaf.code, leaf.beganOn);
      if (leaf.kind === 'statement') {
        if (notice?.notice !== leaf.notice) {
          for (const [at, sign] of running) this.#add(`statement ${leaf.notice}`, at, sign);
          for (const [at, sign] of sinceNotice) this.#add(`change ${leaf.notice}`, at, sign);
          sinceNotice = [];
        }
        notice = leaf;
        continue;
      }
      const moves: [number, bigint] | undefined =
        leaf.kind === 'correction'
          ? [Number(leaf.voids), -1n]
          : leaf.postings || leaf.kind === 'listing'
            ? [index, 1n]
            : undefined;
      if (moves === undefined) continue;
      const [at, sign] = moves;
      running.push(moves);
      sinceNotice.push(moves);
      this.#add('all', at, sign);
      for (const span of this.#spansOf(leaves[at])) this.#add(span, at, sign);
      this.#addSides(leaves[at], sign);
    }
  }

  /** What a figure named `data-total` or `data-figure` must be; undefined for a name that this reader does not know. */
  expected(
    span: string,
    kind: string,
    entity: string,
    fund: string,
    units: string[],
    column: string,
  ): bigint | undefined {
    const [word, id] = span.split(' ');
    if (word === 'before') {
      const at = `statement ${Number(id) - 1}`;
      return Number(id) === 1 ? 0n : this.expected(at, kind, entity, fund, units, column);
    }
    const sums = this.#spans.get(span);
    if (sums === undefined) return undefined;
    let sum = 0n;
    for (const [key, columns] of sums) {
      const [ownKind, ownEntity, ownFund, ownUnit = ''] = key.split(' ');
      if (ownKind !== kind || !units.includes(ownUnit)) continue;
      if ((entity !== '*' && entity !== ownEntity) || (fund !== '*' && fund !== ownFund)) continue;
      sum += columns.get(column) ?? 0n;
    }
    return sum;
  }

  /** A figure of the flow: `side` is `source` or `use`. */
  side(stream: string, entity: string, fund: string, unit: string, side: string, name: string): bigint {
    const owner = [stream, entity, fund, unit].join(' ');
    const own = this.#sides.get(`${owner} ${side} ${name}`);
    // Interest raises a balance without being given: a negative use is drawn as a source, and the other way round.
    return own ?? -(this.#sides.get(`${owner} ${side === 'use' ? 'source' : 'use'} ${name}`) ?? 0n);
  }

  /** What stands of all that an entity passed on: `out`, `reported`, `returned` or `left`; receiver `*` for all. */
  chain(stream: string, entity: string, fund: string, receiver: string, unit: string, what: string): bigint {
    const voided = new Set(this.leaves.flatMap((leaf) => (leaf.kind === 'correction' ? [Number(leaf.voids)] : [])));
    const sum = (direction: string): bigint =>
      this.leaves
        .filter((leaf, index) => leaf.kind === 'appropriation' && leaf.direction === direction && !voided.has(index))
        .filter((leaf) => leaf.stream === stream && leaf.entity === entity && leaf.fund === fund)
        .flatMap((leaf) => leaf.items as RawLeaf[])
        .filter((item) => item.unit === unit && (receiver === '*' || item.receiver === receiver))
        .reduce((total, item) => total + BigInt(item.amount), 0n);
    if (what === 'left') return sum('out') - sum('report') - sum('return');
    return sum({ out: 'out', reported: 'report', returned: 'return' }[what] ?? '');
  }

  /** Every amount that a leaf states, itself or as the sum of its lines per unit. */
  amountsOf(index: number): Set<string> {
    const amounts = new Set<string>();
    const perUnit = new Map<string, bigint>();
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(walk);
      else if (typeof value === 'object' && value !== null) {
        const { unit, amount, quantity } = value as RawLeaf;
        const own = amount ?? quantity;
        if (typeof own === 'string') {
          amounts.add(own);
          if (unit !== undefined) perUnit.set(unit, (perUnit.get(unit) ?? 0n) + BigInt(own));
        }
        for (const field of ['count', 'factor', 'expected', 'receivers']) {
          const stated = (value as RawLeaf)[field];
          if (typeof stated === 'string') amounts.add(stated);
        }
        for (const [field, inner] of Object.entries(value)) if (field !== 'postings') walk(inner);
      }
    };
    walk(this.leaves[index]);
    for (const sum of perUnit.values()) amounts.add(sum.toString());
    return amounts;
  }

  #add(span: string, at: number, sign: bigint): void {
    const leaf = this.leaves[at];
    const sums: Sums = this.#spans.get(span) ?? new Map();
    this.#spans.set(span, sums);
    const raise = (key: string, column: string, amount: bigint): void => {
      const columns = sums.get(key) ?? new Map<string, bigint>();
      sums.set(key, columns.set(column, (columns.get(column) ?? 0n) + amount * sign));
    };
    if (leaf?.kind === 'listing') {
      if (leaf.direction === 'none') return;
      for (const { unit, amount } of leaf.figures) {
        const key = [leaf.weight, leaf.entity ?? 'null', leaf.fund ?? 'null', unit].join(' ');
        raise(key, 'received', BigInt(amount));
        raise(key, leaf.direction === 'in' ? 'unstated' : 'disbursed', BigInt(amount));
      }
      return;
    }
    for (const { account, unit, amount } of leaf?.postings ?? []) {
      const key = [leaf?.stream, leaf?.entity, leaf?.fund, unit].join(' ');
      const flow = this.#flows.get(account) ?? '?';
      if (flow === 'received') raise(key, 'received', -BigInt(amount));
      else raise(key, flow === 'holding' ? 'balance' : flow, BigInt(amount));
    }
  }

  #spansOf(leaf: RawLeaf | undefined): string[] {
    const date = leaf?.date;
    if (leaf?.kind === 'listing' || date === undefined) return [];
    const inMonth = (from: string, to: string): string[] =>
      from.slice(0, 7) === to.slice(0, 7) ? [`month ${to.slice(0, 7)}`, `onlyMonth ${to.slice(0, 7)}`] : ['undated -'];
    if (date.precision === 'day') return [`month ${date.day.slice(0, 7)}`, `day ${date.day}`];
    if (date.precision === 'period') return inMonth(date.from, date.to);
    if (date.precision === 'notLaterThan') return inMonth(this.#began.get(leaf?.fund) ?? '', date.day);
    return ['undated -'];
  }

  #addSides(leaf: RawLeaf | undefined, sign: bigint): void {
    for (const { account, unit, amount } of leaf?.postings ?? []) {
      const flow = this.#flows.get(account) ?? '?';
      const [side, name] = sideOf(leaf as RawLeaf, flow);
      const key = [leaf?.stream, leaf?.entity, leaf?.fund, unit, side, name].join(' ');
      const own = flow === 'received' ? -BigInt(amount) : BigInt(amount);
      this.#sides.set(key, (this.#sides.get(key) ?? 0n) + own * sign);
    }
  }
}

function sideOf(leaf: RawLeaf, flow: string): [side: string, name: string] {
  if (flow === 'received') return ['source', leaf.donorKind ?? leaf.source ?? 'otherIncome'];
  if (flow === 'holding') return ['use', 'balance'];
  if (flow === 'disbursed' && leaf.kind === 'purchase') return ['use', 'purchased'];
  if (flow === 'disbursed') return ['use', leaf.kind === 'disbursement' ? leaf.form : 'reported'];
  if (flow === 'adjusted') return ['use', leaf.reason ?? (leaf.kind === 'purchase' ? 'purchased' : 'otherAdjustment')];
  return ['use', flow];
}

/** Reads the entry bundles of a published folder as any reader of C2SP tiles would. */
export async function readRawBooks(published: string): Promise<RawBooks> {
  const entries = join(published, 'log/tile/entries');
  const size = Number((await readFile(join(published, 'log/checkpoint'), 'utf8')).split('\n')[1]);
  const names = await readdir(entries, { recursive: true });
  const leaves: RawLeaf[] = [];
  for (let bundle = 0; bundle * 256 < size; bundle++) {
    const width = Math.min(256, size - bundle * 256);
    const digits = bundle.toString().padStart(Math.ceil(bundle.toString().length / 3) * 3, '0');
    const path =
      digits
        .match(/.{3}/g)
        ?.map((part, at, all) => (at < all.length - 1 ? `x${part}` : part))
        .join('/') ?? '';
    const name = width === 256 ? path : `${path}.p/${width}`;
    if (!names.includes(name)) throw new Error(`no entry bundle ${name}`);
    const bytes = await readFile(join(entries, name));
    for (let at = 0; at < bytes.length; ) {
      const length = bytes.readUInt16BE(at);
      leaves.push(JSON.parse(bytes.subarray(at + 2, at + 2 + length).toString('utf8')));
      at += 2 + length;
    }
  }
  return new RawBooks(leaves);
}
