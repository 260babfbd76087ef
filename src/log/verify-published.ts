import type { ReadLog } from './read-log.ts';
import type { VerifierKey } from './verifier-key.ts';
import { EarlierFiles } from './verify-earlier.ts';
import { type NotVerified, type OnProgress, reported, type Verified, verifyWhole } from './verify-log.ts';
import { PublicTexts } from './verify-openings.ts';
import { type FoundReceipts, ReceiptFiles } from './verify-receipts.ts';

/** The whole log, and what is served with it. */
export interface VerifiedAll extends Verified {
  /** Partial tiles and bundles of earlier sizes that are there and agree. */
  earlierFiles: number;
  texts: { opened: number; digests: number; unknownFields: string[] };
  /** Undefined where no receipt look-up is served. */
  receipts: FoundReceipts | undefined;
}

/**
 * Everything `verifyLog` checks, and beside it the files of earlier sizes, the public texts and the receipt look-up.
 * `beside` reads by path from the folder in which the log's own lies (`openings/…`, `receipts/…`).
 */
export const verifyPublished = (
  read: ReadLog,
  beside: ReadLog,
  log: VerifierKey,
  onProgress?: OnProgress,
): Promise<VerifiedAll | NotVerified> =>
  reported(async () => {
    const [earlier, texts, receipts] = [new EarlierFiles(read), new PublicTexts(beside), new ReceiptFiles(beside)];
    const verified = await verifyWhole(read, log, onProgress, [earlier, texts, receipts]);
    const { opened, digests, unknownFields } = texts;
    return {
      ...verified,
      earlierFiles: earlier.files,
      texts: { opened, digests, unknownFields: [...unknownFields].sort() },
      receipts: await receipts.check(verified.origin),
    };
  });
