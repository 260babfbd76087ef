import { Converter, CustomConverter } from 'opencc-js';
import { besideNames } from './as-registered.ts';

/**
 * Where a reader of traditional Chinese expects another form than OpenCC writes, reviewed word by word. Hong Kong's
 * forms are the base: Taiwan's would write 臺賬 for 台賬. Left is what OpenCC made of the simplified source.
 */
const EXCEPTIONS: [made: string, wanted: string][] = [
  ['瞭解', '了解'],
  ['不合並', '不合併'],
  ['合並', '合併'],
  ['户', '戶'],
  ['併發', '並發'],
  ['麪', '麵'],
  ['羣', '群'],
  ['牀', '床'],
  ['裏', '裡'],
  ['複覈', '複核'],
  ['沖消', '沖銷'],
  ['説', '說'],
  ['閲', '閱'],
  ['税', '稅'],
  ['脱', '脫'],
  ['鋭', '銳'],
  ['悦', '悅'],
  ['衞', '衛'],
  ['綫', '線'],
  ['鈎', '鉤'],
  ['汚', '污'],
  ['粧', '妝'],
];

const toHongKong = Converter({ from: 'cn', to: 'hk' });
const toWanted = CustomConverter(EXCEPTIONS);

/** 只 that counts masks stands alone behind a figure or in a cell; 只 that means "only" stands among other characters. */
const LONE_MEASURE = /(?<!\p{Script=Han})只(?!\p{Script=Han})/gu;
const HAN = /\p{Script=Han}/u;

/** Simplified Chinese in traditional characters; everything else stays as it is, and so do names marked `asRegistered`. */
export const traditional = (text: string): string => besideNames(text, HAN.test(text) ? written : asIs);

const asIs = (text: string): string => text;

const written = (text: string): string =>
  toWanted(toHongKong(text)).replace(LONE_MEASURE, '隻').replaceAll('“', '「').replaceAll('”', '」');
