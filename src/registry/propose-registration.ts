import type { ActHeader } from '#approval/act.ts';
import { change, type Entry, enter } from '#approval/enter.ts';
import type { ProposedAct } from '#approval/propose-act.ts';
import type { RevisedAct } from '#approval/revise-act.ts';
import type { Database, Tx } from '#database/connection.ts';
import { dayNotStated } from '#ledger/day.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { checkNames } from './check-names.ts';
import { storeEntry } from './register-rows.ts';
import { checkRegistration, type RegistrationInput } from './registration.ts';

/** Proposes an entry of the register; nothing may name it until another person has approved it. */
export function proposeRegistration(
  db: Database,
  input: RegistrationInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> {
  return enter(db, entryOf(input, by), idempotencyKey);
}

export function reviseRegistration(
  db: Database,
  actId: bigint,
  revision: number,
  input: RegistrationInput,
  by: bigint,
): Promise<Result<RevisedAct>> {
  return change(db, entryOf(input, by, actId), { actId, revision });
}

function entryOf(input: RegistrationInput, by: bigint, actId?: bigint): Entry {
  return {
    kind: 'registration',
    header: headerOf(input),
    by,
    check: checkRegistration(input),
    checkAgainst: async (tx) => [...(await codeTaken(tx, input, actId)), ...(await checkNames(tx, namedBy(input)))],
    store: (tx, act) => storeEntry(tx, act, input),
  };
}

function headerOf({ sourceReference, source, note }: RegistrationInput): ActHeader {
  return {
    stream: 'donation',
    occurred: dayNotStated(),
    ...(sourceReference !== undefined && { sourceReference }),
    ...(source !== undefined && { source }),
    ...(note !== undefined && { note }),
  };
}

function namedBy(input: RegistrationInput) {
  if (input.subject === 'organisation' && input.parent !== undefined) {
    return { organisations: [{ code: input.parent, field: 'parent' }] };
  }
  if (input.subject === 'appeal' || input.subject === 'programme') return { fund: input.fund };
  if (input.subject === 'item' && input.family !== undefined) {
    return { family: { code: input.family, measure: input.measure.trim() } };
  }
  return {};
}

async function codeTaken(tx: Tx, { subject, code }: RegistrationInput, actId?: bigint): Promise<Refusal[]> {
  const other = await tx
    .selectFrom('registration')
    .innerJoin('act', 'act.id', 'registration.actId')
    .leftJoin('withdrawal', 'withdrawal.actId', 'act.id')
    .select(['act.id', 'act.number'])
    .where('registration.subject', '=', subject)
    .where('registration.code', '=', code)
    .where('withdrawal.actId', 'is', null)
    .executeTakeFirst();
  return other && other.id !== actId
    ? [{ kind: 'registerCodeTaken', field: 'code', values: { code, number: other.number } }]
    : [];
}
