import { notEarlierThan, type Occurred } from '#ledger/day.ts';

/** What every record of the sample keeps of where it comes from. */
export interface Sourced {
  /** Rows of the public record that it was made from, such as HY-D01. */
  rows: readonly string[];
  source: string;
}

/*
 * As readers see them. The record of 2020 keeps the reports' texts but neither the newspapers' names nor the days on which
 * they appeared, so nothing more can be said of them; the texts are found again by the rows.
 */
const UNNAMED = '报刊名称和刊发日期未载';

/** Text 000_34bed34ed2f7b2d7. */
export const HENGYANG = `2020 年 2 月关于衡阳抗疫捐赠的公开报道（${UNNAMED}）`;
/** Text 001_762bd648f22ff361. */
export const DALI = `2020 年关于大理关爱援鄂医务人员的公开报道（${UNNAMED}）`;
/** Text 002_e9fe2adde46953d8. */
export const XIQING = `2020 年 2 月关于西青抗疫捐款和慰问的公开报道（数字截止发稿；${UNNAMED}）`;
/** Text 003_08ea4f3fcd614e3a. */
export const FENGCHENG = `2020 年关于凤城关爱援鄂医务人员家属的公开报道（${UNNAMED}）`;

/** Xiqing's report sums up to its own deadline (截止发稿), which it does not name but which lies after this day. */
export const XIQING_DEADLINE: Occurred = notEarlierThan('2020-02-11');

/** One reference per record: `HY-D01`, or `HY-D01 HY-D02 HY-D03` for a gift of three rows. */
export const referenceOf = ({ rows }: Sourced): string => rows.join(' ');
