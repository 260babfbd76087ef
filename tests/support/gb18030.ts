/** Text as Chinese banks write it: what the decoder reads, turned round. Signs of two bytes at most, which names take. */
export function gb18030(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const sign of text) bytes.push(...(TABLE.get(sign) ?? unknown(sign)));
  return Uint8Array.from(bytes);
}

const TABLE = new Map<string, readonly number[]>();
const decoder = new TextDecoder('gb18030');
for (let byte = 0; byte < 0x80; byte++) TABLE.set(String.fromCharCode(byte), [byte]);
for (let lead = 0x81; lead <= 0xfe; lead++) {
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    if (trail === 0x7f) continue;
    const sign = decoder.decode(Uint8Array.of(lead, trail));
    if ([...sign].length === 1 && !TABLE.has(sign)) TABLE.set(sign, [lead, trail]);
  }
}

function unknown(sign: string): never {
  throw new Error(`${sign} has no two bytes in GB18030`);
}
