import { createHash } from 'node:crypto';
import type { Tx } from '#database/connection.ts';
import { makeOpening } from '#log/opening.ts';
import { formatPrivateOpening } from '#log/private-opening.ts';
import { deriveReceiptKeys, formatReceiptCode, newReceiptCode } from '#log/receipt-code.ts';
import { sealOpening } from '#log/sealed-opening.ts';
import { insertAll } from './insert-all.ts';

/** The log that codes are made for; undefined before the first start of the service has created it. */
export async function findLogOrigin(tx: Tx): Promise<string | undefined> {
  const head = await tx.selectFrom('logHead').select('origin').executeTakeFirst();
  return head?.origin;
}

interface Gift {
  actId: bigint;
  number: string;
  legalName: string;
  paymentReference?: string | undefined;
}

/**
 * Makes the one 查询码 of each gift (LOG §4) and returns them as printed. They are stored nowhere: after this, only the
 * givers have them. A changed proposal keeps its code, and what was sealed with it.
 */
export async function issueReceiptCodes(tx: Tx, gifts: readonly Gift[]): Promise<string[]> {
  const origin = await findLogOrigin(tx);
  if (origin === undefined) throw new Error('a receipt code needs the log it belongs to');
  const made = await Promise.all(gifts.map((gift) => makeReceiptCode(origin, gift)));
  await insertAll(made, (rows) =>
    tx
      .insertInto('receiptCode')
      .values(rows.map(({ row }) => row))
      .execute(),
  );
  return made.map(({ printed }) => printed);
}

async function makeReceiptCode(origin: string, { actId, number, legalName, paymentReference }: Gift) {
  const code = newReceiptCode();
  const keys = deriveReceiptKeys(code, origin);
  const { opening: legalNameOpening } = makeOpening('legalName', legalName);
  const content = { number, legalNameOpening, ...(paymentReference !== undefined && { paymentReference }) };
  const row = {
    actId,
    tag: Buffer.from(keys.tag),
    locator: Buffer.from(keys.locator),
    confirmHash: createHash('sha256').update(keys.confirm).digest(),
    sealed: Buffer.from(await sealOpening(keys.opening, formatPrivateOpening(content))),
    legalNameOpening,
  };
  return { printed: formatReceiptCode(code), row };
}
