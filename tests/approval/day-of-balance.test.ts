import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { refusalText } from '#i18n/refusals.ts';
import { onDay } from '#ledger/day.ts';
import {
  approved,
  cashGift,
  type Desk,
  header,
  openDesk,
  proposeGift,
  proposeHandOut,
  receiveCash,
  refusalsOf,
} from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await receiveCash(desk, 1_000n); // 2020-02-10
});
afterAll(() => desk.close());

const handOutOn = (day: string, share: bigint) =>
  proposeHandOut(desk, 5n, share, { header: { ...header(day), stream: 'donation' } });
const approve = ({ actId }: { actId: bigint }) => approveAct(desk.db, { actId, revision: 1, by: desk.reviewer });

test('nothing is paid out before the gift that pays for it', async () => {
  const [refusal] = refusalsOf(await approve(await handOutOn('2020-01-25', 100n)));
  expect(refusal).toMatchObject({
    kind: 'notYetThereOnThatDay',
    values: { day: '2020-01-25', have: '0.00', need: '5.00' },
  });
  if (refusal) expect(refusalText(refusal, 'zh-Hans').message).toContain('截至 2020-01-25 有 0.00元，需要 5.00元');
});

test('nothing is paid out that a later day has given out already', async () => {
  await approved(
    desk,
    await proposeGift(desk, { ...cashGift(600n), header: { ...header(), occurred: onDay('2020-03-10') } }),
  );
  await approved(desk, await handOutOn('2020-02-20', 160n)); // 200 left until 2020-03-10
  const [refusal] = refusalsOf(await approve(await handOutOn('2020-02-15', 50n)));
  expect(refusal).toMatchObject({ values: { day: '2020-02-20', have: '2.00', need: '2.50' } });
  await approved(desk, await handOutOn('2020-02-15', 40n));
});

test('the database refuses it by itself, whatever program books it', async () => {
  const { actId } = await handOutOn('2020-01-25', 100n);
  const past = desk.db.transaction().execute(async (tx) => {
    const approval = { actId, recordedBy: desk.clerk, approvedBy: desk.reviewer, revision: 1 };
    await tx.insertInto('approval').values(approval).execute();
    const { id } = await tx
      .insertInto('journalEntry')
      .values({ actId, bookedOn: '2020-01-25', postedBy: desk.reviewer })
      .returning('id')
      .executeTakeFirstOrThrow();
    const sides = { entryId: id, entityCode: 'charity', fundCode: 'relief', stream: 'donation', unitCode: 'CNY' };
    const posting = { ...sides, restriction: 'unrestricted' };
    await tx
      .insertInto('posting')
      .values([
        { ...posting, accountCode: '510101', amount: 500n },
        { ...posting, accountCode: '100201', amount: -500n },
      ])
      .execute();
  });
  await expect(past).rejects.toMatchObject({ constraint: 'account_balance_not_negative' });
});
