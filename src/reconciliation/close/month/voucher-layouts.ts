import type { VoucherAct, VoucherLine } from './vouchers.ts';

export type VoucherSoftware = 'yonyou' | 'kingdee';

/** A cell as a sheet holds it: text, a whole number, an amount in fen (written with two decimals), a day, or nothing. */
export type VoucherCell = { text: string } | { whole: number } | { fen: bigint } | { day: string } | undefined;

interface Layout {
  headings: readonly string[];
  cells(line: VoucherLine, words: VoucherWords): readonly VoucherCell[];
}

export interface VoucherWords {
  account(code: string): string;
  /** 摘要, at most 60 characters: what it was, number, account and day, never a name of somebody. */
  summary(act: VoucherAct): string;
}

/** 记账凭证, the one kind of voucher that small organisations use. */
const WORD = '记';
const LONGEST_SUMMARY = 60;
/** The end of the summary that names the fund leaves room for what happened. */
const LONGEST_FUND = 24;
const MOST_PAPERS = 999;

/**
 * Columns as the import tools of both makers name them: 用友 U8 总账工具 (制单日期, 凭证类别字, 业务号, 附单据数, 摘要, 科目编码,
 * 金额借方, 金额贷方, 项目编码, 项目名称; a day, word and number are one voucher, its lines follow one another, one of the two
 * amounts is 0) and 金蝶 KIS 引入凭证, which has no column of projects: there the fund stands in the summary.
 */
export const VOUCHER_LAYOUTS: Record<VoucherSoftware, Layout> = {
  yonyou: {
    headings: [
      '制单日期',
      '凭证类别字',
      '凭证号',
      '附单据数',
      '摘要',
      '科目编码',
      '金额借方',
      '金额贷方',
      '制单人',
      '项目编码',
      '项目名称',
    ],
    cells: (line, words) => [
      { day: line.day },
      { text: WORD },
      { whole: line.number },
      { whole: Math.min(line.papers, MOST_PAPERS) },
      { text: summaryOf(line, words) },
      { text: line.account },
      { fen: line.debitFen },
      { fen: line.creditFen },
      { text: line.recordedBy },
      { text: line.fund.code },
      { text: line.fund.name },
    ],
  },
  kingdee: {
    headings: [
      ...[
        '日期',
        '凭证字',
        '凭证号',
        '附单据数',
        '摘要',
        '科目代码',
        '科目名称',
        '借方金额',
        '贷方金额',
        '币别',
        '汇率',
      ],
      ...['数量', '单价', '制单人', '审核人'],
    ],
    cells: (line, words) => [
      { day: line.day },
      { text: WORD },
      { whole: line.number },
      { whole: Math.min(line.papers, MOST_PAPERS) },
      { text: summaryOf(line, words, line.fund) },
      { text: line.account },
      { text: words.account(line.account) },
      { fen: line.debitFen },
      { fen: line.creditFen },
      { text: 'RMB' },
      { whole: 1 },
      undefined,
      undefined,
      { text: line.recordedBy },
      { text: line.approvedBy },
    ],
  },
};

function summaryOf({ act }: VoucherLine, words: VoucherWords, fund?: VoucherLine['fund']): string {
  const ending = fund === undefined ? [] : [...`［${fund.code} ${fund.name}］`].slice(0, LONGEST_FUND);
  return [...words.summary(act)].slice(0, LONGEST_SUMMARY - ending.length).join('') + ending.join('');
}
