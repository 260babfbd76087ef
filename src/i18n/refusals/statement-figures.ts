import type { RefusalWords } from './words.ts';

/** Figures that a statement states of itself, and what would hide or turn its amounts. */
export const statementFigureRefusals: RefusalWords = {
  statementDayOfStatement: {
    'zh-Hans': ['这一笔没有写日期[，按对账单的截止日 {day} 记]。', '请与银行回单核对入账日期。'],
    en: [
      'The entry has no day[; {day}, on which the statement closes, is taken].',
      'Compare it with the bank’s advice.',
    ],
  },
  statementAnotherTable: {
    'zh-Hans': ['从这一行起是另一张表的表头，其后的内容不能照上面的表头读。', '请把两张表分开，各另存为一个文件上传。'],
    en: [
      'Here another table begins, with headings of its own.',
      'Part the two tables, and upload each as a file of its own.',
    ],
  },
  statementFigureOfAccounts: {
    'zh-Hans': [
      '文件里有几个账号[（{accounts} 个）]，而这个余额没有写明是哪个账号的，或与各账号的流水都对不上[（文件写 {stated}）]。',
      '如果应当只有一个账号，请核对账号一列是否有改动；确有几个账号的，请到网银按账号分别下载。',
    ],
    en: [
      'The file is of several accounts[ ({accounts})], and this balance is said to be of none of them, or fits the lines of none[ ({stated})].',
      'If there should be one account, look for a changed account number; else download each account by itself.',
    ],
  },
  statementFigureOfCurrencies: {
    'zh-Hans': [
      '文件里有几个币种[（{currencies}）]，而这个数没有写明是哪个币种的[（文件写 {stated}）]，不同币种不能相加，无法核对。',
      '如果应当只有一个币种，请核对币种一列是否有改动；确有外币的，请到网银只下载人民币的流水。',
    ],
    en: [
      'The file is in several currencies[ ({currencies})], and this figure is said to be of none of them[ ({stated})]; they cannot be added up.',
      'If there should be one currency, look for a changed one; else download the lines in renminbi only.',
    ],
  },
  statementMarkupUnended: {
    'zh-Hans': [
      '从这里起的一段注释（<!--）或 CDATA 没有结束，或者太长，其后的内容不能读取。',
      '文件可能没有下载完或被改过，请到网银重新下载。',
    ],
    en: [
      'A comment (<!--) or CDATA section that begins here does not end, or is too long; what follows is not read.',
      'The file may be cut off or changed: download it again.',
    ],
  },
  statementRowsHidden: {
    'zh-Hans': [
      '表格中隐藏的行没有读取[（{rows} 行）]。',
      '其中也有该账户流水的，请取消隐藏后另存为 .xlsx，重新上传。',
    ],
    en: [
      'Hidden rows of the table were not read[ ({rows})].',
      'If they are lines of this account, unhide them, save the file as .xlsx and upload it again.',
    ],
  },
  statementSheetHidden: {
    'zh-Hans': ['隐藏的工作表“{sheet}”没有读取。', '其中也有该账户流水的，请取消隐藏后重新上传。'],
    en: [
      'The hidden sheet “{sheet}” was not read.',
      'If it has lines of this account, unhide it and upload the file again.',
    ],
  },
  statementSheetTwice: {
    'zh-Hans': ['工作表“{first}”与“{second}”的内容完全相同，每笔会算两次。', '请删去其中一张后重新上传。'],
    en: [
      'The sheets “{first}” and “{second}” are the same, so that each line would count twice.',
      'Remove one of them and upload the file again.',
    ],
  },
  statementTablesAbreast: {
    'zh-Hans': [
      '这张表的日期、金额表头各出现两次，像是两张表左右并排，只能读到左边一张。',
      '请把两张表分开，各另存为一个文件上传。',
    ],
    en: [
      'The headings of days and amounts stand twice, as of two tables side by side, of which only the first would be read.',
      'Part the two tables, and upload each as a file of its own.',
    ],
  },
  statementUnitNotYuan: {
    'zh-Hans': [
      '文件写明金额的单位是{unit}，不是元，读出来会差很多倍。',
      '请到网银下载以元为单位的对账单；万元、千元的表不能代替对账单。',
    ],
    en: [
      'The file says that its amounts are in {unit}, not in yuan.',
      'Download a statement in yuan; a table in thousands or ten thousands is none.',
    ],
  },
};
