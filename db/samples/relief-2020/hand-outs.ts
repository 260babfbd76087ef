import { onDay } from '#ledger/day.ts';
import { HENGYANG } from './source.ts';

/** Grants to families (发放). 93 人 counts team members, not households: each family collected one share per member. */
export const batches = [
  {
    rows: ['HY-F01'],
    source: HENGYANG,
    entity: 'hengyang-charity',
    fund: 'hengyang-2020',
    occurred: onDay('2020-02-20'),
    title: '“致敬最美逆行者·慈善助力献爱心”慰问金',
    recipients: '支援湖北黄冈医疗队医务人员家属（按队员计，家属领取）',
    coHosts: ['hengyang-civil-affairs'],
    basis: 'person',
    headcount: 93n,
    shareFen: 1_000_000n,
    totalFen: 93_000_000n,
    restriction: 'restricted',
    note: '原文：“给93名支援湖北黄冈医务人员家属各送上1万元慰问金，共计93万元”。',
  },
] as const;
