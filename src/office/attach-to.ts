import { attachPaper } from '#approval/attach-paper.ts';
import { PAPERS, type Paper } from '#approval/paper.ts';
import { paperSent, type SentPaper } from '#office/held-paper.ts';
import type { Deed } from '#office/office-action.ts';

/** The file of the form kept with the act it speaks of; undefined when none was chosen or held. */
export async function attachTo(deed: Deed, actId: bigint, usual?: Paper, sent?: SentPaper) {
  const { database, settings, person, values } = deed;
  const file = sent ?? (await paperSent(deed));
  if (!file) return undefined;
  const paper = PAPERS.find((each) => each === values.get('paper')) ?? usual ?? 'other';
  const { fileName, bytes } = file;
  return attachPaper(database, settings.dataDir, { actId, by: person.id, paper, fileName, bytes });
}
