import type { RefusalWords } from './words.ts';

const chooseOne = ['请从列表中选择。', 'Choose one from the list.'] as const;
const restrictionKnown = {
  'zh-Hans': ['没有选款物限定。', chooseOne[0]],
  en: ['The restriction is missing.', chooseOne[1]],
} as const;
const decisionKnown = {
  'zh-Hans': ['没有这种决定依据。', chooseOne[0]],
  en: ['There is no such basis of a decision.', chooseOne[1]],
} as const;
const provenanceKnown = {
  'zh-Hans': ['没有选数字口径。', '请选原数、约数或推算。'],
  en: ['Where the figure comes from is missing.', 'Choose stated, rounded or derived.'],
} as const;
/** 发放、出库、拨付、调整. */
export const disbursementRefusals: RefusalWords = {
  adjustment_amount_positive: {
    'zh-Hans': [
      '“金额或数量”没有填，或不大于零。',
      '只填数字：资金以元计，例如 1234.50；物资按计量单位，例如 400。减少的也填正数，由“原因”定方向。',
    ],
    en: ['The amount is missing or not above zero.', 'Enter a figure such as 1234.50 yuan or 400 pieces; losses, too.'],
  },
  adjustment_explained: {
    'zh-Hans': ['没有写说明。', '请写明原因和依据。'],
    en: ['The explanation is missing.', 'Say why, and what shows it.'],
  },
  adjustment_reason_known: {
    'zh-Hans': ['没有选变动原因。', chooseOne[0]],
    en: ['The reason of the adjustment is missing.', chooseOne[1]],
  },
  adjustment_restriction_known: restrictionKnown,
  adjustment_transfer_has_target: {
    'zh-Hans': ['只有账户间划转才填转入账户。', '请清空转入账户，或把原因改为“账户间划转、移库”。'],
    en: ['Only a transfer has an account that it goes to.', 'Clear that account, or choose transfer as the reason.'],
  },
  adjustment_moved_elsewhere: {
    'zh-Hans': ['移到的地点就是现在的存放地点。', '请选另一个存放地点。'],
    en: ['The goods lie there already.', 'Choose another place.'],
  },
  approval_moves_within_entity: {
    'zh-Hans': ['移库的地点不属于这个核算主体。', '请退回经办人改选本单位的存放地点。'],
    en: ['A place is of another entity.', 'Return it to be changed to a place of its own.'],
  },
  moveOfNoGoods: {
    'zh-Hans': ['只有移库才选移到的地点。', '请清空移到的地点，或把原因改为“账户间划转、移库”并选物资。'],
    en: ['Only goods that are moved have a place they go to.', 'Clear that place, or choose transfer as the reason.'],
  },
  movePlaceMissing: {
    'zh-Hans': ['没有选移到哪个存放地点。', '请从列表中选择；新地点先在登记簿登记。'],
    en: ['Where the goods go to is missing.', 'Choose a place from the list.'],
  },
  adjustmentUnit: {
    'zh-Hans': [
      '手续费、利息只用于资金，报损、盘亏、盘盈只用于物资，账户间划转、移库不用于折价。',
      '请改选事由或款物。',
    ],
    en: [
      'Fees and interest are cash, write-offs and stocktakes goods; a value is not transferred.',
      'Choose another reason or unit.',
    ],
  },
  appropriation_allotment_positive: {
    'zh-Hans': [
      '“第几次拨付”没有填，或不在 1 至 9999 之间。',
      '只填次数，例如 2；上一次拨付是第几次，可在拨付列表查看。',
    ],
    en: [
      'Which allotment it is, from 1 to 9999, is missing.',
      'Enter its number, such as 2; the list of appropriations shows the last.',
    ],
  },
  appropriation_decision_known: decisionKnown,
  appropriation_direction_known: {
    'zh-Hans': ['没有选拨出、报告或退回。', chooseOne[0]],
    en: ['Whether it goes out, is reported or comes back is missing.', chooseOne[1]],
  },
  appropriation_item_amount_positive: {
    'zh-Hans': ['“金额或数量”没有填，或不大于零。', '只填数字：资金以元计，例如 500000.00；物资按计量单位，例如 400。'],
    en: ['The amount is missing or not above zero.', 'Enter a figure such as 500000.00 yuan or 400 pieces.'],
  },
  appropriation_item_form_known: {
    'zh-Hans': ['没有选拨付方式。', '下属单位待其报告的选预拨，独立单位选拨给。'],
    en: ['The form of the appropriation is missing.', 'Advance for a branch, grant for an independent body.'],
  },
  appropriation_item_provenance_known: provenanceKnown,
  appropriation_item_receivers_positive: {
    'zh-Hans': ['接收单位数须大于零。', '原文没有写的请留空。'],
    en: ['The number of receivers must be above zero.', 'Leave it blank when the source does not say.'],
  },
  appropriation_restriction_known: restrictionKnown,
  appropriationAgencyGrant: {
    'zh-Hans': ['受托代理款物不能拨给独立单位作本会支出。', '请选“拨给下属单位（待其报告）”，收到报告后再记发放。'],
    en: ['Agency money cannot be granted away as our own cost.', 'Advance it, and record the report when it comes.'],
  },
  appropriationReportOfGrant: {
    'zh-Hans': ['拨给独立单位的款物已记支出，不再记下级报告。', '有结余退回的，请选“退回结余”。'],
    en: ['A grant to an independent body is not reported back.', 'Record a return if a remainder came back.'],
  },
  batch_amounts_positive: {
    'zh-Hans': ['“合计”没有填，或合计、每份不大于零。', '请在“合计”填总数，例如 930000.00；各份不等的，“每份”留空。'],
    en: [
      'The total is missing, or total or share is not above zero.',
      'Enter the total; leave the share blank when shares differ.',
    ],
  },
  batch_basis_known: {
    'zh-Hans': ['没有选按户还是按人计。', '发放名册按户的选户，按队员的选人。'],
    en: ['Whether households or persons are counted is missing.', 'Choose one.'],
  },
  batch_decision_known: decisionKnown,
  batch_headcount_large_enough: {
    'zh-Hans': ['这一批只有 {headcount}，少于 {least} 户（人），会让人认出是谁。', '请与同类发放合并成一批再记。'],
    en: ['{headcount} is fewer than {least}: the families could be recognised.', 'Merge it with a like batch.'],
  },
  batch_provenance_known: provenanceKnown,
  batch_restriction_known: restrictionKnown,
  batch_shares_add_up: {
    'zh-Hans': [
      '每份 {share#} × {headcount} = {product#}，与合计 {total#} 相差 {difference#}。',
      '请核对每份、份数与合计；各份不等的，每份留空。',
    ],
    en: [
      '{share#} × {headcount} = {product#} differs from the total {total#} by {difference#}.',
      'Check share, count and total; leave the share blank when shares differ.',
    ],
  },
  batchCoHostIsPayer: {
    'zh-Hans': ['联合主办单位与核算主体是同一家。', '请从联合主办中去掉它。'],
    en: ['The co-host is the payer itself.', 'Remove it from the co-hosts.'],
  },
  batchCoHostTwice: {
    'zh-Hans': ['同一家联合主办单位选了两次。', '请去掉重复的。'],
    en: ['A co-host is named twice.', 'Remove one.'],
  },
  batchHeadcountMissing: {
    'zh-Hans': ['“户数或人数”没有填。', '请按发放名册填整数，例如 93；按户的填户数，按人的填人数。'],
    en: [
      'The number of households or persons is missing.',
      'Enter the whole number that the roster shows, such as 93.',
    ],
  },
  batchRecipientsMissing: {
    'zh-Hans': ['没有写慰问对象。', '请写明是哪一类人，不写姓名。'],
    en: ['Who received it is missing.', 'Describe the group, without names.'],
  },
  batchTitleMissing: {
    'zh-Hans': ['没有填名称。', '请填这次发放的名称。'],
    en: ['The title is missing.', 'Enter what this hand-out is called.'],
  },
  batchUnit: {
    'zh-Hans': ['发放的应是资金或某一品名的物资。', '请改选款物。'],
    en: ['A batch hands out cash or one item.', 'Choose another unit.'],
  },
  goods_issue_line_goods: {
    'zh-Hans': ['出库的应是物资。', '请选物资品名。'],
    en: ['Only goods leave stock.', 'Choose an item.'],
  },
  goods_issue_line_quantity_positive: {
    'zh-Hans': ['“数量”没有填，或不大于零。', '请填出库多少，只填数字，例如 400，不写单位；不出库的一行整行清空。'],
    en: ['The quantity is missing or not above zero.', 'Enter how much leaves stock, such as 400, without its unit.'],
  },
  goods_issue_line_value_positive: {
    'zh-Hans': ['随之转出的折价须大于零。', '没有折价的请留空；有的以元填写，例如 800.00。'],
    en: ['The value that leaves with it must be above zero.', 'Leave it blank when there is none.'],
  },
  goods_issue_restriction_known: restrictionKnown,
  issueValueAsked: {
    'zh-Hans': [
      '这批物资有折价，本次应转出约 {value} 元，已替您填好。',
      '核对无误再提交一次；折价确实要留在账上的，请勾选“折价留在账上”。',
    ],
    en: [
      'These goods have a value: about {value} yuan of it leaves with them, and is filled in now.',
      'Check it and send again, or tick that the value stays in the books.',
    ],
  },
  issueValueJoint: {
    'zh-Hans': [
      '这批物资与其他物资合并折价，算不出本次应转出多少。',
      '请按凭据填写金额；折价确实要留在账上的，请勾选“折价留在账上”。',
    ],
    en: [
      'These goods were valued together with others, so what leaves with them cannot be worked out.',
      'Enter it from the papers, or tick that the value stays in the books.',
    ],
  },
  linesMissing: {
    'zh-Hans': ['一行明细也没有。', '请至少填一行。'],
    en: ['There is no line.', 'Fill in at least one.'],
  },
  purposeMissing: {
    'zh-Hans': ['没有写用途。', '请写明用于什么。'],
    en: ['The purpose is missing.', 'Say what it is for.'],
  },
  receiverIsGiver: {
    'zh-Hans': ['接收单位与核算主体是同一家。', '请改选接收单位。'],
    en: ['The receiver is the giver itself.', 'Choose another receiver.'],
  },
  receiverMissing: {
    'zh-Hans': ['没有选接收单位。', '请从列表中选择。'],
    en: ['The receiver is missing.', 'Choose one from the list.'],
  },
  purchase_line_goods: {
    'zh-Hans': ['采购的须是物资。', '请从物资中选择；没有的先在登记簿登记。'],
    en: ['What is bought is goods.', 'Choose an item; enter it in the register first where it is missing.'],
  },
  purchase_line_price_positive: {
    'zh-Hans': ['“总价”没有填，或不大于零。', '请填这一行物资实付的总额，例如 1234.50。'],
    en: ['The price is missing or not above zero.', 'Enter what is paid for all of this line, such as 1234.50.'],
  },
  purchase_line_quantity_positive: {
    'zh-Hans': ['“数量”没有填，或不大于零。', '请按计量单位填数量，例如 400。'],
    en: ['The quantity is missing or not above zero.', 'Enter how many, such as 400.'],
  },
  purchase_quote_amount_positive: {
    'zh-Hans': ['“报价总额”没有填，或不大于零。', '请填这家的报价总额；没有报价的，清空这一行。'],
    en: ['The offer is missing or not above zero.', 'Enter what was offered in all, or clear the row.'],
  },
  purchase_quote_supplier_given: {
    'zh-Hans': ['没有写是哪家的报价。', '请填报价单位；没有报价的，清空这一行。'],
    en: ['Whose offer it is is missing.', 'Enter who offered, or clear the row.'],
  },
  purchase_quotes_compared: {
    'zh-Hans': ['比价不足三家。', '请补足三家报价；确实不能的，写明理由和依据。'],
    en: ['Fewer than three offers were compared.', 'Add offers, or say why not.'],
  },
  purchase_restriction_known: restrictionKnown,
  purchase_supplier_given: {
    'zh-Hans': ['没有写供货单位。', '请填发票上的单位全称，不超过 120 字。'],
    en: ['The supplier is missing.', 'Enter the name on the invoice, at most 120 characters.'],
  },
  tooManyLines: {
    'zh-Hans': ['明细超过 {most} 行。', '请分成几张单据录入。'],
    en: ['There are more than {most} lines.', 'Enter them as several acts.'],
  },
};
