import type { ActHeader } from '#approval/act.ts';
import { change, type Entry, enterManyWithin, enterWithin, whyNotEntered } from '#approval/enter.ts';
import type { ProposedAct } from '#approval/propose-act.ts';
import type { RevisedAct } from '#approval/revise-act.ts';
import { type Ask, askEachTime, askOnce } from '#database/ask-once.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result } from '#ledger/refusal.ts';
import { accountOfHeader, checkNames } from '#registry/check-names.ts';
import { listAppeals } from '#registry/queries.ts';
import { checkDonation, type DonationInput, textsNaming } from './donation.ts';
import { type ActDonation, clearLines, donationColumns, writeLines } from './donation-rows.ts';
import { insertAll } from './insert-all.ts';
import { receiptRefusals } from './official-receipt.ts';
import { privateNames } from './private-names.ts';
import { findLogOrigin, issueReceiptCodes } from './receipt-code.ts';
import { receiptActOf, replacementRefusals } from './replacement.ts';
import { donorRefusals, findDonor, reviseDonor, storeDonors } from './store-donor.ts';

export interface ProposedDonation extends ProposedAct {
  /** As printed on the slip; only here and only once, never for a gift that existed already or that replaces another. */
  receiptCode?: string;
}

/** Enters a gift as a proposal for another person to approve. The same key finds the first one. */
export const proposeDonation = (
  db: Database,
  input: DonationInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedDonation>> =>
  refusing(() => inTransaction(db, (tx) => proposeDonationWithin(tx, input, by, idempotencyKey)));

/** The same inside a transaction that does more; refuses before it writes. */
export async function proposeDonationWithin(
  tx: Tx,
  input: DonationInput,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedDonation>> {
  let receiptCode: string | undefined;
  const entry: Entry = {
    ...entryOf(input, by),
    checkAgainst: () => refusalsOfNew(tx, input),
    store: async (_, actId) => {
      const number = await numberOf(tx, actId);
      const receiptActId = input.replaces === undefined ? actId : await receiptActOf(tx, input.replaces);
      [receiptCode] = await storeDonations(tx, [{ actId, number, receiptActId, input }], by);
    },
  };
  const proposed = await enterWithin(tx, entry, idempotencyKey);
  if (!proposed.ok || proposed.value.existing || receiptCode === undefined) return proposed;
  return { ok: true, value: { ...proposed.value, receiptCode } };
}

/** Many gifts that replace none, with few statements; as enterManyWithin says. */
export async function proposeDonationsWithin(
  tx: Tx,
  gifts: readonly { input: Omit<DonationInput, 'replaces'>; idempotencyKey: string }[],
  by: bigint,
): Promise<Result<ProposedDonation>[]> {
  const ask = askOnce();
  const codes = new Map<bigint, string>();
  const entries = gifts.map(({ input, idempotencyKey }) => {
    const { header, check } = entryOf(input, by);
    return { header, check, checkAgainst: () => refusalsOfNew(tx, input, ask), idempotencyKey };
  });
  const proposed = await enterManyWithin(tx, 'donation', entries, by, async (acts) => {
    const rows = acts.flatMap(({ at, actId, number }) => {
      const input = gifts[at]?.input;
      return input === undefined ? [] : [{ actId, number, receiptActId: actId, input }];
    });
    for (const [index, code] of (await storeDonations(tx, rows, by)).entries()) {
      const actId = rows[index]?.actId;
      if (actId !== undefined) codes.set(actId, code);
    }
  });
  return proposed.map((answer) => {
    const receiptCode = answer.ok ? codes.get(answer.value.actId) : undefined;
    return answer.ok && receiptCode !== undefined ? done({ ...answer.value, receiptCode }) : answer;
  });
}

/**
 * The recorder's change of a proposal, or of one sent back. Its 查询码 stays, since the giver may hold it already; so
 * what is sealed under it stays too.
 */
export function reviseDonation(
  db: Database,
  actId: bigint,
  revision: number,
  input: DonationInput,
  by: bigint,
): Promise<Result<RevisedAct>> {
  const entry: Entry = {
    ...entryOf(input, by),
    checkAgainst: (tx) => refusalsOfChanged(tx, actId, input),
    store: async (tx) => {
      const donor = await reviseDonor(tx, actId, input.donor, input.display, by);
      await tx.updateTable('donation').set(donationColumns(input, donor.id)).where('actId', '=', actId).execute();
      await clearLines(tx, actId);
      await writeLines(tx, [{ actId, input }]);
    },
  };
  return change(db, entry, { actId, revision });
}

/** Writes the rows of new gifts and returns the receipt codes of those that have one of their own, in the order given. */
export async function storeDonations(tx: Tx, gifts: readonly NewDonation[], by: bigint): Promise<string[]> {
  const donors = await storeDonors(
    tx,
    gifts.map(({ input }) => input),
    by,
  );
  const rows = gifts.flatMap((gift, index) => {
    const donor = donors[index];
    return donor ? [{ ...gift, donor }] : [];
  });
  await insertAll(rows, (part) =>
    tx
      .insertInto('donation')
      .values(
        part.map(({ actId, receiptActId, input, donor }) => ({
          ...{ actId, receiptActId, replacesActId: input.replaces ?? null },
          ...donationColumns(input, donor.id),
        })),
      )
      .execute(),
  );
  await writeLines(tx, gifts);
  return issueReceiptCodes(
    tx,
    rows
      .filter(({ actId, receiptActId }) => receiptActId === actId)
      .map(({ actId, number, donor: { legalName }, input: { paymentReference } }) => ({
        ...{ actId, number, legalName, paymentReference },
      })),
  );
}

export interface NewDonation extends ActDonation {
  number: string;
  /** The gift whose receipt code finds this one: itself unless it replaces another. */
  receiptActId: bigint;
}

export const donationHeader = (input: DonationInput): ActHeader => ({ ...input.header, stream: 'donation' });

const entryOf = (input: DonationInput, by: bigint) =>
  ({ kind: 'donation', header: donationHeader(input), by, check: checkDonation(input) }) as const;

/** What would be refused, all at once; of a proposal that is being changed where `actId` names one. Writes nothing. */
export const whyNotDonation = (db: Database, input: DonationInput, by: bigint, actId?: bigint): Promise<Refusal[]> =>
  whyNotEntered(db, {
    ...entryOf(input, by),
    checkAgainst: (tx) => (actId === undefined ? refusalsOfNew(tx, input) : refusalsOfChanged(tx, actId, input)),
  });

const refusalsOfNew = async (tx: Tx, input: DonationInput, ask: Ask = askEachTime): Promise<Refusal[]> => [
  ...(await referenceRefusals(tx, input, { ask })),
  ...(input.replaces === undefined
    ? await ask(['log'], () => logRefusals(tx))
    : await replacementRefusals(tx, input.replaces)),
];

const refusalsOfChanged = async (tx: Tx, actId: bigint, input: DonationInput): Promise<Refusal[]> => [
  ...(await referenceRefusals(tx, input, { actId })),
  ...(await sealedRefusals(tx, actId, input)),
];

async function referenceRefusals(
  tx: Tx,
  input: DonationInput,
  { actId, ask = askEachTime }: { actId?: bigint; ask?: Ask },
): Promise<Refusal[]> {
  const { entity, fund, occurred } = input.header;
  const units = input.lines.map(({ unit }, index) => ({ unit, field: 'unit', line: index + 1 }));
  const locations = input.lines.flatMap(({ location }, index) =>
    location === undefined ? [] : [{ location, field: 'location', line: index + 1 }],
  );
  const moneyAccounts = accountOfHeader(input.header, input.restriction);
  const names = { entity, fund, occurred, units, locations, moneyAccounts };
  return [
    ...(await ask(['names', names], () => checkNames(tx, names))),
    ...(await ask(['appeal', input.appeal, fund], () => appealRefusals(tx, input))),
    ...(await ask(['donor', input.donor, input.display], () => donorRefusals(tx, input.donor, input.display, actId))),
    ...(await namingRefusals(tx, input, ask)),
    ...(await receiptRefusals(tx, [{ receipt: input.receipt, actId }])),
  ];
}

/** Of a giver known already; what is typed of a new one is seen without the database. */
async function namingRefusals(tx: Tx, input: DonationInput, ask: Ask): Promise<Refusal[]> {
  const { donor: given } = input;
  const donor = 'id' in given ? await ask(['giver', given.id], () => findDonor(tx, given.id)) : undefined;
  if (!donor) return [];
  const { legalName, consent } = donor;
  return textsNaming(input, privateNames({ legalName, display: input.display, alias: consent?.alias }));
}

async function appealRefusals(tx: Tx, { appeal, header }: DonationInput): Promise<Refusal[]> {
  if (appeal === undefined) return [];
  const known = (await listAppeals(tx)).find(({ code }) => code === appeal);
  if (!known) return [{ kind: 'appealUnknown', field: 'appeal', values: { code: appeal } }];
  return known.fund === header.fund ? [] : [{ kind: 'appealOfAnotherFund', field: 'appeal' }];
}

/** The code shows the giver the name and payment reference it was made with; a replacement has no code of its own. */
async function sealedRefusals(tx: Tx, actId: bigint, input: DonationInput): Promise<Refusal[]> {
  const sealed = await tx
    .selectFrom('donation')
    .innerJoin('donor', 'donor.id', 'donation.donorId')
    .select(['legalName', 'paymentReference'])
    .where('actId', '=', actId)
    .whereRef('receiptActId', '=', 'actId')
    .executeTakeFirst();
  if (!sealed) return [];
  const named = 'id' in input.donor ? await findDonor(tx, input.donor.id) : input.donor;
  const found: Refusal[] = [];
  if (named && named.legalName.trim() !== sealed.legalName) {
    found.push({ kind: 'donationSealedName', field: 'legalName', values: { sealed: sealed.legalName } });
  }
  if ((input.paymentReference ?? null) !== sealed.paymentReference) {
    found.push({
      kind: 'donationSealedReference',
      field: 'paymentReference',
      values: { sealed: sealed.paymentReference ?? '' },
    });
  }
  return found;
}

/** A receipt code belongs to one log: before the log exists none can be made. */
export async function logRefusals(tx: Tx): Promise<Refusal[]> {
  return (await findLogOrigin(tx)) === undefined ? [{ kind: 'logMissing' }] : [];
}

async function numberOf(tx: Tx, actId: bigint): Promise<string> {
  const act = await tx.selectFrom('act').select('number').where('id', '=', actId).executeTakeFirstOrThrow();
  return act.number;
}
