import type { RefusalWords } from './words.ts';

const PROSE = (what: string, whatEnglish: string): RefusalWords[string] => ({
  'zh-Hans': [`文字中有${what}。`, '公示不得含个人信息：未复核的请退回经办人删去此项，已复核的请冲销后重新登记。'],
  en: [
    `The text holds ${whatEnglish}.`,
    'Nothing personal is published: return it to its recorder, or once approved reverse it and enter it anew.',
  ],
});

/** What keeps an act, or a whole notice, from being published. */
export const publicationRefusals: RefusalWords = {
  erasure_asked_by_given: {
    'zh-Hans': ['没有写明由谁提出，或太长。', '请写明捐赠人本人、监护人或其他人，120 个字以内。'],
    en: ['Who asked is missing or too long.', 'Say who asked, in at most 120 characters.'],
  },
  erasure_by_another_person: {
    'zh-Hans': ['提出删除的人不能自己批准或退回。', '请由另一位复核人决定。'],
    en: ['Whoever proposed an erasure does not decide it.', 'Ask another reviewer.'],
  },
  databaseForked: {
    'zh-Hans': [
      '数据库与已公开的账册[在 {size} 条处]不一致。什么也没有签名，公开文件都没有改动。',
      '请恢复与已公开账册一致的数据库备份；不要删除已公开的文件。',
    ],
    en: [
      'The published log and the database disagree[ at size {size}]. Nothing is signed and no published file is changed.',
      'Restore a backup of the database that agrees with the published log; delete no published file.',
    ],
  },
  databaseOlder: {
    'zh-Hans': [
      '数据库比已公开的账册旧[：账册有 {published} 条，数据库只有 {database} 条]，是从较早的备份恢复的。什么也没有签名，公开文件都没有改动。',
      '请恢复更新的数据库备份，然后运行 mingzhang erase；在此之前公开网站照旧。',
    ],
    en: [
      'The database is older than the published log[ ({published} leaves there, {database} here)]: ' +
        'it was restored from an older backup. Nothing is signed and no published file is changed.',
      'Restore a newer backup of the database, then run mingzhang erase; until then the public site stays as it is.',
    ],
  },
  display_proposal_by_another_person: {
    'zh-Hans': ['提出公开更多的人不能自己批准或退回。', '请由另一位复核人决定。'],
    en: ['Whoever proposed to show more does not decide it.', 'Ask another reviewer.'],
  },
  display_proposal_decided_once: {
    'zh-Hans': ['这项提议已经决定过，或已由后来的要求取代。', '请刷新页面查看现状。'],
    en: ['The proposal was decided already, or overtaken by a later wish.', 'Reload the page to see how it stands.'],
  },
  display_proposal_open_once: {
    'zh-Hans': ['这笔捐赠已有一项公开更多的提议，还没有决定。', '请等另一位复核人决定，或由提出人先撤回。'],
    en: ['A proposal to show more of this gift is open already.', 'Wait for its decision, or have it withdrawn first.'],
  },
  displayProposalUnknown: {
    'zh-Hans': ['没有这项提议。', '请返回列表查看。'],
    en: ['There is no such proposal.', 'Go back to the list.'],
  },
  wish_decided_by_reviewer: {
    'zh-Hans': ['只有复核人可以批准或退回。', '请由一位复核人决定。'],
    en: ['Only a reviewer decides.', 'Ask a reviewer.'],
  },
  wishRefusedWithReason: {
    'zh-Hans': ['没有写明退回的理由，或太长。', '请写明理由，400 个字以内。'],
    en: ['The reason for the refusal is missing or too long.', 'Give it in at most 400 characters.'],
  },
  wishWithdrawnByProposer: {
    'zh-Hans': ['只有提出人可以撤回。', '其他人请批准或退回。'],
    en: ['Only whoever proposed it withdraws it.', 'Others approve or refuse it.'],
  },
  erasure_decided_once: {
    'zh-Hans': ['这项删除已经决定过。', '请刷新页面查看现状。'],
    en: ['The erasure was decided already.', 'Reload the page to see how it stands.'],
  },
  erasure_reason_given: {
    'zh-Hans': ['没有写明理由，或太长。', '请写明删除的理由，400 个字以内。'],
    en: ['The reason is missing or too long.', 'Give it in at most 400 characters.'],
  },
  erasureNothingChosen: {
    'zh-Hans': ['没有选要删除的公开文字。', '请至少勾选一项；已经删除的不必再选。'],
    en: ['No published text was chosen.', 'Choose at least one; what is erased already is not listed.'],
  },
  erasureUnknown: {
    'zh-Hans': ['没有这项删除。', '请返回列表查看。'],
    en: ['There is no such erasure.', 'Go back to the list.'],
  },
  batchDiffersByFew: {
    'zh-Hans': [
      '与已公示后冲销的 {number} 相比，人数（户数）只差 {difference}，两者相减就会显出少于 {fewest} 的一组。',
      '请把这几户并入以后的发放；未复核的退回经办人修改，已复核的请冲销后重新登记。',
    ],
    en: [
      'It differs from {number}, public and reversed, by only {difference}: subtracting tells of a group under {fewest}.',
      'Put those few into a later batch; return this one, or once approved reverse it and enter it anew.',
    ],
  },
  codeNotPublished: {
    'zh-Hans': ['“{code}”的登记还没有公示。', '请先公示这项登记。'],
    en: ['The registration of "{code}" is not published.', 'Publish it first.'],
  },
  correctionNotPublished: {
    'zh-Hans': [
      '它所替代的一笔还没有在公开账中冲销，先公示这一笔会重复计算。',
      '请先处理那一笔的冲销单，两者可同期公示。',
    ],
    en: [
      'The gift it replaces is not voided in the log yet; it would count twice.',
      'Publish that correction first or with it.',
    ],
  },
  leafDoesNotAddUp: {
    'zh-Hans': [
      '写明的{unit}数字与分录不一致，暂不公示。',
      '未复核的请退回经办人核对，已复核的请冲销后重新登记；仍然如此，请告诉系统管理员。',
    ],
    en: [
      'The figures in {unit} differ from the postings; held back.',
      'Return it, or once approved reverse it and enter it anew; else tell the administrator.',
    ],
  },
  leafMalformed: {
    'zh-Hans': ['不合公示格式（{code}：{place}），暂不公示。', '请告诉系统管理员。'],
    en: ['It does not fit the format of the log ({code}: {place}); held back.', 'Tell the administrator.'],
  },
  leafTooLarge: {
    'zh-Hans': ['内容太多，一条公示记录放不下。', '未复核的请退回经办人分成几笔登记，每笔少几行；已复核的请先冲销。'],
    en: [
      'It says too much for one leaf.',
      'Return it (once approved, reverse it) and enter it as several acts with fewer lines each.',
    ],
  },
  notConfirmed: {
    'zh-Hans': ['还没有确认，列入待核实。', '请凭银行流水、入库单或签收单确认。'],
    en: ['It is not confirmed.', 'Confirm it by bank line, stock receipt or signed delivery.'],
  },
  noticeListChanged: {
    'zh-Hans': ['清单刚刚有变化，什么也没有公示。', '请看下面的新清单，再按一次确认。'],
    en: ['The list has changed meanwhile; nothing was published.', 'Look at the new list below and confirm it.'],
  },
  nothingToPublish: {
    'zh-Hans': ['没有可以公示的新内容[（{heldBack} 笔暂缓）]。', '请先审批并确认。'],
    en: ['There is nothing new to publish[ ({heldBack} held back)].', 'Approve and confirm first.'],
  },
  proseHasBankCard: PROSE('银行卡号', 'a bank card number'),
  proseHasEmail: PROSE('电子邮箱', 'an e-mail address'),
  proseHasAccount: PROSE('QQ 号或微信号', 'a QQ or WeChat account'),
  proseHasIdNumber: PROSE('身份证号', 'an identity card number'),
  proseHasPhone: PROSE('电话号码', 'a telephone number'),
  public_balance_not_negative: {
    'zh-Hans': ['公示后结存或已拨款物会成为负数。', '相应的收入或拨付还没有确认：先确认并公示它。'],
    en: [
      'The published balance or appropriation would fall below zero.',
      'Confirm and publish what came in, or what was appropriated, first.',
    ],
  },
  publicBalanceShort: {
    'zh-Hans': [
      '{unit}：已公示的只有 {held} {measure}，不够支出、拨付或报告 {needed} {measure}。',
      '请先核实并公示相应的收入或拨付[：{awaited}]。',
    ],
    en: [
      '{unit}: {held}{measure} is published, not enough for {needed}{measure}.',
      'Confirm and publish what came in, or what was appropriated, first[: {awaited}].',
    ],
  },
  publicStockShort: {
    'zh-Hans': [
      '{unit}：这一批已公示的结存 {held} {measure}，不够发 {needed} {measure}。',
      '请先核实并公示相应的捐赠[：{awaited}]。',
    ],
    en: [
      '{unit}: {held} {measure} of this lot is published, not enough to hand out {needed} {measure}.',
      'Confirm and publish the gift it came with first[: {awaited}].',
    ],
  },
  publishAlreadyRunning: {
    'zh-Hans': ['正在公示，或正在因撤下信息重新生成网页。', '约 1 分钟后再公示。'],
    en: ['A publication is running, or the pages are being made anew after an erasure.', 'Try again in a minute.'],
  },
};
