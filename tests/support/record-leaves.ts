import { moved, type SampleLeaf, SampleLeaves } from './sample-leaves.ts';

const FUND = 'relief-2026';
const DAY = { precision: 'day', day: '2026-02-20' } as const;
const MASK = 'item:mask-n95';

/** Places in the log of what tests look for. */
export interface RecordLeaves {
  notices: SampleLeaf[][];
  batch: bigint;
  lots: [late: bigint, early: bigint, voided: bigint];
}

/**
 * What the records of 2020 have none of: a chain of three levels with reports and returns, lots with expiry, shares with
 * a root, and `batches` batches more for lists longer than a page.
 */
export function recordLeaves(verifierKey: string, batches = 0): RecordLeaves {
  const sample = new SampleLeaves();
  sample.add({ v: 1, kind: 'key', action: 'add', role: 'log', verifierKey });
  sample.accounts();
  sample.organisation('city', '衡阳市慈善总会');
  sample.organisation('county', '衡南县慈善会');
  sample.organisation('clinic', '衡南县云集镇中心卫生院', false);
  sample.organisation('hospital', '衡阳市第三人民医院', false);
  sample.fund(FUND, '医疗队家属关爱专项资金');
  sample.add({ v: 1, kind: 'register', subject: 'itemFamily', code: 'mask' }, { name: '口罩' });
  for (const [code, name, standard] of [
    ['mask-n95', 'N95 口罩', 'GB 19083-2010 一级'],
    ['mask-kn95', 'KN95 口罩', 'GB 2626-2019'],
  ] as const) {
    const leaf = { v: 1, kind: 'register', subject: 'item', code, unit: `item:${code}`, scale: 0 } as const;
    sample.add({ ...leaf, family: 'mask' }, { name, standard, measure: '只' });
  }
  sample.cash('city', FUND, '500000000', '爱心企业', '2026-02-18');
  const late = lot(sample, '3000', 'lot-2', '2028-06-30');
  const early = lot(sample, '1200', 'lot-1', '2027-01-31');
  const voided = lot(sample, '990', 'lot-3', '2026-12-31');
  const first = sample.notice('2026-02-19T10:00:00Z');
  sample.correct(voided);
  pass(sample, 'city', 'out', '1', [
    ['county', '200000000'],
    ['hospital', '50000000', 'grant'],
  ]);
  pass(sample, 'city', 'report', '1', [['county', '120000000']]);
  pass(sample, 'city', 'return', '1', [['county', '30000000']]);
  const funded = { amount: '200000000', provenance: 'stated', unit: 'CNY' } as const;
  sample.add(
    {
      ...booked('J2026-0001', 'county'),
      stream: 'funding',
      kind: 'funding',
      source: 'other',
      total: funded,
      ...moved('100201', '480102', 'CNY', funded.amount),
    },
    { payer: '衡阳市慈善总会拨付' },
  );
  pass(sample, 'county', 'out', '1', [['clinic', '40000000']], 'funding');
  const batch = sample.add(
    {
      ...booked('F2026-0001', 'city'),
      kind: 'disbursement',
      ...moved('510101', '100201', 'CNY', '62000000'),
      form: 'batch',
      coHosts: ['hospital'],
      basis: 'person',
      count: '62',
      totals: [{ unit: 'CNY', amount: '62000000', provenance: 'stated' }],
      share: { unit: 'CNY', amount: '1000000', provenance: 'stated' },
      shares: { root: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=', count: '62' },
    },
    {
      title: '援鄂医疗队家属慰问金',
      recipients: '医疗队队员家属（按队员计，家属领取）',
      decision: '会议纪要〔2026〕3 号，2026 年 2 月 18 日',
    },
  );
  sample.add(
    {
      ...booked('F2026-0002', 'city'),
      kind: 'disbursement',
      ...moved('510101', '1201', MASK, '800'),
      form: 'issue',
      receiver: 'hospital',
      coHosts: [],
      totals: [{ unit: MASK, amount: '800', provenance: 'stated' }],
    },
    { purpose: '发热门诊使用' },
  );
  for (let more = 0; more < batches; more++) sample.batch('city', FUND, '6', '100000');
  return { notices: [first, sample.notice('2026-02-25T10:00:00Z')], batch, lots: [late, early, voided] };
}

function lot(sample: SampleLeaves, quantity: string, code: string, expires: string): bigint {
  const size = sample.size.toString();
  return sample.add(
    {
      ...booked(`D2026-${size}`, 'city'),
      kind: 'intake',
      donorKind: 'organisation',
      restriction: 'restricted',
      path: 'throughEntity',
      lines: [{ unit: MASK, quantity, provenance: 'stated', lot: code, expires, fate: 'held' }],
      valuations: [],
      ...moved('1201', '410102', MASK, quantity),
      tag: size.padStart(21, 'A').concat('A'),
    },
    {
      legalName: '湖南某医疗器械公司',
      displayName: '湖南某医疗器械公司',
      restrictionReason: '用于发热门诊',
      usingUnit: '衡阳市第三人民医院',
    },
  );
}

function pass(
  sample: SampleLeaves,
  entity: string,
  direction: 'out' | 'report' | 'return',
  allotment: string,
  items: [receiver: string, amount: string, form?: 'advance' | 'grant'][],
  stream: 'donation' | 'funding' = 'donation',
): void {
  const accounts = { out: ['1122', '100201'], report: ['510101', '1122'], return: ['100201', '1122'] } as const;
  const [debit, credit] = accounts[direction];
  sample.add(
    {
      ...booked(`B2026-${sample.size}`, entity),
      stream,
      kind: 'appropriation',
      direction,
      allotment,
      items: items.map(([receiver, amount, form = 'advance']) => ({
        receiver,
        form,
        unit: 'CNY',
        amount,
        provenance: 'stated',
      })),
      postings: items.flatMap(
        ([, amount, form]) => moved(form === 'grant' ? '510102' : debit, credit, 'CNY', amount).postings,
      ),
    },
    { purpose: '医疗队家属慰问', decision: '会议纪要〔2026〕3 号' },
  );
}

const booked = (number: string, entity: string) => ({
  v: 1 as const,
  number,
  entity,
  fund: FUND,
  stream: 'donation' as const,
  date: DAY,
  confirmedBy: ['bank' as const],
});
