import type { PublicBalance } from '#log/fold.ts';
import type { VerifyCode } from '#log/verify-error.ts';
import { type PageCode, codes as zhHans } from './zh-Hans/public/verify.ts';

/** What the verifier prints at a terminal: Chinese, with English beneath for whoever only reads that. */
export const VERIFY_REPORT = {
  usage: '用法 / use: mingzhang verify <网址或文件夹 / address or folder> [--key <公钥 / verifier key>]',
  noLog: (target: string) =>
    `${target} 没有公开账册（找不到 checkpoint）。 / There is no log at ${target} (no checkpoint).`,
  noKey:
    '账册里没有公钥，无法核对。请用 --key 给出慈善总会印发的公钥。 / The log names no key of its own; give the printed one with --key.',
  learned: (key: string) =>
    [
      `注意：公钥取自账册自己，只能说明账册前后一致。请与印发的公钥比较：`,
      `Note: this key comes from the log itself and shows only that the log agrees with itself. Compare it with the printed one:`,
      `  ${key}`,
    ].join('\n'),
  progress: (done: string, size: string) => `正在核对 / verifying  ${done} / ${size}`,
  passed: '核对通过 / VERIFIED',
  failed: '核对不通过 / NOT VERIFIED',
  laterVersion:
    '账册中有新版格式的记录：签名和位置已核对，合计要用新版程序核对。 / The log holds leaves of a later version: signature and places are verified, totals need a newer program.',
  place: '位置 / place',
  origin: '账册标识 / origin',
  size: '记录数 / leaves',
  root: '根哈希 / root hash',
  notice: '最近一期 / newest notice',
  signatures: '签名 / signatures',
  kinds: '各类记录 / leaves by kind',
  balances: '合计（单位的最小面额，货币为分） / totals (smallest denomination; money in fen)',
  noBalances: '还没有数字 / no figures yet',
  earlier: (files: number) => `以前各期的文件 / files of earlier notices: ${files} 个一致 / agree`,
  texts: (opened: number, rest: number) =>
    `公开的文字 / public texts: ${opened} 段与摘要相符 / fit their digests（另有 ${rest} 个摘要没有公开的文字 / digests without a public text）`,
  unknownFields: (fields: string) => `  本程序不认识的文字栏目 / fields this program does not know: ${fields}`,
  receipts: (entries: number, files: number) =>
    `捐赠查询文件 / receipt look-up: ${files} 个文件，${entries} 笔都在账册中 / files, all entries in the log`,
  noReceipts: '捐赠查询文件 / receipt look-up: 此处没有，未核对 / none here, not checked',
  fileAgrees: '网站的 balances.json 与重算一致 / balances.json of the site agrees',
  columns: {
    received: '收 received',
    disbursed: '发放 disbursed',
    appropriated: '拨付 appropriated',
    adjusted: '调整 adjusted',
    unstated: '去向未载 unstated',
    balance: '结存 balance',
  },
  kindsOfRow: {
    donation: '捐赠 donation',
    funding: '非捐赠资金 funding',
    witnessed: '见证 witnessed',
    listed: '列示 listed',
  } satisfies Record<PublicBalance['kind'], string>,
};

export const verifyCodeText = (code: VerifyCode | PageCode): string => `${zhHans[code]}\n${EN[code]}`;

const EN: Record<VerifyCode | PageCode, string> = {
  malformedKey: 'The verifier key is not well formed.',
  malformedNote: 'The checkpoint is not a well-formed signed note.',
  unsigned: 'The checkpoint is not signed by the key of this log.',
  badSignature: 'The signature does not fit the checkpoint.',
  malformedCheckpoint: 'The checkpoint does not say origin, size and root as it should.',
  otherOrigin: 'The checkpoint belongs to another log.',
  missingFile: 'A file of the log is missing.',
  malformedTile: 'A tile has the wrong length.',
  malformedBundle: 'A bundle of entries is not well formed.',
  wrongTile: 'A tile differs from what the entries give.',
  wrongRoot: 'The entries do not give the signed root.',
  malformedProof: 'The proof file is not well formed.',
  wrongProof: 'The proof does not lead to the signed root.',
  earlierDiffers: 'A file of an earlier size is not a beginning of what stands now.',
  malformedOpening: 'A file of public texts is not well formed.',
  wrongOpening: 'A public text does not fit the digests of its leaf.',
  malformedBucket: 'A file of the receipt look-up is not well formed.',
  wrongBucket: 'An entry of the receipt look-up differs from the log.',
  bucketTooSmall: 'A file of the receipt look-up holds fewer than 64 codes.',
  leafTooLarge: 'A leaf is longer than 4096 bytes.',
  malformedLeaf: 'A leaf is outside the vocabulary.',
  notCanonical: 'A leaf is not in canonical form.',
  unknownVersion: 'A leaf is of a version this program does not know.',
  unbalanced: 'The postings of a leaf do not sum to zero.',
  unknownAccount: 'A leaf uses an account that was not registered.',
  unknownEntity: 'A leaf names an entity that was not registered or keeps no books.',
  unknownFund: 'A leaf names a fund that was not registered.',
  unknownUnit: 'A leaf names an item that was not registered.',
  unknownCode: 'A leaf names a code that was not registered.',
  registeredOtherwise: 'A code was registered again with another meaning.',
  voidsNothing: 'A correction voids nothing that can be voided.',
  voidedTwice: 'A leaf is voided twice.',
  notTheNegative: 'A correction is not the negative of what it voids.',
  doesNotAddUp: 'What a leaf tells differs from its postings.',
  wrongNotice: 'The statement leaves of a notice are not in order.',
  statementDiffers: 'A statement differs from the sum of the leaves before it.',
  balancesDiffer: 'balances.json of the site differs from the log.',
  pageDiffers: 'A page differs from the log.',
  rolledBack: 'The log is shorter than when it was last verified.',
  pageMissing: 'A page or file to be compared cannot be read or is not of the prescribed form.',
  figureMissing: 'A page lacks a figure it must show.',
  rewritten: 'The log does not extend what was verified before.',
};
