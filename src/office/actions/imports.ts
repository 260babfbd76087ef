import { checkBatch } from '#disbursement/batch.ts';
import { figuresOf, importRoster, previewRoster } from '#disbursement/import/import-roster.ts';
import { type ImportOutcome, importDonations } from '#intake/import-donations.ts';
import type { Result } from '#ledger/refusal.ts';
import { enterStockLedger } from '#office/enter-stock-ledger.ts';
import { readBatch } from '#office/forms/batch-form.ts';
import { firstOfEach } from '#office/forms/first-of-each.ts';
import { type Again, goTo, type Outcome, refuse } from '#office/forms/outcome.ts';
import type { Values } from '#office/forms/values.ts';
import { readHeld, sheetSent, valuesWith } from '#office/held-sheets.ts';
import {
  type BeingRead,
  base64,
  choicesOf,
  lookAtGifts,
  lookAtLedger,
  lookAtRoster,
  type Previewed,
  type RosterPreviewed,
  repeatedOf,
  type StockPreviewed,
  stockChoices,
} from '#office/import-looks.ts';
import { type Deed, officeAction } from '#office/office-action.ts';
import { loadUnits } from '#office/register-choices.ts';
import { lookAtStock } from '#office/stock-ledger.ts';
import { type SheetFile, sheetNames } from '#sheet/read-file.ts';

export interface Imported {
  kind: 'imported';
  fileName: string;
  outcome: Omit<ImportOutcome, 'rest'>;
  rest?: { rows: number; file: string };
}

export interface StockImported {
  kind: 'stockImported';
  fileName: string;
  issues: { rows: number[]; actId: bigint; number: string }[];
  known: number;
  /** What was chosen for the whole file: the rows that stayed out need it again. */
  chosen: Values;
  outcome: Omit<ImportOutcome, 'rest'>;
  rest?: { rows: number; file: string };
}

/** A ledger of stock has no columns for these, so its file of bad rows cannot say them. */
const OF_THE_FILE = ['year', 'entity', 'fund', 'donorKind', 'restriction'];

interface Sent {
  fileName: string;
  file: SheetFile;
  /** The form again, with the file it was sent for. */
  kept: Values;
}

/** The file of a form that enters it, read anew: what was looked at is not kept. */
async function fileSent({ sheets, form, values, person }: Deed): Promise<Sent | Again> {
  const sent = await sheetSent(form, values, person.id);
  if (!sent.ok) return refuse(sent.refusals, values);
  const read = await readHeld(sheets, sent.value);
  if (!read.ok) return refuse(read.refusals, valuesWith(values, sent.value, []));
  const kept = valuesWith(values, sent.value, sheetNames(read.value));
  return { fileName: sent.value.fileName, file: read.value, kept };
}

export const imports = {
  preview: officeAction<Previewed | BeingRead | Again>('record', lookAtGifts),

  /** Everything of the register that was previewed, or with `goodOnly` what has no mistake, or nothing. */
  all: officeAction<Imported | Again>('record', async (deed) => {
    const sent = await fileSent(deed);
    if ('kind' in sent) return sent;
    const { database, person, values } = deed;
    const { fileName, file, kept } = sent;
    const goodOnly = values.get('goodOnly') === 'yes';
    const given = { fileName, source: file, choices: choicesOf(values), goodOnly, repeated: repeatedOf(values) };
    const result: Result<ImportOutcome> = await importDonations(database, given, person.id);
    if (!result.ok) return refuse(result.refusals, kept);
    const { rest, ...outcome } = result.value;
    return {
      kind: 'imported',
      fileName,
      outcome,
      ...(rest && { rest: { rows: rest.rows, file: base64(rest.file) } }),
    };
  }),

  previewRoster: officeAction<RosterPreviewed | BeingRead | Again>('record', lookAtRoster),

  /** The whole roster as one batch: its count and sums from the file, the rest as the clerk says. */
  roster: officeAction<Outcome>('record', async (deed) => {
    const sent = await fileSent(deed);
    if ('kind' in sent) return sent;
    const { database, person, values } = deed;
    const { file, kept } = sent;
    const sheet = values.get('sheet') || undefined;
    const looked = await previewRoster(database, file, sheet);
    if (!looked.ok) return refuse(looked.refusals, kept);
    if (looked.value.namesakes.length > 0 && values.get('namesakes') !== 'yes') {
      return refuse([{ kind: 'rosterNamesakesUnchecked', field: 'namesakes' }], kept);
    }
    const { form: read, input } = readBatch(kept, await loadUnits(database));
    const figures = figuresOf(looked.value);
    const refusals = [...read.refusals, ...checkBatch({ ...input, ...figures })];
    if (refusals.length > 0) return refuse(firstOfEach(refusals), kept);
    const entered = await importRoster(database, { source: file, ...(sheet && { sheet }) }, input, person.id);
    if (!entered.ok) return refuse(entered.refusals, kept);
    const { actId, existing } = entered.value;
    return goTo(`/admin/batches/${actId}?seen=${existing ? 'before' : 'proposed'}`);
  }),

  previewStock: officeAction<StockPreviewed | BeingRead | Again>('record', lookAtLedger),

  /** The ins as gifts and the outs as issues, all or none; with `goodOnly` those rows that have no mistake. */
  stock: officeAction<StockImported | Again>('record', async (deed) => {
    const sent = await fileSent(deed);
    if ('kind' in sent) return sent;
    const { database, person, values } = deed;
    const { fileName, file, kept } = sent;
    const stock = stockChoices(values);
    if (!stock.ok) return refuse(stock.refusals, kept);
    const choices = choicesOf(values);
    const repeated = repeatedOf(values);
    const looked = await lookAtStock(database, file, stock.value, choices, repeated === 'leaveOut');
    if (!looked.ok) return refuse(looked.refusals, kept);
    const { ledger, whole, refusals, issues, ins, rest, bad } = looked.value;
    if (ledger.rows.length === 0) return refuse([{ kind: 'importHeadingsOnly' }], kept);
    const goodOnly = values.get('goodOnly') === 'yes';
    if (whole.length > 0 || (refusals.length > 0 && !goodOnly)) return refuse([...whole, ...refusals], kept);
    if (ledger.twins.length > 0 && repeated === undefined) {
      const rows = ledger.twins.slice(0, 20).map(({ row }) => row);
      return refuse([{ kind: 'importRepeatedUndecided', values: { rows: rows.join('、') } }], kept);
    }
    const entered = await enterStockLedger(
      database,
      {
        issues,
        ins: looked.value.gifts.gifts.length === 0 ? undefined : ins,
        options: { fileName, choices, goodOnly },
      },
      person.id,
    );
    if (!entered.ok) return refuse(entered.refusals, kept);
    const { beside: added, gifts } = entered.value;
    const { rest: _, ...outcome } = gifts;
    return {
      kind: 'stockImported',
      fileName,
      issues: added,
      known: issues.length - added.length,
      chosen: new Map([...values].filter(([name]) => OF_THE_FILE.includes(name))),
      outcome,
      ...(rest && { rest: { rows: bad.size, file: base64(rest) } }),
    };
  }),
};
