import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import type { Database } from '#database/connection.ts';
import { proposeBatch } from '#disbursement/propose-batch.ts';
import type { DonationInput } from '#intake/donation.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { onDay } from '#ledger/day.ts';
import type { Result } from '#ledger/refusal.ts';
import { proposeRegistration } from '#registry/propose-registration.ts';
import type { RegistrationInput } from '#registry/registration.ts';
import { insertPerson } from './people.ts';

/** A charity with one fund and one item, and the two people who keep its books. */
export interface SmallBooks {
  recorder: bigint;
  reviewer: bigint;
}

const ENTRIES: RegistrationInput[] = [
  { subject: 'organisation', code: 'city-charity', name: '某市慈善总会', kind: 'charity', keepsBooks: true },
  { subject: 'organisation', code: 'first-hospital', name: '市第一医院', kind: 'hospital', keepsBooks: false },
  { subject: 'fund', code: 'relief', name: '抗疫专项资金', beganOn: '2020-01-23' },
  { subject: 'itemFamily', code: 'mask', name: '口罩', measure: '只' },
  { subject: 'item', code: 'mask-n95', name: '口罩', standard: 'N95', measure: '只', scale: 0, family: 'mask' },
];

export async function openSmallBooks(db: Database, owner: Database): Promise<SmallBooks> {
  const recorder = await insertPerson(owner, '经办甲', ['recorder']);
  const reviewer = await insertPerson(owner, '复核乙', ['reviewer']);
  for (const entry of ENTRIES) {
    const { actId } = value(await proposeRegistration(db, entry, recorder, `register ${entry.code}`));
    value(await approveAct(db, { actId, revision: 1, by: reviewer }));
  }
  return { recorder, reviewer };
}

export const cashGift = (amountFen: bigint, change: Partial<DonationInput> = {}): DonationInput => ({
  header: { entity: 'city-charity', fund: 'relief', occurred: onDay('2020-02-10'), source: '日报 2020-02-21' },
  donor: { kind: 'enterprise', legalName: '某某实业有限公司' },
  display: 'named',
  restriction: 'unrestricted',
  path: 'throughEntity',
  receipt: { kind: 'none' },
  lines: [{ unit: 'CNY', quantity: amountFen, provenance: 'stated', fate: 'held' }],
  valuations: [],
  ...change,
});

/** Proposed by one, approved and confirmed by the other: ready to publish. */
export async function enterGift(
  db: Database,
  books: SmallBooks,
  gift: DonationInput,
  key: string = crypto.randomUUID(),
): Promise<{ actId: bigint; number: string; receiptCode?: string }> {
  const proposed = value(await proposeDonation(db, gift, books.recorder, key));
  await settle(db, books, proposed.actId);
  return proposed;
}

/** `headcount` shares of `shareFen` each, handed out of cash. */
export async function enterBatch(
  db: Database,
  books: SmallBooks,
  headcount: bigint,
  shareFen: bigint,
  title = '医务人员家属慰问金',
): Promise<{ actId: bigint; number: string }> {
  const proposed = value(
    await proposeBatch(
      db,
      {
        header: {
          ...{ entity: 'city-charity', fund: 'relief', stream: 'donation', occurred: onDay('2020-02-20') },
          source: '日报 2020-02-21',
        },
        title,
        basis: 'household',
        headcount,
        unit: 'CNY',
        share: shareFen,
        total: headcount * shareFen,
        provenance: 'stated',
        restriction: 'unrestricted',
        recipients: '支援湖北医疗队员家属',
        coHosts: [],
      },
      books.recorder,
      crypto.randomUUID(),
    ),
  );
  await settle(db, books, proposed.actId);
  return proposed;
}

async function settle(db: Database, { reviewer }: SmallBooks, actId: bigint): Promise<void> {
  value(await approveAct(db, { actId, revision: 1, by: reviewer }));
  value(await confirmAct(db, { actId, by: reviewer, kind: 'press', note: '日报 2020-02-21' }));
}

export function value<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.refusals));
}
