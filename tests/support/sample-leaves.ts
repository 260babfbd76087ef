import { ACCOUNTS } from '#ledger/account.ts';
import { toBase64Url } from '#log/base64.ts';
import { Fold } from '#log/fold.ts';
import type { CorrectionLeaf, IntakeLeaf, Leaf, LeafPosting, Restriction } from '#log/leaf.ts';
import { makeTexts, type Opening, type TextKind } from '#log/opening.ts';
import { statementLeaves, type UnmatchedSum } from '#log/statement.ts';
import { seededRandom } from './seeded-random.ts';

export interface SampleLeaf {
  leaf: Leaf;
  /** Public openings of its texts. */
  openings: Opening[];
}

type WithoutTexts<L> = L extends { texts: unknown } ? Omit<L, 'texts'> : never;
type Untold = WithoutTexts<Extract<Leaf, { kind: TextKind }>>;

/** Leaves for tests, in the words of the 2020 fund; equal in every run. `notice` closes what was added since the last. */
/** Joined the chart when logs had begun: whoever buys goods registers it. */
export const LATER_ACCOUNT = '120901';

export class SampleLeaves {
  readonly #random = seededRandom('sample leaves');
  readonly #fold = new Fold();
  readonly #leaves: Leaf[] = [];
  #open: SampleLeaf[] = [];

  get size(): bigint {
    return BigInt(this.#leaves.length);
  }

  get fold(): Fold {
    return this.#fold;
  }

  /** Index of the added leaf. */
  add(leaf: Untold | Extract<Leaf, { kind: 'key' | 'statement' }>, fields: Record<string, string> = {}): bigint {
    if (leaf.kind === 'key' || leaf.kind === 'statement') return this.#keep(leaf, []);
    const { digests, openings } = makeTexts(leaf.kind, fields, this.#random);
    return this.#keep({ ...leaf, texts: digests } as Leaf, openings);
  }

  /** The leaves of the notice, its statement last. */
  notice(cutoff: string, unmatched: readonly UnmatchedSum[] = []): SampleLeaf[] {
    const head = { notice: this.#fold.notice + 1n, cutoff, auditHead: toBase64Url(this.#random(32)) };
    for (const leaf of statementLeaves(head, this.#fold.positions(), [], unmatched)) this.add(leaf);
    const closed = this.#open;
    this.#open = [];
    return closed;
  }

  accounts(): void {
    for (const [code, { flow, debit }] of Object.entries(ACCOUNTS)) {
      if (code === LATER_ACCOUNT) continue;
      this.add({ v: 1, kind: 'register', subject: 'account', code, flow, debit }, { name: code });
    }
  }

  organisation(code: string, name: string, keepsBooks = true): void {
    this.add({ v: 1, kind: 'register', subject: 'organisation', code, keepsBooks, type: 'charity' }, { name });
  }

  fund(code: string, name: string): void {
    this.add({ v: 1, kind: 'register', subject: 'fund', code, beganOn: '2020-01-25' }, { name });
  }

  item(code: string, name: string, measure: string): void {
    this.add({ v: 1, kind: 'register', subject: 'item', code, unit: `item:${code}`, scale: 0 }, { name, measure });
  }

  /** A gift of money. */
  cash(entity: string, fund: string, amountFen: string, donor: string, day = '2020-02-20'): bigint {
    return this.add(
      {
        ...this.#gift(entity, fund, day),
        ...moved('100201', '410102', 'CNY', amountFen),
        lines: [line('CNY', amountFen)],
      },
      { legalName: donor, displayName: donor },
    );
  }

  /** A gift of goods whose use nobody stated. */
  goods(entity: string, fund: string, unit: string, quantity: string, donor: string): bigint {
    const held = moved('1201', '410102', unit, quantity).postings;
    const lost = moved('1299', '1201', unit, quantity).postings;
    return this.add(
      {
        ...this.#gift(entity, fund, '2020-02-05'),
        postings: [...held, ...lost],
        lines: [{ ...line(unit, quantity), fate: 'unstated' }],
      },
      { legalName: donor, displayName: donor },
    );
  }

  /** A batch of equal shares. */
  batch(entity: string, fund: string, count: string, shareFen: string): bigint {
    const total = String(BigInt(count) * BigInt(shareFen));
    return this.add(
      {
        v: 1,
        kind: 'disbursement',
        number: `F2020-${this.size}`,
        entity,
        fund,
        stream: 'donation',
        date: { precision: 'day', day: '2020-02-20' },
        confirmedBy: ['press'],
        ...moved('510101', '100201', 'CNY', total),
        form: 'batch',
        coHosts: [],
        basis: 'person',
        count,
        totals: [{ unit: 'CNY', amount: total, provenance: 'stated' }],
        share: { unit: 'CNY', amount: shareFen, provenance: 'stated' },
      },
      { title: '致敬最美逆行者慰问金', recipients: '医疗队队员家属' },
    );
  }

  correct(index: bigint, reason: CorrectionLeaf['reason'] = 'entryMistake'): bigint {
    const voided = this.#leaves[Number(index)];
    if (voided === undefined) throw new RangeError(`no leaf ${index}`);
    const leaf: Omit<CorrectionLeaf, 'texts'> = {
      v: 1,
      kind: 'correction',
      number: `C2020-${this.size}`,
      voids: index.toString(),
      reason,
      postings: [],
    };
    if ('postings' in voided && voided.kind !== 'correction') {
      const { entity, fund, stream, postings } = voided;
      Object.assign(leaf, { entity, fund, stream, postings: postings.map(negative) });
    }
    return this.add(leaf, { reason: reason === 'refund' ? '退款退物' : '录入有误' });
  }

  #gift(entity: string, fund: string, day: string): Omit<IntakeLeaf, 'texts' | 'lines' | 'postings'> {
    return {
      v: 1,
      kind: 'intake',
      number: `D2020-${this.size}`,
      entity,
      fund,
      stream: 'donation',
      date: { precision: 'day', day },
      confirmedBy: ['press'],
      donorKind: 'organisation',
      restriction: 'restricted',
      path: 'throughEntity',
      valuations: [],
      tag: toBase64Url(this.#random(16)),
    };
  }

  #keep(leaf: Leaf, openings: Opening[]): bigint {
    this.#fold.add(leaf, leaf.kind === 'correction' ? this.#leaves[Number(leaf.voids)] : undefined);
    this.#open.push({ leaf, openings });
    return BigInt(this.#leaves.push(leaf)) - 1n;
  }
}

const line = (unit: string, quantity: string): IntakeLeaf['lines'][number] => ({
  unit,
  quantity,
  provenance: 'stated',
  fate: 'held',
});

/** Two postings that move an amount from one account to the other. */
export function moved(
  debit: string,
  credit: string,
  unit: string,
  amount: string,
  restriction: Restriction = 'restricted',
): { postings: LeafPosting[] } {
  return {
    postings: [
      { account: debit, unit, amount, restriction },
      { account: credit, unit, amount: `-${amount}`, restriction },
    ],
  };
}

const negative = (posting: LeafPosting): LeafPosting => ({ ...posting, amount: String(-BigInt(posting.amount)) });

/** Three notices of a small fund: its beginning, gifts of money and goods with a batch, a correction with a listing. */
export function sampleNotices(verifierKey: string): SampleLeaf[][] {
  const sample = new SampleLeaves();
  sample.add({ v: 1, kind: 'key', action: 'add', role: 'log', verifierKey });
  sample.accounts();
  sample.organisation('hengyang-charity', '衡阳市慈善总会');
  sample.organisation('hengyang-health', '衡阳市卫生健康委员会');
  sample.fund('hengyang-2020', '援鄂医疗队家属关爱');
  sample.item('mask-medical', '医用口罩', '只');
  const first = sample.notice('2020-02-01T04:00:00Z');
  sample.cash('hengyang-charity', 'hengyang-2020', '93000000', '爱心机构、爱心人士');
  sample.goods('hengyang-health', 'hengyang-2020', 'item:mask-medical', '250000', '湖南金钟集团');
  const mistaken = sample.goods('hengyang-health', 'hengyang-2020', 'item:mask-medical', '36000', '湖南金钟集团');
  sample.batch('hengyang-charity', 'hengyang-2020', '93', '1000000');
  const second = sample.notice('2020-02-21T04:00:00Z');
  sample.correct(mistaken);
  sample.add(
    {
      v: 1,
      kind: 'listing',
      number: 'L2020-1',
      fund: 'hengyang-2020',
      date: { precision: 'day', day: '2020-02-05' },
      weight: 'witnessed',
      category: 'gift',
      direction: 'through',
      figures: [{ unit: 'CNY', amount: '12000000', provenance: 'stated' }],
      basis: 'person',
      count: '60',
      confirmedBy: ['press'],
    },
    { title: '捐赠人直接发放慰问金', party: '湖南金钟集团' },
  );
  return [first, second, sample.notice('2020-02-29T04:00:00Z')];
}
