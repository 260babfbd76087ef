import { notEarlierThan, type Occurred } from '#ledger/day.ts';

/** What every record of the sample keeps of where it comes from. */
export interface Sourced {
  /** Rows of the public record that it was made from, such as HY-D01. */
  rows: readonly string[];
  source: string;
}

export const HENGYANG = '2020 年 2 月公开报道（衡阳），原文 000_34bed34ed2f7b2d7';
export const DALI = '2020 年公开报道（大理），原文 001_762bd648f22ff361';
export const XIQING = '2020 年 2 月公开报道（西青，数字截止发稿），原文 002_e9fe2adde46953d8';
export const FENGCHENG = '2020 年公开报道（凤城），原文 003_08ea4f3fcd614e3a';

/** Xiqing's report sums up to its own deadline (截止发稿), which it does not name but which lies after this day. */
export const XIQING_DEADLINE: Occurred = notEarlierThan('2020-02-11');

/** One reference per record: `HY-D01`, or `HY-D01 HY-D02 HY-D03` for a gift of three rows. */
export const referenceOf = ({ rows }: Sourced): string => rows.join(' ');
