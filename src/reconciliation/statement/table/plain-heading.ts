import { Converter } from 'opencc-js/t2cn';
import { MOST } from '../limits.ts';

const toSimplified = Converter({ from: 't', to: 'cn' });
/** Sign by sign, and remembered: words of every row are looked at. */
const simpleOf = new Map<string, string>([['帐', '账']]);

/** In simplified characters, and 账 for the 帐 that some banks write. */
export const simplifiedWords = (text: string): string =>
  text.replaceAll(/\p{Script=Han}/gu, (sign) => {
    const known = simpleOf.get(sign);
    if (known !== undefined) return known;
    const simple = toSimplified(sign).replace('帐', '账');
    simpleOf.set(sign, simple);
    return simple;
  });

/** English behind the Chinese of a heading, in parentheses or not, as in `借方金额 Debit Amount`. */
const ENGLISH_BEHIND = /(?<=[\p{Script=Han})])[/(]*[a-z][a-z.,/'&()-]*$/u;
const UNIT = /\((?:[+-]?元|单位:元|人民币元?|rmb|cny)\)$/;

/**
 * `交易日期[ Transaction Date ]` → 交易日期; `收入金额（+元）` → 收入金额; `帳戶餘額` → 账户余额. A cell too long for a heading
 * stays one that no heading equals.
 */
export const plainHeading = (cell: string): string =>
  cell.length > MOST.headingSigns
    ? `…${cell.slice(0, MOST.headingSigns)}`
    : simplifiedWords(
        cell
          .normalize('NFKC')
          .replaceAll(/[\s"'`*\ufeff]/g, '')
          .replaceAll(/\[[^[\]]*\]/g, '')
          .toLowerCase(),
      )
        .replace(/[:;]$/, '')
        .replace(UNIT, '')
        .replace(/\/元$/, '')
        .replace(ENGLISH_BEHIND, '');
