import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { MatchProposal, MatchQuestion, ProposedMatches } from './propose-matches.ts';

/** What was proposed before, without what a person has dealt with since; `taken` counts those lines. */
export async function stillOpen(
  db: Database,
  proposed: ProposedMatches,
): Promise<{ proposed: ProposedMatches; taken: number }> {
  const { proposals, questions, ruled, transfers } = proposed;
  const lineIds = [...proposals, ...questions, ...transfers]
    .flatMap(({ lines }) => lines.map(({ id }) => id))
    .concat(ruled.map(({ line }) => line.id));
  const actIds = [...proposals, ...questions].flatMap(({ acts }) => acts.map(({ actId }) => actId));
  const [matched, parked, booked] = await Promise.all([
    db
      .selectFrom('moneyMatchLine')
      .select('lineId as id')
      .where('released', '=', false)
      .where('lineId', '=', anyOf(lineIds))
      .execute(),
    db
      .selectFrom('lineParking')
      .select('lineId as id')
      .where('endedAt', 'is', null)
      .where('lineId', '=', anyOf(lineIds))
      .execute(),
    db
      .selectFrom('moneyMatchAct')
      .select('actId as id')
      .where('released', '=', false)
      .where('actId', '=', anyOf(actIds))
      .execute(),
  ]);
  const lines = new Set([...matched, ...parked].map(({ id }) => id));
  const acts = new Set(booked.map(({ id }) => id));
  return { proposed: lines.size + acts.size === 0 ? proposed : without(proposed, { lines, acts }), taken: lines.size };
}

const anyOf = (ids: readonly bigint[]) => sql<bigint>`any(${[...ids]}::bigint[])`;

/** A question goes on as long as there is something on each side that it was asked of. */
export function without(
  proposed: ProposedMatches,
  taken: { lines: ReadonlySet<bigint>; acts: ReadonlySet<bigint> },
): ProposedMatches {
  const isWhole = ({ lines, acts }: Pick<MatchProposal, 'lines' | 'acts'>) =>
    lines.every(({ id }) => !taken.lines.has(id)) && acts.every(({ actId }) => !taken.acts.has(actId));
  const left = (question: MatchQuestion): MatchQuestion[] => {
    if (isWhole(question)) return [question];
    const lines = question.lines.filter(({ id }) => !taken.lines.has(id));
    const acts = question.acts.filter(({ actId }) => !taken.acts.has(actId));
    if (question.choices === undefined)
      return lines.length > 0 && acts.length > 0 ? [{ ...question, lines, acts }] : [];
    const choices = question.choices.filter(isWhole);
    return choices.length > 0 ? [{ ...question, lines, acts, choices }] : [];
  };
  return {
    ...proposed,
    proposals: proposed.proposals.filter(isWhole),
    questions: proposed.questions.flatMap(left),
    ruled: proposed.ruled.filter(({ line }) => !taken.lines.has(line.id)),
    transfers: proposed.transfers.filter(({ lines }) => lines.every(({ id }) => !taken.lines.has(id))),
  };
}
