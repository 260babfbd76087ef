import type { Refusal } from '#ledger/refusal.ts';
import { starts } from './decode.ts';
import type { Member } from './zip.ts';

/** Files that are chosen in place of a register, by the bytes they begin with. */
const SIGNATURES: readonly [format: string, kind: string, at: number, head: readonly number[]][] = [
  ['PNG', 'importPicture', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['JPG', 'importPicture', 0, [0xff, 0xd8, 0xff]],
  ['GIF', 'importPicture', 0, [0x47, 0x49, 0x46, 0x38]],
  ['WebP', 'importPicture', 8, [0x57, 0x45, 0x42, 0x50]],
  ['HEIC', 'importPicture', 4, [0x66, 0x74, 0x79, 0x70]],
  ['TIFF', 'importPicture', 0, [0x49, 0x49, 0x2a, 0x00]],
  ['TIFF', 'importPicture', 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ['PDF', 'importPdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['RTF', 'importDocument', 0, [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['RAR', 'importArchive', 0, [0x52, 0x61, 0x72, 0x21]],
  ['7z', 'importArchive', 0, [0x37, 0x7a, 0xbc, 0xaf]],
  ['GZ', 'importArchive', 0, [0x1f, 0x8b]],
];

/** Says what a file is that is plainly no table, so that nobody looks for its encoding; undefined for anything else. */
export function otherFile(bytes: Uint8Array): Refusal | undefined {
  const [format, kind] = SIGNATURES.find(([, , at, head]) => starts(bytes.subarray(at), ...head)) ?? [];
  if (kind) return { kind, values: { format: format ?? '' } };
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return oldOffice(bytes);
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).trimStart().toLowerCase();
  // Some systems save a web page and call it .xls.
  return /^(?:\u00ef\u00bb\u00bf)?<(?:!doctype html|html|table)/.test(beginning)
    ? { kind: 'importWebPage' }
    : undefined;
}

/** The folder of an old Office file names what is in it in UTF-16. A workbook with a password is wrapped in one too. */
function oldOffice(bytes: Uint8Array): Refusal {
  const holds = (stream: string) => Buffer.from(bytes).includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage')) return { kind: 'importEncrypted' };
  if (holds('WordDocument')) return { kind: 'importDocument', values: { format: 'Word' } };
  if (holds('PowerPoint Document')) return { kind: 'importDocument', values: { format: 'PowerPoint' } };
  return { kind: 'importOldWorkbook' };
}

/** The same of a zip by what it packs: documents of Office are zips too. */
export function otherZip(members: readonly Member[]): Refusal | undefined {
  const has = (name: string) => members.some((member) => member.name.startsWith(name));
  if (has('word/')) return { kind: 'importDocument', values: { format: 'Word' } };
  if (has('ppt/')) return { kind: 'importDocument', values: { format: 'PowerPoint' } };
  const workbook = has('xl/') || has('[Content_Types].xml') || has('content.xml') || has('Index/');
  return workbook ? undefined : { kind: 'importArchive', values: { format: 'ZIP' } };
}
