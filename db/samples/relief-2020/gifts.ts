import type { DonationInput, DonationLine } from '#intake/donation.ts';
import { notLaterThan, onDay } from '#ledger/day.ts';
import { HENGYANG, referenceOf, type Sourced } from './source.ts';

/** Goods whose use no source tells: received, and since then without a trace (去向未载). */
const goods = (unit: `item:${string}`, quantity: bigint, asStated: string): DonationLine => ({
  unit,
  quantity,
  provenance: 'stated',
  asStated,
  fate: 'unstated',
});

type Gift = Sourced & { input: DonationInput };
type GiftText = Sourced & Omit<DonationInput, 'header'> & { header: Omit<DonationInput['header'], 'source' | 'fund'> };

function hengyang({ rows, source, header, ...gift }: GiftText): Gift {
  const sourced = { rows, source };
  const reference = referenceOf(sourced);
  return {
    ...sourced,
    input: { ...gift, header: { ...header, fund: 'hengyang-2020', source, sourceReference: reference } },
  };
}

/** Booked gifts (入账), each figure as its source gives it. */
export const gifts: readonly Gift[] = [
  hengyang({
    rows: ['HY-D01', 'HY-D02', 'HY-D03'],
    source: HENGYANG,
    header: { entity: 'hengyang-health', occurred: onDay('2020-02-05'), note: '三项物资在原文中合计作价，未分项。' },
    donor: { kind: 'enterprise', legalName: '湖南金钟集团' },
    display: 'named',
    restriction: 'restricted',
    restrictionReason: '定向捐赠（使用单位原文未载）',
    path: 'notStated',
    receipt: { kind: 'none' },
    lines: [
      goods('item:mask-disposable-medical', 250_000n, '一次性医用口罩250000只'),
      goods('item:protective-suit', 1_000n, '医用防护服1000套'),
      goods('item:gloves-disposable', 4_000n, '一次性手套4000副'),
    ],
    valuations: [
      {
        amountFen: 200_000_000n,
        method: 'donorStated',
        evidence: '价值约200万元',
        provenance: 'rounded',
        lines: [1, 2, 3],
      },
    ],
  }),
  hengyang({
    rows: ['HY-D06'],
    source: HENGYANG,
    header: { entity: 'hengyang-redcross', occurred: onDay('2020-02-14'), note: '原文以“个”计，按“只”入账。' },
    // The source gives no name, and what it does say of the giver would describe a child: nothing of it is kept here.
    donor: { kind: 'minor', legalName: '一名学生（姓名未载）' },
    display: 'anonymous',
    restriction: 'restricted',
    restrictionReason: '用于需要的医护人员',
    path: 'throughEntity',
    usingUnit: '需要的医护人员',
    receipt: { kind: 'none' },
    lines: [goods('item:mask-medical', 400n, '400个医用口罩')],
    valuations: [],
  }),
  hengyang({
    rows: ['HY-D07'],
    source: HENGYANG,
    header: { entity: 'hengyang-joint', occurred: onDay('2020-02-19'), note: '三家单位联合捐赠，未分别列数。' },
    donor: { kind: 'socialOrganisation', legalName: '衡阳市侨联、市留学生协会、市欧美同学会' },
    display: 'named',
    restriction: 'restricted',
    restrictionReason: '定向捐赠',
    path: 'notStated',
    usingUnit: '领导小组办公室和相关医院',
    receipt: { kind: 'none' },
    lines: [goods('item:mask-medical', 11_204n, '定向捐赠11204只医用口罩')],
    valuations: [],
  }),
  hengyang({
    rows: ['HY-D08'],
    source: HENGYANG,
    header: {
      entity: 'hengyang-charity',
      occurred: notLaterThan('2020-02-20'),
    },
    donor: { kind: 'pooled', legalName: '爱心机构、爱心人士（多方汇集）' },
    display: 'named',
    restriction: 'restricted',
    restrictionReason: '用于支援湖北黄冈的医疗队队员家属',
    path: 'throughEntity',
    usingUnit: '支援湖北黄冈的医疗队队员家属',
    receipt: { kind: 'none' },
    lines: [
      {
        unit: 'CNY',
        quantity: 93_000_000n,
        provenance: 'derived',
        asStated:
          '收款数原文未载，按 2020 年 2 月 20 日发放的慰问金（93 人 × 10,000.00 元）倒推；原文：“慰问金均由爱心机构、爱心人士捐赠”',
        fate: 'held',
      },
    ],
    valuations: [],
  }),
];
