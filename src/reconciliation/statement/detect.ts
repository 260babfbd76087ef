import { holdsFields } from './mt940/fields.ts';
import { starts } from './text.ts';
import { isWechatMerchant } from './wechat-merchant.ts';

/** What a spreadsheet opens and what is offered by sheet. Banks call tables of HTML and XML Spreadsheet 2003 .xls too. */
const WORKBOOKS = ['xlsx', 'xls', 'html', 'spreadsheet-xml'] as const;
export type Workbook = (typeof WORKBOOKS)[number];

export type Tabular = 'table' | Workbook;

export const isTabular = (content: Content): content is Tabular =>
  content === 'table' || WORKBOOKS.some((workbook) => workbook === content);

/** What a file is by its content; its name is never asked. */
export type Content =
  | Tabular
  | 'zip'
  | 'camt'
  | 'ofx'
  | 'mt940'
  | 'wechat-merchant'
  | 'pdf'
  | 'picture'
  | 'xml'
  | 'empty'
  | 'binary';

/** Of the first bytes of a file, and their text in its encoding. */
export function contentOf(head: Uint8Array, text: string): Content {
  if (head.length === 0 || text.trim() === '') return 'empty';
  if (starts(head, 0x50, 0x4b, 3, 4)) return /xl\/|\[Content_Types\]\.xml/.test(latin(head)) ? 'xlsx' : 'zip';
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) return 'xls';
  if (starts(head, 0x25, 0x50, 0x44, 0x46)) return 'pdf';
  if (PICTURES.some((begin) => starts(head, ...begin)) || /^ftyp(?:hei|mif|avif)/.test(latin(head.subarray(4, 12)))) {
    return 'picture';
  }
  if (starts(head, 0x52, 0x49, 0x46, 0x46) && latin(head.subarray(8, 12)) === 'WEBP') return 'picture';
  if (text.includes('\0') || isNoise(text)) return 'binary';
  const begin = text.trimStart();
  if (/<(?:\w[\w-]*:)?OFX[\s>]|^OFXHEADER/i.test(begin)) return 'ofx';
  if (/<(?:\w[\w.-]*:)?(?:BkToCstmr\w+|Document)\b/.test(begin)) return 'camt';
  if (begin.startsWith('<')) return markupOf(begin);
  if (begin.split(/\r\n|\n|\r/, MOST_TITLES).some(isWechatMerchant)) return 'wechat-merchant';
  return holdsFields(text) ? 'mt940' : 'table';
}

/** Exports of web pages begin anywhere: with the table, a style sheet, a comment, or as XML. */
function markupOf(text: string): Content {
  const begin = text.replace(/^(?:\s|<\?[^>]*>|<!--[\s\S]*?-->)+/, '');
  if (/^<(?:\w[\w.-]*:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet/.test(begin))
    return 'spreadsheet-xml';
  const isPage =
    /^<(?:!doctype html|html|table|meta|head|body)\b/i.test(begin) || /<(?:html|table|frameset)[\s>]/i.test(begin);
  return isPage ? 'html' : 'xml';
}

/** Lines that may stand above the headings of a bill. */
const MOST_TITLES = 20;

/** JPEG, PNG, GIF, TIFF of either order. */
const PICTURES = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46, 0x38],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
] as const;

/** Of signs that no text has; a text in another encoding than the one we took has a few. */
const MOST_NOISE = 0.05;

/** Signs that no text has: control signs but those of its lines and messages, what means nothing, places no script uses. */
const NOISE = /(?!\s)\p{Cc}|[\ufffd\p{Cn}\p{Co}\p{Cs}]/gu;

/** Bytes that are no text in any encoding. */
const isNoise = (text: string): boolean => (text.match(NOISE)?.length ?? 0) > text.length * MOST_NOISE;

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
