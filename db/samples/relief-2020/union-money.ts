import { referenceOf, XIQING, XIQING_DEADLINE } from './source.ts';

/*
 * 工会经费 of 西青区总工会: money that is no donation, passed on in two allotments (第几次拨付) of four items.
 * What came in is not stated anywhere; it is derived from what was passed on.
 */

const ALL_ROWS = ['XQ-A01', 'XQ-A02', 'XQ-A03', 'XQ-A04'] as const;

export const funding = {
  rows: ALL_ROWS,
  source: XIQING,
  input: {
    header: {
      entity: 'xiqing-union',
      fund: 'xiqing-2020',
      occurred: XIQING_DEADLINE,
      source: XIQING,
      sourceReference: referenceOf({ rows: ALL_ROWS, source: XIQING }),
    },
    source: 'union',
    payer: '工会经费',
    amountFen: 610_000_000n,
    provenance: 'derived',
    asStated: '到账数原文未载，按两次拨付合计推算；原文：“累计拨付专项资金610万元”',
  },
} as const;

const common = { entity: 'xiqing-union', fund: 'xiqing-2020', source: XIQING, occurred: XIQING_DEADLINE } as const;

export const appropriations = [
  {
    ...common,
    rows: ['XQ-A01'],
    allotment: 1n,
    purpose: '专项慰问金',
    note: '原文：“经区总工会党组会研究决定，第一次拨付”；决定文号未载。',
    items: [{ receiver: 'xiqing-town-unions', form: 'advance', amountFen: 400_000_000n, purpose: '专项慰问金' }],
  },
  {
    ...common,
    rows: ['XQ-A02', 'XQ-A03', 'XQ-A04'],
    allotment: 2n,
    purpose: '疫情防控专项资金',
    note: '第二次拨付三项，决定文号未载；两次累计 6,100,000.00 元。',
    items: [
      { receiver: 'xiqing-health-union', form: 'advance', amountFen: 50_000_000n, purpose: '专项资金' },
      {
        receiver: 'xiqing-bureau-unions',
        receivers: 40n,
        form: 'advance',
        amountFen: 110_000_000n,
        purpose: '专项资金',
      },
      { receiver: 'xiqing-key-enterprises', form: 'grant', amountFen: 50_000_000n, purpose: '专项资金' },
    ],
  },
] as const;
