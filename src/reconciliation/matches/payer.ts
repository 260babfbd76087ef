import type { DonorKind } from '#intake/donor.ts';
import { normalNumber } from '../accounts/money-account.ts';
import { isService, maskOf, plainName, plainWords } from '../matching/texts.ts';
import { earmarkOf } from './earmark-words.ts';
import type { WorkLine } from './money-match.ts';

/** Whom a line names as payer; undefined where a payment service stands between or signs of the name are hidden. */
export function payerOf({ counterparty }: WorkLine): string | undefined {
  const name = counterparty.name?.trim() ?? '';
  const plain = plainName(name);
  return plain === '' || isService(plain) || maskOf(plain) !== undefined || /[*＊]/.test(plain) ? undefined : name;
}

const SOCIAL =
  /协会|学会|商会|联合会|基金会|促进会|慈善|红十字|工会|委员会|大学|学院|中学|小学|学校|幼儿园|医院|寺|教会/;
const BUSINESS =
  /公司|集团|企业|工厂|厂$|店$|商行|经营部|合作社|事务所|中心|银行|工作室|酒店|超市|药房|CO\.?,?LTD|LIMITED/i;

/** A guess from the name, for the clerk to see and change. */
export function donorKindOf(legalName: string): DonorKind {
  if (SOCIAL.test(legalName)) return 'socialOrganisation';
  if (BUSINESS.test(legalName)) return 'enterprise';
  return [...legalName].length <= 4 || /^[A-Za-z .]+$/.test(legalName) || /[·•]/.test(legalName)
    ? 'person'
    : 'enterprise';
}

/** Bank serial, or the first number the bank or the payer gave: as far as it fits a gift's payment reference. */
export function paymentReferenceOf({ serial, references }: WorkLine): string | undefined {
  return [serial, ...references].find((text) => text !== undefined && text !== '' && [...text].length <= 80);
}

/** Why incoming money is hardly a gift, or cannot be entered as one without asking who gave it or what it is for. */
export type NoGift = 'interest' | 'payout' | 'returned' | 'trade' | 'own' | 'nameless' | 'earmarked';

const INTEREST = /结息|利息|收息/;
const PAYOUT = /提现|结算款|资金结算|清算/;
const RETURNED = /退款|退回|退汇|冲正|冲销|返还/;
/** What is paid for something; a gift speaks of itself beside it. */
const TRADE = /货款|房租|租金|押金|保证金|服务费|报名费|培训费|报销/;
const GIFT = /捐|善款|爱心/;

/** A guess from what the bank says, for those who tick many at once; `ownNumbers` are the entity's accounts, normalised. */
export function whyNoGift(line: WorkLine, ownNumbers: ReadonlySet<string>): NoGift | undefined {
  const { counterparty, kind = '', purpose = '' } = line;
  const said = plainWords(`${kind}|${purpose}`);
  if (INTEREST.test(said)) return 'interest';
  if (PAYOUT.test(said) || isService(plainName(counterparty.name ?? ''))) return 'payout';
  if (RETURNED.test(said)) return 'returned';
  if (TRADE.test(said) && !GIFT.test(said)) return 'trade';
  if (ownNumbers.has(normalNumber(counterparty.account) ?? '')) return 'own';
  if (payerOf(line) === undefined) return 'nameless';
  return earmarkOf(line) === undefined ? undefined : 'earmarked';
}
