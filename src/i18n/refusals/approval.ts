import type { RefusalWords } from './words.ts';

/** 经办、复核、确认、冲销与附件. */
export const approvalRefusals: RefusalWords = {
  act_frozen_after_approval: {
    'zh-Hans': ['已复核或已撤回的单据不能再改。', '已复核的请办理红字冲销后重新录入。'],
    en: ['An approved or withdrawn act cannot change.', 'Reverse it and enter it anew.'],
  },
  act_kind_known: {
    'zh-Hans': ['没有这种单据。', '请从列表中选择。'],
    en: ['There is no such kind of act.', 'Choose one from the list.'],
  },
  act_return_once: {
    'zh-Hans': ['这一稿已经退回过。', '请刷新页面查看。'],
    en: ['This revision has been returned already.', 'Reload the page.'],
  },
  act_return_reason_given: {
    'zh-Hans': ['没有写退回原因。', '请写明要改什么。'],
    en: ['The reason for returning is missing.', 'Say what has to change.'],
  },
  act_stream_known: {
    'zh-Hans': ['款物类别不对。', '请选“捐赠款物”或“其他资金”。'],
    en: ['This kind of money is unknown.', 'Choose gifts or other money.'],
  },
  actUnknown: {
    'zh-Hans': ['没有这张单据。', '请从列表中打开。'],
    en: ['There is no such act.', 'Open it from the list.'],
  },
  actWithdrawn: {
    'zh-Hans': ['{number} 已由 {by} 撤回。', '如仍需要，请重新录入。'],
    en: ['{number} was withdrawn by {by}.', 'Enter it anew if it is still needed.'],
  },
  alreadyApproved: {
    'zh-Hans': ['{number} 已由 {by} 于 {at} 复核。', '不必再办；要更正请办理红字冲销。'],
    en: ['{number} was approved by {by} at {at}.', 'Nothing more to do; to correct it, reverse it.'],
  },
  alreadyConfirmed: {
    'zh-Hans': ['{number} 已由 {by} 以同一方式确认。', '不必再办；可换一种方式再确认。'],
    en: ['{number} was confirmed this way by {by}.', 'Nothing more to do; another way may be added.'],
  },
  alreadyReturned: {
    'zh-Hans': ['{number} 已由 {by} 退回，等经办人修改。', '请等修改后的新稿。'],
    en: ['{number} was returned by {by} and waits for its recorder.', 'Wait for the new revision.'],
  },
  alreadyReversed: {
    'zh-Hans': ['{number} 已由 {by} 红字冲销。', '请打开 {by} 查看。'],
    en: ['{number} has been reversed by {by}.', 'See {by}.'],
  },
  approval_by_another_person: {
    'zh-Hans': ['{number} 由您本人经办，不能由您复核。', '请另一位复核人办理：一人经办、一人复核。'],
    en: ['You recorded {number} yourself, so you cannot approve it.', 'Ask another reviewer.'],
  },
  approval_by_reviewer: {
    'zh-Hans': ['您没有复核岗位，不能复核。', '请由复核人办理；岗位由管理员授予并经另一位管理员确认。'],
    en: ['Only a reviewer approves.', 'Ask a reviewer; administrators grant and confirm that role.'],
  },
  act_return_by_reviewer: {
    'zh-Hans': ['您没有复核岗位，不能退回。', '请由复核人办理；岗位由管理员授予并经另一位管理员确认。'],
    en: ['Only a reviewer sends back.', 'Ask a reviewer; administrators grant and confirm that role.'],
  },
  approval_not_of_the_future: {
    'zh-Hans': ['单据日期 {day} 晚于今天（{latest}）。', '请退回经办人更正日期。'],
    en: ['The act is dated {day}, after today ({latest}).', 'Return it, so that the day can be corrected.'],
  },
  approval_of_current_revision: {
    'zh-Hans': ['{number} 在您打开之后改过，现为第 {revision} 稿。', '请刷新页面，看过新稿再办理。'],
    en: ['{number} changed after you opened it; it is now revision {revision}.', 'Reload and read it again.'],
  },
  approval_of_known_names: {
    'zh-Hans': ['所用的{subject}“{code}”尚未复核。', '请先复核该条登记，再复核本单。'],
    en: ['The {subject} “{code}” named here is not approved yet.', 'Approve that entry of the register first.'],
  },
  approval_of_standing_proposal: {
    'zh-Hans': ['这张单据已撤回或退回。', '请刷新页面查看。'],
    en: ['The proposal was withdrawn or returned.', 'Reload the page.'],
  },
  approval_pkey: {
    'zh-Hans': ['这张单据已有人复核。', '请刷新页面查看。'],
    en: ['Somebody approved this act already.', 'Reload the page.'],
  },
  approval_within_the_fund: {
    'zh-Hans': ['单据日期 {day} 早于专项资金设立日 {began}。', '请退回经办人核对日期或专项资金。'],
    en: ['The act is dated {day}, before its fund began on {began}.', 'Return it for correction.'],
  },
  attachment_media_allowed: {
    'zh-Hans': ['这个文件不是 JPEG、PNG、WebP 图片或 PDF。', '请上传扫描件或照片；以文件内容为准，不看扩展名。'],
    en: ['This file is no JPEG, PNG, WebP or PDF.', 'Upload a scan or photo; what counts is the content.'],
  },
  attachment_size_allowed: {
    'zh-Hans': ['文件有 {megabytes} MB，超过 {most} MB。', '请压缩或分页上传。'],
    en: ['The file has {megabytes} MB, more than {most} MB.', 'Compress it or upload it page by page.'],
  },
  confirmation_after_short_delivery: {
    'zh-Hans': [
      '{number} 的签收单已载明短少或破损，不能再按原数核实。',
      '请在“库存 → 在途与签收”中打开该签收单，办理更正：冲销后按实收重新录入。',
    ],
    en: [
      'The approved delivery of {number} says that something was short or broken.',
      'Correct it from that delivery: the act is reversed and entered anew as it arrived.',
    ],
  },
  confirmation_attachment_of_same_act: {
    'zh-Hans': ['所选附件不属于 {number}。', '请选本单的附件，或先上传。'],
    en: ['The chosen paper does not belong to {number}.', 'Choose a paper of this act, or attach it first.'],
  },
  confirmation_by_another_person: {
    'zh-Hans': ['{number} 由您本人经办，不能由您核实。', '请另一位同事凭单据核实。'],
    en: ['You recorded {number} yourself, so you cannot confirm it.', 'Ask somebody else to confirm it by its papers.'],
  },
  confirmation_by_role: {
    'zh-Hans': [
      '您没有经办或复核岗位，不能核实。',
      '请由经办人或复核人凭单据核实；岗位由管理员授予并经另一位管理员确认。',
    ],
    en: [
      'Only a recorder or reviewer confirms.',
      'Ask one of them to look at the papers; administrators grant and confirm these roles.',
    ],
  },
  confirmation_has_evidence: {
    'zh-Hans': ['没有凭据。', '请选择已有附件或上传新附件；只有媒体报道可以不附，但要写明报刊与日期。'],
    en: [
      'There is no evidence.',
      'Choose a paper or upload one; only a press report may be named in the note instead.',
    ],
  },
  confirmation_kind_known: {
    'zh-Hans': ['没有这种确认方式。', '请从列表中选择。'],
    en: ['There is no such kind of confirmation.', 'Choose one from the list.'],
  },
  confirmation_of_approved_act: {
    'zh-Hans': ['尚未复核，不能确认。', '请先由另一人复核。'],
    en: ['Only an approved act can be confirmed.', 'Have another person approve it first.'],
  },
  confirmation_press_by_source: {
    'zh-Hans': [
      '{number} 没有写报道出处，或写明了资金账户，不能凭公开报道核实。',
      '款项请凭流水对账，物资请登记验收或签收；确据报道录入的，冲销后写明出处重新录入。',
    ],
    en: [
      '{number} names no published source, or names a money account, so a report does not confirm it.',
      'Match its money, accept or deliver its goods; what was entered from a report is entered anew with its source.',
    ],
  },
  confirmation_pkey: {
    'zh-Hans': ['已有人以同一方式确认。', '请刷新页面查看。'],
    en: ['Somebody confirmed it this way already.', 'Reload the page.'],
  },
  confirmationDoesNotFit: {
    'zh-Hans': ['这种确认方式不适用于 {number}。', '款项凭银行流水，物资凭入库单或签收单。'],
    en: ['{number} cannot be confirmed this way.', 'Money by a bank line, goods by a stock receipt or a delivery.'],
  },
  confirmationNotNeeded: {
    'zh-Hans': ['{number} 不需要确认。', '复核后即可公示。'],
    en: ['{number} needs no confirmation.', 'It can be published once approved.'],
  },
  notTheRecorder: {
    'zh-Hans': ['{number} 不是您经办的，不能修改或撤回。', '请原经办人办理，或退回并说明原因。'],
    en: ['You did not record {number}.', 'Ask its recorder, or return it with a reason.'],
  },
  paperMissing: {
    'zh-Hans': ['没有选文件，或文件是空的。', '请选择扫描件或照片。'],
    en: ['No file was chosen, or it is empty.', 'Choose a scan or photo.'],
  },
  paperUnknown: {
    'zh-Hans': ['没有这种附件类别。', '请从列表中选择。'],
    en: ['There is no such kind of paper.', 'Choose one from the list.'],
  },
  proposal_not_yet_approved: {
    'zh-Hans': ['这张单据已经复核。', '请刷新页面查看；要更正请办理红字冲销。'],
    en: ['The act has been approved already.', 'Reload the page; to correct it, reverse it.'],
  },
  returnByAnotherPerson: {
    'zh-Hans': ['{number} 由您本人经办，不能由您退回。', '要收回请办理撤回。'],
    en: ['You recorded {number} yourself, so you cannot return it.', 'Withdraw it instead.'],
  },
  reversal_leaves_public_unconfirmed: {
    'zh-Hans': [
      '{number} 与已公示的 {numbers} 核对在同一笔流水上；只冲销这一笔，{numbers} 就没有核实了。',
      '请先为 {numbers} 也提出冲销，再逐笔复核；都冲销后按流水重新录入、重新核对。',
    ],
    en: [
      '{number} shares its statement line with {numbers}, which are published: reversing it alone would leave them unconfirmed.',
      'Propose to reverse {numbers} too, then approve one after the other; enter and match them anew.',
    ],
  },
  reversal_of_approved_act: {
    'zh-Hans': ['要冲销的单据尚未复核。', '未复核的请由经办人撤回。'],
    en: ['Only an approved act can be reversed.', 'A proposal is withdrawn by its recorder.'],
  },
  reversal_once: {
    'zh-Hans': ['要冲销的单据已被冲销过。', '请刷新页面查看。'],
    en: ['The act has been reversed already.', 'Reload the page.'],
  },
  reversal_reason_given: {
    'zh-Hans': ['没有写冲销原因。', '请写明哪里有误、凭什么更正。'],
    en: ['The reason for reversing is missing.', 'Say what was wrong and what shows it.'],
  },
  reversal_reason_known: {
    'zh-Hans': ['没有选冲销类别。', '请从列表中选择。'],
    en: ['The kind of reason is missing.', 'Choose one from the list.'],
  },
  reversalBeforeValue: {
    'zh-Hans': [
      '随物资转出的折价 {number} 还在等复核。',
      '请先复核或退回 {number}，由本人经办的也可撤回，再提出冲销。',
    ],
    en: [
      'The value of these goods, {number}, still waits for a reviewer.',
      'Approve, return or withdraw {number} first, then reverse the goods.',
    ],
  },
  reversalWaits: {
    'zh-Hans': ['{number} 已有人提出冲销 {by}，等待复核。', '请打开 {by} 查看，不用再提。'],
    en: ['{by}, which reverses {number}, waits for a reviewer already.', 'See {by}; nothing more is to be proposed.'],
  },
  reversalWithoutValue: {
    'zh-Hans': [
      '只冲销物资 {number}，随它转出的折价 {value} 还留着。',
      '请在 {number} 的页面补提折价冲销，两笔一并复核。',
    ],
    en: [
      'This brings the goods of {number} back without their value, {value}.',
      'Propose to reverse the value on the page of {number}; both are approved together.',
    ],
  },
  reversalOfRegistration: {
    'zh-Hans': ['{number} 是登记单，不能冲销。', '请另行登记一条正确的，今后改用新的。'],
    en: ['{number} registers a name and cannot be reversed.', 'Register the correct one and use that.'],
  },
  reversalOfReversal: {
    'zh-Hans': ['{number} 本身是冲销单，不能再冲销。', '请按实际情况重新录入原单。'],
    en: ['{number} is itself a reversal.', 'Enter the original act anew.'],
  },
  reversalOfUnapproved: {
    'zh-Hans': ['{number} 尚未复核，不需要冲销。', '请由经办人修改或撤回。'],
    en: ['{number} is not approved yet.', 'Its recorder can change or withdraw it.'],
  },
  withdrawal_pkey: {
    'zh-Hans': ['这张单据已经撤回。', '请刷新页面查看。'],
    en: ['The act was withdrawn already.', 'Reload the page.'],
  },
  withdrawal_of_needed_reversal: {
    'zh-Hans': [
      '{number} 已公示，它的流水核对已随另一笔冲销解除，这张冲销单不能撤回。',
      '请复核这张冲销单；若 {number} 无误，先把它与流水重新核对上，再撤回。',
    ],
    en: [
      '{number} is published and lost its match with the other reversal, so this reversal cannot be withdrawn.',
      'Approve it; or match {number} with its line again first, if it was right.',
    ],
  },
};
