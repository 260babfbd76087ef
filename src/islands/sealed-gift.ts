import { fromBase64 } from '#log/base64.ts';
import { isErased } from '#log/erased-sealed.ts';
import type { IntakeLeaf } from '#log/leaf.ts';
import { digestOf } from '#log/opening.ts';
import { readPrivateOpening } from '#log/private-opening.ts';
import { unsealOpening } from '#log/sealed-opening.ts';

/** What only the holder of the code reads, and whether the leaf commits to the name in it. */
export interface SealedGift {
  number: string;
  legalName: string;
  paymentReference?: string;
  nameCommitted: boolean;
}

/** Undefined when it does not open with this key or is not of our form; `erased` when the giver's name was deleted. */
export async function readSealed(
  sealed: string,
  key: Uint8Array,
  leaf: Pick<IntakeLeaf, 'texts'>,
): Promise<SealedGift | 'erased' | undefined> {
  const bytes = fromBase64(sealed);
  if (bytes === undefined) return undefined;
  const opened = await unsealOpening(key, bytes);
  if (opened === undefined) return (await isErased(key, bytes)) ? 'erased' : undefined;
  const content = readPrivateOpening(opened);
  if (content === undefined) return undefined;
  const { number, legalName, legalNameOpening, paymentReference } = content;
  return {
    number,
    legalName,
    nameCommitted: leaf.texts.includes(digestOf(legalNameOpening)),
    ...(paymentReference !== undefined && { paymentReference }),
  };
}
