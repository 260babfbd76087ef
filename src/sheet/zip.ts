import { Unzip, UnzipInflate } from 'fflate';

export class ZipTooLarge extends Error {}
export class ZipBroken extends Error {}

/** What a packed file may come to. */
export interface Limits {
  /** Of all its files, unpacked. */
  unpackedBytes: number;
  /** Files in it. */
  members: number;
}

export interface Member {
  name: string;
  bytes: Uint8Array;
}

/**
 * The files of a zip, unpacked one after another. Sizes are counted while unpacking, whatever the headers say. Throws
 * `ZipTooLarge` beyond the limits and `ZipBroken` where it ends early, is encrypted or packed in another way.
 */
export async function unzip(file: { open(): AsyncIterable<Uint8Array> }, most: Limits): Promise<Member[]> {
  const members: Member[] = [];
  let unpacked = 0;
  let failure: Error | undefined;
  let open = 0;
  const zip = new Unzip((member) => {
    if (member.name.endsWith('/')) return;
    const parts: Uint8Array[] = [];
    open += 1;
    if (members.length + open > most.members) throw new ZipTooLarge();
    member.ondata = (error, part, final) => {
      if (error) failure = new ZipBroken('a member cannot be unpacked', { cause: error });
      unpacked += part?.length ?? 0;
      if (unpacked > most.unpackedBytes) throw new ZipTooLarge();
      if (part) parts.push(part);
      if (!final) return;
      open -= 1;
      members.push({ name: memberName(member.name), bytes: Buffer.concat(parts) });
    };
    member.start();
  });
  zip.register(UnzipInflate);
  try {
    for await (const part of file.open()) zip.push(part);
    zip.push(new Uint8Array(), true);
  } catch (cause) {
    if (cause instanceof ZipTooLarge) throw cause;
    throw new ZipBroken('the zip cannot be read', { cause });
  }
  if (failure) throw failure;
  if (open > 0 || members.length === 0) throw new ZipBroken('the zip ends early');
  return members;
}

/** Alipay packs GBK names without saying so, which reach us as latin-1; a name in UTF-8 comes as it is. */
function memberName(name: string): string {
  if (!/^[\u0020-\u00ff]*$/.test(name) || !/[\u0080-\u00ff]/.test(name)) return name;
  return new TextDecoder('gb18030').decode(Uint8Array.from(name, (sign) => sign.charCodeAt(0)));
}
