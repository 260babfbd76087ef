import type { Database, Tx } from '#database/connection.ts';
import type { Restriction } from '#ledger/posting.ts';
import { lotOf } from '#registry/lot.ts';
import { getBookedHeader } from './booked-header.ts';
import { type PurchaseInput, type PurchaseLine, totalOf } from './purchase.ts';

/** Writes a purchase, or in place of what the proposal said before. */
export async function storePurchase(tx: Tx, actId: bigint, purchase: PurchaseInput): Promise<void> {
  const { supplier, restriction, quotes, quotesWaived, contract, invoice, lines } = purchase;
  const row = {
    supplier: supplier.trim(),
    restriction,
    totalFen: totalOf(lines),
    quotesWaived: quotesWaived?.trim() || null,
    contractNumber: contract?.number ?? null,
    contractOn: contract?.on ?? null,
    invoiceCode: invoice?.code ?? null,
    invoiceNumber: invoice?.number ?? null,
    invoiceOn: invoice?.on ?? null,
  };
  await tx
    .insertInto('purchase')
    .values({ actId, ...row })
    .onConflict((conflict) => conflict.column('actId').doUpdateSet(row))
    .execute();
  await tx.deleteFrom('purchaseQuote').where('actId', '=', actId).execute();
  await tx.deleteFrom('purchaseLine').where('actId', '=', actId).execute();
  if (quotes.length > 0) {
    await tx
      .insertInto('purchaseQuote')
      .values(
        quotes.map(({ supplier: of, amountFen }, index) => ({
          ...{ actId, line: index + 1, supplier: of.trim(), amountFen },
        })),
      )
      .execute();
  }
  const rows = [];
  for (const [index, line] of lines.entries()) {
    rows.push({
      ...{ actId, line: index + 1, unitCode: line.unit, quantity: line.quantity, priceFen: line.priceFen },
      lotId: line.lot ? await lotOf(tx, line.unit, line.lot) : null,
      locationCode: line.location ?? null,
    });
  }
  await tx.insertInto('purchaseLine').values(rows).execute();
}

/** The purchase as it was entered. */
export async function getPurchase(db: Database, actId: bigint): Promise<PurchaseInput> {
  const row = await db.selectFrom('purchase').selectAll().where('actId', '=', actId).executeTakeFirstOrThrow();
  const quotes = await db
    .selectFrom('purchaseQuote')
    .select(['supplier', 'amountFen'])
    .where('actId', '=', actId)
    .orderBy('line')
    .execute();
  const { contractNumber, contractOn, invoiceCode, invoiceNumber, invoiceOn } = row;
  const contract = {
    ...(contractNumber !== null && { number: contractNumber }),
    ...(contractOn !== null && { on: contractOn }),
  };
  const invoice = {
    ...(invoiceCode !== null && { code: invoiceCode }),
    ...(invoiceNumber !== null && { number: invoiceNumber }),
    ...(invoiceOn !== null && { on: invoiceOn }),
  };
  return {
    header: await getBookedHeader(db, actId),
    supplier: row.supplier,
    restriction: row.restriction as Restriction,
    quotes,
    ...(row.quotesWaived !== null && { quotesWaived: row.quotesWaived }),
    ...(Object.keys(contract).length > 0 && { contract }),
    ...(Object.keys(invoice).length > 0 && { invoice }),
    lines: await listLines(db, actId),
  };
}

async function listLines(db: Database, actId: bigint): Promise<PurchaseLine[]> {
  const rows = await db
    .selectFrom('purchaseLine')
    .leftJoin('lot', 'lot.id', 'purchaseLine.lotId')
    .selectAll('purchaseLine')
    .select(['lot.lotNumber', 'lot.expiresOn'])
    .where('actId', '=', actId)
    .orderBy('line')
    .execute();
  return rows.map(({ unitCode, quantity, priceFen, lotId, lotNumber, expiresOn, locationCode }) => ({
    ...{ unit: unitCode, quantity, priceFen },
    ...(lotId !== null && {
      lotId,
      lot: { ...(lotNumber && { number: lotNumber }), ...(expiresOn !== null && { expiresOn }) },
    }),
    ...(locationCode !== null && { location: locationCode }),
  }));
}
