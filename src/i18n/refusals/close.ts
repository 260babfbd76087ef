import type { RefusalWords } from './words.ts';

/** 日结、月结、现金盘点. */
export const closeRefusals: RefusalWords = {
  balanceSeenMissing: {
    'zh-Hans': ['没有填所见余额。', '请照开户机构页面填该日日终的余额，例如 1,234.50；账户里没有钱的填 0。'],
    en: [
      'The balance seen is missing.',
      'Enter it as the service shows it for the end of that day; 0 when it is empty.',
    ],
  },
  balanceSeenUnreadable: {
    'zh-Hans': ['所见余额写的“{stated}”不是金额。', '请只填数字，例如 1,234.50；透支的前面加负号。'],
    en: ['“{stated}” is no balance.', 'Enter digits, such as 1,234.50, with a minus when overdrawn.'],
  },
  book_close_by_another_person: {
    'zh-Hans': ['编制人不能审核自己编制的结账。', '请另一位复核员审核。'],
    en: ['Nobody approves the close they prepared.', 'Ask another reviewer.'],
  },
  book_close_decided_once: {
    'zh-Hans': ['这次结账已经有了审核结果。', '请刷新页面查看。'],
    en: ['This close has been decided already.', 'Reload the page.'],
  },
  book_close_follows: {
    'zh-Hans': ['账已结至另一天。', '请从下一个未结的日子重新编制。'],
    en: ['The books are closed up to another day by now.', 'Prepare the close anew from the next open day.'],
  },
  book_close_of_past_days: {
    'zh-Hans': ['只能结到昨天为止。', '当天的账次日再结。'],
    en: ['Only days that are over can be closed.', 'Close up to yesterday at the latest.'],
  },
  book_close_open_once: {
    'zh-Hans': ['该单位已有一次结账在等待审核。', '请先审核或撤回那一次。'],
    en: ['A close of this entity is waiting for approval.', 'Decide or withdraw it first.'],
  },
  book_close_refused_with_reason: {
    'zh-Hans': ['没有写退回原因。', '请写明原因，编制人才知道改什么。'],
    en: ['The reason is missing.', 'Say why, so that it can be mended.'],
  },
  book_close_stated_by_another_person: {
    'zh-Hans': [
      '所见余额或没有对账单的原因是您填写的，不能由您审核这次结账。',
      '请另一位复核员审核，或由另一位同事重新填写。',
    ],
    en: [
      'You stated a balance, or why a statement is missing, that this close rests on.',
      'Ask another reviewer, or have a colleague state it anew.',
    ],
  },
  book_close_through_once: {
    'zh-Hans': ['账已结到这一天。', '请刷新页面。'],
    en: ['The books are closed up to this day already.', 'Reload the page.'],
  },
  book_close_withdrawn_by_proposer: {
    'zh-Hans': ['只有编制人可以撤回。', '复核员请选择退回并写明原因。'],
    en: ['Only whoever prepared it may withdraw it.', 'A reviewer refuses it with a reason.'],
  },
  box_opening_box_given: {
    'zh-Hans': ['没有写是哪个募捐箱。', '请写编号和放置地点，最多 80 字。'],
    en: ['Which box it was is missing.', 'Write its number and place, up to 80 characters.'],
  },
  box_opening_seal_short: {
    'zh-Hans': ['封条号超过 60 字。', '请写短一些。'],
    en: ['The seal number is longer than 60 characters.', 'Shorten it.'],
  },
  box_opening_total_positive: {
    'zh-Hans': ['箱内没有清点到钱。', '空箱不必登记捐赠；请核对张（枚）数。'],
    en: ['Nothing was counted.', 'An empty box is no gift; check the counts.'],
  },
  box_opening_one_witness: {
    'zh-Hans': ['只写了一人。', '开箱须两人以上在场，姓名之间用顿号隔开。'],
    en: ['Only one person is named.', 'A box is opened before two people at least: write each name.'],
  },
  box_opening_witnesses_given: {
    'zh-Hans': ['没有写在场人。', '开箱须两人以上在场，请写姓名。'],
    en: ['Who was present is missing.', 'A box is opened before two people at least: write their names.'],
  },
  box_opening_witnesses_short: {
    'zh-Hans': ['在场人超过 200 字。', '只写姓名，之间用顿号隔开。'],
    en: ['Who was present is longer than 200 characters.', 'Write names only.'],
  },
  cash_count_by_two: {
    'zh-Hans': ['盘点人不能自己监盘。', '请在场的另一位同事确认。'],
    en: ['Whoever counted does not witness the count.', 'Ask a colleague who was there.'],
  },
  cash_count_explanation_short: {
    'zh-Hans': ['说明超过 400 字。', '请写短一些。'],
    en: ['The explanation is longer than 400 characters.', 'Shorten it.'],
  },
  cash_count_final: {
    'zh-Hans': ['盘点记录不能修改。', '点错了请重新盘点一次。'],
    en: ['A count is not changed.', 'Count again.'],
  },
  cashBoxUnknown: {
    'zh-Hans': ['没有选现金账户，或该账户未经审核。', '请从列表中选择。'],
    en: ['There is no such approved cash box.', 'Choose one from the list.'],
  },
  cashCountUnknown: {
    'zh-Hans': ['没有这次盘点。', '请回到盘点列表重新打开。'],
    en: ['There is no such count.', 'Open it from the list.'],
  },
  cashNothingCounted: {
    'zh-Hans': ['没有填任何张（枚）数。', '请逐个面额清点填写；箱内确实没有现金的，任一面额填 0。'],
    en: ['No pieces were entered.', 'Count every denomination; enter 0 for one of them when the box is empty.'],
  },
  cashNotesWhole: {
    'zh-Hans': ['张数须为不小于 0 的整数。', '请填张（枚）数，不填金额；没有的留空。'],
    en: ['Counts of notes are whole numbers, not below zero.', 'Enter how many pieces, not the amount.'],
  },
  closeAccountMissing: {
    'zh-Hans': [
      '有 {count} 笔资金收支没有写明资金账户，也没有核实：{numbers}。',
      '请在对账里逐笔与流水配对，或搁置并写明原因。',
    ],
    en: [
      '{count} cash entries name no account and are not confirmed: {numbers}.',
      'Match each with a statement, or put it aside with a reason.',
    ],
  },
  closeBalanceUnknown: {
    'zh-Hans': [
      '“{account}”的对账单都没有载明余额，无法核对。',
      '请导入载明余额的对账单（任一期均可）；确实没有的，在下面填写 {day} 日终的所见余额，并上传截图或证明。',
    ],
    en: [
      'No statement of “{account}” states a balance.',
      'Import one of any period that does; where there is none, state below the balance seen on {day}, with its picture.',
    ],
  },
  closeBalancesBreak: {
    'zh-Hans': [
      '“{account}”的对账单余额不衔接：{closed} 期末 {closing#} 元，{opened} 期初 {opening#} 元。',
      '请核对两份对账单，补导入缺少的流水。',
    ],
    en: [
      'Statements of “{account}” do not meet: {closing#} yuan on {closed}, {opening#} yuan from {opened}.',
      'Compare both and import what is missing.',
    ],
  },
  closeClosingDiffers: {
    'zh-Hans': [
      '“{account}”按流水算得 {day} 余额 {computed#} 元，对账单载明或所见 {stated#} 元。',
      '请核对流水有无缺漏、重复，补导入这段时间的对账单。',
    ],
    en: [
      'The movements of “{account}” come to {computed#} yuan on {day}, its statement, or what was seen, says {stated#}.',
      'Look for movements that are missing or doubled.',
    ],
  },
  closeCashDiffers: {
    'zh-Hans': [
      '“{account}”盘点 {counted#} 元，账面 {booked#} 元，不符。',
      '请重新清点；确有长短款的，先登记账务变动再盘点。',
    ],
    en: [
      'The box “{account}” holds {counted#} yuan, the books say {booked#}.',
      'Count again, or book the difference first.',
    ],
  },
  closeCashNotCounted: {
    'zh-Hans': ['“{account}”在 {day} 之后没有两人盘点的记录。', '请做现金盘点，并由另一人监盘。'],
    en: ['The box “{account}” has no witnessed count since {day}.', 'Count it with a witness.'],
  },
  closeChanged: {
    'zh-Hans': ['编制之后账目或对账情况有变化。', '请退回，由编制人重新编制。'],
    en: ['Figures have changed since the close was prepared.', 'Refuse it and have it prepared anew.'],
  },
  closeLinesOpen: {
    'zh-Hans': ['“{account}”还有 {count} 笔流水没有配对。', '请到“对账”处理，或注明原因搁置。'],
    en: ['{count} movements of “{account}” are not matched.', 'Match them, or park them with a reason.'],
  },
  closeLinesWaiting: {
    'zh-Hans': ['“{account}”还有 {count} 笔配对等待复核。', '请另一位同事到“对账”复核。'],
    en: ['{count} matches of “{account}” wait for approval.', 'Ask a reviewer.'],
  },
  closeNothingOpen: {
    'zh-Hans': ['没有可结的日子。', '请选择已结日期之后的一天。'],
    en: ['No day is open up to there.', 'Choose a day after the last closed one.'],
  },
  closeRecordsOpen: {
    'zh-Hans': ['“{account}”有 {count} 笔已入账、对账单上还没有的，没有写原因。', '请配对，或写明未达原因。'],
    en: ['{count} entries of “{account}” are on no statement and have no reason.', 'Match them, or say why.'],
  },
  closeSheetDiffers: {
    'zh-Hans': ['“{account}”调节后仍差 {difference#} 元。', '请核对漏记、重记，以及跨账户配对的流水。'],
    en: ['“{account}” is off by {difference#} yuan after adjustment.', 'Look for omitted or doubled entries.'],
  },
  closeTooManyLoose: {
    'zh-Hans': ['“{account}”未配对的项目超过 1000 笔。', '请先对账，再结账。'],
    en: ['“{account}” has more than 1000 unmatched items.', 'Reconcile first.'],
  },
  closeUncovered: {
    'zh-Hans': [
      '“{account}”缺 {from} 至 {to} 的对账单。',
      '请导入这段时间的对账单；没有对账单的，在下面注明原因，或填写所见余额。',
    ],
    en: [
      '“{account}” has no statement from {from} to {to}.',
      'Import the statement of these days; where there is none, say why below, or state the balance seen.',
    ],
  },
  closeUnknown: {
    'zh-Hans': ['没有这次结账。', '请回到结账页重新打开。'],
    en: ['There is no such close.', 'Open it from the list.'],
  },
  posting_not_into_closed_days: {
    'zh-Hans': ['这一天的账已结，不能再记入。', '请重新提交：系统会记入当天，并保留实际发生日期。'],
    en: ['The day is closed.', 'Send it again: it is booked today, and keeps the day it happened.'],
  },
  record_parking_note_short: {
    'zh-Hans': ['说明超过 400 字。', '请写短一些。'],
    en: ['The note is longer than 400 characters.', 'Shorten it.'],
  },
  record_parking_other_explained: {
    'zh-Hans': ['选“其他”须写明原因。', '请在说明里写明。'],
    en: ['“Other” needs a note.', 'Say why.'],
  },
  record_parking_reason_known: {
    'zh-Hans': ['没有选未达原因。', '请从列表中选择。'],
    en: ['The reason is missing.', 'Choose one from the list.'],
  },
  statement_absence_note_short: {
    'zh-Hans': ['说明超过 400 字。', '请写短一些。'],
    en: ['The note is longer than 400 characters.', 'Shorten it.'],
  },
  statement_absence_of_missing_days: {
    'zh-Hans': ['所注日期里有已经导入的对账单[（{from} 至 {to}）]。', '请刷新页面，只就缺对账单的日期注明原因。'],
    en: [
      'A stored statement covers some of these days[ ({from} to {to})].',
      'Reload the page, and explain only the days that have no statement.',
    ],
  },
  statement_absence_other_explained: {
    'zh-Hans': ['选“其他”须写明原因。', '请在说明里写明。'],
    en: ['“Other” needs a note.', 'Say why.'],
  },
  statement_absence_reason_known: {
    'zh-Hans': ['没有选原因。', '请从列表中选择。'],
    en: ['The reason is missing.', 'Choose one from the list.'],
  },
};
