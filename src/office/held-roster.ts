import { previewRoster } from '#disbursement/import/import-roster.ts';
import type { Roster } from '#disbursement/import/roster.ts';
import type { Values } from '#office/forms/values.ts';
import { readHeld, sheetSent } from '#office/held-sheets.ts';

/** The roster of a form that is shown again; undefined where its file is not held any more, or cannot be read. */
export async function rosterHeld(
  { database, sheets }: Pick<App.Locals, 'database' | 'sheets'>,
  values: Values,
  person: bigint,
): Promise<{ roster: Roster; fileName: string } | undefined> {
  const sent = await sheetSent(new FormData(), values, person);
  if (!sent.ok) return undefined;
  const read = await readHeld(sheets, sent.value);
  if (!read.ok) return undefined;
  const looked = await previewRoster(database, read.value, values.get('sheet') || undefined);
  return looked.ok ? { roster: looked.value, fileName: sent.value.fileName } : undefined;
}
