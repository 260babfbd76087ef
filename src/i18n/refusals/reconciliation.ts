import type { RefusalWords } from './words.ts';

/** 资金账户与对账. */
export const reconciliationRefusals: RefusalWords = {
  agencyMoneyInOwnAccount: {
    'zh-Hans': [
      '受托代理的款项不能进出自有账户“{name}”。',
      '请改选受托代理的银行账户，或支付宝、微信、现金账户；款项确非指定到人或单位的，请改捐赠意愿。',
    ],
    en: [
      'Agency money neither comes to nor leaves our own account “{name}”.',
      'Choose an agency account, or change the restriction if it is not directed to named beneficiaries.',
    ],
  },
  approval_of_known_money_account: {
    'zh-Hans': ['这笔单据写的资金账户还没有批准。', '请先由另一位复核人批准该账户，或退回经办人改选账户。'],
    en: [
      'The entry names a money account that is not approved.',
      'Have the account approved first, or return the entry.',
    ],
  },
  confirmation_bank_by_match: {
    'zh-Hans': [
      '银行到账由对账确认，不能凭单据直接确认。',
      '请在“对账”中把这笔单据与对账单上的流水核对上，并由另一位复核人批准。',
    ],
    en: [
      'What a bank received is confirmed by its statement, not by a paper.',
      'Match the entry with its line in reconciliation; another reviewer approves the match.',
    ],
  },
  giftInBooks: {
    'zh-Hans': [
      '账上有金额相同、名称相近的记录：{number}。',
      '请打开核对：是同一笔的，与那笔记录对上，不要再登记；确是另一笔捐赠的，勾选后再提交。',
    ],
    en: [
      'The books hold an entry of the same amount and a like name: {number}.',
      'Look at it: match the line with it if it is the same gift; tick the box if it is another one.',
    ],
  },
  line_parking_note_short: {
    'zh-Hans': ['说明超过 400 个字。', '请写得短一些。'],
    en: ['The note is longer than 400 characters.', 'Make it shorter.'],
  },
  line_parking_once: {
    'zh-Hans': ['这条流水已经搁置[（{by}）]。', '要继续核对，请先取回。'],
    en: ['The line has been put aside already[ by {by}].', 'Take it up again to work on it.'],
  },
  line_parking_other_explained: {
    'zh-Hans': ['搁置原因选了“其他”，没有写说明。', '请写明为什么暂时不能认定。'],
    en: ['The reason is “other” and nothing explains it.', 'Say why the line cannot be placed yet.'],
  },
  lineEnteredBefore: {
    'zh-Hans': ['这条流水已经录入过：{number}。', '请与那笔单据核对；确是另一笔的，请先撤回或冲销 {number}。'],
    en: ['This line has been entered before: {number}.', 'Match it with that entry, or withdraw or reverse it first.'],
  },
  lineFlowDoesNotFit: {
    'zh-Hans': ['这条流水的收支方向与要登记的不符。', '捐赠、利息要收入的流水；手续费、退款要支出的流水。'],
    en: ['The line goes the other way.', 'Gifts and interest come in; fees and refunds go out.'],
  },
  lineNotParked: {
    'zh-Hans': ['这条流水没有搁置，或已取回。', '请刷新页面查看。'],
    en: ['The line is not put aside any more.', 'Reload the page.'],
  },
  giftEarmarked: {
    'zh-Hans': [
      '付款人写明了用途：“{stated}”，还没有选捐赠意愿。',
      '请选定向或受托代理并写明要求；确不是定向的，选非定向。',
    ],
    en: [
      'The payer says what the money is for (“{stated}”), and it was not chosen whether it is earmarked.',
      'Choose earmarked or agency and say for what; choose unearmarked where it is not.',
    ],
  },
  linePayerMissing: {
    'zh-Hans': ['没有写捐赠人名称，流水上也没有付款人。', '请填写捐赠人；确不知道是谁的，请先搁置。'],
    en: ['There is no giver, and the line names no payer.', 'Name the giver, or put the line aside.'],
  },
  match_rule_by_another_person: {
    'zh-Hans': ['提出规则的人不能自己批准或退回。', '请由另一位复核人决定。'],
    en: ['Whoever proposed a rule does not decide it.', 'Ask another reviewer.'],
  },
  match_rule_days_ordered: {
    'zh-Hans': ['规则的截止日早于起始日。', '请核对两个日期。'],
    en: ['The rule ends before it begins.', 'Check both days.'],
  },
  match_rule_decided_once: {
    'zh-Hans': ['这条规则已经决定过。', '请刷新页面查看现状。'],
    en: ['The rule was decided already.', 'Reload the page to see how it stands.'],
  },
  match_rule_words_given: {
    'zh-Hans': ['没有写关键词，或不是 2 至 40 个字。', '请照流水的摘要写，例如“结息”“手续费”。'],
    en: ['The words are missing, or not 2 to 40 characters long.', 'Write them as the bank does.'],
  },
  matchActMovesNoCash: {
    'zh-Hans': ['{number} 没有收付资金，不能与流水核对。', '请改选有资金收付的单据。'],
    en: ['{number} moves no cash, so no line can be it.', 'Choose an entry that moves cash.'],
  },
  matchActReturned: {
    'zh-Hans': ['{number} 已由 {by} 退回，正等经办人修改。', '请在修改后再核对。'],
    en: ['{number} was returned by {by} and waits for its recorder.', 'Match it when it has been revised.'],
  },
  matchLineUnknown: {
    'zh-Hans': ['所选的流水不存在，或不是款项收付。', '请从对账页面重新选择。'],
    en: ['A chosen line does not exist, or moves no money.', 'Choose again in reconciliation.'],
  },
  matchRuleUnknown: {
    'zh-Hans': ['没有这条对账规则。', '请从列表中打开。'],
    en: ['There is no such rule.', 'Choose it from the list.'],
  },
  matchTooLarge: {
    'zh-Hans': ['一次核对最多 {most} 条流水和 {most} 笔单据。', '请分成几次核对。'],
    en: ['A match holds at most {most} lines and {most} entries.', 'Split it.'],
  },
  matchUnknown: {
    'zh-Hans': ['没有这项核对。', '请从列表中打开。'],
    en: ['There is no such match.', 'Open it from the list.'],
  },
  money_account_by_another_person: {
    'zh-Hans': ['登记资金账户的人不能自己批准或退回。', '请由另一位复核人决定。'],
    en: ['Whoever entered a money account does not decide it.', 'Ask another reviewer.'],
  },
  money_account_decided_once: {
    'zh-Hans': ['这个资金账户已经决定过。', '请刷新页面查看现状。'],
    en: ['The money account was decided already.', 'Reload the page to see how it stands.'],
  },
  money_account_kind_known: {
    'zh-Hans': ['没有选账户种类。', '请选银行账户、支付宝、微信或现金。'],
    en: ['The kind of the account is missing.', 'Choose bank, Alipay, WeChat or cash.'],
  },
  money_account_ledger_account_fits: {
    'zh-Hans': [
      '会计科目与账户种类不符。',
      '银行账户记“银行存款”的本单位或受托代理，支付宝、微信记“其他货币资金”，现金记“现金”。',
    ],
    en: [
      'The ledger account does not fit the kind of the account.',
      'A bank account is kept in 100201 or 100202, Alipay and WeChat in 1009, cash in 1001.',
    ],
  },
  money_account_name_given: {
    'zh-Hans': ['没有填账户名称，或超过 60 个字。', '请填一个大家认得的名称，例如“工行募捐专户”。'],
    en: ['The name of the account is missing or longer than 60 characters.', 'Give it a name that everyone knows.'],
  },
  money_account_name_unique: {
    'zh-Hans': ['这个核算主体已有同名的资金账户。', '请换一个名称；如果就是那个账户，不必再登记。'],
    en: [
      'The entity has a money account of that name already.',
      'Choose another name; the same account needs no second entry.',
    ],
  },
  money_account_number_given: {
    'zh-Hans': ['没有填账号，或不是 4 至 64 个字符。', '请照对账单上的写法填写账号或商户号；现金账户可以不填。'],
    en: [
      'The number of the account is missing, or not 4 to 64 characters long.',
      'Write it as the statements do; a cash box needs none.',
    ],
  },
  money_account_number_unique: {
    'zh-Hans': ['这个账号已经登记过。', '请核对账号；同一账户不必再登记。'],
    en: ['An account of that number is entered already.', 'Check the number; the same account needs no second entry.'],
  },
  money_match_account_by_account: {
    'zh-Hans': [
      '单据写的资金账户与流水不符[：“{name}”流水 {moved#}，单据 {booked#}]。',
      '请核对单据选的资金账户；单据未复核的请修改，已复核的请红字冲销后重新录入。',
    ],
    en: [
      'The entries name other accounts than the lines[: “{name}” moved {moved#}, the entries say {booked#}].',
      'Check the account of the entry; revise it, or reverse it and enter it anew.',
    ],
  },
  money_match_act_once: {
    'zh-Hans': ['这笔单据已经在另一项核对中[：{number}（{by}）]。', '请刷新页面；如那一项有误，请先撤回或退回。'],
    en: [
      'The entry is in another match already[: {number} ({by})].',
      'Reload; withdraw or refuse that match if it is wrong.',
    ],
  },
  money_match_by_another_person: {
    'zh-Hans': ['这项核对由您本人确认，不能由您批准或退回。', '请由另一位复核人决定：一人核对、一人复核。'],
    en: ['You confirmed this match yourself, so you do not decide it.', 'Ask another reviewer.'],
  },
  money_match_decided_once: {
    'zh-Hans': ['这项核对已经决定过[（{by}）]。', '请刷新页面查看现状。'],
    en: ['The match was decided already[ by {by}].', 'Reload the page to see how it stands.'],
  },
  money_match_has_both_sides: {
    'zh-Hans': ['流水和单据要各选至少一条。', '请选好两边再确认。'],
    en: ['A match needs at least one line and one entry.', 'Choose both sides.'],
  },
  money_match_ledger_account: {
    'zh-Hans': [
      '单据的款项记在别的账户，与流水不符[：{account}流水 {moved#}，单据 {booked#}]。',
      '单据未复核的，请修改并选实际收付的资金账户；已复核的，请红字冲销后按实际账户重新录入。支付宝、微信提现到银行的，请登记账户间划转。',
    ],
    en: [
      'The books keep this money in another account than the statement[: in {account} {moved#} moved, the entries say {booked#}].',
      'Revise a proposal and choose the account that the money really came to or left; reverse an approved entry and enter it anew. What Alipay or WeChat paid out to the bank is a transfer between accounts.',
    ],
  },
  money_match_line_once: {
    'zh-Hans': [
      '这条流水已经在另一项核对中[：{day} {amount} 元][（{by}）]。',
      '请刷新页面；如那一项有误，请先撤回或退回。',
    ],
    en: [
      'The line is in another match already[: {day}, {amount} yuan][ ({by})].',
      'Reload; withdraw or refuse that match if it is wrong.',
    ],
  },
  money_match_not_by_recorder: {
    'zh-Hans': ['[{number} ]由您本人经办，不能由您批准对账。', '请由另一位复核人办理：一人经办、一人复核。'],
    en: [
      'You recorded an entry of this match yourself[: {number}], so you do not approve it.',
      'Ask another reviewer.',
    ],
  },
  money_match_note_short: {
    'zh-Hans': ['备注超过 400 个字。', '请写得短一些。'],
    en: ['The note is longer than 400 characters.', 'Make it shorter.'],
  },
  money_match_of_approved_acts: {
    'zh-Hans': ['核对中有尚未复核的单据[：{number}]。', '请先复核单据，再批准核对。'],
    en: ['The match holds entries that are not approved[: {number}].', 'Approve them first, then the match.'],
  },
  money_match_of_standing_acts: {
    'zh-Hans': ['核对中有已红字冲销的单据。', '请退回这项核对，流水另行核对。'],
    en: ['The match holds an entry that was reversed.', 'Refuse the match and place its lines anew.'],
  },
  money_match_refused_with_reason: {
    'zh-Hans': ['没有写退回原因，或超过 400 个字。', '请写明哪里对不上。'],
    en: ['The reason for refusing is missing or too long.', 'Say what does not agree.'],
  },
  money_match_to_the_fen: {
    'zh-Hans': [
      '流水与单据金额不等[：流水 {moved#}，单据 {booked#}，差 {difference#}]。',
      '核对要分毫不差：请补选或改选，差额确是手续费的请另记手续费。',
    ],
    en: [
      'Lines and entries do not come to the same[: {moved#} moved, {booked#} booked, difference {difference#}].',
      'Choose others, or enter the difference as what it is, such as a fee.',
    ],
  },
  money_match_undoing_before_publication: {
    'zh-Hans': ['{numbers} 已公示，不能只撤销核对。', '请红字冲销该单据：更正公示后，核对随之撤销。'],
    en: [
      '{numbers} is published, so its match is not simply undone.',
      'Reverse the entry: a correction is published, and the match is undone with it.',
    ],
  },
  money_match_undoing_by_another_person: {
    'zh-Hans': ['提出撤销的人不能自己批准或退回。', '请由另一位复核人决定。'],
    en: ['Whoever asked to undo a match does not decide it.', 'Ask another reviewer.'],
  },
  money_match_undoing_decided_once: {
    'zh-Hans': ['这项撤销已经决定过。', '请刷新页面查看现状。'],
    en: ['This wish was decided already.', 'Reload the page to see how it stands.'],
  },
  money_match_undoing_of_standing_match: {
    'zh-Hans': ['只有已批准、尚未撤销的核对可以撤销。', '待复核的请退回或由核对人撤回。'],
    en: ['Only an approved match that stands can be undone.', 'Refuse or withdraw one that still waits.'],
  },
  money_match_undoing_open_once: {
    'zh-Hans': ['已经有人提出撤销这项核对，正等复核。', '请等复核人决定。'],
    en: ['Somebody asked to undo this match already.', 'Wait for the decision.'],
  },
  money_match_undoing_reason_given: {
    'zh-Hans': ['没有写撤销原因，或超过 400 个字。', '请写明哪里核对错了。'],
    en: ['The reason is missing or too long.', 'Say what was matched wrongly.'],
  },
  money_match_withdrawn_by_confirmer: {
    'zh-Hans': ['只有确认这项核对的人可以撤回。', '复核人请用“退回”并写明原因。'],
    en: ['Only whoever confirmed the match withdraws it.', 'A reviewer refuses it with a reason.'],
  },
  money_match_within_entity: {
    'zh-Hans': [
      '核对的流水和单据不属于同一个核算主体，或不是款项收付。',
      '请只选同一主体的流水和单据；代收代付请另行转账登记。',
    ],
    en: [
      'Lines and entries belong to different entities, or a line moves no money.',
      'Choose those of one entity; what one received for another is a transfer.',
    ],
  },
  moneyAccountUnknown: {
    'zh-Hans': [
      '这个核算主体没有这个已批准的资金账户。',
      '请选本单位已批准的账户；新账户先在“资金账户”登记，由另一人批准。',
    ],
    en: [
      'The entity has no such approved money account.',
      'Choose one of its approved accounts; a new one is entered and then approved by another person.',
    ],
  },
  moneyAccountWishUnknown: {
    'zh-Hans': ['没有这个资金账户。', '请返回列表查看。'],
    en: ['There is no such money account.', 'Go back to the list.'],
  },
  moneyAccountWithoutCash: {
    'zh-Hans': ['这笔单据不收付资金，却选了资金账户。', '请清空资金账户，或改填资金。'],
    en: ['The entry moves no cash, but names a money account.', 'Clear the account, or enter cash.'],
  },
  ownMoneyInAgencyAccount: {
    'zh-Hans': [
      '“{name}”是受托代理的账户，本单位的款项不能进出。',
      '请改选自有账户；款项指定到人或单位的，请把捐赠意愿改为受托代理。',
    ],
    en: [
      '“{name}” is an agency account; our own money neither comes to it nor leaves it.',
      'Choose an account of our own, or make the restriction agency if it is directed to named beneficiaries.',
    ],
  },
  reversal_after_open_match: {
    'zh-Hans': ['[{number} ]的对账还在等复核。', '请先批准、退回或撤回那项核对，再复核冲销。'],
    en: [
      'A match of the entry[ {number}] still waits for its decision.',
      'Decide the match first, then approve the reversal.',
    ],
  },
  statement_file_once: {
    'zh-Hans': ['同一份对账单文件已经存入这个账户。', '不必再存；内容有更正的请上传新文件。'],
    en: ['The same file is stored for this account already.', 'It need not be stored again.'],
  },
  transferAccountMissing: {
    'zh-Hans': ['账户间划转没有选转出账户或转入账户。', '请选同一核算主体的两个账户。'],
    en: ['The account that the transfer leaves or goes to is missing.', 'Choose two accounts of the same entity.'],
  },
  transferLinesDoNotFit: {
    'zh-Hans': ['两条流水不是同一主体两个账户之间的一出一进。', '请选不同账户、金额相同、一支一收的两条流水。'],
    en: [
      'The lines are not one out and one in between two accounts of the entity.',
      'Choose two lines of the same amount, of different accounts, one out and one in.',
    ],
  },
  transferToItself: {
    'zh-Hans': ['转出账户和转入账户是同一个。', '请选两个不同的账户。'],
    en: ['The transfer leaves and goes to the same account.', 'Choose two different accounts.'],
  },
  withdrawal_after_open_match: {
    'zh-Hans': ['这笔单据的对账还在等复核，不能撤回。', '请先撤回或退回那项核对。'],
    en: [
      'A match of the entry still waits for its decision, so it cannot be withdrawn.',
      'Withdraw or refuse the match first.',
    ],
  },
};
