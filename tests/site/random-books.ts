import fc from 'fast-check';
import type { LeafDate } from '#log/leaf.ts';
import { moved, SampleLeaves } from '../support/sample-leaves.ts';

const ENTITIES = ['hengyang-charity', 'dali-charity'] as const;
const FUNDS = ['hengyang-2020', 'dali-2020'] as const;

export type BooksAct = {
  kind:
    | 'cash'
    | 'goods'
    | 'batch'
    | 'issue'
    | 'funding'
    | 'fee'
    | 'interest'
    | 'stocktakeShort'
    | 'stocktakeOver'
    | 'transfer'
    | 'allotment'
    | 'report'
    | 'void'
    | 'notice'
    | 'rename';
  amount: number;
  entity: (typeof ENTITIES)[number];
  fund: (typeof FUNDS)[number];
  date: LeafDate;
};

const day = fc
  .record({ month: fc.integer({ min: 1, max: 6 }), day: fc.integer({ min: 1, max: 28 }) })
  .map(({ month, day }) => `2020-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

const date: fc.Arbitrary<LeafDate> = fc.oneof(
  day.map((day): LeafDate => ({ precision: 'day', day })),
  fc.tuple(day, day).map((days): LeafDate => {
    const [from = '', to = ''] = days.sort();
    return { precision: 'period', from, to };
  }),
  day.map((day): LeafDate => ({ precision: 'notLaterThan', day })),
  day.map((day): LeafDate => ({ precision: 'notEarlierThan', day })),
  fc.constant<LeafDate>({ precision: 'notStated' }),
);

export const booksAct: fc.Arbitrary<BooksAct> = fc.record({
  kind: fc.constantFrom<BooksAct['kind'][]>(
    'cash',
    'cash',
    'goods',
    'batch',
    'issue',
    'funding',
    'fee',
    'interest',
    'stocktakeShort',
    'stocktakeOver',
    'transfer',
    'allotment',
    'report',
    'void',
    'void',
    'notice',
    'rename',
  ),
  amount: fc.integer({ min: 1, max: 10 ** 9 }),
  entity: fc.constantFrom(...ENTITIES),
  fund: fc.constantFrom(...FUNDS),
  date,
});

/** Leaves of every booked kind, whatever their order and however they are voided. */
export class RandomBooks {
  readonly sample = new SampleLeaves();
  readonly notices: ReturnType<SampleLeaves['notice']>[] = [];
  readonly #standing: bigint[] = [];

  constructor() {
    this.sample.accounts();
    for (const entity of ENTITIES) this.sample.organisation(entity, `${entity} 总会`);
    for (const fund of FUNDS) this.sample.fund(fund, fund);
    this.sample.item('mask-medical', '医用口罩', '只');
  }

  do(act: BooksAct): void {
    const { sample } = this;
    if (act.kind === 'void') {
      const [index] = this.#standing.splice(act.amount % Math.max(this.#standing.length, 1), 1);
      if (index !== undefined) sample.correct(index);
    } else if (act.kind === 'notice') this.close();
    else if (act.kind === 'rename') sample.organisation(act.entity, `${act.entity} ${act.amount}`);
    else this.#standing.push(this.#book(act.kind, act));
  }

  close(): void {
    this.notices.push(this.sample.notice('2020-07-01T00:00:00Z'));
  }

  #book(
    kind: Exclude<BooksAct['kind'], 'void' | 'notice' | 'rename'>,
    { entity, fund, date, amount: sum }: BooksAct,
  ): bigint {
    const { sample } = this;
    const amount = String(sum);
    const total = { unit: 'CNY', amount, provenance: 'stated' } as const;
    const number = `X-${sample.size}`;
    const booked = { v: 1, number, entity, fund, date, confirmedBy: ['press'], stream: 'donation' } as const;
    const head = { ...booked, confirmedBy: [...booked.confirmedBy] };
    switch (kind) {
      case 'cash':
        return sample.add({
          ...head,
          kind: 'intake',
          donorKind: sum % 3 === 0 ? 'pooled' : 'individual',
          restriction: 'restricted',
          path: 'throughEntity',
          lines: [{ unit: 'CNY', quantity: amount, provenance: 'stated', fate: 'held' }],
          valuations: [],
          tag: 'AAAAAAAAAAAAAAAAAAAAAA',
          ...moved('100201', '410102', 'CNY', amount),
        });
      case 'goods':
        return sample.goods(entity, fund, 'item:mask-medical', amount, '某单位');
      case 'batch':
        return sample.batch(entity, fund, '93', amount);
      case 'issue':
        return sample.add({
          ...head,
          kind: 'disbursement',
          form: 'issue',
          coHosts: [],
          receiver: 'dali-charity',
          totals: [{ ...total, unit: 'item:mask-medical' }],
          ...moved('510101', '1201', 'item:mask-medical', amount),
        });
      case 'funding':
        return sample.add({
          ...head,
          kind: 'funding',
          stream: 'funding',
          source: 'union',
          total,
          ...moved('100201', '480102', 'CNY', amount),
        });
      case 'fee':
      case 'interest': {
        const [debit, credit] = kind === 'fee' ? ['5301', '100201'] : ['100201', '480101'];
        return sample.add({
          ...head,
          kind: 'adjustment',
          reason: kind,
          total,
          ...moved(debit ?? '', credit ?? '', 'CNY', amount),
        });
      }
      case 'stocktakeShort':
      case 'stocktakeOver': {
        const unit = 'item:mask-medical';
        const [debit, credit] = kind === 'stocktakeShort' ? (['5301', '1201'] as const) : (['1201', '5301'] as const);
        return sample.add({
          ...head,
          kind: 'adjustment',
          reason: kind,
          total: { ...total, unit },
          ...moved(debit, credit, unit, amount),
        });
      }
      case 'transfer':
        return sample.add({
          ...head,
          kind: 'adjustment',
          reason: kind,
          total,
          ...moved('100201', sum % 3 === 0 ? '100201' : '1009', 'CNY', amount),
        });
      case 'allotment':
      case 'report': {
        const [debit, credit] = kind === 'allotment' ? ['1122', '100201'] : ['510101', '1122'];
        return sample.add({
          ...head,
          kind: 'appropriation',
          direction: kind === 'allotment' ? 'out' : 'report',
          allotment: '1',
          items: [{ receiver: 'dali-charity', form: 'advance', unit: 'CNY', amount, provenance: 'stated' }],
          ...moved(debit ?? '', credit ?? '', 'CNY', amount),
        });
      }
    }
  }
}
