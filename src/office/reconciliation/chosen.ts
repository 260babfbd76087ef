import { parseId } from '#office/parse-id.ts';
import type { WorkLine, WorkRecord } from '#reconciliation/matches/money-match.ts';
import type { MatchProposal, ProposedMatches } from '#reconciliation/matches/propose-matches.ts';

/** Lines and acts that a form speaks of. */
export interface ChosenParts {
  lines: bigint[];
  acts: bigint[];
}

/** The parts of a proposal as one text, the same however they are ordered: `12.13-5`. */
export const partsOf = (lines: readonly Pick<WorkLine, 'id'>[], acts: readonly Pick<WorkRecord, 'actId'>[]): string =>
  partsText({ lines: lines.map(({ id }) => id), acts: acts.map(({ actId }) => actId) });

export const partsText = ({ lines, acts }: ChosenParts): string => `${ids(lines)}-${ids(acts)}`;

const ids = (all: readonly bigint[]): string => [...all].sort((one, other) => (one < other ? -1 : 1)).join('.');

/** What partsOf wrote, back; undefined when it is nothing of the kind. */
export function readParts(text: string): ChosenParts | undefined {
  if (!/^[\d.]{0,2000}-[\d.]{0,2000}$/.test(text)) return undefined;
  const [lines = [], acts = []] = text.split('-').map((side) => (side === '' ? [] : side.split('.').map(parseId)));
  const known = (all: readonly (bigint | undefined)[]) => all.filter((id): id is bigint => id !== undefined);
  const parts = { lines: known(lines), acts: known(acts) };
  return partsText(parts) === text ? parts : undefined;
}

/** The repeated field `name[]` of a form, as ids, each once. */
export const idsIn = (form: FormData, name: string): bigint[] => [
  ...new Set(form.getAll(`${name}[]`).flatMap((each) => (typeof each === 'string' ? (parseId(each) ?? []) : []))),
];

/** Everything the matcher found that a person may say yes to, by its parts. */
export function proposalsByParts(proposed: ProposedMatches): ReadonlyMap<string, MatchProposal> {
  const choices = proposed.questions.flatMap(({ choices: possible }) => possible ?? []);
  return new Map([...choices, ...proposed.proposals].map((each) => [partsOf(each.lines, each.acts), each]));
}
