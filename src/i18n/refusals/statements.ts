import type { RefusalWords } from './words.ts';

/** Bank statements and bills of payment services; line and column stand beside the refusal. */
export const statementRefusals: RefusalWords = {
  statementRowIncomplete: {
    'zh-Hans': ['这一行不完整：列数不够，日期也没有写完。', '文件可能没有下载完，请重新下载。'],
    en: ['This row is incomplete: columns are missing and its day stops short.', 'Download the file again.'],
  },
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
  statementDayMissing: {
    'zh-Hans': ['这一行有金额，没有日期。', '请核对原文件；日期几行合并成一格的，请到网银重新下载没有合并的。'],
    en: [
      'The line has an amount and no day.',
      'Look at the file; where one cell holds the day of several rows, download it again without merged cells.',
    ],
  },
  statementDayOutsideCalendar: {
    'zh-Hans': ['起息日不在日历里[（{stated}），按 {day} 记]。', '银行按每月 30 天计息时会这样写，无需处理。'],
    en: [
      'The value date is in no calendar[ ({stated}); {day} is taken].',
      'Banks that count 30 days a month write so; nothing is to be done.',
    ],
  },
  statementDayOrderUnclear: {
    'zh-Hans': ['看不出这个日期是先写日还是先写月[（“{stated}”）]。', '请点“自己指明各列”，选定日期写法后重新读取。'],
    en: [
      'Whether the day or the month comes first cannot be told[ ("{stated}")].',
      'Say by mapping how days are written.',
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
  statementFlowsSwapped: {
    'zh-Hans': [
      '收入与支出看来对调了[（“{inHeading}”与“{outHeading}”两列）]：第 {place} 行写的是{statedFlow} {amount}，余额却正好{balanceWent}了这么多；收支对调以后，各行余额都接得上。',
      '请点“自己指明各列”，把收入和支出两列对调后重新读取；文件本身写反了的，请到网银重新下载。',
    ],
    en: [
      'Money in and money out seem to be exchanged[ ("{inHeading}" and "{outHeading}")]: line {place} says {amount} {statedFlow}, yet the balance {balanceWent} by as much; with both exchanged, all balances follow one another.',
      'Say by mapping which column is money in and which is money out; if the file itself is wrong, download it again.',
    ],
  },
  statementFlowUnknown: {
    'zh-Hans': ['看不出这一行是收入还是支出[（“{stated}”）]。', '请点“自己指明各列”，指明按哪一列判断收支。'],
    en: ['Whether the line is money in or out cannot be told[ ("{stated}")].', 'Say by mapping which column tells it.'],
  },
  statementFlowUnsure: {
    'zh-Hans': [
      '这一列写的是收入还是支出[（如“{stated}”）]？金额没有正负号，又没有余额可以判断。',
      '请点“自己指明各列”，在“怎样看收支”里选定：按这一列，或与这一列无关。',
    ],
    en: [
      'Does this column say whether money is in or out[ (such as "{stated}")]? The amounts have no signs, and no balance tells.',
      'Say by mapping whether this column tells it.',
    ],
  },
  statementHeadingsMissing: {
    'zh-Hans': [
      '没有找到对账单的表头（日期和金额）。',
      '请确认是对账单；是其他格式的，请点“自己指明各列”，指明表头在第几行和各列的含义。',
    ],
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
    'zh-Hans': [
      '这是网页，里面没有流水表格，虽然可能叫 .xls；可能是登录页或出错页。',
      '请重新登录网银下载；用表格软件打开能看到流水的，另存为 .xlsx 或 CSV 后上传。',
    ],
    en: [
      'This is a web page without a table of movements, whatever it is called; it may be the page for signing in, or an error.',
      'Sign in at the bank and download again; if a spreadsheet shows movements in it, save it as .xlsx or CSV.',
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
  statementMinusUnclear: {
    'zh-Hans': [
      '支出栏里的负数是付款还是红字冲销？这一栏全是负数，又没有余额或合计可以判断。',
      '请点“自己指明各列”，在“怎样看收支”里选定后重新读取。',
    ],
    en: [
      'Are the negative amounts of this column payments or red entries? All of them are negative, and no balance or total tells.',
      'Say by mapping which they are.',
    ],
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
  statementSignAlike: {
    'zh-Hans': [
      '这些金额是收入还是支出？各行金额的正负都一样，有的摘要说的却是相反的方向[（如“{stated}”）]，又没有余额或合计可以判断。',
      '请点“自己指明各列”，在“怎样看收支”里选定后重新读取。',
    ],
    en: [
      'Are the amounts money in or out? All have the same sign, yet some descriptions say the opposite of it[ (such as "{stated}")], and no balance or total tells.',
      'Say by mapping which it is.',
    ],
  },
  statementSignUnclear: {
    'zh-Hans': [
      '正数是收入还是支出？多数行的摘要与金额的正负相反[（如“{stated}”）]，又没有余额或合计可以判断。',
      '请点“自己指明各列”，在“怎样看收支”里选定后重新读取。',
    ],
    en: [
      'Is a positive amount money in or out? The descriptions of most lines say the opposite of their signs[ (such as "{stated}")], and no balance or total tells.',
      'Say by mapping which it is.',
    ],
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
    'zh-Hans': ['这个 Excel 文件打不开，或没有下载完。', '请重新下载；加了密码的，请先去掉密码。'],
    en: ['The workbook cannot be opened, or is cut off.', 'Download it again; take the password off if it has one.'],
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
  mappingColumnMissing: {
    'zh-Hans': ['没有指明这一项在哪一列。', '请在列表里选一列。'],
    en: ['No column is named for this.', 'Choose one of the columns.'],
  },
  mappingColumnTwice: {
    'zh-Hans': ['同一列选了两次[（“{heading}”）]。', '每一列只能有一个含义。'],
    en: ['One column is chosen twice[ ("{heading}")].', 'Let each column mean one thing.'],
  },
  mappingNoHeadings: {
    'zh-Hans': ['这一行没有文字，不是表头。', '请写表头所在的行号。'],
    en: ['This row is empty and heads nothing.', 'Give the row of the headings.'],
  },
  mappingSerialCountsRows: {
    'zh-Hans': [
      '选作流水号的那一列只是行号（从 1 数起）。',
      '请重新设置各列：流水号选银行给每笔交易的编号；没有的，留空。',
    ],
    en: [
      'The column named as the serial only numbers the rows, from 1.',
      'Set the columns anew: name the bank’s own number of each movement, or none.',
    ],
  },
  mappingWordMissing: {
    'zh-Hans': ['没有写明哪个词表示收入。', '请照文件的写法填，例如“贷”或“收入”。'],
    en: ['The word for money in is missing.', 'Write it as the file does.'],
  },
  statementAccountUnknown: {
    'zh-Hans': ['没有这个资金账户，或者还没有复核通过。', '请先登记账户并由另一人复核。'],
    en: [
      'There is no such money account, or nobody has approved it yet.',
      'Enter the account and have another person approve it.',
    ],
  },
  statementAmountNotFen: {
    'zh-Hans': ['金额不是整分，或者大得不合理[（{stated}）]。', '请核对原文件的币种和小数位。'],
    en: [
      'The amount is no whole number of fen, or beyond reason[ ({stated})].',
      'Check the file’s currency and decimals.',
    ],
  },
  statementBordersDiffer: {
    'zh-Hans': [
      '余额接不上：截至 {endDay} 的对账单余额 {closing} 元，从 {startDay} 起的对账单从 {opening} 元开始。',
      '两份之间缺了流水，或有一份不对：请到网银重新下载这两份，交界的那一天要完整。',
    ],
    en: [
      'The balances do not meet: the statement through {endDay} closes with {closing}, the one from {startDay} opens with {opening}.',
      'Lines are missing between the two, or one of them is wrong: download both again, with the whole of the day where they meet.',
    ],
  },
  statementCutUnclear: {
    'zh-Hans': [
      '这份文件与以前导入的对账单在 {day} 当天交界，有金额、对方都相同的流水，分不清是同一笔还是两笔。',
      '请到网银重新下载，起止日期各多选一天，让 {day} 不再是文件的第一天或最后一天。',
    ],
    en: [
      'This file and a statement imported before meet within {day}, and equal lines of that day cannot be told apart.',
      'Download it again with a day more at both ends, so that {day} is neither its first nor its last day.',
    ],
  },
  statementFileNotReady: {
    'zh-Hans': ['文件现在不能这样处理[（状态：{statementState}）]。', '请刷新页面，看它现在的状态。'],
    en: ['This cannot be done with the file now[ (it is {statementState})].', 'Reload the page to see how it stands.'],
  },
  statementFileStoredBefore: {
    'zh-Hans': ['同样的文件已经存入[（{by}，{at}）]。', '不需要再存一次；这段时间的流水都在账户明细里。'],
    en: ['The same file was stored before[ (by {by}, {at})].', 'It need not be stored again.'],
  },
  statementFileUnknown: {
    'zh-Hans': ['没有这份文件。', '请回到对账单列表。'],
    en: ['There is no such file.', 'Go back to the list of statements.'],
  },
  statementLastLineCut: {
    'zh-Hans': ['最后一行不完整，没有余额，而其他各行都有。', '文件可能没有下载完，请重新下载。'],
    en: ['The last line lacks its balance, and no other does.', 'The file may be cut off: download it again.'],
  },
  statementMappingOfOtherHeadings: {
    'zh-Hans': ['这一行的表头与以前指明各列时的不一样。', '请点“自己指明各列”，重新指明。'],
    en: ['The headings of this row are not those of the mapping.', 'Set the columns anew.'],
  },
  statementNamesNoAccount: {
    'zh-Hans': ['文件没有写账号[，账户登记的是 {own}]。', '请确认这是该账户的对账单。'],
    en: ['The file names no account[; ours is {own}].', 'Make sure that it is this account’s statement.'],
  },
  statementNoFile: {
    'zh-Hans': ['没有选择文件。', '请选择一份对账单。'],
    en: ['No file was chosen.', 'Choose a statement.'],
  },
  statementOfAnotherAccount: {
    'zh-Hans': [
      '这是另一个账户的对账单[：文件写 {named}，所选账户是 {own}]。',
      '请选对账户再上传；账号登记错了的，到“资金账户”按对账单上的账号另登记一个，由另一人批准后再上传。',
    ],
    en: [
      'The statement is another account’s[: it names {named}, ours is {own}].',
      'Choose the right account; if its number was entered wrongly, enter it anew under money accounts and have it approved.',
    ],
  },
  statementOfAnotherCurrency: {
    'zh-Hans': ['这不是人民币账户的对账单[（{currency}）]。', '本系统只记人民币；外币请换汇入账后再导入。'],
    en: [
      'The statement is not in renminbi[ but in {currency}].',
      'Only renminbi is kept; import the account into which it was exchanged.',
    ],
  },
  statementOtherThanPreviewed: {
    'zh-Hans': ['文件读出来的结果与您确认时看到的预览不同，没有存入。', '请重新上传这份文件，核对预览后再存入。'],
    en: [
      'Read again, the file comes to something else than the preview that was confirmed; nothing was stored.',
      'Upload the file again, and store it after looking at its preview.',
    ],
  },
  statementOverlapAdded: {
    'zh-Hans': [
      '{day} 以前导入时已经完整，现在多出一笔 {yuan} 元。',
      '两份文件必有一份不对：请到网银重新下载，或从没有导入过的日期开始。',
    ],
    en: [
      '{day} was complete when it was imported before; now there is another line of {yuan}.',
      'One of the two files is wrong: download it again, or begin with a day that was not imported.',
    ],
  },
  statementOverlapMissing: {
    'zh-Hans': [
      '以前导入过 {day} 一笔 {yuan} 元，这份文件里没有。',
      '两份文件必有一份不对：请到网银重新下载完整的对账单。',
    ],
    en: [
      'A line of {yuan} on {day} that was imported before is not in this file.',
      'One of the two files is wrong: download the whole statement again.',
    ],
  },
  statementOverlapOtherwise: {
    'zh-Hans': [
      '{day} 的 {yuan} 元以前用另一种格式导入过，写法对不上。',
      '请用原来的格式下载，或从没有导入过的日期开始。',
    ],
    en: [
      '{yuan} on {day} was imported before from another kind of export, and the two do not agree.',
      'Use the same kind of export, or begin with a day that was not imported.',
    ],
  },
  statementReadingFailed: {
    'zh-Hans': ['读取这份文件时出了意外，没有存入任何内容。', '请重新上传；仍然如此的，请把文件交给管理人员。'],
    en: [
      'Reading the file failed; nothing was stored.',
      'Upload it again; if it stays so, hand it to whoever runs the ledger.',
    ],
  },
  statementRowDoubled: {
    'zh-Hans': [
      '第 {second} 行与第 {first} 行完全相同，连余额也一样：同一笔在文件里写了两遍。',
      '请到网银重新下载；是手工拼接的文件，删去重复的行再上传。',
    ],
    en: [
      'Line {second} is the same as line {first}, its balance included: one movement stands in the file twice.',
      'Download the file again; if it was put together by hand, leave out the second copy.',
    ],
  },
  statementSheetNotChosen: {
    'zh-Hans': [
      '工作簿里有几张表头相同的工作表：{sheets}；没有选定哪一张是该账户的，都没有读取。',
      '请点“自己指明各列”，选定该账户的工作表后重新读取。',
    ],
    en: [
      'Several sheets of the workbook have the same headings: {sheets}; none was chosen as this account’s.',
      'Choose the sheet of this account where the columns are set, and read the file again.',
    ],
  },
  statementSheetsNotRead: {
    'zh-Hans': [
      '只读取了工作表“{sheet}”；表头相同的其他工作表没有读取：{others}。',
      '其他工作表也属于该账户的，请各另存为一个文件上传。',
    ],
    en: [
      'Only the sheet “{sheet}” was read; others with the same headings were not: {others}.',
      'If they are this account’s too, save each as a file of its own and upload it.',
    ],
  },
  statementTookTooLong: {
    'zh-Hans': ['这份文件处理得太久，已经停下，没有存入任何内容。', '请按月分开下载后再上传。'],
    en: ['The file took too long and was given up; nothing was stored.', 'Download it month by month.'],
  },
  statementTookTooMuch: {
    'zh-Hans': ['这份文件打开后太大，已经停下，没有存入任何内容。', '请按月分开下载，或改用 CSV 格式。'],
    en: ['The file is too large once it is opened; nothing was stored.', 'Download it month by month, or as CSV.'],
  },
  statementWithoutLines: {
    'zh-Hans': ['文件是对账单，但一笔流水也没有。', '这段时间没有发生额的，不需要导入。'],
    en: ['The statement has no lines.', 'There is nothing to import of a time without movements.'],
  },
};
