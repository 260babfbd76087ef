import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { returnAct } from '#approval/return-act.ts';
import { proposeAdjustment } from '#disbursement/propose-adjustment.ts';
import { proposeAppropriation } from '#disbursement/propose-appropriation.ts';
import { proposeBatch } from '#disbursement/propose-batch.ts';
import { proposeIssue } from '#disbursement/propose-issue.ts';
import type { DonationInput } from '#intake/donation.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { proposeFunding } from '#intake/propose-funding.ts';
import { proposeListing } from '#intake/propose-listing.ts';
import { onDay } from '#ledger/day.ts';
import type { Result } from '#ledger/refusal.ts';
import type { Office } from './office-server.ts';

const stated = 'stated' as const;
const relief = (day: string) => ({ entity: 'charity', fund: 'relief', occurred: onDay(day) });

export const gift = (
  legalName: string,
  lines: DonationInput['lines'],
  more: Partial<DonationInput> = {},
): DonationInput => ({
  header: { ...relief('2020-02-14'), sourceReference: '登记表 17', source: '日报 2020-02-15' },
  donor: { kind: 'enterprise', legalName },
  display: 'named',
  restriction: 'unrestricted',
  path: 'throughEntity',
  receipt: { kind: 'none' },
  lines,
  valuations: [],
  ...more,
});

export const cash = (fen: bigint) => ({ unit: 'CNY', quantity: fen, provenance: stated, fate: 'held' as const });
const masks = (quantity: bigint) => ({
  unit: 'item:mask',
  quantity,
  provenance: stated,
  fate: 'held' as const,
  lot: { number: '20200118', expiresOn: '2022-01-17' },
});

/** Some of every kind of entry, in every state before publication. */
export async function keepBooks({ db, people }: Office): Promise<void> {
  const { clerk, otherClerk, reviewer, otherReviewer } = people;
  let keys = 0;
  const key = () => `books ${++keys}`;
  const made = async (proposal: Promise<Result<{ actId: bigint }>>) => given(await proposal).actId;
  const approve = async (actId: bigint) => given(await approveAct(db, { actId, revision: 1, by: reviewer.id }));
  const confirm = async (actId: bigint) =>
    given(await confirmAct(db, { actId, by: otherReviewer.id, kind: 'press', note: '日报 2020-02-15' }));

  const big = await made(proposeDonation(db, gift('湖南某某集团', [cash(100_000_000n)]), clerk.id, key()));
  await approve(big);
  await confirm(big);
  const valued = gift('衡阳某某医药', [masks(10_000n), { ...masks(500n), unit: 'item:rice' }], {
    restriction: 'restricted',
    restrictionReason: '定向用于一线医务人员',
    valuations: [
      { amountFen: 3_000_000n, method: 'invoice', evidence: '发票 3 张', provenance: 'rounded', lines: [1, 2] },
    ],
  });
  const goods = await made(proposeDonation(db, valued, clerk.id, key()));
  await approve(goods);
  await confirm(goods);
  const returned = await made(
    proposeDonation(
      db,
      gift('张三', [cash(20_000n)], { donor: { kind: 'person', legalName: '张三' }, display: 'masked' }),
      clerk.id,
      key(),
    ),
  );
  given(await returnAct(db, { actId: returned, revision: 1, by: reviewer.id, reason: '请附银行回单' }));
  for (let one = 1n; one <= 60n; one++)
    await made(proposeDonation(db, gift(`捐赠人 ${one}`, [cash(one * 100n)]), clerk.id, key()));
  const wrong = await made(proposeDonation(db, gift('重复登记者', [cash(5_000n)]), otherClerk.id, key()));
  await approve(wrong);
  given(
    await proposeReversal(db, {
      actId: wrong,
      by: clerk.id,
      reasonCode: 'duplicate',
      reason: '登记了两次',
      idempotencyKey: key(),
    }),
  );

  await made(
    proposeFunding(
      db,
      {
        header: { ...relief('2020-02-11'), entity: 'union' },
        source: 'union',
        payer: '市总工会',
        amountFen: 610_000_000n,
        provenance: stated,
      },
      clerk.id,
      key(),
    ),
  );
  await made(
    proposeListing(
      db,
      {
        header: { occurred: onDay('2020-02-05') },
        weight: 'witnessed',
        category: 'gift',
        direction: 'through',
        title: '现场发放慰问金',
        party: '湖南某某集团',
        partyKind: 'enterprise',
        display: 'named',
        headcount: 60n,
        basis: 'person',
        amounts: [{ unit: 'CNY', amount: 12_000_000n, provenance: stated }],
      },
      clerk.id,
      key(),
    ),
  );
  const outgoing = { ...relief('2020-02-20'), stream: 'donation' as const };
  await made(
    proposeBatch(
      db,
      {
        header: outgoing,
        title: '医疗队员家属慰问金',
        programme: 'families',
        basis: 'person',
        headcount: 93n,
        unit: 'CNY',
        share: 1_000_000n,
        total: 93_000_000n,
        provenance: stated,
        restriction: 'unrestricted',
        recipients: '支援湖北医疗队队员家属',
        decision: { kind: 'minutes', number: '〔2020〕3 号' },
        coHosts: ['union'],
      },
      clerk.id,
      key(),
    ),
  );
  await made(
    proposeIssue(
      db,
      {
        header: outgoing,
        receiver: 'hospital',
        restriction: 'restricted',
        lines: [{ unit: 'item:mask', quantity: 400n, lotId: 1n }],
      },
      clerk.id,
      key(),
    ),
  );
  await made(
    proposeAppropriation(
      db,
      {
        header: outgoing,
        direction: 'out',
        allotment: 1n,
        purpose: '区级慰问',
        restriction: 'unrestricted',
        items: [{ receiver: 'branch', form: 'advance', unit: 'CNY', amount: 500_000n, provenance: stated }],
      },
      clerk.id,
      key(),
    ),
  );
  await made(
    proposeAdjustment(
      db,
      {
        header: outgoing,
        reason: 'interest',
        unit: 'CNY',
        amount: 321n,
        restriction: 'unrestricted',
        explanation: '一季度结息',
      },
      clerk.id,
      key(),
    ),
  );
}

export function given<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusals)}`);
  return result.value;
}
