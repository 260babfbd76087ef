import { holdsFields } from './mt940/fields.ts';
import { starts } from './text.ts';
import { isWechatMerchant } from './wechat-merchant.ts';

/** What a file is by its content; its name is never asked. */
export type Content =
  | 'zip'
  | 'xlsx'
  | 'xls'
  | 'camt'
  | 'ofx'
  | 'mt940'
  | 'wechat-merchant'
  | 'table'
  | 'pdf'
  | 'picture'
  | 'html'
  | 'xml'
  | 'empty'
  | 'binary';

/** Of the first bytes of a file, and their text in its encoding. */
export function contentOf(head: Uint8Array, text: string): Content {
  if (head.length === 0 || text.trim() === '') return 'empty';
  if (starts(head, 0x50, 0x4b, 3, 4)) return /xl\/|\[Content_Types\]\.xml/.test(latin(head)) ? 'xlsx' : 'zip';
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) return 'xls';
  if (starts(head, 0x25, 0x50, 0x44, 0x46)) return 'pdf';
  if (starts(head, 0xff, 0xd8, 0xff) || starts(head, 0x89, 0x50, 0x4e, 0x47)) return 'picture';
  if (text.includes('\0')) return 'binary';
  const begin = text.trimStart();
  if (/<OFX>|^OFXHEADER/i.test(begin)) return 'ofx';
  if (/<(?:\w+:)?(?:BkToCstmr\w+|Document)\b/.test(begin)) return 'camt';
  if (/^<(?:!doctype html|html|table|meta|head|body)/i.test(begin)) return 'html';
  if (begin.startsWith('<')) return 'xml';
  if (isWechatMerchant(begin.slice(0, begin.search(/[\r\n]|$/)))) return 'wechat-merchant';
  return holdsFields(text) ? 'mt940' : 'table';
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
