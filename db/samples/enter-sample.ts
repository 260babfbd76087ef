import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import type { ProposedAct } from '#approval/propose-act.ts';
import type { Database } from '#database/connection.ts';
import { proposeAppropriation } from '#disbursement/propose-appropriation.ts';
import { proposeBatch } from '#disbursement/propose-batch.ts';
import { refusalText } from '#i18n/refusals.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { proposeFunding } from '#intake/propose-funding.ts';
import { proposeListing } from '#intake/propose-listing.ts';
import type { Result } from '#ledger/refusal.ts';
import { decideMoneyAccount } from '#reconciliation/accounts/decide-money-account.ts';
import type { MoneyAccountInput } from '#reconciliation/accounts/money-account.ts';
import { proposeMoneyAccount } from '#reconciliation/accounts/propose-money-account.ts';
import { listMoneyAccounts } from '#reconciliation/accounts/queries.ts';
import { proposeRegistration } from '#registry/propose-registration.ts';
import type { RegistrationInput } from '#registry/registration.ts';
import { gifts } from './relief-2020/gifts.ts';
import { batches } from './relief-2020/hand-outs.ts';
import { moneyAccounts } from './relief-2020/money-accounts.ts';
import { funds, itemFamilies, items, organisations } from './relief-2020/register.ts';
import { reported } from './relief-2020/reported.ts';
import { referenceOf } from './relief-2020/source.ts';
import { appropriations, funding } from './relief-2020/union-money.ts';
import { witnessed } from './relief-2020/witnessed.ts';

/** Who enters the sample, as in daily work: one proposes, another approves and confirms. */
export interface SamplePeople {
  recorder: bigint;
  reviewer: bigint;
}

/** Whose gift the demonstration looks up. */
const SHOWN_DONOR = '湖南金钟集团';

/**
 * Enters the records of 2020 through the slices' own doors: proposed by one person, approved by another, confirmed by
 * the press. Every step is known again by its key, so that starting once more goes on where it was interrupted.
 * `keepCode` gets the receipt code of one named gift as soon as that gift is entered: nobody can be told it later.
 */
export async function enterSample(
  db: Database,
  people: SamplePeople,
  keepCode: (receiptCode: string) => Promise<void>,
): Promise<void> {
  for (const entry of registrations()) {
    const key = `relief-2020 ${entry.subject} ${entry.code}`;
    await settle(db, people, await proposeRegistration(db, entry, people.recorder, key));
  }
  for (const account of moneyAccounts) await settleAccount(db, people, account);
  for (const gift of gifts) {
    const proposed = await proposeDonation(db, gift.input, people.recorder, keyOf(gift));
    const { donor } = gift.input;
    const shown = 'legalName' in donor && donor.legalName === SHOWN_DONOR;
    if (shown && proposed.ok && proposed.value.receiptCode) await keepCode(proposed.value.receiptCode);
    await settle(db, people, proposed, gift.source);
  }
  await settle(db, people, await proposeFunding(db, funding.input, people.recorder, keyOf(funding)), funding.source);
  for (const batch of batches) {
    await settle(db, people, await proposeBatch(db, batchInput(batch), people.recorder, keyOf(batch)), batch.source);
  }
  for (const allotment of appropriations) {
    const input = appropriationInput(allotment);
    await settle(
      db,
      people,
      await proposeAppropriation(db, input, people.recorder, keyOf(allotment)),
      allotment.source,
    );
  }
  for (const row of [...witnessed, ...reported]) {
    await settle(db, people, await proposeListing(db, row.input, people.recorder, keyOf(row)), row.source);
  }
}

const keyOf = (row: Parameters<typeof referenceOf>[0]) => `relief-2020 ${referenceOf(row)}`;

/** Families before items, organisations before those they belong to. */
function registrations(): RegistrationInput[] {
  return [
    ...organisations.map((entry) => ({ subject: 'organisation' as const, ...entry })),
    ...funds.map((entry) => ({ subject: 'fund' as const, ...entry })),
    ...itemFamilies.map((entry) => ({ subject: 'itemFamily' as const, ...entry })),
    ...items.map((entry) => ({ subject: 'item' as const, ...entry })),
  ];
}

/** Approves, and confirms where a source is given, unless a run before this one did. */
async function settle(
  db: Database,
  people: SamplePeople,
  proposed: Result<ProposedAct>,
  source?: string,
): Promise<void> {
  const { actId } = certain(proposed);
  const open = await db.selectFrom('openTask').select('task').where('actId', '=', actId).execute();
  const tasks = open.map(({ task }) => task);
  if (tasks.includes('approve')) {
    const { revision } = await db
      .selectFrom('act')
      .select('revision')
      .where('id', '=', actId)
      .executeTakeFirstOrThrow();
    certain(await approveAct(db, { actId, revision, by: people.reviewer }));
  }
  if (source !== undefined && (tasks.includes('approve') || tasks.includes('confirm'))) {
    certain(await confirmAct(db, { actId, by: people.reviewer, kind: 'press', note: source }));
  }
}

/** Entered by one and approved by the other, unless a run before this one did. */
async function settleAccount(db: Database, people: SamplePeople, account: MoneyAccountInput): Promise<void> {
  const entered = await listMoneyAccounts(db, { entity: account.entity, limit: 1000 });
  const known = entered.find(({ number, decision }) => number === account.number && decision !== 'withdrawn');
  const id = known?.id ?? certain(await proposeMoneyAccount(db, account, people.recorder)).id;
  if (known && known.decision !== null) return;
  certain(await decideMoneyAccount(db, { id, decision: 'approved', by: people.reviewer }));
}

/** The sample is ours: a refusal of it is a fault, told in full. */
function certain<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.refusals.map((refusal) => refusalText(refusal, 'en').message).join(' '));
}

function batchInput(batch: (typeof batches)[number]): Parameters<typeof proposeBatch>[1] {
  const { entity, fund, occurred, source, note, title, recipients, coHosts, basis, headcount, restriction } = batch;
  return {
    header: { entity, fund, stream: 'donation', occurred, source, sourceReference: referenceOf(batch), note },
    title,
    basis,
    headcount,
    unit: 'CNY',
    share: batch.shareFen,
    total: batch.totalFen,
    provenance: 'stated',
    restriction,
    recipients,
    decision: { kind: 'notStated' },
    coHosts: [...coHosts],
  };
}

function appropriationInput(row: (typeof appropriations)[number]): Parameters<typeof proposeAppropriation>[1] {
  const { entity, fund, occurred, source, note, allotment, purpose, items: parts } = row;
  return {
    header: { entity, fund, stream: 'funding', occurred, source, sourceReference: referenceOf(row), note },
    direction: 'out',
    allotment,
    purpose,
    restriction: 'restricted',
    decision: { kind: 'notStated' },
    items: parts.map(({ amountFen, ...item }) => ({ ...item, unit: 'CNY', amount: amountFen, provenance: 'stated' })),
  };
}
