import type { RefusalWords } from './words.ts';

/** 验收、盘点、签收. */
export const stockRefusals: RefusalWords = {
  lot_registration_number_given: {
    'zh-Hans': ['注册证号过长。', '请核对包装上的注册证号，不超过 80 个字。'],
    en: ['The registration number is too long.', 'Check the package; at most 80 characters.'],
  },
  lot_days_ordered: {
    'zh-Hans': ['生产日期晚于有效期。', '请核对包装上的两个日期。'],
    en: ['The day of production is after the expiry.', 'Check both days on the package.'],
  },
  confirmation_stock_by_receipt: {
    'zh-Hans': ['物资入库不再凭一张单据核实。', '请在“库存 → 验收入库”登记验收，由另一人批准，批准后即为核实。'],
    en: ['Goods are no longer confirmed by a bare paper.', 'Record their acceptance; its approval confirms them.'],
  },
  stock_receipt_idempotency_unique: {
    'zh-Hans': ['这张验收单已经提交过。', '请在验收单列表中查看。'],
    en: ['This receipt was sent before.', 'See the list of receipts.'],
  },
  stock_receipt_inspector_named: {
    'zh-Hans': ['没有填验收人，或过长。', '请填在单据上签字的验收人。'],
    en: ['The inspector is missing, or too long.', 'Enter who signed as inspector.'],
  },
  stock_receipt_keeper_named: {
    'zh-Hans': ['没有填保管人，或过长。', '请填在单据上签字的保管人。'],
    en: ['The keeper is missing, or too long.', 'Enter who signed as keeper.'],
  },
  stock_receipt_note_short: {
    'zh-Hans': ['备注过长。', '请缩短到 400 字以内。'],
    en: ['The note is too long.', 'Shorten it to 400 characters.'],
  },
  stock_receipt_by_another_person: {
    'zh-Hans': ['这张验收单是您登记的，不能由您批准。', '请由另一位复核人批准。'],
    en: ['You recorded this receipt and cannot approve it.', 'Ask another reviewer.'],
  },
  stock_receipt_not_by_recorder: {
    'zh-Hans': ['这一笔是您经办的，不能由您批准它的验收。', '请由另一位复核人批准。'],
    en: ['You recorded this entry and cannot approve what confirms it.', 'Ask another reviewer.'],
  },
  stock_receipt_decided_once: {
    'zh-Hans': ['这张验收单已经有决定了。', '请刷新页面查看。'],
    en: ['The receipt was decided already.', 'Reload the page to see how it stands.'],
  },
  stock_receipt_once: {
    'zh-Hans': ['这一笔已有一张待批准或已批准的验收单。', '请先撤回或退回那一张，再另登记。'],
    en: ['This entry has a receipt that waits or is approved.', 'Withdraw or refuse it first.'],
  },
  stock_receipt_of_standing_act: {
    'zh-Hans': [
      '对应的捐赠或采购还没有复核通过，或已被冲销。',
      '请先复核这一笔；已冲销的，请为重新登记的那一笔另作验收。',
    ],
    en: ['The entry is not approved, or reversed.', 'Approve the entry first, or accept the one entered anew.'],
  },
  receiptBeforeApproval: {
    'zh-Hans': ['{number} 还没有复核通过，验收单不能先批准。', '请先复核这一笔，再批准验收单。'],
    en: ['{number} is not approved yet.', 'Approve the entry first, then its receipt.'],
  },
  stock_receipt_covers_goods: {
    'zh-Hans': [
      '[第 {line} 行]验收实收[ {seen}，]与原登记的实收[ {said} ]不一致，不能作为核实。',
      '原登记还没有复核的，请退回经办人改实收；已复核的，请红字冲销后按实收重新登记，再验收。',
    ],
    en: [
      'What was found[ ({seen})] differs from what the entry says[ ({said})].',
      'Return the entry to change it, or reverse it and enter it anew.',
    ],
  },
  stock_receipt_same_lot: {
    'zh-Hans': [
      '[第 {line} 行]批号、有效期或注册证号与原登记的[（批号“{said}”）]不一致，或这个批号已公示过、不能再补有效期。',
      '原登记还没有复核的，请退回经办人改批号；已复核的，请红字冲销后重新登记，再验收。',
    ],
    en: [
      'Lot number, expiry or registration number differ from what the entry says[ (lot “{said}”)].',
      'Return the entry to change it, or reverse it and enter it anew.',
    ],
  },
  receiptLotBesideEntry: {
    'zh-Hans': [
      '[第 {line} 行]原登记没有写批号，验收不能另补批号、有效期、注册证号：入账的物资是不分批号的。',
      '请清空这几栏，把批号和有效期写在本行备注里。要按批号管理的：原登记还没有复核，请退回经办人补批号；已复核，请红字冲销后带批号重新登记，再验收。',
    ],
    en: [
      'The entry names no lot, and a receipt cannot add one: the goods are booked without.',
      'Clear the lot and its days and write them in the remark. To keep the goods by lot, return the entry to add it, or reverse it and enter it anew.',
    ],
  },
  receiptLineMissing: {
    'zh-Hans': ['有一行物资没有验收。', '请撤回这张验收单，逐行验收后重新登记。'],
    en: ['A line of goods was not inspected.', 'Withdraw this receipt and record every line.'],
  },
  receiptLineUnknown: {
    'zh-Hans': ['验收单有一行不是这一笔的物资：登记可能改过。', '请撤回这张验收单，按现在的登记重新验收。'],
    en: ['A line is no goods of this entry.', 'Withdraw the receipt and record it anew.'],
  },
  receiptOfNoGoods: {
    'zh-Hans': ['这一笔没有需要验收的物资。', '只有捐赠或采购的物资才作验收入库。'],
    en: ['There are no goods to accept.', 'Only goods that were given or bought are accepted.'],
  },
  receiptUnknown: {
    'zh-Hans': ['没有这张验收单。', '请从列表中打开。'],
    en: ['There is no such receipt.', 'Open one from the list.'],
  },
  stock_receipt_line_counts: {
    'zh-Hans': ['合格、待检、拒收的数量都是零，或为负数。', '请至少填一个数量；没有到货的，请退回原登记改实收。'],
    en: ['All quantities are nought, or one is negative.', 'Enter at least one quantity.'],
  },
  stock_receipt_line_rejection_explained: {
    'zh-Hans': ['有待检或拒收的数量，但没有写原因。', '请在“说明”写明原因，例如“外箱破损 2 箱，退回”。'],
    en: ['Goods were quarantined or rejected without a reason.', 'Say why in the remark.'],
  },
  stock_receipt_line_texts_short: {
    'zh-Hans': ['批号、注册证号或说明过长。', '请缩短后重试。'],
    en: ['Lot number, registration number or remark is too long.', 'Shorten it.'],
  },
  stock_receipt_line_days_ordered: {
    'zh-Hans': ['生产日期晚于有效期。', '请核对包装上的两个日期。'],
    en: ['The day of production is after the expiry.', 'Check both days on the package.'],
  },
  stock_count_idempotency_unique: {
    'zh-Hans': ['这次盘点已经开始。', '请在盘点列表中打开。'],
    en: ['This count was opened before.', 'Open it from the list of counts.'],
  },
  stock_count_note_short: {
    'zh-Hans': ['备注过长。', '请缩短到 400 字以内。'],
    en: ['The note is too long.', 'Shorten it to 400 characters.'],
  },
  stock_count_abandoned_with_reason: {
    'zh-Hans': ['没有写作废的原因。', '请写明为什么不再盘，不超过 400 字。'],
    en: ['The reason to abandon the count is missing.', 'Say why, in at most 400 characters.'],
  },
  stock_count_open_once: {
    'zh-Hans': ['这个地点正在盘点。', '请在盘点列表中打开那一次，几个人可以同时盘。'],
    en: ['This place is being counted already.', 'Open that count; several people may count at once.'],
  },
  stock_count_line_once: {
    'zh-Hans': ['这个品名和批号已在盘点表上。', '请在那一行填数量。'],
    en: ['This item and lot stand on the sheet already.', 'Count them on that line.'],
  },
  stock_count_entry_quantity_not_negative: {
    'zh-Hans': ['数量不能为负数。', '一件也没有的填 0。'],
    en: ['A count is not below nought.', 'Enter 0 where there is none.'],
  },
  stock_count_still_open: {
    'zh-Hans': ['这次盘点已经结束。', '还要盘的，请另开一次盘点。'],
    en: ['This count has ended.', 'Open another count.'],
  },
  stock_count_line_explained: {
    'zh-Hans': ['这一行的差异已经说明，并已提交调整。', '要重新清点的，请先撤回或冲销那笔调整。'],
    en: ['The difference of this line is explained already.', 'Withdraw or reverse its adjustment first.'],
  },
  stock_count_entry_follows: {
    'zh-Hans': [
      '这一行[已由 {by} ]先记下了，您填的数没有存。',
      '已记的数和时间见上；点的数确实不同的，核对后按“改记”。',
    ],
    en: [
      'This line was stored[ by {by}] meanwhile; your count is not.',
      'Look at that count, and send yours again if it differs.',
    ],
  },
  stock_count_second_by_another: {
    'zh-Hans': ['复盘须由初盘以外的另一人清点。', '请换一个人复盘；还没有初盘的，请先初盘。'],
    en: ['A second count follows the first, by another person.', 'Ask somebody else to count.'],
  },
  stock_count_rounds_in_order: {
    'zh-Hans': ['这一行已经复盘。', '请在复盘页填写。'],
    en: ['The line was counted a second time already.', 'Enter it as a second count.'],
  },
  stock_count_explanation_reason_known: {
    'zh-Hans': ['没有选差异原因。', '请从列表中选择。'],
    en: ['The reason of the difference is missing.', 'Choose one from the list.'],
  },
  stock_count_explanation_given: {
    'zh-Hans': ['没有写明差异的原因，或过长。', '请写明查到了什么，不超过 400 字；公示时会公开，不写姓名。'],
    en: ['The explanation is missing or too long.', 'Say what was found, in at most 400 characters.'],
  },
  stock_count_explains_second_count: {
    'zh-Hans': ['这一行还没有复盘，或复盘后账面又有变动，不能说明差异。', '请由另一人再清点一次这一行。'],
    en: ['The line has no second count, or the books changed since.', 'Have another person count it again.'],
  },
  stock_count_settlement_fits: {
    'zh-Hans': [
      '这笔调整与盘点查到的差异不符：单位、地点、品名、批号、盘盈盘亏须一致，数量不能多于差异。',
      '请退回经办人改回盘点的品名和数量，或撤回后在盘点中重新说明差异。',
    ],
    en: [
      'The adjustment is not what the count found: entity, place, item, lot and direction agree, and it is no more than the difference.',
      'Return it to be changed back, or have it withdrawn and explain the difference anew in the count.',
    ],
  },
  stock_count_ends_once: {
    'zh-Hans': ['这次盘点已经结束，不能再改。', '还要盘的，请另开一次盘点。'],
    en: ['A count ends once and stays as it is.', 'Open another count.'],
  },
  stock_count_counts_something: {
    'zh-Hans': ['一行也没有清点，不能结束。', '请先清点；不盘了的，请作废这次盘点。'],
    en: ['Nothing was counted.', 'Count first, or abandon the count.'],
  },
  stock_count_differences_settled: {
    'zh-Hans': ['还有差异没有说明，或调整还没有复核通过。', '请逐行说明，等复核人批准调整后再结束。'],
    en: ['Differences are not explained, or not approved yet.', 'Explain each, and close once all are approved.'],
  },
  stock_count_abandoned_unsettled: {
    'zh-Hans': ['已按这次盘点提交了调整，不能作废。', '请先撤回或冲销那些调整，或把盘点做完。'],
    en: ['Adjustments follow from this count.', 'Withdraw or reverse them first, or finish the count.'],
  },
  countPlaceUnknown: {
    'zh-Hans': ['没有选盘点的地点。', '请从列表中选择；新地点先在登记簿登记。'],
    en: ['There is no such place.', 'Choose one from the list.'],
  },
  countUnknown: {
    'zh-Hans': ['没有这次盘点。', '请从列表中打开。'],
    en: ['There is no such count.', 'Open one from the list.'],
  },
  countLineUnknown: {
    'zh-Hans': ['这次盘点没有这一行，或这一行没有差异。', '请刷新页面查看。'],
    en: ['The count has no such line, or it shows no difference.', 'Reload the page.'],
  },
  countQuantityMissing: {
    'zh-Hans': ['没有填数量：空着就是未盘，不会当作零。', '请填清点到的数量；一件也没有的填 0。'],
    en: ['The quantity is blank: not counted, not nought.', 'Enter what you counted, 0 if there is none.'],
  },
  countPartMissing: {
    'zh-Hans': ['没有选盘盈的物资计入哪个专项资金。', '请从列表中选择。'],
    en: ['Whose goods they are is missing.', 'Choose a fund.'],
  },
  countShortOfBooks: {
    'zh-Hans': ['清点以后账面又减少了，账面已没有这么多可以调减。', '请由另一人再清点一次这一行。'],
    en: ['The books have less than that by now.', 'Have the line counted again.'],
  },
  stock_dispatch_courier_named: {
    'zh-Hans': ['没有填承运人，或过长。', '请填快递公司、车队或送货人。'],
    en: ['Who carries the goods is missing, or too long.', 'Enter the courier.'],
  },
  stock_dispatch_number_short: {
    'zh-Hans': ['运单号过长。', '请核对运单号，不超过 60 个字。'],
    en: ['The courier number is too long.', 'Check it; at most 60 characters.'],
  },
  stock_delivery_idempotency_unique: {
    'zh-Hans': ['这张签收已经提交过。', '请在签收列表中查看。'],
    en: ['This delivery was sent before.', 'See the list of deliveries.'],
  },
  stock_delivery_signer_named: {
    'zh-Hans': ['没有填签收人，或过长。', '请填在签收单上签字的人。'],
    en: ['Who signed is missing, or too long.', 'Enter who signed the delivery note.'],
  },
  stock_delivery_follow_up_known: {
    'zh-Hans': ['有短少或破损，但没有选怎么处理。', '请选退回库存、报损或补发。'],
    en: ['What becomes of the short or broken goods is missing.', 'Choose one from the list.'],
  },
  stock_delivery_follow_up_explained: {
    'zh-Hans': ['短少、破损的原因和处理须一起填写，不超过 400 字。', '请写明原因，并选怎么处理。'],
    en: ['Explanation and what follows belong together.', 'Enter both, in at most 400 characters.'],
  },
  stock_delivery_difference_explained: {
    'zh-Hans': ['短少、破损没有写明原因；全部完好的不用写原因。', '请写明原因，或改正数量。'],
    en: ['What is short or broken is not explained, or nothing is.', 'Explain it, or correct the quantities.'],
  },
  stock_delivery_by_another_person: {
    'zh-Hans': ['这张签收是您登记的，不能由您批准。', '请由另一位复核人批准。'],
    en: ['You recorded this delivery and cannot approve it.', 'Ask another reviewer.'],
  },
  stock_delivery_not_by_recorder: {
    'zh-Hans': ['这一笔是您经办的，不能由您批准它的签收。', '请由另一位复核人批准。'],
    en: ['You recorded the act and cannot approve what confirms it.', 'Ask another reviewer.'],
  },
  stock_delivery_decided_once: {
    'zh-Hans': ['这张签收已经有决定了。', '请刷新页面查看。'],
    en: ['The delivery was decided already.', 'Reload the page to see how it stands.'],
  },
  stock_delivery_once: {
    'zh-Hans': ['这一笔已有一张待批准或已批准的签收。', '请先撤回或退回那一张，再另登记。'],
    en: ['There is a delivery that waits or is approved.', 'Withdraw or refuse it first.'],
  },
  stock_delivery_of_standing_act: {
    'zh-Hans': ['对应的单据没有复核通过，或已被冲销。', '请先复核；已冲销的，请为重新登记的那一笔另登记签收。'],
    en: ['The act is not approved, or reversed.', 'Approve it first, or record the delivery of the new one.'],
  },
  stock_delivery_covers_goods: {
    'zh-Hans': ['[第 {line} 行]完好、短少、破损加起来与发出的数量不等。', '请核对签收单，三项合计须等于发出数量。'],
    en: ['Received, short and broken do not add up to what was sent.', 'Check the signed paper.'],
  },
  stock_delivery_line_counts: {
    'zh-Hans': ['数量不能为负数，也不能全是零。', '请核对签收单。'],
    en: ['Quantities are not below nought, nor all nought.', 'Check the signed paper.'],
  },
  deliveryPaperMissing: {
    'zh-Hans': ['没有附签收的扫描件。', '请上传有签字或公章的签收单、接收函、签收册或交接清单。'],
    en: ['The signed paper is missing.', 'Attach its scan.'],
  },
  deliveryBeforeApproval: {
    'zh-Hans': ['{number} 还没有复核通过，不能登记发运或签收。', '请先复核。'],
    en: ['{number} is not approved yet.', 'Approve it first.'],
  },
  deliveryOfNoGoods: {
    'zh-Hans': ['这一笔没有需要签收的物资。', '出库、直接送达和移交指挥部的物资才登记签收。'],
    en: ['There are no goods to sign for.', 'Issues, direct deliveries and handovers are signed for.'],
  },
  deliveryUnknown: {
    'zh-Hans': ['没有这张签收。', '请从列表中打开。'],
    en: ['There is no such delivery.', 'Open one from the list.'],
  },
  deliveryNothingToCorrect: {
    'zh-Hans': ['这张签收没有需要更正的短少或破损，或还没有批准。', '请刷新页面查看。'],
    en: ['Nothing of this delivery is to be corrected.', 'Reload the page.'],
  },
  deliveryWayMissing: {
    'zh-Hans': ['没有选短少、破损的物资怎么处理。', '请选退回库存或报损；要补发的，处理完再补发。'],
    en: ['What became of the short or broken goods is missing.', 'Choose return to stock or write-off.'],
  },
  deliveryResentLater: {
    'zh-Hans': ['短少、破损还没有处理完，不能补发。', '请先等冲销、更正和报损复核通过。'],
    en: ['The short delivery is not settled yet.', 'Have the reversal, what arrived and what is lost approved first.'],
  },
  deliverySettlementChanged: {
    'zh-Hans': ['待复核的单据有变动，或已经复核。', '请刷新页面，看过再复核。'],
    en: ['What waits for approval has changed.', 'Reload the page and look again.'],
  },
  stock_delivery_settlement_of_short: {
    'zh-Hans': ['只有批准过的短少、破损签收才能处理。', '请先批准签收。'],
    en: ['Only an approved short delivery is settled.', 'Approve the delivery first.'],
  },
  stock_delivery_settlement_fits: {
    'zh-Hans': [
      '这一笔与签收单不符：接收单位、品名、批号、地点、完好数量须一致，报损不能多于短少和破损，折价不能多于它们占的份额。',
      '请退回经办人改回签收单上的数量和折价；签收单有误的，请撤回后重新办理。',
    ],
    en: [
      'The act is not what the signed paper says.',
      'Return it to be changed back, or have it withdrawn and settle the delivery anew.',
    ],
  },
  approval_takes_value_after_goods: {
    'zh-Hans': [
      '这是物资的折价，物资那一笔还没有复核，或已经撤回、冲销。',
      '请先复核物资那一笔；物资不再减少的，请经办人撤回这一笔。',
    ],
    en: [
      'This is the value of goods that are not off the books.',
      'Approve the goods first, or have this withdrawn where they stay.',
    ],
  },
  deliverySettlementUnpublishable: {
    'zh-Hans': ['{number} 不能公示，全部没有复核。', '请打开 {number}，按下面说的退回经办人修改，改好再一并复核。'],
    en: ['{number} could never be published; nothing was approved.', 'Return {number} to be changed as said below.'],
  },
  stock_delivery_reversed_first: {
    'zh-Hans': ['原单还没有冲销，先复核这一笔，物资就会减两次。', '请先复核冲销，或在签收页一并复核。'],
    en: ['The act is not reversed yet.', 'Approve its reversal first, or all together on the delivery.'],
  },
  confirmation_delivery_by_signing: {
    'zh-Hans': ['出库不再凭一张单据核实签收。', '请在“库存 → 在途与签收”登记签收，由另一人批准，批准后即为核实。'],
    en: ['An issue is no longer confirmed by a bare paper.', 'Record its delivery; its approval confirms the issue.'],
  },
  movePartMissing: {
    'zh-Hans': ['没有选移哪个专项资金的物资，或那里已没有这批物资。', '请从列表中选择；库存变了的，刷新页面。'],
    en: ['Whose goods are moved is missing, or none are left.', 'Choose from the list, or reload the page.'],
  },
  goodsAwaitAcceptance: {
    'zh-Hans': [
      '这里验收过、可以办理的只有 {free}{measure}，另有 {awaiting}{measure}待验收。',
      '待验收的先登记验收、由另一人批准，再办理；或减少数量。',
    ],
    en: [
      'Only {free}{measure} of it are accepted; {awaiting}{measure} wait to be.',
      'Have them accepted first, or enter less.',
    ],
  },
  posting_takes_accepted: {
    'zh-Hans': [
      '还没有验收的物资不能出库、移库或报损[：{unit}][（批号 {lot}）][要出 {need}{measure}，验收过的只有 {free}{measure}，{acts} 的 {awaiting}{measure}还没有验收]。',
      '请先在“库存 → 验收入库”登记验收、由另一人批准，再批准这一笔；或退回经办人减少数量。',
    ],
    en: [
      'Goods that nobody has accepted yet are not issued, moved or written off[: {unit}][ (lot {lot})][: {need}{measure} needed, {free}{measure} accepted, {awaiting}{measure} of {acts} not accepted yet].',
      'Have them accepted first, recorded by one and approved by another; or return the entry for a smaller quantity.',
    ],
  },
  moveMoreThanHeld: {
    'zh-Hans': ['移库数量超过在库数量。', '请核对数量；实物与账面不符的，请盘点。'],
    en: ['More would be moved than is held.', 'Check the quantity, or count the stock.'],
  },
  moveQuantityMissing: {
    'zh-Hans': ['没有填移库数量。', '请填大于零的数量。'],
    en: ['The quantity is missing.', 'Enter how much is moved.'],
  },
  writeOffPartMissing: {
    'zh-Hans': ['没有选从哪个专项资金报损，或那里已没有这批物资。', '请从列表中选择；库存变了的，刷新页面。'],
    en: ['Whose goods are written off is missing, or none are left.', 'Choose from the list, or reload the page.'],
  },
  writeOffMoreThanHeld: {
    'zh-Hans': ['报损数量超过在库数量。', '请核对数量；实物与账面不符的，请盘点。'],
    en: ['More would be written off than is held.', 'Check the quantity, or count the stock.'],
  },
  writeOffQuantityMissing: {
    'zh-Hans': ['没有填报损数量。', '请填大于零的数量。'],
    en: ['The quantity is missing.', 'Enter how much is written off.'],
  },
};
