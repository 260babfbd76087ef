import { toBase64Url } from '#log/base64.ts';
import type { IntakeLeaf, LeafDate, LeafPosting, ListingLeaf } from '#log/leaf.ts';
import { moved, type SampleLeaf, SampleLeaves } from './sample-leaves.ts';

/** The public records of 2020 as leaves: what the site must show of them is written in its tests. */
export interface Relief2020 {
  notices: SampleLeaf[][];
  /** Where the things that tests look for stand in the log. */
  places: {
    pooledGift: bigint;
    goodsGift: bigint;
    minorGift: bigint;
    batch: bigint;
    mistake: bigint;
    correction: bigint;
  };
}

const SOURCE = '衡阳新闻网';
const HENGYANG = 'hengyang-2020';
const XIQING = 'xiqing-2020';
const FEBRUARY_5: LeafDate = { precision: 'day', day: '2020-02-05' };
const AFTER_DEADLINE: LeafDate = { precision: 'notEarlierThan', day: '2020-02-11' };

/** `further` plain gifts of money come last, for lists longer than a page. `tag` is the receipt tag of the pooled gift. */
export function relief2020(verifierKey: string, tag: Uint8Array, further = 0): Relief2020 {
  const sample = new SampleLeaves();
  sample.add({ v: 1, kind: 'key', action: 'add', role: 'log', verifierKey });
  sample.accounts();
  register(sample);
  const goodsGift = sample.add(
    {
      ...gift('D2020-0001', 'hengyang-health', FEBRUARY_5, 1),
      path: 'notStated',
      ...unstated(
        ['item:mask-disposable-medical', '250000'],
        ['item:protective-suit', '1000'],
        ['item:gloves-disposable', '4000'],
      ),
      valuations: [{ amount: '200000000', method: 'donorStated', provenance: 'rounded', lines: [0, 1, 2] }],
      postings: [
        ...lost('item:mask-disposable-medical', '250000'),
        ...lost('item:protective-suit', '1000'),
        ...lost('item:gloves-disposable', '4000'),
        ...lost('CNY:goods', '200000000'),
      ],
    },
    {
      legalName: '湖南金钟集团',
      displayName: '湖南金钟集团',
      asStated: '定向捐赠一次性医用口罩250000只、医用防护服1000套、一次性手套4000副，价值约200万元',
      source: SOURCE,
    },
  );
  const minorGift = sample.add(
    {
      ...gift('D2020-0002', 'hengyang-redcross', { precision: 'day', day: '2020-02-14' }, 2),
      donorKind: 'individual',
      ...unstated(['item:mask-medical', '400']),
      postings: lost('item:mask-medical', '400'),
    },
    { legalName: '不公开', displayName: '爱心学生', usingUnit: '需要的医护人员', source: SOURCE },
  );
  const first = sample.notice('2020-02-16T10:00:00Z');
  const mistake = sample.add(
    {
      ...gift('D2020-0003', 'hengyang-joint', { precision: 'day', day: '2020-02-19' }, 3),
      ...unstated(['item:mask-medical', '11240']),
      postings: lost('item:mask-medical', '11240'),
    },
    { legalName: '衡阳市侨联', displayName: '衡阳市侨联、市留学生协会、市欧美同学会', source: SOURCE },
  );
  const pooledGift = sample.add(
    {
      ...gift('D2020-0004', 'hengyang-charity', { precision: 'notLaterThan', day: '2020-02-20' }, 4),
      tag: toBase64Url(tag),
      donorKind: 'pooled',
      lines: [{ unit: 'CNY', quantity: '93000000', provenance: 'derived', fate: 'held' }],
      ...moved('100201', '410102', 'CNY', '93000000'),
    },
    {
      legalName: '爱心机构、爱心人士',
      displayName: '爱心机构、爱心人士（多方汇集）',
      usingUnit: '支援湖北黄冈的医疗队队员家属',
      asStated: '收款数原文未载，按发放的慰问金（93 人 × 10,000.00 元）倒推；原文：“慰问金均由爱心机构、爱心人士捐赠”',
      source: SOURCE,
    },
  );
  const batch = sample.add(
    {
      ...booked('F2020-0001', 'hengyang-charity', HENGYANG, { precision: 'day', day: '2020-02-20' }),
      kind: 'disbursement',
      ...moved('510101', '100201', 'CNY', '93000000'),
      form: 'batch',
      coHosts: ['hengyang-civil-affairs'],
      basis: 'person',
      count: '93',
      totals: [{ unit: 'CNY', amount: '93000000', provenance: 'stated' }],
      share: { unit: 'CNY', amount: '1000000', provenance: 'stated' },
    },
    {
      title: '“致敬最美逆行者·慈善助力献爱心”慰问金',
      recipients: '支援湖北黄冈医疗队医务人员家属（按队员计，家属领取）',
      source: SOURCE,
    },
  );
  unionMoney(sample);
  witnessed(sample);
  listed(sample);
  const second = sample.notice('2020-02-21T10:00:00Z');
  const correction = sample.correct(mistake);
  sample.add(
    {
      ...gift('D2020-0005', 'hengyang-joint', { precision: 'day', day: '2020-02-19' }, 3),
      ...unstated(['item:mask-medical', '11204']),
      postings: lost('item:mask-medical', '11204'),
    },
    {
      legalName: '衡阳市侨联',
      displayName: '衡阳市侨联、市留学生协会、市欧美同学会',
      usingUnit: '领导小组办公室和相关医院',
      asStated: '定向捐赠11204只医用口罩',
      source: SOURCE,
    },
  );
  for (let extra = 0; extra < further; extra++) {
    sample.cash('hengyang-charity', 'later-2020', `${100 + extra}`, `爱心人士 ${extra + 1}`, '2020-02-25');
  }
  const notices = [first, second, sample.notice('2020-02-28T10:00:00Z')];
  return { notices, places: { pooledGift, goodsGift, minorGift, batch, mistake, correction } };
}

function register(sample: SampleLeaves): void {
  const organisation = (code: string, name: string, type: string, keepsBooks: boolean, telephone?: string): void => {
    sample.add(
      { v: 1, kind: 'register', subject: 'organisation', code, keepsBooks, type },
      telephone === undefined ? { name } : { name, telephone },
    );
  };
  organisation('hengyang-charity', '衡阳市慈善总会', 'charity', true, '（0734）000 0000');
  organisation('hengyang-health', '衡阳市卫生健康委员会', 'government', true);
  organisation('hengyang-redcross', '衡阳市红十字会', 'redCross', true);
  organisation('hengyang-joint', '衡阳市新冠肺炎联防联控领导小组办公室', 'government', true);
  organisation('hengyang-civil-affairs', '衡阳市民政局', 'government', false);
  organisation('xiqing-union', '西青区总工会', 'union', true);
  organisation('xiqing-towns', '各镇街（开发区）总工会和卫健委等相关委局工会', 'group', false);
  organisation('xiqing-health-union', '区卫健委工会', 'union', false);
  organisation('xiqing-bureaus', '积极参与村居防控工作的委局工会', 'group', false);
  organisation('xiqing-enterprises', '疫情防控重点企业', 'group', false);
  const fund = (code: string, name: string, beganOn: string): void => {
    sample.add({ v: 1, kind: 'register', subject: 'fund', code, beganOn }, { name });
  };
  fund(HENGYANG, '衡阳 2020 年抗击新冠肺炎疫情捐赠', '2020-02-05');
  fund(XIQING, '西青 2020 年抗击新冠肺炎疫情专项', '2020-02-11');
  fund('later-2020', '后续捐赠', '2020-02-24');
  sample.add({ v: 1, kind: 'register', subject: 'itemFamily', code: 'mask' }, { name: '口罩', measure: '只' });
  const item = (code: string, name: string, measure: string, family?: string): void => {
    const leaf = { v: 1, kind: 'register', subject: 'item', code, unit: `item:${code}`, scale: 0 } as const;
    sample.add(family === undefined ? leaf : { ...leaf, family }, { name, measure });
  };
  item('mask-disposable-medical', '一次性医用口罩', '只', 'mask');
  item('mask-medical', '医用口罩', '只', 'mask');
  item('protective-suit', '医用防护服', '套');
  item('gloves-disposable', '一次性手套', '副');
}

/** Money that is no donation: two allotments of four items. */
function unionMoney(sample: SampleLeaves): void {
  sample.add(
    {
      ...booked('J2020-0001', 'xiqing-union', XIQING, AFTER_DEADLINE),
      stream: 'funding',
      kind: 'funding',
      source: 'union',
      total: { unit: 'CNY', amount: '610000000', provenance: 'derived' },
      ...moved('100201', '480102', 'CNY', '610000000'),
    },
    { payer: '西青区总工会经费', asStated: '累计拨付专项资金610万元', source: '天津工人报' },
  );
  const allotment = (number: string, allotted: string, items: [string, string, string?][], purpose: string): void => {
    sample.add(
      {
        ...booked(number, 'xiqing-union', XIQING, AFTER_DEADLINE),
        stream: 'funding',
        kind: 'appropriation',
        direction: 'out',
        allotment: allotted,
        items: items.map(([receiver, amount, receivers]) => ({
          receiver,
          ...(receivers === undefined ? {} : { receivers }),
          form: 'advance',
          unit: 'CNY',
          amount,
          provenance: 'stated',
        })),
        postings: items.flatMap(([, amount]) => moved('1122', '100201', 'CNY', amount).postings),
      },
      { purpose, source: '天津工人报' },
    );
  };
  allotment('B2020-0001', '1', [['xiqing-towns', '400000000']], '专项慰问金');
  allotment(
    'B2020-0002',
    '2',
    [
      ['xiqing-health-union', '50000000'],
      ['xiqing-bureaus', '110000000', '40'],
      ['xiqing-enterprises', '50000000'],
    ],
    '专项资金',
  );
}

function witnessed(sample: SampleLeaves): void {
  const passed = { weight: 'witnessed', category: 'gift', direction: 'through' } as const;
  sample.add(
    {
      ...listing('L2020-0001', FEBRUARY_5),
      ...passed,
      fund: HENGYANG,
      basis: 'person',
      count: '60',
      figures: [{ unit: 'CNY', amount: '12000000', provenance: 'stated' }],
    },
    {
      title: '现场向医疗队员家属发放慰问金',
      party: '湖南金钟集团',
      beneficiary: '第一批驰援湖北黄冈医疗队医护人员家属',
      pathNote: '捐赠人现场直接发放',
      source: SOURCE,
    },
  );
  sample.add(
    {
      ...listing('L2020-0002', { precision: 'notStated' }),
      ...passed,
      fund: HENGYANG,
      figures: [{ unit: 'CNY:goods', amount: '70000000', provenance: 'stated' }],
    },
    {
      title: '向一线医护人员赠送大米、食用油',
      party: '湖南金钟集团',
      content: '大米、食用油，数量原文未载',
      source: SOURCE,
    },
  );
}

function listed(sample: SampleLeaves): void {
  sample.add(
    {
      ...listing('L2020-0003', AFTER_DEADLINE),
      fund: XIQING,
      weight: 'listed',
      category: 'organiserReport',
      direction: 'in',
      figures: [{ unit: 'CNY', amount: '147200000', provenance: 'rounded' }],
    },
    { title: '妇女群众和家庭捐款', party: '妇女群众和家庭', asStated: '共动员捐款约147.2万元', source: '天津工人报' },
  );
  sample.add(
    {
      ...listing('L2020-0004', { precision: 'notStated' }),
      fund: HENGYANG,
      weight: 'listed',
      category: 'publicMoney',
      direction: 'out',
      basis: 'person',
      count: '219',
      figures: [],
    },
    { title: '专项党费慰问', party: '中共衡阳市委组织部', content: '金额原文未载', source: SOURCE },
  );
}

const booked = (number: string, entity: string, fund: string, date: LeafDate) => ({
  v: 1 as const,
  number,
  entity,
  fund,
  stream: 'donation' as const,
  date,
  confirmedBy: ['press' as const],
});

const gift = (number: string, entity: string, date: LeafDate, tag: number) => ({
  ...booked(number, entity, HENGYANG, date),
  kind: 'intake' as const,
  donorKind: 'organisation' as const,
  restriction: 'restricted' as const,
  path: 'throughEntity' as const,
  valuations: [],
  tag: toBase64Url(new Uint8Array(16).fill(tag)),
});

const listing = (number: string, date: LeafDate) => ({
  v: 1 as const,
  kind: 'listing' as const,
  number,
  date,
  confirmedBy: ['press'] satisfies ListingLeaf['confirmedBy'],
});

const unstated = (...lines: [unit: string, quantity: string][]): Pick<IntakeLeaf, 'lines'> => ({
  lines: lines.map(([unit, quantity]) => ({ unit, quantity, provenance: 'stated', fate: 'unstated' })),
});

/** Received into stock, and from there to where nobody says. */
const lost = (unit: string, amount: string): LeafPosting[] => [
  ...moved('1201', '410102', unit, amount).postings,
  ...moved('1299', '1201', unit, amount).postings,
];
