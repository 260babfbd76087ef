const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const SECTIONS = ['', '万', '亿', '万亿'];

/**
 * Fen → amount in capitals as on receipts and cheques (支付结算办法, 附一): 人民币壹仟肆佰零玖元伍角.
 * 整 follows 元, nothing follows 角 or 分. Up to 10¹⁸ fen.
 */
export function inCapitals(fen: bigint): string {
  if (fen >= 10n ** 18n || fen <= -(10n ** 18n)) throw new RangeError(`${fen} fen is beyond what capitals are for`);
  const amount = fen < 0n ? -fen : fen;
  const yuan = amount / 100n;
  const jiao = Number((amount / 10n) % 10n);
  const last = Number(amount % 10n);
  const sign = fen < 0n ? '负' : '';
  const whole = yuan > 0n ? `${wholeYuan(yuan)}元` : '';
  if (jiao === 0 && last === 0) return `人民币${sign}${whole || '零元'}整`;
  const tenths = jiao > 0 ? `${DIGITS[jiao]}角` : whole && '零';
  return `人民币${sign}${whole}${tenths}${last > 0 ? `${DIGITS[last]}分` : ''}`;
}

/** Sections of four digits; a gap inside or between them is read as one 零. */
function wholeYuan(yuan: bigint): string {
  let text = '';
  let gap = false;
  for (let section = SECTIONS.length - 1; section >= 0; section--) {
    const value = Number((yuan / 10n ** BigInt(section * 4)) % 10_000n);
    if (value === 0) {
      gap = text !== '';
      continue;
    }
    if (text !== '' && (gap || value < 1000)) text += '零';
    // 万亿 and 亿 share the word 亿 where both have digits: 壹万贰仟亿.
    const word = section === 3 && (yuan / 10n ** 8n) % 10_000n > 0n ? '万' : SECTIONS[section];
    text += fourDigits(value) + word;
    gap = false;
  }
  return text;
}

function fourDigits(value: number): string {
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += `${gap ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`;
    gap = false;
  }
  return text;
}
