import { approveAct } from '#approval/approve-act.ts';
import type { Database } from '#database/connection.ts';
import type { DonationInput } from '#intake/donation.ts';
import type { DonorKind } from '#intake/donor.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { onDay } from '#ledger/day.ts';
import { formatFen } from '#ledger/money.ts';
import { askToStore, uploadStatement } from '#reconciliation/statements/acts.ts';
import { workOnFile } from '#reconciliation/statements/work.ts';
import { gb18030 } from './gb18030.ts';
import { openMoneyAccount } from './money-accounts.ts';
import { given } from './office-books.ts';

/*
 * A CONSTRUCTED month: February 2020 of one bank account of the sample's charity, in the layout that the Construction
 * Bank exports. No line of it ever happened. Persons are named after solar terms, companies after the sexagenary cycle.
 */

export const MONTH = { entity: 'hengyang-charity', fund: 'hengyang-2020' } as const;
export const BANK_NUMBER = '43050001200000000001';
/** A second account of the same charity, that one line goes to. */
export const DEPOSIT_NUMBER = '43050001200000000002';

const OPENING_FEN = 50_000_000n;
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'];
const TERMS = [
  '立春',
  '雨水',
  '惊蛰',
  '春分',
  '清明',
  '谷雨',
  '立夏',
  '小满',
  '芒种',
  '夏至',
  '小暑',
  '大暑',
  '立秋',
  '处暑',
  '小寒',
  '大寒',
];
const STEMS = [...'甲乙丙丁戊己庚辛壬癸'];
const BRANCHES = [...'子丑寅卯辰巳午未申酉戌亥'];

/** A gift in the books before the statement comes. */
interface Recorded {
  name: string;
  donorKind: DonorKind;
  day: number;
  fen: bigint;
}

/** A line of the bank. `of`: the record whose number its purpose tells. */
interface Moved {
  day: number;
  fen: bigint;
  out?: true;
  name?: string;
  account?: string;
  kind: string;
  purpose?: string;
  of?: Recorded;
}

/** What the clerk has in the books, and what the bank says; the parts that tests speak of stand by name. */
export interface ConstructedMonth {
  recorded: Recorded[];
  moved: Moved[];
  /** Of the second account. */
  deposited: Moved[];
}

export function constructedMonth(): ConstructedMonth {
  const draw = generator(20200201);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(draw() * all.length)] as T;
  const persons = shuffled(
    SURNAMES.flatMap((surname) => TERMS.map((term) => surname + term)),
    draw,
  );
  const companies = shuffled(
    Array.from({ length: 60 }, (_, at) => `示例${STEMS[at % 10]}${BRANCHES[at % 12]}商贸有限公司`),
    draw,
  );
  const person = () => persons.pop() as string;
  const company = () => companies.pop() as string;
  // The fund began on the fifth.
  const day = () => 5 + Math.floor(draw() * 22);
  const usual = () => pick([5_000n, 10_000n, 20_000n, 50_000n, 100_000n, 200_000n]);
  /** Amounts that nobody else gives. */
  let odd = 0n;
  const singular = () => 66_600n + 137n * ++odd;
  const recorded: Recorded[] = [];
  const moved: Moved[] = [];
  const record = (name: string, on: number, fen: bigint): Recorded => {
    const made: Recorded = { name, donorKind: name.endsWith('公司') ? 'enterprise' : 'person', day: on, fen };
    recorded.push(made);
    return made;
  };
  const come = (line: Omit<Moved, 'kind'> & { kind?: string }) => moved.push({ kind: '跨行转账', ...line });

  // Recorded when the money came, under the name the bank gives.
  for (let at = 0; at < 176; at++) {
    const gift = at % 8 === 0 ? record(company(), day(), usual() * 20n) : record(person(), day(), usual());
    come({ ...gift, purpose: pick(['爱心捐款', '抗疫捐款', '捐赠', '支援湖北医疗队', '']) });
  }
  // The payer wrote the number of the slip.
  for (let at = 0; at < 24; at++) {
    const gift = record(at % 6 === 0 ? company() : person(), day(), usual());
    come({ ...gift, day: Math.min(29, gift.day + (at % 3)), of: gift });
  }
  for (let at = 0; at < 10; at++) {
    const gift = record(person(), day(), singular());
    come({ ...gift, name: `*${gift.name.slice(1)}`, kind: '网银转账', purpose: '爱心捐款' });
  }
  // 白露 heard as 百露: another sign, the same sound.
  for (let at = 0; at < 6; at++) {
    const surname = SURNAMES[at] as string;
    const gift = record(`${surname}白露`, day(), singular());
    come({ ...gift, name: `${surname}百露`, kind: '柜台转账', purpose: '捐款' });
  }
  // Late at the bank, by an amount of their own.
  for (let at = 0; at < 12; at++) {
    const gift = record(person(), Math.min(day(), 24), singular());
    come({ ...gift, day: gift.day + 1 + (at % 3), purpose: '抗疫捐款' });
  }
  // Two of one name gave the same on one day: nobody can tell them apart, and nobody need.
  for (const _ of [1, 2]) {
    const gift = record('李寒露', 14, 20_000n);
    come({ ...gift, account: _ === 1 ? '6217000000000090001' : '6217000000000090002', purpose: '爱心捐款' });
  }
  // One giver gave twice on one day, from one account.
  for (const _ of [1, 2]) come({ ...record('孙寒露', 16, 20_000n), purpose: '爱心捐款' });
  // Twice at the bank, once in the books.
  record('吴霜降', 12, 30_000n);
  for (const _ of [1, 2]) come({ day: 12, fen: 30_000n, name: '吴霜降', purpose: '捐款' });
  // The number of the slip, and another amount.
  const short = record('郑大雪', 18, 50_000n);
  come({ ...short, fen: 45_000n, of: short });
  // One payment for three gifts, and one gift in two payments.
  const joint = [record('王小雪', 17, 12_300n), record('王立冬', 17, 23_400n), record('王秋分', 17, 34_500n)];
  come({ day: 17, fen: joint.reduce((sum, { fen }) => sum + fen, 0n), name: '王小雪', purpose: '一家三口捐款' });
  const halves = record('示例双笔商贸有限公司', 19, 8_000_100n);
  come({ day: 19, fen: 5_000_000n, name: halves.name, purpose: '捐款首笔' });
  come({ day: 20, fen: 3_000_100n, name: halves.name, purpose: '捐款尾款' });
  // What the service of small payments passed on, less what it kept.
  const byPhone = [10_000n, 20_000n, 6_600n, 8_800n].map((fen) => record(person(), 21, fen));
  const gross = byPhone.reduce((sum, { fen }) => sum + fen, 0n);
  come({
    day: 22,
    fen: gross - gross / 167n,
    name: '财付通支付科技有限公司',
    kind: '提现',
    purpose: '微信商户 20200221 结算款',
  });
  // Given to two entities by mistake, and paid back.
  come({ day: 23, fen: 88_800n, name: '韩冬至', purpose: '误转' });
  come({ day: 25, fen: 88_800n, out: true, name: '韩冬至', kind: '对外支付', purpose: '误转款退回' });
  // The hand-out of the sample, and the gift that it is derived from.
  come({ day: 19, fen: 93_000_000n, name: '湖南金钟集团', purpose: '关爱医疗队员家属' });
  come({ day: 20, fen: 93_000_000n, out: true, kind: '批量代发', purpose: '93 名援鄂医疗队员家属慰问金' });
  for (let at = 0; at < 24; at += 2) {
    come({ day: 5 + at, fen: pick([500n, 1_000n, 1_500n]), out: true, kind: '手续费', purpose: '汇兑手续费' });
  }
  come({ day: 21, fen: 41_237n, kind: '结息', purpose: '协定存款结息' });
  come({
    ...{ day: 26, fen: 20_000_000n, out: true as const, name: '衡阳市慈善总会', account: DEPOSIT_NUMBER },
    ...{ kind: '对外支付', purpose: '本会账户间划转' },
  });
  // Nobody has entered these yet.
  for (let at = 0; at < 40; at++) {
    const purpose = pick(['爱心捐款', '抗击新冠肺炎疫情捐赠', '援鄂医疗队员家属', '捐款', '']);
    come({
      day: day(),
      fen: at % 5 === 0 ? usual() * 10n : usual(),
      name: at % 5 === 0 ? company() : person(),
      purpose,
    });
  }
  // Nobody can say what these are.
  come({ day: 6, fen: 1_234_500n, name: '', purpose: '往来款' });
  come({ day: 13, fen: 77_700n, name: '某某待查', purpose: '' });
  come({ day: 24, fen: 660_000n, name: '示例无名商贸有限公司', purpose: '货款' });
  // Paid out, and entered nowhere yet.
  come({ day: 27, fen: 6_000_000n, out: true, name: '湖北省慈善总会', kind: '对外支付', purpose: '援助湖北抗疫款' });
  come({ day: 27, fen: 1_250_000n, out: true, name: '示例防护用品有限公司', kind: '对外支付', purpose: '购口罩款' });
  // A company and its branch gave the same, a day apart: each is the second best for the other.
  const [whole, branch] = ['示例湘江商贸有限公司', '示例湘江商贸有限公司长沙分公司'];
  come({ ...record(whole, 15, 1_880_000n), purpose: '捐款' });
  record(branch, 14, 1_880_000n);
  // Promised or mistyped: in the books, and at no bank.
  for (let at = 0; at < 4; at++) record(person(), day(), singular());
  moved.sort((one, other) => one.day - other.day);
  const deposited: Moved[] = [
    { day: 21, fen: 3_210n, kind: '结息', purpose: '协定存款结息' },
    {
      ...{ day: 26, fen: 20_000_000n, name: '衡阳市慈善总会', account: BANK_NUMBER },
      ...{ kind: '转账存入', purpose: '本会账户间划转' },
    },
  ];
  return { recorded, moved, deposited };
}

/** Opens the account, enters the gifts as two people do, and answers the file of the bank that tells their numbers. */
export async function enterConstructedMonth(
  db: Database,
  people: { recorder: bigint; reviewer: bigint },
): Promise<{
  month: ConstructedMonth;
  account: bigint;
  statement: Uint8Array;
  /** The second account, and what its bank tells of the month. */
  deposit: { account: bigint; statement: Uint8Array };
  numbers: ReadonlyMap<Recorded, string>;
}> {
  const month = constructedMonth();
  const { entity } = MONTH;
  const account = await openMoneyAccount(db, people, 'bank', { entity, number: BANK_NUMBER, name: '建行募捐专户' });
  const second = await openMoneyAccount(db, people, 'bank', { entity, number: DEPOSIT_NUMBER, name: '建行协定存款' });
  const numbers = new Map<Recorded, string>();
  for (const [at, gift] of month.recorded.entries()) {
    const proposed = given(await proposeDonation(db, giftOf(gift), people.recorder, `constructed month ${at}`));
    if (!proposed.existing) {
      given(await approveAct(db, { actId: proposed.actId, revision: 1, by: people.reviewer }));
    }
    numbers.set(gift, proposed.number);
  }
  const deposit = { account: second, statement: statementOf(DEPOSIT_NUMBER, month.deposited, numbers) };
  return { month, account, statement: statementOf(BANK_NUMBER, month.moved, numbers), deposit, numbers };
}

/** Uploads the file and stores its lines, as the pages of statements do; throws what is refused. */
export async function storeStatement(
  db: Database,
  dataDir: string,
  account: bigint,
  by: bigint,
  bytes: Uint8Array,
): Promise<bigint> {
  const content = (async function* () {
    yield Buffer.from(bytes);
  })();
  const file = { moneyAccountId: account, by, fileName: '虚构流水 2020-02.csv', content };
  const { fileId } = given(await uploadStatement(db, dataDir, file));
  await workOnFile(db, dataDir, fileId);
  given(await askToStore(db, fileId, by));
  await workOnFile(db, dataDir, fileId);
  const { state, report } = await db
    .selectFrom('statementFile')
    .select(['state', 'report'])
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow();
  if (state !== 'stored') throw new Error(`${state}: ${JSON.stringify(report)}`);
  return fileId;
}

const giftOf = ({ name, donorKind, day, fen }: Recorded): DonationInput => ({
  header: { ...MONTH, occurred: onDay(dayOf(day)), sourceReference: '虚构登记表' },
  donor: { kind: donorKind, legalName: name },
  display: donorKind === 'person' ? 'masked' : 'named',
  restriction: 'unrestricted',
  path: 'throughEntity',
  receipt: { kind: 'none' },
  lines: [{ unit: 'CNY', quantity: fen, provenance: 'stated', fate: 'held' }],
  valuations: [],
});

const dayOf = (day: number) => `2020-02-${String(day).padStart(2, '0')}`;

const HEADINGS =
  '账号,账户名称,交易时间,借方发生额（支取）,贷方发生额（收入）,余额,币种,对方户名,对方账号,对方开户机构,记账日期,摘要,备注,账户明细编号-交易流水号,企业流水号,凭证种类,凭证号,关联账户';

/** The export of the bank, in its own encoding and with its tabs before long numbers. */
function statementOf(ofAccount: string, moved: readonly Moved[], numbers: ReadonlyMap<Recorded, string>): Uint8Array {
  let balance = OPENING_FEN;
  const rows = moved.map((line, at) => {
    balance += line.out ? -line.fen : line.fen;
    const on = dayOf(line.day).replaceAll('-', '');
    const [hour, minute] = [8 + Math.floor(at / 40), at % 60].map((part) => String(part).padStart(2, '0'));
    const amount = formatFen(line.fen).replaceAll(',', '');
    const purpose = line.of ? `捐款 ${numbers.get(line.of)}` : (line.purpose ?? '');
    const account = line.account ?? (line.name ? accountOf(line.name) : '');
    return [
      ...[`\t${ofAccount}`, '衡阳市慈善总会', `${on} ${hour}:${minute}:${String(at % 53).padStart(2, '0')}`],
      ...(line.out ? [amount, '0'] : ['0', amount]),
      ...[formatFen(balance).replaceAll(',', ''), '人民币元', line.name ?? '', `\t${account}`],
      ...[line.name ? '虚构银行示例支行' : '', on, line.kind, purpose, `${at}-${90_000_000 + at}`, '', '', '', ''],
    ].join(',');
  });
  return gb18030([HEADINGS, ...rows, ''].join('\r\n'));
}

/** The same payer pays from the same account. */
function accountOf(name: string): string {
  const sum = [...name].reduce((all, sign) => (all * 31 + (sign.codePointAt(0) ?? 0)) % 9_999_999_967, 7);
  return `62170000${String(sum).padStart(11, '0')}`;
}

/** mulberry32: the same month in every run. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(all: readonly T[], draw: () => number): T[] {
  const order = [...all];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(draw() * (at + 1));
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}
