import type { RefusalWords } from './words.ts';

/** Donors, donations, funding that is no donation, and listings. */
export const intakeRefusals: RefusalWords = {
  coverWithAmount: {
    'zh-Hans': ['保险保障不列金额。', '保额不是支出，请写入内容说明。'],
    en: ['Cover is listed without an amount.', 'What an insurer might pay is no spending: describe it in words.'],
  },
  displayConsentDay: {
    'zh-Hans': ['没有填同意的日期。', '比现在公开得更多，须有捐赠人的同意：请填写同意的日期和凭据。'],
    en: ['The day of the consent is missing.', 'Showing more needs a later consent: enter its day and evidence.'],
  },
  displayNotCommitted: {
    'zh-Hans': ['这笔捐赠已经公示，公开账册里没有这个化名，不能改为化名。', '请选实名、隐去部分或匿名。'],
    en: ['The gift is published and its leaf does not commit to this alias.', 'Choose named, masked or anonymous.'],
  },
  displayOfProposal: {
    'zh-Hans': ['这笔捐赠还没有复核通过，或已撤回。', '待复核、退回的，请用“修改”更改公开方式。'],
    en: ['The gift is not approved.', 'Change the proposal itself.'],
  },
  displayWishEvidence: {
    'zh-Hans': ['没有写明是谁、怎样提出的。', '请写明，例如：捐赠人本人 2 月 20 日来电。'],
    en: ['Who asked, and how, is missing.', 'Say it, such as: the donor by telephone, 20 February.'],
  },
  displayBeyondConsent: {
    'zh-Hans': ['公开方式超出了捐赠人的同意。', '请按同意书选择，或另取得同意。'],
    en: ['This shows more than the donor agreed to.', 'Show what was agreed, or obtain another consent.'],
  },
  donation_line_not_valuation: {
    'zh-Hans': ['折价不是捐赠物。', '请在明细填资金或物资，折价另填。'],
    en: ['A valuation is not a thing given.', 'Enter cash or goods; the valuation has its own place.'],
  },
  donation_line_packs_whole: {
    'zh-Hans': [
      '件数与数量对不上[：{packs} × {factor} = {product}，实收 {quantity}]。',
      '请核对件数、每件含量和实收数量。',
    ],
    en: [
      'Packs and quantity differ[: {packs} × {factor} = {product}, counted {quantity}].',
      'Check packs, pack size and count.',
    ],
  },
  donation_minor_anonymous: {
    'zh-Hans': ['未成年人一律匿名（爱心学生）。', '请选匿名；监护人书面同意的，先登记同意。'],
    en: ['A minor stays anonymous.', 'Choose anonymous, or record the guardian’s written consent first.'],
  },
  donation_person_named_by_consent: {
    'zh-Hans': ['个人未同意不得实名公开。', '请选隐去部分，或先登记本人同意及其凭据。'],
    en: ['A person is named only with consent.', 'Choose masked, or record the consent and its evidence first.'],
  },
  donation_receipt_numbered: {
    'zh-Hans': ['已开或已作废的票据须填票号。', '请填写捐赠票据号码；未开的选“未开”。'],
    en: ['An issued or cancelled receipt has a number.', 'Enter the receipt’s number, or choose "none".'],
  },
  donation_receipt_once: {
    'zh-Hans': [
      '这张票据（代码和号码）已登记在另一笔捐赠上。',
      '请核对票据代码和号码；登记在别处有误的，先撤回或冲销那一笔。',
    ],
    en: [
      'Another gift has this official receipt (code and number) already.',
      'Check code and number; if the other gift is wrong, withdraw or reverse it first.',
    ],
  },
  donation_replaced_once: {
    'zh-Hans': [
      '这笔捐赠[（{number}）]已更正后重新登记过[，见 {by}]。',
      '请打开新的一笔查看；要重做，先由经办人撤回它。',
    ],
    en: ['The gift[ {number}] was entered anew already[, see {by}].', 'Open the new one; withdraw it to start over.'],
  },
  donation_replaces_reversed: {
    'zh-Hans': ['这笔捐赠[（{number}）]没有冲销，不能更正后重新登记。', '请先办理红字冲销，经另一人复核后再登记。'],
    en: ['The gift[ {number}] is not reversed.', 'Reverse it first, and have another person approve that.'],
  },
  donation_restriction_reasoned: {
    'zh-Hans': ['定向或受托代理的捐赠须写明定向要求。', '请写明用于什么、给哪个单位；会公开，不写人名。'],
    en: ['A restriction needs its reason.', 'State what the donor wished.'],
  },
  donationCashFateUnstated: {
    'zh-Hans': ['资金不能是“去向未载”。', '请选“在库”。'],
    en: ['Cash cannot be of unstated fate.', 'Choose "held".'],
  },
  donationCashWithGoodsFields: {
    'zh-Hans': ['资金一行填了物资才有的内容。', '请去掉应收、件数、批号和库位。'],
    en: ['A cash line has fields of goods.', 'Leave expected count, packs, lot and location empty.'],
  },
  donationLineUnitMissing: {
    'zh-Hans': ['没有选捐赠物。', '请选资金或物资品种。'],
    en: ['What was given is missing.', 'Choose cash or an item.'],
  },
  donationPacksIncomplete: {
    'zh-Hans': ['件数填写不完整。', '请同时填件数和件的单位（箱、包），每件含量可空。'],
    en: ['The packs are incomplete.', 'Enter their number and measure; the pack size may be unknown.'],
  },
  donationSealedName: {
    'zh-Hans': [
      '捐赠人姓名[（{sealed}）]已封存在查询码里，不能改。',
      '姓名有误的，请撤回这一笔，重新登记并发新的查询码。',
    ],
    en: ['The donor’s name[ ({sealed})] is sealed under the receipt code.', 'Withdraw this gift and enter it anew.'],
  },
  donationSealedReference: {
    'zh-Hans': ['付款流水号[（{sealed}）]已封存在查询码里，不能改。', '有误的，请撤回这一笔，重新登记并发新的查询码。'],
    en: [
      'The payment reference[ ({sealed})] is sealed under the receipt code.',
      'Withdraw this gift and enter it anew.',
    ],
  },
  donationTooManyLines: {
    'zh-Hans': ['这笔捐赠有 {lines} 项，公开账册的一条记录放不下。', '请分成几笔登记，并在备注中注明同属一次捐赠。'],
    en: [
      'This gift has {lines} lines, more than one entry of the public log holds.',
      'Enter it as several gifts, and say in the note that they belong together.',
    ],
  },
  donationWithoutLines: {
    'zh-Hans': ['没有填捐赠了什么。', '请至少填一行资金或物资。'],
    en: ['Nothing given was entered.', 'Enter at least one line of cash or goods.'],
  },
  donor_consent_alias_given: {
    'zh-Hans': ['化名只在选择化名公开时填写，且必须填写。', '请填写化名，或另选公开方式。'],
    en: ['An alias goes with the choice "alias", and only with it.', 'Enter the alias, or choose otherwise.'],
  },
  donor_consent_evidence_given: {
    'zh-Hans': ['没有写明同意的凭据。', '请写明同意书、来函或通话记录的编号和日期。'],
    en: ['The evidence of the consent is missing.', 'Name the letter, form or record and its day.'],
  },
  donor_names_given: {
    'zh-Hans': ['没有填捐赠人名称，或名称太长。', '请填写姓名或全称，120 个字以内。'],
    en: ['The donor’s name is missing or too long.', 'Enter the full name, at most 120 characters.'],
  },
  donorAliasUnknown: {
    'zh-Hans': ['没有登记过化名。', '请在同意公开一栏填写化名及其凭据。'],
    en: ['There is no alias on record.', 'Record the alias with the consent.'],
  },
  donorNameMissing: {
    'zh-Hans': ['没有填捐赠人名称。', '请填写姓名或单位全称；匿名的也须内部留名。'],
    en: ['The donor’s name is missing.', 'Enter it: anonymity is towards the public only.'],
  },
  donorUnknown: {
    'zh-Hans': ['没有这位捐赠人。', '请从列表中选择，或新登记。'],
    en: ['There is no such donor.', 'Choose from the list, or enter a new one.'],
  },
  lineNumbersMalformed: {
    'zh-Hans': ['行号“{stated}”看不懂。', '请写明细的行号，用逗号分开，如 1,2。'],
    en: ['The line numbers "{stated}" are malformed.', 'Write them with commas between, such as 1,2.'],
  },
  listing_consent_evidence_given: {
    'zh-Hans': ['没有写明同意的凭据。', '请写明同意书、来函或通话记录的编号和日期；没有同意的，同意一栏全部留空。'],
    en: ['The evidence of the consent is missing.', 'Name the letter, form or record, or leave the consent empty.'],
  },
  listing_headcount_large_enough: {
    'zh-Hans': ['少于五户（人）的不单独列出。', '请与其他合并，或不填人数。'],
    en: ['Groups under five are not counted out.', 'Merge them with others, or leave the count empty.'],
  },
  listing_minor_anonymous: {
    'zh-Hans': ['未成年人一律匿名（爱心学生）。', '请选匿名；监护人书面同意的，先填写同意的凭据并勾选监护人同意。'],
    en: ['A minor stays anonymous.', 'Choose anonymous, or enter the guardian’s written consent.'],
  },
  listing_party_kind_given: {
    'zh-Hans': ['出资方或报告方与其类别须一起填写。', '请填写名称并选择类别，或两项都留空。'],
    en: ['The party and its kind go together.', 'Enter both, or leave both empty.'],
  },
  listing_person_named_by_consent: {
    'zh-Hans': ['个人未同意不得实名公开。', '请选隐去部分或匿名，或填写本人同意及其凭据。'],
    en: ['A person is named only with consent.', 'Choose masked or anonymous, or enter the consent and its evidence.'],
  },
  listing_title_given: {
    'zh-Hans': ['没有填标题。', '请写一句话说明这是什么。'],
    en: ['The title is missing.', 'Say in one line what it is.'],
  },
  listingBasisMissing: {
    'zh-Hans': ['填了数目，没有说明是户还是人。', '请选户或人。'],
    en: ['The count does not say what it counts.', 'Choose households or persons.'],
  },
  listingByAlias: {
    'zh-Hans': ['列示不用化名。', '请选实名、隐去部分或匿名。'],
    en: ['A listing shows no alias.', 'Choose named, masked or anonymous.'],
  },
  listingTooManyAmounts: {
    'zh-Hans': ['一条列示最多写 16 个数字。', '请分成几条。'],
    en: ['A listing holds at most 16 figures.', 'Enter several listings.'],
  },
  listingUnitMissing: {
    'zh-Hans': ['没有选单位。', '请选资金、折价或物资品种。'],
    en: ['The unit is missing.', 'Choose cash, value of goods or an item.'],
  },
  logMissing: {
    'zh-Hans': ['公开账册还没有建立，无法生成查询码。', '请先运行 mingzhang publish 建立公开账册。'],
    en: ['There is no public log yet, so no receipt code can be made.', 'Run mingzhang publish first.'],
  },
  officialReceiptTaken: {
    'zh-Hans': ['票据 {stated} 已登记在另一笔捐赠上[（{by}）]。', '请核对票据代码和号码；同一笔捐赠不要登记两次。'],
    en: [
      'Receipt {stated} belongs to another gift already[ ({by})].',
      'Check its code and number; enter no gift twice.',
    ],
  },
  valuationOfNoGoods: {
    'zh-Hans': ['第 {line} 行不是物资，不能折价。', '请核对折价所指的行号。'],
    en: ['Line {line} is no goods and has no valuation.', 'Check the line numbers of the valuation.'],
  },
  valuationOfTwoFates: {
    'zh-Hans': ['一项折价不能同时包含在库和去向未载的物资。', '请分开折价。'],
    en: ['One valuation cannot cover goods held and goods of unstated fate.', 'Value them apart.'],
  },
  valuationTwice: {
    'zh-Hans': ['第 {line} 行折价了两次。', '每行物资只能折价一次。'],
    en: ['Line {line} is valued twice.', 'Value each line once.'],
  },
  valuationWithoutLines: {
    'zh-Hans': ['折价没有指明是哪几行物资。', '请填写行号。'],
    en: ['The valuation names no line.', 'Enter the line numbers.'],
  },
  witnessedIsGift: {
    'zh-Hans': ['见证的只能是捐赠。', '其他内容请选列示。'],
    en: ['Only gifts are witnessed.', 'Choose "listed" for all else.'],
  },
};
