/** Papers that staff attach as scans or photos (DOMAIN §2). */
export const PAPERS = [
  'registrationForm',
  'agreement',
  'waybill',
  'inspection',
  'goodsReceipt',
  'goodsIssue',
  'deliveryNote',
  'acceptanceLetter',
  'bankSlip',
  'handoverList',
  'roster',
  'stocktake',
  'decision',
  'press',
  'other',
] as const;
export type Paper = (typeof PAPERS)[number];

export const LARGEST_PAPER_BYTES = 20 * 1024 * 1024;

export type MediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** The media type by the bytes themselves; what the file or browser calls it counts for nothing. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp';
  if (ascii(bytes, 0, 5) === '%PDF-') return 'application/pdf';
  return undefined;
}
