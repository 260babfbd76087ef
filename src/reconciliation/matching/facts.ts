import type { Day } from '#ledger/day.ts';
import { readAmounts } from './amounts.ts';
import { readDay } from './days.ts';
import { addTo, firstFrom } from './groups.ts';
import type { Name, Names } from './names.ts';
import { readReturns } from './returns.ts';
import type { BankLine, BookRecord, Surroundings } from './subject.ts';
import { plainReference, referencesIn } from './texts.ts';

/** Who pays from another account so long before or after may have changed it. */
export const DAYS_OF_NAMES = 60;

/** What is asked of lines and records again and again, read once for one matching. */
export interface Facts {
  names: Names;
  /** Numbers a line may be known by: those the bank gives apart, and those within the purpose. */
  numbersOf(line: BankLine): readonly string[];
  /** Whether the record may lie where the line is. */
  fitsAccount(line: BankLine, record: BookRecord): boolean;
  /** Whether the payer's account is one this giver was confirmed to use. */
  knowsAccount(line: BankLine, record: BookRecord): boolean;
  /** Whether the payer's account is known as somebody else's, or the giver's own is known and is another. */
  isOthersAccount(line: BankLine, record: BookRecord): boolean;
  /**
   * Whether the name cannot say that the line is the record's: the account is another's, or people of one name are known,
   * by the books or by two accounts that bear it within two months, of whatever amount, matched or not.
   */
  isNamesake(line: BankLine, record: BookRecord): boolean;
  /** Whether who pays says that it is the gift of others: colleagues, pupils, so many people. */
  paysForOthers(line: BankLine): boolean;
  /** Whether nothing else of their amount lies near, open or not, and people do not choose such an amount. */
  isOnlyOfAmount(line: BankLine, record: BookRecord): boolean;
  /** Whether the same amount went out within weeks to whoever this may be: money that came back is a person's to judge. */
  wentBack(line: BankLine): boolean;
}

export function readFacts(
  lines: readonly BankLine[],
  records: readonly BookRecord[],
  names: Names,
  around: Surroundings,
): Facts {
  const numbers = new Map<BankLine, readonly string[]>();
  const giversOfName = new Map<string, Set<string>>();
  const known = new Set<string>();
  const note = (name: Name | undefined, giver: string | undefined) => {
    if (name === undefined || giver === undefined) return;
    const noted = giversOfName.get(name.plain);
    if (noted) noted.add(giver);
    else giversOfName.set(name.plain, new Set([giver]));
  };
  const paysFromMore = readBearers([...lines, ...around.bearers.lines], names);
  for (const each of around.bearers.givers) note(names.of(each), each.giver);
  for (const record of records) {
    note(names.of(record), record.giver);
    for (const account of record.accounts) known.add(account);
  }
  const isBorneByMore = (name: Name | undefined, day: Day): boolean =>
    name !== undefined && ((giversOfName.get(name.plain)?.size ?? 0) > 1 || paysFromMore(name, day));
  const knowsAccount = (line: BankLine, record: BookRecord): boolean => {
    const account = names.accountOf(line);
    return account !== undefined && record.accounts.includes(account);
  };
  const isOthersAccount = (line: BankLine, record: BookRecord): boolean => {
    const account = names.accountOf(line);
    if (account === undefined || record.accounts.includes(account)) return false;
    return known.has(account) || paysFromElsewhere(account, record);
  };
  return {
    names,
    isOthersAccount,
    numbersOf: (line) => {
      let found = numbers.get(line);
      if (found === undefined) {
        found = [...new Set([...line.references.map(plainReference), ...referencesIn(line.purpose)])].filter(
          (number) => number !== '',
        );
        numbers.set(line, found);
      }
      return found;
    },
    fitsAccount: (line, record) =>
      record.moneyAccount === undefined
        ? record.channel === undefined || record.channel === line.channel || comesThrough(line) === record.channel
        : record.moneyAccount === line.moneyAccount,
    knowsAccount,
    isNamesake: (line, record) => {
      if (knowsAccount(line, record)) return false;
      if (isOthersAccount(line, record)) return true;
      const [name, given] = [names.of(line), names.of(record)];
      // That many bear what a mask leaves says nothing of the name that it hides.
      const hides = name?.mask !== undefined && name.plain !== given?.plain;
      return (!hides && isBorneByMore(name, line.day)) || isBorneByMore(given, line.day);
    },
    paysForOthers: (line) => {
      const said = `${line.kind ?? ''} ${line.purpose}`.normalize('NFKC');
      return FOR_OTHERS.test(said) || (isUnit(names.of(line)) && OF_MEMBERS.test(said));
    },
    isOnlyOfAmount: readAmounts(lines, records, around),
    wentBack: readReturns(lines, around.lines, names),
  };
}

/** Whether a name pays from two accounts within two months of a day: no longer, so that what else is open does not tell. */
function readBearers(
  lines: readonly Pick<BankLine, 'name' | 'account' | 'day'>[],
  names: Names,
): (name: Name, day: Day) => boolean {
  const paid = new Map<string, { day: number; account: string }[]>();
  for (const line of lines) {
    const [name, account] = [names.of(line), names.accountOf(line)];
    if (name !== undefined && account !== undefined) addTo(paid, name.plain, { day: readDay(line.day), account });
  }
  for (const all of paid.values()) all.sort((one, other) => one.day - other.day);
  const asked = new Map<string, boolean>();
  return (name, on) => {
    const key = `${on} ${name.plain}`;
    let isMore = asked.get(key);
    if (isMore === undefined) {
      const [all, day] = [paid.get(name.plain) ?? [], readDay(on)];
      const near = all.slice(firstFrom(all, day - DAYS_OF_NAMES), firstFrom(all, day + DAYS_OF_NAMES + 1));
      isMore = near.some(({ account }) => account !== near[0]?.account);
      asked.set(key, isMore);
    }
    return isMore;
  };
}

/** 代捐, 职工捐款, 王芳等5人: who pays collected it, and whose gift it is stands elsewhere. */
const FOR_OTHERS =
  /(?<![时现世后年古近当历])代.{0,8}(?:捐|交|缴)|(?:职工|员工|同事|同仁|全体|集体|师生|家长|村民|居民|会员).{0,6}(?:捐|款|爱心|善)|等[一二三四五六七八九十几多\d]*(?:人(?![道民员])|名|位)/;
/** 党员捐款, 12人: the same where a unit pays; a person may be one of them, or say for how many it is meant. */
const OF_MEMBERS = /(?:党员|学生|同学).{0,6}(?:捐|款|爱心|善)|(?<!\d)\d{1,4}(?:人(?![道民员])|名|位)/;
const LEAST_OF_UNIT = 5;
/** 县医院, 县一中, 市水利局. Some people's names end so too, 张建中: they are asked about. */
const ENDS_AS_UNIT =
  /(?:大学|中学|小学|中心|政府|银行|商行|[支分]行|[院校司局中小厂店铺会社部委办所站队处科室馆园村镇乡区县寺庙矿场团组班])$/u;

const isUnit = (name: Name | undefined): boolean =>
  name !== undefined && (name.signs.length >= LEAST_OF_UNIT || ENDS_AS_UNIT.test(name.plain));

/** Of cards and books at banks; whoever also pays through a service is no other for that. */
const isAtBank = (account: string): boolean => /^\d+$/.test(account) && !/^1\d{10}$/.test(account);

/** All accounts the giver is known by are others. */
const paysFromElsewhere = (account: string, { accounts }: BookRecord): boolean =>
  isAtBank(account) && accounts.some(isAtBank) && !accounts.includes(account);

/** The payment service that a line of a bank names, as the other side or in its words. */
export function comesThrough({ channel, name, kind, purpose }: BankLine): 'alipay' | 'wechat' | undefined {
  if (channel !== 'bank') return undefined;
  const words = `${name ?? ''} ${kind ?? ''} ${purpose}`.normalize('NFKC').toUpperCase();
  const alipay = /支付宝|蚂蚁|ALIPAY/.test(words);
  const wechat = /财付通|微信|TENPAY|WECHAT/.test(words);
  return alipay === wechat ? undefined : alipay ? 'alipay' : 'wechat';
}

/** Both carry a number of the same make, and they differ: whatever else agrees, it is not this one. */
export function referencesDiffer(stated: readonly string[], record: BookRecord): boolean {
  if (stated.length === 0) return false;
  const known = record.references.map(plainReference);
  if (known.some((number) => stated.includes(number))) return false;
  const makes = new Set(known.map(makeOf));
  return stated.some((number) => makes.has(makeOf(number)) || known.some((other) => areOfSeries(number, other)));
}

/** DN20250712001 → DN99999999999: how many digits, and what stands around them. Bare digits are of no make, but may be of a series. */
const makeOf = (number: string): string => (/^\d+$/.test(number) ? number : number.replaceAll(/\d/g, '9'));

/** Bare digits, as many, and the first half the same: orders of one merchant, slips of one book. */
const areOfSeries = (one: string, other: string): boolean =>
  /^\d{6,}$/.test(one) && one.length === other.length && other.startsWith(one.slice(0, Math.ceil(one.length / 2)));

/** By which words the purpose of a line names the fund of a record. */
export const fundWordOf = ({ purpose }: BankLine, { fundWords }: BookRecord): string | undefined =>
  purpose === '' ? undefined : fundWords.find((word) => word !== '' && purpose.includes(word));

export const blockOf = ({ flow, amountFen }: BankLine | BookRecord): string => `${flow} ${amountFen}`;
