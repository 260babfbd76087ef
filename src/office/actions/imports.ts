import { type ImportOutcome, type ImportPreview, importDonations, previewImport } from '#intake/import-donations.ts';
import type { Result } from '#ledger/refusal.ts';
import { type Again, refuse } from '#office/forms/outcome.ts';
import { officeAction } from '#office/office-action.ts';

/** What a look at a sheet shows; `content` is the sheet itself (base64), handed back for importing without script. */
export interface Previewed {
  kind: 'previewed';
  fileName: string;
  content: string;
  preview: ImportPreview;
}

export interface Imported {
  kind: 'imported';
  outcome: ImportOutcome;
}

const LARGEST_SHEET_BYTES = 5 * 1024 * 1024;

export const imports = {
  preview: officeAction<Previewed | Again>('record', async ({ database, values, form }) => {
    const file = form.get('file');
    // A browser sends a nameless empty file where none was chosen.
    if (!(file instanceof File) || file.name === '') return refuse([{ kind: 'importNoFile', field: 'file' }], values);
    if (file.size === 0) return refuse([{ kind: 'importEmpty', field: 'file' }], values);
    if (file.size > LARGEST_SHEET_BYTES) {
      return refuse([{ kind: 'importTooLarge', field: 'file', values: { most: '5 MB' } }], values);
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const preview = await previewImport(database, bytes);
    if (!preview.ok) return refuse(preview.refusals, values);
    const content = Buffer.from(bytes).toString('base64');
    return { kind: 'previewed', fileName: file.name.slice(0, 200), content, preview: preview.value };
  }),

  /** Everything of the sheet that was previewed, or nothing. */
  all: officeAction<Imported | Again>('record', async ({ database, person, values, form }) => {
    const content = form.get('content');
    const bytes = Buffer.from(typeof content === 'string' ? content : '', 'base64');
    const file = { fileName: values.get('fileName') ?? '', bytes };
    const result: Result<ImportOutcome> = await importDonations(database, file, person.id);
    return result.ok ? { kind: 'imported', outcome: result.value } : refuse(result.refusals, values);
  }),
};
