import { onDay } from '#ledger/day.ts';
import { type Listing, listing } from './listing-row.ts';
import { FENGCHENG, HENGYANG } from './source.ts';

/** 捐赠人直接发放（见证）: handed over by the donor himself, in nobody's books. */
export const witnessed: readonly Listing[] = [
  listing({
    rows: ['HY-D04'],
    source: HENGYANG,
    fund: 'hengyang-2020',
    occurred: onDay('2020-02-05'),
    weight: 'witnessed',
    category: 'gift',
    direction: 'through',
    title: '现场向医疗队员家属发放慰问金',
    party: '湖南金钟集团',
    partyKind: 'enterprise',
    beneficiary: '第一批驰援湖北黄冈医疗队医护人员家属',
    content: '慰问金，每份金额原文未载',
    headcount: 60n,
    basis: 'person',
    pathNote: '捐赠人现场直接发放',
    amounts: [
      {
        unit: 'CNY',
        amount: 12_000_000n,
        provenance: 'stated',
        asStated: '现场向第一批驰援湖北黄冈医疗队60名医护人员家属发放慰问金12万元',
      },
    ],
  }),
  listing({
    rows: ['HY-D05'],
    source: HENGYANG,
    fund: 'hengyang-2020',
    weight: 'witnessed',
    category: 'gift',
    direction: 'through',
    title: '向一线医护人员赠送大米、食用油',
    party: '湖南金钟集团',
    partyKind: 'enterprise',
    beneficiary: '疫情防控救治一线的医护人员',
    content: '大米、食用油，数量原文未载',
    pathNote: '捐赠人直接赠送',
    amounts: [
      {
        unit: 'CNY:goods',
        amount: 70_000_000n,
        provenance: 'stated',
        asStated: '赠送了价值70万元的大米、食用油',
      },
    ],
  }),
  listing({
    rows: ['FC-D01'],
    source: FENGCHENG,
    weight: 'witnessed',
    category: 'gift',
    direction: 'through',
    title: '凤城：向医护人员家属送蔬菜、水果',
    party: '凤城市华信绿源食品配送有限公司',
    partyKind: 'enterprise',
    beneficiary: '驰援武汉医护人员家属',
    content: '蔬菜、水果，数量和价值原文未载；原文：“送来了爱心蔬菜水果……疫情期间将会一直提供基本生活物资”',
    pathNote: '捐赠人直接送达',
  }),
];
