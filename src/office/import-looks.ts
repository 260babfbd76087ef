import { previewRoster } from '#disbursement/import/import-roster.ts';
import type { StockChoices } from '#disbursement/import/issues-of-ledger.ts';
import type { Roster } from '#disbursement/import/roster.ts';
import { importWords as kinds } from '#i18n/zh-Hans/import-columns.ts';
import type { FileChoices } from '#intake/import/sheet.ts';
import { type ImportPreview, previewImport, REPEATED, type Repeated } from '#intake/import-donations.ts';
import { RESTRICTIONS } from '#ledger/posting.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { type Again, refuse } from '#office/forms/outcome.ts';
import type { Values } from '#office/forms/values.ts';
import { type HeldSheet, readSoon, sheetSent, valuesHeld, valuesWith } from '#office/held-sheets.ts';
import type { Deed } from '#office/office-action.ts';
import { lookAtStock, type StockLooked } from '#office/stock-ledger.ts';
import { type SheetFile, sheetNames } from '#sheet/read-file.ts';

/** What a look at a register shows; the file itself waits under `held`. */
export interface Previewed {
  kind: 'previewed';
  held: string;
  fileName: string;
  values: Values;
  preview: Omit<ImportPreview, 'rest'>;
  /** The rows with mistakes as a workbook (base64), to mend and choose again. */
  rest?: string;
}

export interface RosterPreviewed {
  kind: 'roster';
  values: Values;
  fileName: string;
  roster: Roster;
}

export interface StockPreviewed {
  kind: 'stock';
  values: Values;
  fileName: string;
  looked: Omit<StockLooked, 'rest' | 'ins'>;
  rest?: string;
}

/** A large file takes longer than a page should: the page asks again under `held`. */
export interface BeingRead {
  kind: 'beingRead';
  held: string;
  fileName: string;
}

type Looker = Pick<Deed, 'database' | 'sheets' | 'person' | 'values' | 'form'>;
type Look<T> = Promise<T | BeingRead | Again>;

/** Reads the file of the form if that is soon done, and says with `show` what it comes to. */
async function lookAt<T>(
  { sheets, person, values, form }: Looker,
  show: (file: SheetFile, sent: HeldSheet, values: Values) => Promise<T | Again>,
): Look<T> {
  const sent = await sheetSent(form, values, person.id);
  if (!sent.ok) return refuse(sent.refusals, values);
  const { held, fileName } = sent.value;
  const read = await readSoon(sheets, sent.value, values);
  if (!read) return { kind: 'beingRead', held, fileName };
  if (!read.ok) return refuse(read.refusals, valuesWith(values, sent.value, []));
  return show(read.value, sent.value, valuesWith(values, sent.value, sheetNames(read.value)));
}

export const lookAtGifts = (looker: Looker): Look<Previewed> =>
  lookAt(looker, async (file, { held, fileName }, values) => {
    const looked = await previewImport(looker.database, file, choicesOf(values));
    if (!looked.ok) return refuse(looked.refusals, values);
    const { rest, ...preview } = looked.value;
    return { kind: 'previewed', held, fileName, values, preview, ...(rest && { rest: base64(rest) }) };
  });

export const lookAtRoster = (looker: Looker): Look<RosterPreviewed> =>
  lookAt(looker, async (file, { fileName }, values) => {
    const looked = await previewRoster(looker.database, file, values.get('sheet') || undefined);
    return looked.ok ? { kind: 'roster', fileName, values, roster: looked.value } : refuse(looked.refusals, values);
  });

export const lookAtLedger = (looker: Looker): Look<StockPreviewed> =>
  lookAt(looker, async (file, { fileName }, values) => {
    const stock = stockChoices(values);
    if (!stock.ok) return refuse(stock.refusals, values);
    const looked = await lookAtStock(looker.database, file, stock.value, choicesOf(values));
    if (!looked.ok) return refuse(looked.refusals, values);
    const { rest, ins: _, ...shown } = looked.value;
    return { kind: 'stock', values, fileName, looked: shown, ...(rest && { rest: base64(rest) }) };
  });

/** The look that a page went on waiting for; undefined where it waits for none. */
export async function lookAgain<T>(
  { database, sheets, person }: Pick<App.Locals, 'database' | 'sheets' | 'person'>,
  url: URL,
  look: (looker: Looker) => Look<T>,
): Promise<T | BeingRead | Again | undefined> {
  const held = url.searchParams.get('held');
  if (held === null || !person) return undefined;
  const values = new Map([...(valuesHeld(held, person.id) ?? []), ['held', held] as const]);
  return look({ database, sheets, person, values, form: new FormData() });
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** What the form says for the whole file; a kind of donor goes by the word of its column. */
export function choicesOf(values: Values): FileChoices {
  const year = values.get('year') ?? '';
  const kind = values.get('donorKind');
  const word = Object.entries(kinds.donorKind).find(([, code]) => code === kind)?.[0];
  const text = (name: string) => values.get(name) || undefined;
  return {
    sheet: text('sheet'),
    ...(/^(?:19|20)\d{2}$/.test(year) && { year: Number(year) }),
    entity: text('entity'),
    fund: text('fund'),
    donorKind: word,
  };
}

/** What the clerk says of gifts or movements that look like others. */
export const repeatedOf = (values: Values): Repeated | undefined =>
  REPEATED.find((each) => each === values.get('repeated'));

/** Whose stock it is has to be said: a ledger names neither books nor fund. */
export function stockChoices(values: Values): Result<StockChoices> {
  const [entity, fund] = [values.get('entity') ?? '', values.get('fund') ?? ''];
  const restriction = RESTRICTIONS.find((each) => each === values.get('restriction')) ?? 'unrestricted';
  const missing = Object.entries({ entity, fund }).flatMap(([field, code]) => (code === '' ? [field] : []));
  return missing.length > 0
    ? refused(...missing.map((field) => ({ kind: 'fieldRequired', field })))
    : done({ entity, fund, restriction });
}
