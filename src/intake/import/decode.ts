import { done, type Result, refused } from '#ledger/refusal.ts';

export type Encoding = 'UTF-8' | 'GB18030';

const starts = (bytes: Uint8Array, ...head: number[]) => head.every((byte, index) => bytes[index] === byte);

/**
 * UTF-8 with or without a byte order mark, else GB18030 (never its subset GBK), which is what Excel in China saves.
 * GB18030 finds a character for almost any bytes, so a wrong guess shows itself at the headings.
 */
export function decodeSheet(bytes: Uint8Array): Result<{ text: string; encoding: Encoding }> {
  if (starts(bytes, 0x50, 0x4b) || starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refused({ kind: 'importNotCsv' });
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff)) return refused({ kind: 'importUtf16' });
  for (const encoding of ['UTF-8', 'GB18030'] as const) {
    const text = decoded(bytes, encoding);
    if (text === undefined) continue;
    return text.includes('\0') ? refused({ kind: 'importNotCsv' }) : done({ text, encoding });
  }
  return refused({ kind: 'importEncodingUnknown' });
}

function decoded(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding.toLowerCase(), { fatal: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof TypeError) return undefined;
    throw cause;
  }
}
