import type { ProposedAct } from '#approval/propose-act.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { firstOfEach } from '#office/forms/first-of-each.ts';
import { type Again, goTo, type Outcome, refuse } from '#office/forms/outcome.ts';
import type { FormReader } from '#office/forms/reader.ts';
import type { Values } from '#office/forms/values.ts';
import { type Deed, officeAction } from '#office/office-action.ts';
import { lineOf } from '#office/reconciliation/from-line.ts';
import { loadUnits } from '#office/register-choices.ts';
import type { UnitWords } from '#office/units.ts';
import { enterAct } from '#reconciliation/matches/enter-line.ts';

/** How one kind of entry is read from its form, checked and handed to its slice. */
export interface EntryKind<Input> {
  noun: string;
  read(values: Values, units: UnitWords): { form: FormReader; input: Input };
  /** What is wrong without looking at the database. */
  check(input: Input): Refusal[];
  /** Everything wrong with it, looked up in the database too; shown together with what could not be read. */
  whyNot(db: Database, input: Input, by: bigint, actId?: bigint): Promise<Refusal[]>;
  propose(
    db: Database,
    input: Input,
    by: bigint,
    idempotencyKey: string,
  ): Promise<Result<{ actId: bigint; existing: boolean }>>;
  /** The same together with the line of a statement that it is entered from, which only what goes out has. */
  proposeWithin?(tx: Tx, input: Input, by: bigint, idempotencyKey: string): Promise<Result<ProposedAct>>;
  revise(db: Database, actId: bigint, revision: number, input: Input, by: bigint): Promise<Result<unknown>>;
  /** Moves refusals to the inputs that the form really has. */
  place?(refusals: Refusal[]): Refusal[];
  /** What a person must say openly before it is entered, and the form with what we would fill in. */
  ask?(db: Database, values: Values, units: UnitWords): Promise<{ refusals: Refusal[]; values: Values }>;
}

/** What reading a form needs to know of who sends it; `id` names the entry that is being changed. */
export type Sent = Pick<Deed, 'database' | 'values' | 'person' | 'id'>;

/** The two actions every kind of entry has: enter it, and change it before it is approved. */
export function entryActions<Input>(kind: EntryKind<Input>) {
  return {
    propose: officeAction('record', async ({ database, values, person, url }) => {
      const from = kind.proposeWithin && (await lineOf(database, url, person));
      if (from && kind.proposeWithin) {
        const { proposeWithin } = kind;
        const entry = { by: person.id, lines: [from.line.id], idempotencyKey: idempotencyKey(values) };
        const entered = await readAnd(kind, { database, values, person, id: undefined }, (input) =>
          enterAct(database, entry, (tx, _, key) => proposeWithin(tx, input, person.id, key)),
        );
        return entered.ok ? goTo(from.afterwards) : entered.again;
      }
      const proposed = await readAnd(kind, { database, values, person, id: undefined }, (input) =>
        kind.propose(database, input, person.id, idempotencyKey(values)),
      );
      if (!proposed.ok) return proposed.again;
      const { actId, existing } = proposed.value;
      return goSee(`/admin/${kind.noun}/${actId}`, existing ? 'before' : 'proposed');
    }),

    revise: officeAction('record', async ({ database, values, person, id = 0n }) => {
      const revised = await readAnd(kind, { database, values, person, id }, (input) =>
        kind.revise(database, id, revisionOf(values), input, person.id),
      );
      return revised.ok ? goSee(`/admin/${kind.noun}/${id}`, 'revised') : revised.again;
    }),
  };
}

type Done<T> = { ok: true; value: T } | { ok: false; again: Outcome };

type Read<Input> = Pick<EntryKind<Input>, 'read' | 'check' | 'whyNot' | 'place' | 'ask'>;

/**
 * Reads the form and, when it reads well, hands it on; what is wrong comes back with the form as it was typed. The
 * database is asked only once something is wrong: a form sent twice must find what the first one made.
 */
export async function readAnd<Input, T>(
  kind: Read<Input>,
  sent: Sent,
  hand: (input: Input) => Promise<Result<T>>,
): Promise<Done<T>> {
  const { form, input, asked } = await readAsked(kind, sent);
  if (form.refusals.length > 0 || kind.check(input).length > 0 || (asked?.refusals ?? []).length > 0) {
    const { refusals, values } = await readThrough(kind, sent);
    return { ok: false, again: refuse(refusals, values) };
  }
  const result = await hand(input);
  if (result.ok) return result;
  return { ok: false, again: refuse(firstOfEach(placed(kind, result.refusals)), form.values) };
}

/** All that sending the form would be refused for: what cannot be read, what does not hold, what is asked. */
export async function readThrough<Input>(kind: Read<Input>, sent: Sent): Promise<Pick<Again, 'refusals' | 'values'>> {
  const { form, input, asked } = await readAsked(kind, sent);
  const wrong = await kind.whyNot(sent.database, input, sent.person.id, sent.id);
  const found = [...form.refusals, ...wrong, ...(asked?.refusals ?? [])];
  return { refusals: firstOfEach(placed(kind, found)), values: asked?.values ?? form.values };
}

async function readAsked<Input>({ read, ask }: Read<Input>, { database, values }: Sent) {
  const units = await loadUnits(database);
  const { form, input } = read(values, units);
  return { form, input, asked: await ask?.(database, form.values, units) };
}

const placed = <Input>({ place }: Read<Input>, refusals: Refusal[]): Refusal[] => place?.(refusals) ?? refusals;

const goSee = (path: string, seen: string): Outcome => ({ kind: 'done', to: `${path}?seen=${seen}` });

/** Of the form as it was rendered; one that lost its key gets a new one, and only loses protection from a double click. */
export const idempotencyKey = (values: Values): string => values.get('idempotencyKey') || crypto.randomUUID();

/** The revision the person had before them. */
export function revisionOf(values: Values): number {
  const stated = values.get('revision') ?? '';
  return /^[1-9]\d{0,8}$/.test(stated) ? Number(stated) : 0;
}
