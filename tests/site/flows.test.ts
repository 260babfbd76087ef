import { expect, test } from 'vitest';
import { ACCOUNTS } from '#ledger/account.ts';
import type { IntakeLeaf, PurchaseLeaf } from '#log/leaf.ts';
import { positionsOf } from '#log/position.ts';
import { Flows } from '#site/flows.ts';
import { moved } from '../support/sample-leaves.ts';

const flowOf = (account: string) => ACCOUNTS[account as keyof typeof ACCOUNTS].flow;
const owner = { v: 1, entity: 'charity', fund: 'relief', stream: 'donation' } as const;
const date = { precision: 'day', day: '2020-02-10' } as const;

const GIFT: IntakeLeaf = {
  texts: [],
  ...{ ...owner, kind: 'intake', number: 'D1', date, confirmedBy: ['bank'], path: 'throughEntity', tag: 't' },
  ...{ restriction: 'restricted', donorKind: 'organisation', valuations: [] },
  lines: [{ unit: 'CNY', quantity: '10000', provenance: 'stated', fate: 'held' }],
  ...moved('100201', '410102', 'CNY', '10000'),
};
const PURCHASE: PurchaseLeaf = {
  texts: [],
  ...{ ...owner, kind: 'purchase', number: 'P1', date, confirmedBy: ['bank', 'stock'] },
  price: { unit: 'CNY', amount: '6000', provenance: 'stated' },
  goods: [{ unit: 'item:mask', amount: '400', provenance: 'stated' }],
  postings: [
    ...moved('510101', '100201', 'CNY', '6000').postings,
    ...moved('1201', '120901', 'item:mask', '400').postings,
  ],
};

test('money that buys goods is a use of money, and the goods come from the purchase', () => {
  const flows = new Flows();
  for (const leaf of [GIFT, PURCHASE]) flows.add(leaf, positionsOf(leaf.postings, flowOf));
  expect(flows.diagrams()).toEqual([
    {
      ...{ stream: 'donation', unit: 'CNY', sources: [{ from: 'organisation', amount: 10_000n }] },
      uses: [
        { to: 'balance', amount: 4_000n },
        { to: 'purchased', amount: 6_000n },
      ],
    },
    {
      ...{ stream: 'donation', unit: 'item:mask', sources: [{ from: 'purchased', amount: 400n }] },
      uses: [{ to: 'balance', amount: 400n }],
    },
  ]);
  flows.remove(PURCHASE, positionsOf(PURCHASE.postings, flowOf));
  expect(flows.sums().map(({ uses }) => uses.purchased ?? 0n)).toEqual([0n]);
});
