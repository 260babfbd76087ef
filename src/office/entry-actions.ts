import type { Database } from '#database/connection.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { firstOfEach } from '#office/forms/first-of-each.ts';
import { type Outcome, refuse } from '#office/forms/outcome.ts';
import type { FormReader } from '#office/forms/reader.ts';
import type { Values } from '#office/forms/values.ts';
import { type Deed, officeAction } from '#office/office-action.ts';
import { loadUnits } from '#office/register-choices.ts';
import type { UnitWords } from '#office/units.ts';

/** How one kind of entry is read from its form, checked and handed to its slice. */
export interface EntryKind<Input> {
  noun: string;
  read(values: Values, units: UnitWords): { form: FormReader; input: Input };
  /** What is wrong without looking at the database; shown together with what could not be read. */
  check(input: Input): Refusal[];
  propose(
    db: Database,
    input: Input,
    by: bigint,
    idempotencyKey: string,
  ): Promise<Result<{ actId: bigint; existing: boolean }>>;
  revise(db: Database, actId: bigint, revision: number, input: Input, by: bigint): Promise<Result<unknown>>;
  /** Moves refusals to the inputs that the form really has. */
  place?(refusals: Refusal[]): Refusal[];
}

/** The two actions every kind of entry has: enter it, and change it before it is approved. */
export function entryActions<Input>(kind: EntryKind<Input>) {
  return {
    propose: officeAction('record', async ({ database, values, person }) => {
      const proposed = await readAnd(kind, { database, values }, (input) =>
        kind.propose(database, input, person.id, idempotencyKey(values)),
      );
      if (!proposed.ok) return proposed.again;
      const { actId, existing } = proposed.value;
      return goSee(`/admin/${kind.noun}/${actId}`, existing ? 'before' : 'proposed');
    }),

    revise: officeAction('record', async ({ database, values, person, id = 0n }) => {
      const revised = await readAnd(kind, { database, values }, (input) =>
        kind.revise(database, id, revisionOf(values), input, person.id),
      );
      return revised.ok ? goSee(`/admin/${kind.noun}/${id}`, 'revised') : revised.again;
    }),
  };
}

type Done<T> = { ok: true; value: T } | { ok: false; again: Outcome };

/** Reads the form and, when it reads well, hands it on; what is wrong comes back with the form as it was typed. */
export async function readAnd<Input, T>(
  { read, check, place = (refusals) => refusals }: Pick<EntryKind<Input>, 'read' | 'check' | 'place'>,
  { database, values }: Pick<Deed, 'database' | 'values'>,
  hand: (input: Input) => Promise<Result<T>>,
): Promise<Done<T>> {
  const { form, input } = read(values, await loadUnits(database));
  const back = (refusals: Refusal[]): Done<T> => ({
    ok: false,
    again: refuse(firstOfEach(place(refusals)), form.values),
  });
  if (form.refusals.length > 0) return back([...form.refusals, ...check(input)]);
  const result = await hand(input);
  return result.ok ? result : back(result.refusals);
}

const goSee = (path: string, seen: string): Outcome => ({ kind: 'done', to: `${path}?seen=${seen}` });

/** Of the form as it was rendered; one that lost its key gets a new one, and only loses protection from a double click. */
export const idempotencyKey = (values: Values): string => values.get('idempotencyKey') || crypto.randomUUID();

/** The revision the person had before them. */
export function revisionOf(values: Values): number {
  const stated = values.get('revision') ?? '';
  return /^[1-9]\d{0,8}$/.test(stated) ? Number(stated) : 0;
}
