import { type PurchaseInput, type PurchaseLine, purchasePostings, type Quote } from '#disbursement/purchase.ts';
import { formatFen } from '#ledger/money.ts';
import { type Posting, RESTRICTIONS } from '#ledger/posting.ts';
import { effectOf } from '#office/forms/effect.ts';
import { headerValues, readPaidHeader } from '#office/forms/read-header.ts';
import { type FormReader, readForm } from '#office/forms/reader.ts';
import { given, numbersTo, type Values, withoutBlankRows } from '#office/forms/values.ts';
import { type AccountChoice, ledgerAccountOf } from '#office/money-account-choices.ts';
import type { UnitWords } from '#office/units.ts';

const LINE_FIELDS = ['unit', 'quantity', 'priceFen', 'lotNumber', 'expiresOn', 'location'];
const QUOTE_FIELDS = ['quoteSupplier', 'quoteAmount'];
/** As many offers as are to be compared; a form shows no fewer rows. */
const QUOTES_SHOWN = 3;

/** The form with a row for each offer that is to be compared. */
export function withQuoteRows(values: Values, rows = 0): Values {
  if (rows === 0 && values.has('quotes.count')) return values;
  return new Map([...values, ['quotes.count', String(Math.max(rows, QUOTES_SHOWN))]]);
}

export function readPurchase(typed: Values, units: UnitWords): { form: FormReader; input: PurchaseInput } {
  const lines = withoutBlankRows(typed, 'lines', LINE_FIELDS);
  const quotes = withoutBlankRows(lines.values, 'quotes', QUOTE_FIELDS);
  const form = readForm(withQuoteRows(quotes.values, Math.max(quotes.rows, 1)));
  const quotesWaived = form.text('quotesWaived');
  const contract = readPaper(form, { number: 'contractNumber', on: 'contractOn' });
  const invoice = readPaper(form, { code: 'invoiceCode', number: 'invoiceNumber', on: 'invoiceOn' });
  const input: PurchaseInput = {
    header: readPaidHeader(form),
    supplier: form.text('supplier') ?? '',
    restriction: form.choice('restriction', RESTRICTIONS),
    quotes: numbersTo(quotes.rows).map((row) => readQuote(form, `quotes.${row}`)),
    ...(quotesWaived && { quotesWaived }),
    ...(contract && { contract }),
    ...(invoice && { invoice }),
    lines: numbersTo(lines.rows).map((row) => readLine(form, `lines.${row}`, units)),
  };
  return { form, input };
}

/** What a paper is told by; undefined where nothing of it is filled in. */
function readPaper(
  form: FormReader,
  names: { code?: string; number: string; on: string },
): { code?: string; number?: string; on?: string } | undefined {
  const code = names.code && form.text(names.code);
  const number = form.text(names.number);
  const on = form.day(names.on);
  return code || number || on ? { ...(code && { code }), ...(number && { number }), ...(on && { on }) } : undefined;
}

const readQuote = (form: FormReader, at: string): Quote => ({
  supplier: form.text(`${at}.quoteSupplier`) ?? '',
  amountFen: form.money(`${at}.quoteAmount`) ?? 0n,
});

function readLine(form: FormReader, at: string, units: UnitWords): PurchaseLine {
  const unit = form.required(`${at}.unit`);
  const number = form.text(`${at}.lotNumber`);
  const expiresOn = form.day(`${at}.expiresOn`, 'any');
  const location = form.text(`${at}.location`);
  return {
    unit,
    quantity: form.quantity(`${at}.quantity`, unit, units) ?? 0n,
    priceFen: form.money(`${at}.priceFen`) ?? 0n,
    ...((number || expiresOn) && { lot: { ...(number && { number }), ...(expiresOn && { expiresOn }) } }),
    ...(location && { location }),
  };
}

export function purchaseValues(purchase: PurchaseInput, units: UnitWords): Values {
  const { header, contract, invoice, quotes, lines } = purchase;
  const rows = lines.flatMap(({ unit, quantity, priceFen, lot, location }, index) => {
    const at = `lines.${index + 1}`;
    return [
      [`${at}.unit`, unit],
      [`${at}.quantity`, units.figure(unit, quantity)],
      [`${at}.priceFen`, formatFen(priceFen)],
      [`${at}.lotNumber`, lot?.number],
      [`${at}.expiresOn`, lot?.expiresOn],
      [`${at}.location`, location],
    ] satisfies [string, string | undefined][];
  });
  const offers = quotes.flatMap(({ supplier, amountFen }, index) => [
    [`quotes.${index + 1}.quoteSupplier`, supplier] as const,
    [`quotes.${index + 1}.quoteAmount`, formatFen(amountFen)] as const,
  ]);
  const values = given([
    ...headerValues(header),
    ['stream', header.stream],
    ['supplier', purchase.supplier],
    ['restriction', purchase.restriction],
    ['quotesWaived', purchase.quotesWaived],
    ['contractNumber', contract?.number],
    ['contractOn', contract?.on],
    ['invoiceCode', invoice?.code],
    ['invoiceNumber', invoice?.number],
    ['invoiceOn', invoice?.on],
    ['lines.count', String(lines.length)],
    ...rows,
    ...offers,
  ]);
  return withQuoteRows(values, Math.max(quotes.length, 1));
}

export function purchaseEffect(values: Values, units: UnitWords, accounts: readonly AccountChoice[]): Posting[] {
  const { input } = readPurchase(values, units);
  return effectOf(purchasePostings(input, ledgerAccountOf(accounts, input.header.moneyAccount)));
}
