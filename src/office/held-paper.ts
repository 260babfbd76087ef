import { checkPaper } from '#approval/attach-paper.ts';
import type { Values } from '#office/forms/values.ts';
import { type HeldSheet, heldFor, hold } from '#office/held-sheets.ts';
import type { Deed } from '#office/office-action.ts';

/** A scan as a form brought it: chosen now, or held since the form was refused. */
export type SentPaper = Pick<HeldSheet, 'fileName' | 'bytes'> & { held?: string };

export async function paperSent({ form, values, person }: Pick<Deed, 'form' | 'values' | 'person'>) {
  const file = form.get('file');
  // A browser sends a nameless empty file where none was chosen.
  if (!(file instanceof File) || (file.size === 0 && file.name === '')) {
    return heldFor(person.id, values.get('heldPaper') ?? '') as SentPaper | undefined;
  }
  return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } as SentPaper;
}

/** The form again, which keeps its scan for who sent it: in memory, and only one that could be kept with an act. */
export function valuesWithPaper(values: Values, paper: SentPaper | undefined, person: bigint): Values {
  const { heldPaper: _held, heldPaperName: _name, ...typed } = Object.fromEntries(values);
  if (!paper || checkPaper({ paper: 'other', bytes: paper.bytes }).length > 0) return new Map(Object.entries(typed));
  const { held, fileName } = paper.held ? { held: paper.held, ...paper } : hold(person, paper.fileName, paper.bytes);
  return new Map([...Object.entries(typed), ['heldPaper', held], ['heldPaperName', fileName]]);
}
