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
  importCashHasGoods: {
    'zh-Hans': ['现金一行不应填这一列[（“{stated}”）]。', '请清空此格。'],
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
  importColumnMissing: {
    'zh-Hans': ['缺少这一列。', '请补上这一列；表头见模板。'],
    en: ['The column is missing.', 'Add it; the sample shows the headings.'],
  },
  importColumnTwice: {
    'zh-Hans': ['这一列出现了两次。', '请删去多余的一列。'],
    en: ['The column occurs twice.', 'Remove one of them.'],
  },
  importDayEmpty: {
    'zh-Hans': ['没有填日期。', '请填日期；原文没有写的，填“未载”。'],
    en: ['The day is missing.', 'Enter the day, or 未载 if the source has none.'],
  },
  importEmpty: {
    'zh-Hans': ['文件是空的。', '请检查是否选错了文件。'],
    en: ['The file is empty.', 'Check whether it is the right one.'],
  },
  importEncodingUnknown: {
    'zh-Hans': ['文字编码认不出来。', '请另存为“CSV UTF-8（逗号分隔）”再导入。'],
    en: ['The encoding is not recognised.', 'Save it as "CSV UTF-8" and import again.'],
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
    'zh-Hans': ['没有选择文件。', '请选一个 CSV 文件。'],
    en: ['No file was chosen.', 'Choose a CSV file.'],
  },
  importNoHeadings: {
    'zh-Hans': ['前十行里找不到表头。', '请保留模板的表头一行；文字若成乱码，请另存为“CSV UTF-8（逗号分隔）”再导入。'],
    en: [
      'No headings were found in the first ten rows.',
      'Keep the headings of the sample; if the text is garbled, save it as "CSV UTF-8" and import again.',
    ],
  },
  importNotCsv: {
    'zh-Hans': ['不是 CSV 文件。', '请在表格软件中另存为 CSV 再导入。'],
    en: ['This is not a CSV file.', 'Save it as CSV and import again.'],
  },
  importOtherMeasure: {
    'zh-Hans': ['“{item}”以“{measure}”计，不是“{stated}”。', '请换算成“{measure}”，箱、包填在件数列。'],
    en: ['"{item}" is counted in {measure}, not in {stated}.', 'Convert it; packs have columns of their own.'],
  },
  importQuotesBroken: {
    'zh-Hans': ['引号不成对。', '请检查这一行的引号。'],
    en: ['The quotation marks do not pair.', 'Check the quotes of this row.'],
  },
  importTooLarge: {
    'zh-Hans': ['文件太大。', '请分成 {most} 以内的几个文件。'],
    en: ['The file is too large.', 'Split it into files under {most}.'],
  },
  importTooManyRows: {
    'zh-Hans': ['有 {rows} 行，太多了。', '请分成每个 {most} 行以内的文件。'],
    en: ['{rows} rows are too many.', 'Split it into files of at most {most} rows.'],
  },
  importUtf16: {
    'zh-Hans': ['文件是 Unicode（UTF-16）文本，不是 CSV。', '请另存为“CSV UTF-8（逗号分隔）”再导入。'],
    en: ['The file is UTF-16 text.', 'Save it as "CSV UTF-8" and import again.'],
  },
  importWordUnknown: {
    'zh-Hans': ['“{stated}”不在可填之列。', '请改用这一列可填的词[：{allowed}]。'],
    en: ['"{stated}" is not one of the words for this column.', 'Use one of the words of this column[: {allowed}].'],
  },
};
