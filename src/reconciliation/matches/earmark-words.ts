import type { WorkLine } from './money-match.ts';

/**
 * By which words a payer says what the money is for. A denial (“不指定用途”, “非定向捐款”) says nothing, nor does naming
 * the account the money was to be paid to.
 */
const EARMARK =
  /(?<![非不无未])(?:定向|指定(?![账帐]户|银行|收款)|专款专用|专供|(?:专项|专门|专|仅限|只限|限|只能|仅|只)?用于|(?:专|仅)用)[^，,。;；|\n]*/u;
const LONGEST = 60;

/** What the payer says the money is for, in the payer's own words; undefined where nothing is said. */
export function earmarkOf({ purpose = '', kind = '' }: Pick<WorkLine, 'purpose' | 'kind'>): string | undefined {
  const said = EARMARK.exec(purpose) ?? EARMARK.exec(kind);
  return said ? [...said[0].trim()].slice(0, LONGEST).join('') : undefined;
}
