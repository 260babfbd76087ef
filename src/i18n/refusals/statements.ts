import type { RefusalWords } from './words.ts';

/** Bank statements and bills of payment services; line and column stand beside the refusal. */
export const statementRefusals: RefusalWords = {
  statementAmountMissing: {
    'zh-Hans': ['这一行有日期，没有金额。', '请核对原文件；残缺的请到网银重新下载。'],
    en: ['The line has a day and no amount.', 'Look at the file; download it again if it is damaged.'],
  },
  statementAmountUnreadable: {
    'zh-Hans': ['金额读不出来[（“{stated}”）]。', '请用网银原样导出的文件，不要在表格软件里改过再存。'],
    en: [
      'The amount cannot be read[ ("{stated}")].',
      'Use the file as the bank exported it, not one saved again by a spreadsheet.',
    ],
  },
  statementBalanceUnreadable: {
    'zh-Hans': ['期初或期末余额读不出来。', '请到网银重新下载这份对账单。'],
    en: ['An opening or closing balance cannot be read.', 'Download the statement again.'],
  },
  statementBinary: {
    'zh-Hans': ['这不是对账单，也不是表格。', '请到网银或商户平台下载 CSV、Excel、MT940、CAMT.053 或 OFX 格式。'],
    en: [
      'This is neither a statement nor a spreadsheet.',
      'Download CSV, Excel, MT940, CAMT.053 or OFX from the bank.',
    ],
  },
  statementBothWays: {
    'zh-Hans': ['同一行既有收入又有支出。', '请核对原文件；银行确实这样列示的，请分别登记。'],
    en: ['The line has an amount in and an amount out.', 'Look at the file; enter both apart if the bank means both.'],
  },
  statementChainBroken: {
    'zh-Hans': [
      '余额接不上：这一行的余额不等于上一行余额加减本行金额。',
      '可能缺行、改过或只截了一段，请下载完整的对账单。',
    ],
    en: [
      'The balances do not follow one another here.',
      'Lines may be missing, changed or cut off: download the whole statement.',
    ],
  },
  statementControlDiffers: {
    'zh-Hans': [
      '与文件自己的合计不符[：文件写 {stated}，逐行相加 {found}，差 {difference}]。',
      '可能缺行或改过，请重新下载完整的文件。',
    ],
    en: [
      'The file’s own figure differs[: it says {stated}, its lines give {found}, difference {difference}].',
      'Lines may be missing or changed: download the whole file again.',
    ],
  },
  statementDayOutsideCalendar: {
    'zh-Hans': ['起息日不在日历里[（{stated}），按 {day} 记]。', '银行按每月 30 天计息时会这样写，无需处理。'],
    en: [
      'The value date is in no calendar[ ({stated}); {day} is taken].',
      'Banks that count 30 days a month write so; nothing is to be done.',
    ],
  },
  statementDayUnreadable: {
    'zh-Hans': ['日期读不出来[（“{stated}”）]。', '请用网银原样导出的文件。'],
    en: ['The day cannot be read[ ("{stated}")].', 'Use the file as the bank exported it.'],
  },
  statementEmpty: {
    'zh-Hans': ['文件是空的。', '请重新下载。'],
    en: ['The file is empty.', 'Download it again.'],
  },
  statementEntryNotBooked: {
    'zh-Hans': ['这一笔银行还没有入账，没有计入。', '入账后会出现在下一份对账单里。'],
    en: ['The bank has not booked this entry; it is left out.', 'It comes with a later statement.'],
  },
  statementFlowUnknown: {
    'zh-Hans': ['看不出这一行是收入还是支出[（“{stated}”）]。', '请用对应设置写明按哪一列判断方向。'],
    en: ['Whether the line is money in or out cannot be told[ ("{stated}")].', 'Say by mapping which column tells it.'],
  },
  statementHeadingsMissing: {
    'zh-Hans': ['没有找到对账单的表头（日期和金额）。', '请确认是对账单；是其他格式的，请用对应设置指明表头和各列。'],
    en: [
      'No headings of a statement (day and amount) were found.',
      'Check the file; for another layout, say by mapping which row and columns they are.',
    ],
  },
  statementIndicativeDiffers: {
    'zh-Hans': [
      '文件开头的统计与逐行相加不同[：文件写 {stated}，逐行相加 {found}]。',
      '文件说明统计口径不同，仅供参考，无需处理。',
    ],
    en: [
      'The file’s totals differ from its lines[: {stated} against {found}].',
      'The file calls them indicative; nothing is to be done.',
    ],
  },
  statementIsAdvice: {
    'zh-Hans': ['这是账户报告或到账通知[（{format}）]，不是对账单。', '请向银行索取 CAMT.053 对账单。'],
    en: ['This is an account report or an advice[ ({format})], no statement.', 'Ask the bank for CAMT.053.'],
  },
  statementIsHtml: {
    'zh-Hans': ['这是网页，不是表格，虽然可能叫 .xls。', '请用表格软件打开后另存为 .xlsx 或 CSV，或在网银选别的格式。'],
    en: [
      'This is a web page, whatever it is called.',
      'Open it in a spreadsheet and save it as .xlsx or CSV, or choose another format.',
    ],
  },
  statementIsPdf: {
    'zh-Hans': ['这是 PDF，不能逐行对账。', '请在网银下载 CSV 或 Excel；PDF 可作为附件留存。'],
    en: ['This is a PDF and has no lines to match.', 'Download CSV or Excel; keep the PDF as an attachment.'],
  },
  statementIsPicture: {
    'zh-Hans': ['这是图片，不能逐行对账。', '请在网银下载 CSV 或 Excel；图片可作为附件留存。'],
    en: ['This is a picture and has no lines to match.', 'Download CSV or Excel; keep the picture as an attachment.'],
  },
  statementLineTooLong: {
    'zh-Hans': ['这一行长得不像对账单。', '请确认文件没有损坏。'],
    en: ['The line is too long for a statement.', 'Check that the file is not damaged.'],
  },
  statementMovementUnreadable: {
    'zh-Hans': ['这一笔读不出来[（“{stated}”）]。', '请到网银重新下载；仍然如此的，请把文件交给管理人员。'],
    en: [
      'The movement cannot be read[ ("{stated}")].',
      'Download the file again; if it stays so, hand it to whoever runs the ledger.',
    ],
  },
  statementNone: {
    'zh-Hans': ['文件里没有对账单。', '请确认下载的是对账单或账单，而不是回单或查询失败的页面。'],
    en: ['There is no statement in the file.', 'Check that it is a statement and not a receipt or a failed query.'],
  },
  statementQuotesBroken: {
    'zh-Hans': ['引号不成对，后面的内容读不出来。', '请用网银原样导出的文件。'],
    en: ['A quotation mark is left open, so what follows cannot be read.', 'Use the file as the bank exported it.'],
  },
  statementServerRefused: {
    'zh-Hans': ['银行没有给出对账单，只回了错误代码[（{code}）]。', '请重新登录网银下载。'],
    en: ['The bank answered with an error[ ({code})] and no statement.', 'Sign in at the bank and download again.'],
  },
  statementTooLarge: {
    'zh-Hans': ['文件太大。', '请按月分开下载。'],
    en: ['The file is too large.', 'Download it month by month.'],
  },
  statementTrailerMissing: {
    'zh-Hans': ['账单末尾没有合计，文件可能没有下载完。', '请重新下载。'],
    en: ['The bill has no totals at its end; it may be cut off.', 'Download it again.'],
  },
  statementWorkbookBroken: {
    'zh-Hans': ['这个 Excel 文件打不开。', '请重新下载；加了密码的，请先去掉密码。'],
    en: ['The workbook cannot be opened.', 'Download it again; take the password off if it has one.'],
  },
  statementXmlBroken: {
    'zh-Hans': ['XML 从这里起读不下去。', '请重新下载；文件可能没有下载完。'],
    en: ['The XML cannot be read from here on.', 'Download it again; it may be cut off.'],
  },
  statementXmlUnknown: {
    'zh-Hans': ['这个 XML 不是对账单。', '请向银行索取 CAMT.053 对账单。'],
    en: ['This XML is no statement.', 'Ask the bank for CAMT.053.'],
  },
  statementZipBroken: {
    'zh-Hans': ['压缩包打不开。', '请重新下载；加了密码的，请先解压再上传。'],
    en: ['The zip cannot be opened.', 'Download it again; unpack it first if it has a password.'],
  },
};
