import type { RefusalWords } from './words.ts';

/** Rows from a spreadsheet; the place (row and column) stands beside the refusal. */
export const importRefusals: RefusalWords = {
  import_file_once: {
    'zh-Hans': ['这个文件已经导入过[（{at}，{by}，文件名“{fileName}”）]。', '无需再导；要补录，请只留下新的行。'],
    en: [
      'This file was imported already[ ({at}, by {by}, as "{fileName}")].',
      'Nothing is left to do; to add rows, keep only the new ones.',
    ],
  },
  importAliasUnused: {
    'zh-Hans': ['填了化名，公开方式却不是化名。', '请删去化名，或把公开方式改为化名。'],
    en: ['There is an alias, but the gift is not shown by it.', 'Remove it, or choose to show the alias.'],
  },
  importArchive: {
    'zh-Hans': ['这是压缩包（{format}），不是表格。', '请先解压，再选里面的 Excel 工作簿（.xlsx）或 CSV 文件。'],
    en: [
      'This is an archive ({format}), not a spreadsheet.',
      'Unpack it and choose the workbook (.xlsx) or CSV inside.',
    ],
  },
  importCashHasGoods: {
    'zh-Hans': ['资金一行不应填这一列[（“{stated}”）]。', '请清空此格。'],
    en: ['A cash row leaves this column empty[ ("{stated}")].', 'Clear the cell.'],
  },
  importCellBeyondHeadings: {
    'zh-Hans': ['这一行的格子比表头多[（“{stated}”）]。', '千分位金额要加引号，或去掉逗号；没有表头的格子请清空。'],
    en: [
      'The row has more cells than there are headings[ ("{stated}")].',
      'Quote amounts with thousands separators, or leave the commas out; clear cells without a heading.',
    ],
  },
  importCellEmpty: {
    'zh-Hans': ['这一格不能空。', '请填写此格。'],
    en: ['The cell must not be empty.', 'Fill it in.'],
  },
  importNothingGiven: {
    'zh-Hans': ['没有金额；是物资的请填物品和数量。', '捐款请填金额，物资请填物品和数量。'],
    en: ['There is no amount, nor goods and a quantity.', 'Fill in the amount, or the goods and their quantity.'],
  },
  importAmountEmpty: {
    'zh-Hans': ['没有金额。', '请填写金额。'],
    en: ['There is no amount.', 'Fill it in.'],
  },
  importHeadingsUnread: {
    'zh-Hans': ['没有认出的列：{headings}。', '缺少的列若在其中，请把表头改成模板里的写法。'],
    en: ['Columns that were not recognised: {headings}.', 'Head them as the sample does if they are what is missing.'],
  },
  importColumnMissing: {
    'zh-Hans': ['缺少这一列。', '请补上这一列；表头见模板。'],
    en: ['The column is missing.', 'Add it; the sample shows the headings.'],
  },
  importColumnOrChoice: {
    'zh-Hans': ['表里没有这一列。', '请在下面为整个文件选定，或在表里补上这一列。'],
    en: ['The column is missing.', 'Choose it for the whole file below, or add the column.'],
  },
  importColumnTwice: {
    'zh-Hans': ['这一列出现了两次。', '请删去多余的一列。'],
    en: ['The column occurs twice.', 'Remove one of them.'],
  },
  importDayEmpty: {
    'zh-Hans': ['没有填日期。', '请填日期；原文没有写的，填“未载”。'],
    en: ['The day is missing.', 'Enter the day, or 未载 if the source has none.'],
  },
  importDocument: {
    'zh-Hans': [
      '这是 {format} 文档，不是表格。',
      '请把文档里的表复制到 Excel 或 WPS 表格，另存为 .xlsx 再选；原文档可在登记后作附件上传。',
    ],
    en: [
      'This is a {format} document, not a spreadsheet.',
      'Copy its table into a spreadsheet program, save it as .xlsx and choose that; the document can be attached later.',
    ],
  },
  importEmpty: {
    'zh-Hans': ['文件是空的。', '请检查是否选错了文件。'],
    en: ['The file is empty.', 'Check whether it is the right one.'],
  },
  importEncodingUnknown: {
    'zh-Hans': ['文字编码认不出来。', '请另存为“CSV UTF-8（逗号分隔）”再导入。'],
    en: ['The encoding is not recognised.', 'Save it as "CSV UTF-8" and import again.'],
  },
  importEncrypted: {
    'zh-Hans': ['这个工作簿加了密码，读不了。', '请在 Excel 或 WPS 中打开，去掉密码，另存为 .xlsx 再选。'],
    en: ['The workbook has a password.', 'Open it, remove the password, save it as .xlsx and choose it again.'],
  },
  importFormulaEmpty: {
    'zh-Hans': ['这一格是公式，但没有算出的值。', '请在 Excel 或 WPS 中打开，保存一次再导入；或直接填上数字。'],
    en: [
      'The cell is a formula that was never computed.',
      'Open the file in a spreadsheet program, save it, and try again.',
    ],
  },
  importFormulaFailed: {
    'zh-Hans': ['这一格的公式出错（如 #REF!、#N/A）。', '请改正公式，或直接填上数字。'],
    en: ['The formula of this cell failed.', 'Mend it, or enter the value.'],
  },
  importGiftDiffers: {
    'zh-Hans': [
      '与第 {first} 行同为“{giftNumber}”，这一格却不同[：“{stated}”]。',
      '同一笔捐赠各行的捐赠人、日期等须相同，或留空。',
    ],
    en: [
      'It is the same gift "{giftNumber}" as row {first}, but this cell differs[: "{stated}"].',
      'Rows of one gift agree, or leave it empty.',
    ],
  },
  importGoodsHaveCash: {
    'zh-Hans': ['物资一行不应填金额。', '物资的价值请填折价一列。'],
    en: ['A goods row has no amount.', 'Put its value into the valuation column.'],
  },
  importExampleLeft: {
    'zh-Hans': ['这一行是模板的示例，不是捐赠。', '请删去这一行；确有捐赠的，请把捐赠人改成真实名称。'],
    en: ['This row is the example of the template, not a gift.', 'Delete it, or enter the donor’s real name.'],
  },
  importHeadingsOnly: {
    'zh-Hans': ['只有表头，没有数据。', '请在表头下填写，每行一项，保存后再选这个文件。'],
    en: ['There are headings, but no rows.', 'Fill in rows below the headings, save, and choose the file again.'],
  },
  importItemUnclear: {
    'zh-Hans': ['“{stated}”有几种规格：{standards}。', '请在规格一列写明是哪一种。'],
    en: ['"{stated}" exists in several standards: {standards}.', 'Name one in the standard column.'],
  },
  importItemUnknown: {
    'zh-Hans': ['没有登记过“{stated}[（{standard}）]”。', '请更正品名和规格，或先登记品种。'],
    en: ['There is no item "{stated}"[ ({standard})].', 'Correct name and standard, or register it first.'],
  },
  importNameUnknown: {
    'zh-Hans': ['没有登记过“{stated}”。', '请用登记的名称或代码，或先登记。'],
    en: ['"{stated}" is not registered.', 'Use the registered name or code, or register it first.'],
  },
  importNoFile: {
    'zh-Hans': ['没有选择文件。', '请选一个 Excel（.xlsx）或 CSV 文件。'],
    en: ['No file was chosen.', 'Choose an Excel workbook (.xlsx) or a CSV file.'],
  },
  importNoHeadings: {
    'zh-Hans': [
      '前三十行里找不到表头。',
      '请保留模板的表头一行；文字若成乱码，请另存为“CSV UTF-8（逗号分隔）”再导入。',
    ],
    en: [
      'No headings were found in the first thirty rows.',
      'Keep the headings of the sample; if the text is garbled, save it as "CSV UTF-8" and import again.',
    ],
  },
  importNotHeld: {
    'zh-Hans': ['上传的文件已不在内存里（时间过长，或系统重启过）。', '请重新选择这个文件，再预览一次。'],
    en: ['The file is no longer held.', 'Choose it again and preview it.'],
  },
  importNotSheet: {
    'zh-Hans': ['不是表格文件。', '请选 Excel 工作簿（.xlsx）或 CSV 文件。'],
    en: ['This is not a spreadsheet.', 'Choose an Excel workbook (.xlsx) or a CSV file.'],
  },
  importOldWorkbook: {
    'zh-Hans': ['这是旧版 Excel 文件（.xls），读不了。', '请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”再导入。'],
    en: ['This is an old Excel file (.xls).', 'Save it as an Excel workbook (.xlsx) and import again.'],
  },
  importOtherMeasure: {
    'zh-Hans': ['“{item}”以“{measure}”计，不是“{stated}”。', '请换算成“{measure}”，箱、包填在件数列。'],
    en: ['"{item}" is counted in {measure}, not in {stated}.', 'Convert it; packs have columns of their own.'],
  },
  importPdf: {
    'zh-Hans': [
      '这是 PDF 文件，不是表格。',
      '请向提供的人要 Excel 原表，或照着录到模板（.xlsx）里再选；PDF 可在登记后作附件上传。',
    ],
    en: [
      'This is a PDF, not a spreadsheet.',
      'Ask for the workbook it was made from, or copy it into the sample (.xlsx); the PDF can be attached later.',
    ],
  },
  importPicture: {
    'zh-Hans': [
      '这是图片（{format}），不是表格。',
      '图片里的字读不了：请照着录到模板（.xlsx）里再选；图片可在登记后作附件上传。',
    ],
    en: [
      'This is a picture ({format}), not a spreadsheet.',
      'Copy what it shows into the sample (.xlsx) and choose that; the picture can be attached later.',
    ],
  },
  importQuotesBroken: {
    'zh-Hans': ['引号不成对。', '请检查这一行的引号。'],
    en: ['The quotation marks do not pair.', 'Check the quotes of this row.'],
  },
  importReadingFailed: {
    'zh-Hans': [
      '读取这个文件时出了意外，没有导入任何内容。',
      '请在 Excel 里另存为新的 .xlsx 或 CSV 再选；仍然如此的，请交给管理人员。',
    ],
    en: [
      'Reading the file failed; nothing was imported.',
      'Save it anew as .xlsx or CSV and choose it again; if it stays so, hand it to whoever runs the ledger.',
    ],
  },
  importRepeatedUndecided: {
    'zh-Hans': [
      '第 {rows} 行与别的行或已登记的相同，还没有选怎么处理。',
      '请再预览一次，选“相同的只登记一次”或“确是另一笔，都登记”，再导入。',
    ],
    en: [
      'Rows {rows} are like others, and nothing says what becomes of them.',
      'Preview again, choose whether they are left out or entered, and import.',
    ],
  },
  importSheetUnknown: {
    'zh-Hans': ['文件里没有“{stated}”这张工作表。', '请重新选择工作表。'],
    en: ['The file has no sheet "{stated}".', 'Choose a sheet again.'],
  },
  importTooLarge: {
    'zh-Hans': ['文件太大。', '请分成 {most} 以内的几个文件。'],
    en: ['The file is too large.', 'Split it into files under {most}.'],
  },
  importTooManyRows: {
    'zh-Hans': ['有 {rows} 行，太多了。', '请分成每个 {most} 行以内的文件。'],
    en: ['{rows} rows are too many.', 'Split it into files of at most {most} rows.'],
  },
  importTooWide: {
    'zh-Hans': ['表太宽了，超过 {most} 列。', '请删去登记表以外的列再导入。'],
    en: ['The sheet is wider than {most} columns.', 'Delete the columns that are no part of the register.'],
  },
  importTookTooLong: {
    'zh-Hans': ['这个文件读得太久，已经停下，没有导入任何内容。', '请分成几个文件，或另存为 CSV 再导入。'],
    en: ['The file took too long and was given up; nothing was imported.', 'Split it, or save it as CSV.'],
  },
  importTookTooMuch: {
    'zh-Hans': ['这个文件打开后太大，已经停下，没有导入任何内容。', '请分成几个文件，或另存为 CSV 再导入。'],
    en: ['The file is too large once it is opened; nothing was imported.', 'Split it, or save it as CSV.'],
  },
  importTotalsDisagree: {
    'zh-Hans': [
      '合计行 {cell} 写的是 {stated}，上面各行相加是 {summed}，差 {difference}。',
      '请核对这一列，改正错的那一行或合计，再重新上传。',
    ],
    en: [
      'The total in {cell} is {stated}, but the rows above come to {summed}: {difference} apart.',
      'Compare the column, mend the row or the total, and choose the file again.',
    ],
  },
  importUnpacksTooLarge: {
    'zh-Hans': ['工作簿展开后太大，不读了。', '请只留下登记表这一张工作表，删去图片，另存后再导入。'],
    en: [
      'The workbook unpacks to too much.',
      'Keep only the sheet of the register, without pictures, and save it anew.',
    ],
  },
  importWebPage: {
    'zh-Hans': [
      '这是网页文件，不是表格（有的系统把网页存成 .xls）。',
      '请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（.xlsx）”再选。',
    ],
    en: [
      'This is a web page, not a spreadsheet (some systems call one .xls).',
      'Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).',
    ],
  },
  importWordUnknown: {
    'zh-Hans': ['“{stated}”不在可填之列。', '请改用这一列可填的词[：{allowed}]。'],
    en: ['"{stated}" is not one of the words for this column.', 'Use one of the words of this column[: {allowed}].'],
  },
  importWorkbookBroken: {
    'zh-Hans': [
      '工作簿打不开，可能没有下载或保存完整，或加了密码。',
      '请在 Excel 或 WPS 中打开，去掉密码，另存为 .xlsx 再导入。',
    ],
    en: [
      'The workbook cannot be read: it is incomplete or has a password.',
      'Open it, remove the password, and save it anew.',
    ],
  },
  rosterBatchExists: {
    'zh-Hans': [
      '同一核算主体、同一专项里已有标题、人数（户数）和合计都相同的发放 {number}。',
      '是同一次发放的，不用再登记；是另一次的，请换一个能分清的标题。',
    ],
    en: [
      'A batch of the same title, count and total exists already: {number}.',
      'It need not be entered again; if this is another one, give it a title of its own.',
    ],
  },
  rosterImported: {
    'zh-Hans': ['这份花名册已经登记过[（{at}，{by}）]。', '无需再登记；确要重来，请先撤回或冲销上次的发放。'],
    en: [
      'This roster was entered already[ ({at}, by {by})].',
      'To enter it anew, withdraw or reverse its batch first.',
    ],
  },
  rosterNamesakesUnchecked: {
    'zh-Hans': [
      '有同名而没有号码的行，还没有确认。',
      '请逐行核对，是不同的人就勾选确认；是同一人的，请在表里删去一行再传。',
    ],
    en: [
      'Rows share a name without numbers to tell them apart.',
      'Compare them and confirm that they are different people, or delete one and choose the file again.',
    ],
  },
  rosterMoneyAndGoods: {
    'zh-Hans': ['这一行既有金额又有数量。', '发钱和发物请分成两份花名册，各登记一次。'],
    en: ['The row has an amount and a quantity.', 'Keep money and goods in rosters of their own.'],
  },
  rosterPersonTwice: {
    'zh-Hans': ['姓名和号码都与第 {of} 行相同。', '请删去重复的一行；不是同一人的，请核对号码。'],
    en: ['Name and number are those of row {of}.', 'Delete one of them, or mend the number.'],
  },
  rosterSeveralUnits: {
    'zh-Hans': ['花名册里发的不止一种款物。', '请按款物分成几份花名册，各登记一次。'],
    en: ['The roster hands out more than one thing.', 'Split it by what was handed out.'],
  },
  stockBothWays: {
    'zh-Hans': ['同一行既有入库又有出库。', '请分成两行，一行入库，一行出库。'],
    en: ['The row has goods in and goods out.', 'Make two rows of it.'],
  },
  stockNoMovement: {
    'zh-Hans': ['看不出是入库还是出库。', '请填入库数量或出库数量，或在类别列写“入库”“出库”。'],
    en: ['The row says neither in nor out.', 'Enter a quantity in or out, or name the kind.'],
  },
  stockRunningDisagrees: {
    'zh-Hans': [
      '“{item}”这一行的结存写的是 {stated}，照上一行结存和本行出入库应是 {wanted}。',
      '请核对这一行的数量和结存，改好再上传。',
    ],
    en: [
      'The stock of {item} is given as {stated}; by the row above it comes to {wanted}.',
      'Mend the quantity or the stock.',
    ],
  },
};
