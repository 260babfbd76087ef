const END = 0x06054b50;
const CENTRAL = 0x02014b50;
/** 1980-01-01 00:00, the earliest that the format can say (APPNOTE 4.4.6): a paper's bytes must not tell when it was made. */
const EARLIEST = 0x0021;

/** Sets the time of every file in a ZIP to the same moment, in its local and its central header. */
export function withoutTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new RangeError('not a ZIP file');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new RangeError('the central directory of the ZIP file is damaged');
    const local = zip.readUInt32LE(at + 42);
    for (const time of [at + 12, local + 10]) {
      zip.writeUInt16LE(0, time);
      zip.writeUInt16LE(EARLIEST, time + 2);
    }
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}
