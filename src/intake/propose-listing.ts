import { change, type Entry, enter, whyNotEntered } from '#approval/enter.ts';
import type { ProposedAct } from '#approval/propose-act.ts';
import type { RevisedAct } from '#approval/revise-act.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { checkNames } from '#registry/check-names.ts';
import { checkListing, type ListingInput } from './listing.ts';

/** Enters what was only witnessed or reported, for another person to approve. It posts nothing. */
export function proposeListing(
  db: Database,
  input: ListingInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedAct>> {
  const entry: Entry = {
    ...entryOf(input, by),
    store: async (tx, actId) => {
      await tx
        .insertInto('listing')
        .values({ actId, ...listingColumns(input) })
        .execute();
      await writeAmounts(tx, actId, input);
    },
  };
  return enter(db, entry, idempotencyKey);
}

export function reviseListing(
  db: Database,
  actId: bigint,
  revision: number,
  input: ListingInput,
  by: bigint,
): Promise<Result<RevisedAct>> {
  const entry: Entry = {
    ...entryOf(input, by),
    store: async (tx) => {
      await tx.updateTable('listing').set(listingColumns(input)).where('actId', '=', actId).execute();
      await tx.deleteFrom('listingAmount').where('actId', '=', actId).execute();
      await writeAmounts(tx, actId, input);
    },
  };
  return change(db, entry, { actId, revision });
}

/** What would be refused, all at once; writes nothing. */
export const whyNotListing = (db: Database, input: ListingInput, by: bigint): Promise<Refusal[]> =>
  whyNotEntered(db, entryOf(input, by));

function entryOf(input: ListingInput, by: bigint): Omit<Entry, 'store'> {
  const { entity, fund, occurred } = input.header;
  const units = input.amounts.map(({ unit }, index) => ({ unit, field: 'unit', line: index + 1 }));
  return {
    kind: 'listing',
    header: { ...input.header, stream: 'donation' },
    by,
    check: checkListing(input),
    checkAgainst: (tx) => checkNames(tx, { entity, fund, occurred, units }),
  };
}

function listingColumns(input: ListingInput) {
  const { weight, category, direction, title, display, consent } = input;
  return {
    weight,
    category,
    direction,
    title: title.trim(),
    display,
    party: input.party ?? null,
    partyKind: input.partyKind ?? null,
    consentEvidence: consent?.evidence ?? null,
    consentOn: consent?.givenOn ?? null,
    consentByGuardian: consent?.byGuardian ?? false,
    beneficiary: input.beneficiary ?? null,
    content: input.content ?? null,
    headcount: input.headcount ?? null,
    basis: input.basis ?? null,
    pathNote: input.pathNote ?? null,
  };
}

async function writeAmounts(tx: Tx, actId: bigint, { amounts }: ListingInput): Promise<void> {
  if (amounts.length === 0) return;
  await tx
    .insertInto('listingAmount')
    .values(
      amounts.map(({ unit, amount, provenance, asStated }, index) => ({
        actId,
        line: index + 1,
        unitCode: unit,
        amount,
        provenance,
        asStated: asStated ?? null,
      })),
    )
    .execute();
}
