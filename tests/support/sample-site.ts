import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toBase64, toBase64Url } from '#log/base64.ts';
import { type Hash, leafHash, rootOf } from '#log/merkle.ts';
import { formatPrivateOpening } from '#log/private-opening.ts';
import { inclusionSteps, readProof } from '#log/proof.ts';
import type { ReceiptBucket, ReceiptIndex } from '#log/receipt-bucket.ts';
import { deriveReceiptKeys, formatReceiptCode, parseReceiptCode, type ReceiptCode } from '#log/receipt-code.ts';
import { sealOpening } from '#log/sealed-opening.ts';
import { type Relief2020, relief2020 } from './relief-2020-leaves.ts';
import { bytesOf, SAMPLE_ORIGIN, sampleVerifierKey, writeSampleLog } from './sample-log.ts';

/** Symbols of value 1…26: the golden vector of the receipt code. */
const parsed = parseReceiptCode('1234-5678-9ABC-DEFG-HJKM-NPQR-STAN');
if (!parsed.ok) throw new Error(parsed.mistake);
export const sampleReceiptCode: ReceiptCode = parsed.code;
export const printedReceiptCode = formatReceiptCode(sampleReceiptCode);
export const sampleReference = '2020-0220-0930';

/** Writes the published folder of the 2020 records: `log/`, `openings/`, `receipts/`. */
export async function writeRelief2020(folder: string, further = 0): Promise<Relief2020> {
  const keys = deriveReceiptKeys(sampleReceiptCode, SAMPLE_ORIGIN);
  const relief = relief2020(sampleVerifierKey, keys.tag, further);
  await writeSampleLog(folder, relief.notices);
  const leaves = relief.notices.flat();
  const index = relief.places.pooledGift;
  const gift = leaves[Number(index)];
  if (gift === undefined) throw new RangeError(`no leaf ${index}`);
  const content = formatPrivateOpening({
    number: 'D2020-0004',
    legalNameOpening: gift.openings.find(({ field }) => field === 'legalName')?.opening ?? '',
    paymentReference: sampleReference,
  });
  const bucket: ReceiptBucket = {
    bits: 0,
    entries: [
      {
        tag: toBase64Url(keys.tag),
        index: index.toString(),
        leaf: toBase64(bytesOf(gift.leaf)),
        path: await pathInTile(
          leaves.map(({ leaf }) => leafHash(bytesOf(leaf))),
          index,
        ),
        sealed: toBase64(await sealOpening(keys.opening, content)),
      },
    ],
  };
  const receipts = join(folder, 'receipts');
  await mkdir(receipts, { recursive: true });
  await writeFile(join(receipts, 'all.json'), JSON.stringify(bucket));
  await writeFile(
    join(receipts, 'index.json'),
    JSON.stringify({ origin: SAMPLE_ORIGIN, bits: 0 } satisfies ReceiptIndex),
  );
  return relief;
}

/** Siblings up to the root of the leaf's tile; none while the tile is not full. */
async function pathInTile(hashes: readonly Hash[], index: bigint): Promise<string[]> {
  const start = Number(index - (index % 256n));
  const tile = hashes.slice(start, start + 256);
  if (tile.length < 256) return [];
  const siblings = await readProof(inclusionSteps(index % 256n, 256n), ({ height, index: at }) => {
    const first = Number(at) * 2 ** height;
    return rootOf(tile.slice(first, first + 2 ** height));
  });
  return siblings.map(toBase64);
}
