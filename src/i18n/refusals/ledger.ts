import type { RefusalWords } from './words.ts';

/** Books and balances; most of these only a fault of the program can cause, and the database stops it. */
export const ledgerRefusals: RefusalWords = {
  account_balance_not_negative: {
    'zh-Hans': [
      '{entity}“{fund}”的{unit}（{restriction}）不够：现有 {have}{measure}，需要 {need}{measure}。',
      '请核对金额、捐赠意愿、批号与存放地点；若是冲销，请先冲销已动用这笔款物的发放或拨付。',
    ],
    en: [
      'Not enough {unit} ({restriction}) in “{fund}” of {entity}: {have}{measure} there, {need}{measure} needed.',
      'Check amount, restriction, lot and location; to reverse a gift, first reverse what was paid out of it.',
    ],
  },
  cashInAnotherAccount: {
    'zh-Hans': [
      '{entity}“{fund}”的资金（{restriction}）在{account}只有 {have} 元，需要 {need} 元；{firstIn}尚有 {firstThere} 元[，{secondIn}尚有 {secondThere} 元][，{thirdIn}尚有 {thirdThere} 元]。',
      '可先办理账户间划转（其他变动），或改选实际付款的资金账户。',
    ],
    en: [
      'Only {have} yuan of cash ({restriction}) of “{fund}” of {entity} are in {account}, {need} yuan needed; {firstThere} yuan are in {firstIn}[, {secondThere} yuan in {secondIn}][, {thirdThere} yuan in {thirdIn}].',
      'Record a transfer between the accounts first, or choose the money account it was really paid from.',
    ],
  },
  journal_entry_has_postings: {
    'zh-Hans': ['这笔凭证没有分录。', '请联系管理员；账目未作任何改动。'],
    en: ['This journal entry has no postings.', 'Tell the administrator; nothing was booked.'],
  },
  journal_entry_reversed_once: {
    'zh-Hans': ['这笔凭证已被冲销过。', '请刷新页面查看冲销单。'],
    en: ['This journal entry has been reversed already.', 'Reload the page to see the reversal.'],
  },
  journal_entry_sums_to_zero: {
    'zh-Hans': ['借方 {debit#}，贷方 {credit#}，差 {difference#}，不平。', '请联系管理员；账目未作任何改动。'],
    en: ['Debit {debit#} and credit {credit#} differ by {difference#}.', 'Tell the administrator; nothing was booked.'],
  },
  notYetThereOnThatDay: {
    'zh-Hans': [
      '{entity}“{fund}”的{unit}（{restriction}）当时还不够：截至 {day} 有 {have}{measure}，需要 {need}{measure}。',
      '支出不能早于所用款物入账之日；请核对本单与收入单据的日期。',
    ],
    en: [
      'There was not yet enough {unit} ({restriction}) in “{fund}” of {entity}: {have}{measure} as of {day}, {need}{measure} needed.',
      'Nothing is paid out before it was received: check the day of this act and of the gifts it draws on.',
    ],
  },
  posting_amount_not_zero: {
    'zh-Hans': ['分录金额为零。', '请填大于零的金额。'],
    en: ['A posting has the amount zero.', 'Enter an amount above zero.'],
  },
  posting_entity_keeps_books: {
    'zh-Hans': ['这家单位不是核算主体，没有自己的账。', '请改选核算主体。'],
    en: ['This organisation keeps no books here.', 'Choose an accounting entity.'],
  },
  posting_valuation_without_lot: {
    'zh-Hans': ['资金和折价不分批号和存放地点。', '请清空批号和存放地点，或改选物资。'],
    en: ['Cash and valuations have no lot or location.', 'Clear lot and location, or choose goods.'],
  },
  reference_unknown: {
    'zh-Hans': ['所选的一项已不存在，或正被其他单据使用。', '请刷新页面后重新选择。'],
    en: ['Something chosen here no longer exists, or is still in use.', 'Reload the page and choose again.'],
  },
};
