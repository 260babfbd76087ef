import { done, type Result, refused } from '#ledger/refusal.ts';

export type Encoding = 'UTF-8' | 'GB18030' | 'UTF-16';

/** Whether the bytes begin with these. */
export const starts = (bytes: Uint8Array, ...head: number[]): boolean =>
  head.every((byte, index) => bytes[index] === byte);

/**
 * By byte order mark, or as UTF-16 that lacks it; else UTF-8 where all of it is, else GB18030 (never its subset GBK), which
 * is what Excel in China saves. GB18030 finds a character for almost any bytes, so a wrong guess shows itself at the headings.
 */
export function decodeSheet(bytes: Uint8Array): Result<{ text: string; encoding: Encoding }> {
  const marked =
    [starts(bytes, 0xff, 0xfe) && 'utf-16le', starts(bytes, 0xfe, 0xff) && 'utf-16be'].find(Boolean) ||
    (bytes.includes(0) && ['utf-16le', 'utf-16be'].find((label) => isTable(decoded(bytes, label))));
  const tries: [Encoding, string][] = marked
    ? [['UTF-16', marked]]
    : [
        ['UTF-8', 'utf-8'],
        ['GB18030', 'gb18030'],
      ];
  for (const [encoding, label] of tries) {
    const text = decoded(bytes, label);
    if (text === undefined) continue;
    return text.includes('\0') ? refused({ kind: 'importNotSheet' }) : done({ text, encoding });
  }
  // Text of any encoding has no byte of nought where it is not UTF-16.
  return refused({ kind: bytes.includes(0) ? 'importNotSheet' : 'importEncodingUnknown' });
}

/** UTF-16 may come without its mark: read the wrong way round, or of anything else, no rows and columns show. */
const isTable = (text: string | undefined): boolean =>
  text !== undefined && !text.includes('\0') && /[,\t;]/.test(text) && text.includes('\n');

function decoded(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof TypeError) return undefined;
    throw cause;
  }
}
