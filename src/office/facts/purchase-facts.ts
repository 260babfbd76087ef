import { totalOf } from '#disbursement/purchase.ts';
import { getPurchase } from '#disbursement/purchase-rows.ts';
import { restrictions } from '#i18n/zh-Hans/office-choices.ts';
import { donationWords, purchaseWords as words } from '#i18n/zh-Hans/office-forms.ts';
import { formatFen } from '#ledger/money.ts';
import type { FactSources, Facts } from '#office/facts/facts.ts';
import { lotWords } from '#office/facts/lot-words.ts';

const joined = (parts: Readonly<Record<string, string | undefined>> | undefined): string | undefined =>
  parts && Object.values(parts).filter(Boolean).join(' · ');

export async function purchaseFacts({ db, act, names, units }: FactSources): Promise<Facts> {
  const purchase = await getPurchase(db, act.id);
  const { quotes, lines, contract, invoice } = purchase;
  const lots = await lotWords(
    db,
    lines.flatMap(({ lotId }) => lotId ?? []),
  );
  return {
    facts: [
      { label: words.supplier, value: purchase.supplier, wide: true },
      { label: words.total, value: units.amount('CNY', totalOf(lines)) },
      { label: words.restriction, value: restrictions[purchase.restriction] },
      { label: words.contract, value: joined(contract) },
      { label: words.invoice, value: joined(invoice) },
      { label: words.quotesWaived, value: purchase.quotesWaived, wide: true },
    ],
    tables: [
      {
        caption: words.lines,
        columns: [
          { label: words.unit },
          { label: donationWords.lotNumber },
          { label: donationWords.location },
          { label: words.quantity, figure: true },
          { label: words.price, figure: true },
        ],
        rows: lines.map(({ unit, quantity, priceFen, lotId, location }) => [
          units.name(unit),
          lotId === undefined ? undefined : lots.get(lotId),
          location && names.locations.get(location),
          `${units.figure(unit, quantity)} ${units.measure(unit)}`,
          formatFen(priceFen),
        ]),
      },
      ...(quotes.length === 0
        ? []
        : [
            {
              caption: words.quotes,
              columns: [{ label: words.quoteSupplier }, { label: words.quoteAmount, figure: true }],
              rows: quotes.map(({ supplier, amountFen }) => [supplier, formatFen(amountFen)]),
            },
          ]),
    ],
  };
}
