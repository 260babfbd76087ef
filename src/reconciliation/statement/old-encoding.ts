import type { StatementFile } from './statement.ts';
import { headOf } from './text.ts';

/** Of the bytes beyond ASCII, how many may stand outside pairs: rarer signs of GBK have a second byte below the others. */
const MOST_ALONE = 0.1;

/**
 * What a message of no declared encoding was written in, where it is not UTF-8: Chinese in GB18030 stands in pairs of
 * bytes from 0xA1 on (GB 2312), Western letters stand alone among those of ASCII.
 */
export async function oldEncodingOf(file: StatementFile): Promise<'gb18030' | 'windows-1252'> {
  const head = await headOf(file);
  let [paired, alone] = [0, 0];
  for (let at = 0; at < head.length; at++) {
    const [byte = 0, next = 0] = head.subarray(at, at + 2);
    if (byte < 0x80) continue;
    if (byte >= 0xa1 && byte <= 0xf7 && next >= 0xa1) {
      paired += 2;
      at += 1;
    } else alone += 1;
  }
  return paired > 0 && alone <= (paired + alone) * MOST_ALONE ? 'gb18030' : 'windows-1252';
}
