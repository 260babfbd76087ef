/** Everything a verifier can find wrong. Each code is explained on the public page; a new one needs its wording there. */
export const VERIFY_CODES = [
  // keys, notes, checkpoints
  'malformedKey',
  'malformedNote',
  'unsigned',
  'badSignature',
  'malformedCheckpoint',
  'otherOrigin',
  // tiles, bundles, proofs
  'missingFile',
  'malformedTile',
  'malformedBundle',
  'wrongTile',
  'wrongRoot',
  'malformedProof',
  'wrongProof',
  // what is served with the log
  'earlierDiffers',
  'malformedOpening',
  'wrongOpening',
  'malformedBucket',
  'wrongBucket',
  'bucketTooSmall',
  // leaves
  'leafTooLarge',
  'malformedLeaf',
  'notCanonical',
  'unknownVersion',
  // what the leaves say together
  'unbalanced',
  'unknownAccount',
  'unknownEntity',
  'unknownFund',
  'unknownUnit',
  'unknownCode',
  'registeredOtherwise',
  'voidsNothing',
  'voidedTwice',
  'notTheNegative',
  'doesNotAddUp',
  'wrongNotice',
  'statementDiffers',
] as const;

export type VerifyCode = (typeof VERIFY_CODES)[number];

/** Where: a file, a leaf, the figures that differ; already as text. */
export type VerifyDetail = Record<string, string>;

export class VerifyError extends Error {
  readonly code: VerifyCode;
  readonly detail: VerifyDetail;

  constructor(code: VerifyCode, detail: VerifyDetail = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(detail)}`, options);
    this.name = 'VerifyError';
    this.code = code;
    this.detail = detail;
  }
}
