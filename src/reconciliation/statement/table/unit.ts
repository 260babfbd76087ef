import { MOST } from '../limits.ts';
import { plainHeading, simplifiedWords } from './plain-heading.ts';

const UNIT = '(?:人民币|rmb|cny)?\\s{0,9}([十拾百佰千仟万亿]{1,3}元)';
/** `单位：万元`, `金额单位 , (人民币千元)`, `以万元为单位`, `(万元)` in a cell of its own; 角 and 分 only behind a colon. */
const SAID = [
  new RegExp(`单位[\\s:,([]{0,12}${UNIT}(?!\\p{Script=Han})`, 'iu'),
  new RegExp(`以${UNIT}(?:为单位|计|列示)`, 'iu'),
  new RegExp(`^[([]${UNIT}[)\\]]$`, 'iu'),
  /单位\s{0,9}[:,][\s:,([]{0,12}(?:人民币)?([角分])(?!\p{Script=Han})/u,
];
const OF_UNITS = /[元角分]/;

/**
 * The unit that a title, a note or a heading gives all amounts, where it is not yuan. 万元 has six decimals in no
 * statement: amounts under it are rounded, and none of them is what moved.
 */
export function otherUnitOf(cells: readonly string[]): string | undefined {
  const filled = cells.filter((cell) => cell.length <= MOST.labelSigns && cell.trim() !== '');
  if (!filled.some((cell) => OF_UNITS.test(cell))) return undefined;
  const plain = filled.map((cell) => simplifiedWords(cell.normalize('NFKC')).trim());
  for (const text of [...plain, plain.join(' , ')]) {
    for (const said of SAID) {
      const [, unit] = said.exec(text) ?? [];
      if (unit !== undefined) return unit;
    }
  }
  return undefined;
}

/** The same of the heading of amounts itself: `收入(万元)`, `支出/千元`. */
export const otherUnitOfHeading = (heading: string): string | undefined =>
  /([十拾百佰千仟万亿]{1,3}元)[)\]]?$/.exec(plainHeading(heading))?.[1];
