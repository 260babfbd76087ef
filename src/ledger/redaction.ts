import type { Refusal } from './refusal.ts';

/** What must never stand in prose that goes public (LOG §5); typed fields are checked by their type instead. */
const PATTERNS: readonly { kind: string; find: (text: string) => string | undefined }[] = [
  { kind: 'proseHasIdNumber', find: (text) => candidates(text, /\d{17}[\dXx]|\d{15}/g).find(isIdNumber) },
  { kind: 'proseHasPhone', find: (text) => candidates(text, /(?:(?:\+|00)?86)?1[3-9]\d{9}/g)[0] },
  // Amounts are grouped by three: 138,0013,8000 is none.
  {
    kind: 'proseHasPhone',
    find: (text) => text.match(/(?<![\d,/.])1[3-9]\d\s*([,/·])\s*\d{4}\s*\1\s*\d{4}(?!\d|[,/.]\d)/)?.[0],
  },
  // Area codes are 010, 02x and 0 with three more; numbers within them never begin with 0 or 1.
  { kind: 'proseHasPhone', find: (text) => candidates(text, /0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}/g)[0] },
  { kind: 'proseHasBankCard', find: (text) => candidates(text, /[3-6]\d{15,18}/g).find(passesLuhn) },
  { kind: 'proseHasEmail', find: (text) => text.match(/[\w.+-]+@[\w-]+(\.[\w-]+)+/)?.[0] },
  // A number of persons or yuan may follow the name of the service too; a measure behind it tells.
  {
    kind: 'proseHasAccount',
    find: (text) =>
      text.match(
        /(?:QQ|扣扣)(?:群|号码|账号|号)?\s*[:是为]?\s*[1-9]\d{4,10}(?!\d|[,.]\d|\s*[元万只套件箱人笔份])/i,
      )?.[0],
  },
  {
    kind: 'proseHasAccount',
    find: (text) =>
      text.match(/(?:微信|(?<![a-z])(?:wechat|weixin|vx))(?:号码|账号|号|id)?\s*[:是为]\s*[a-z][\w-]{5,19}/i)?.[0] ??
      text.match(/微信(?:号码|账号|号)?\s*(?=[\w-]*[\d_])[a-z][\w-]{5,19}/i)?.[0],
  },
];

/** Refusals for one prose field of an act; `line` and other context are the caller's. */
export function refuseIdentifiers(field: string, text: string): Refusal[] {
  // NFKC would make the full-width comma of a sentence look like that of an amount.
  const plain = withFigures(
    text
      .replaceAll('，', '、')
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, ''),
  );
  const kinds = PATTERNS.filter(({ find }) => find(plain) !== undefined).map(({ kind }) => kind);
  return [...new Set(kinds)].map((kind) => ({ kind, field }));
}

/**
 * Runs of digits that are not part of a longer run or an amount with a fraction (13800138000.50). No amount has as many
 * digits as these after a point or a comma, so what stands before a run excuses it only when it is a digit.
 */
function candidates(text: string, pattern: RegExp): string[] {
  return [withoutSeparators(text), withoutPoints(withoutSeparators(text))].flatMap((joined) =>
    [...joined.matchAll(pattern)]
      .filter((match) => {
        const before = joined.slice(0, match.index).at(-1) ?? '';
        const after = joined.slice(match.index + match[0].length);
        return !/\d/.test(before) && !/^(\d|\.\d{1,2}(?!\d))/.test(after);
      })
      .map((match) => match[0]),
  );
}

/** 一三八零零一三八零零零 is read as digits; a year or an amount in words has no run of so many signs. */
const withFigures = (text: string): string =>
  text.replace(/(?:[零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖\d][\s\-—]?){11,}/g, (run) =>
    run.replace(/[^\d\s\-—]/g, (sign) => String(CHINESE_DIGITS.findIndex((signs) => signs.includes(sign)))),
  );

const CHINESE_DIGITS = ['零〇○', '一幺壹', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'];

/** 138 0013 8000, 138—0013—8000 and (0734)8222222 are read as one run. */
const withoutSeparators = (text: string): string =>
  text.replace(/\((\+?\d{2,4})\)\s*(?=\d)/g, '$1').replace(/(?<=\d)[\s_\-‐-―−]+(?=\d)/g, '');

/** 138.0013.8000 too; a single point before one or two digits is that of an amount and stays. */
const withoutPoints = (text: string): string => text.replace(/(?<=\d)\.(?=\d{3}|\d+\.\d)|(?<=\.\d+)\.(?=\d)/g, '');

/** GB 11643: the 18th symbol checks the first 17; the 15-digit form of before 1999 is known by its date. */
function isIdNumber(digits: string): boolean {
  if (digits.length === 15) return isBirthday(`19${digits.slice(6, 12)}`);
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return isBirthday(digits.slice(6, 14)) || '10X98765432'[sum % 11] === digits.slice(-1).toUpperCase();
}

function isBirthday(yyyymmdd: string): boolean {
  const [year = 0, month = 0, day = 0] = [yyyymmdd.slice(0, 4), yyyymmdd.slice(4, 6), yyyymmdd.slice(6)].map(Number);
  return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** ISO/IEC 7812 check digit, as on bank cards. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((symbol, place) => {
    const doubled = Number(symbol) * (place % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
}
