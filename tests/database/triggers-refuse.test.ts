import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmAct } from '#approval/confirm-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { proposeAdjustment } from '#disbursement/propose-adjustment.ts';
import { proposeAppropriation } from '#disbursement/propose-appropriation.ts';
import { proposeIssue } from '#disbursement/propose-issue.ts';
import { proposePurchase } from '#disbursement/propose-purchase.ts';
import { proposeListing } from '#intake/propose-listing.ts';
import { onDay } from '#ledger/day.ts';
import { openBox } from '#reconciliation/close/open-box.ts';
import {
  approved,
  cashGift,
  type Desk,
  given,
  header,
  key,
  openDesk,
  proposeGift,
  proposeHandOut,
  receiveCash,
  receiveFunding,
  receiveGoods,
  registered,
} from '../approval/desk.ts';
import { insertPerson } from '../support/people.ts';
import { moneyAccount } from '../support/statement-lines.ts';

/*
 * The tables are written out here: a trigger that is dropped from the schema is missed, and one that is added must be
 * added here too.
 */
const FROZEN = [
  ...['act', 'adjustment', 'appeal', 'appropriation', 'appropriation_item', 'batch', 'batch_co_host'],
  ...[
    'box_opening',
    'donation',
    'donation_line',
    'donor',
    'fund',
    'funding',
    'goods_issue',
    'goods_issue_line',
    'item',
    'item_family',
    'listing',
  ],
  ...['listing_amount', 'organisation', 'programme', 'purchase', 'purchase_line', 'purchase_quote', 'registration'],
  ...['reversal', 'unit', 'valuation', 'valuation_line'],
];
const APPEND_ONLY = [
  ...['act_return', 'approval', 'attachment', 'audit_event', 'confirmation', 'donation_display', 'donor_consent'],
  ...[
    'erasure_text',
    'journal_entry',
    'log_checkpoint',
    'log_leaf',
    'month_balance',
    'notice',
    'opening_change',
    'posting',
    'statement',
    'statement_line',
    'statement_mapping',
    'stock_count_entry',
    'stock_count_explanation',
    'stock_count_line',
    'stock_count_settlement',
    'stock_delivery_settlement',
    'stock_delivery_way',
    'stock_dispatch',
    'voucher',
    'withdrawal',
  ],
];

let desk: Desk;
let gift: bigint;
beforeAll(async () => {
  desk = await openDesk();
  gift = await enterOneOfEach();
});
afterAll(() => desk.close());

/** Something approved in every table that holds what acts say. */
async function enterOneOfEach(): Promise<bigint> {
  const { db, clerk } = desk;
  await registered(desk, { subject: 'appeal', code: 'appeal', name: '抗疫募捐', fund: 'relief' });
  await registered(desk, { subject: 'programme', code: 'families', name: '家属关爱', fund: 'relief' });
  const cash = await receiveCash(desk, 10_000n);
  await receiveGoods(desk, 'item:mask', 100n, 5_000n);
  await receiveFunding(desk, 100n);
  const safe = await moneyAccount(db, desk, { entity: 'charity', kind: 'cash', name: '保险柜' });
  const opening = { ...box(), by: clerk, entity: 'charity', fund: 'relief', moneyAccount: safe, day: '2020-02-10' };
  await approved(desk, given(await openBox(db, opening, key())));
  const outgoing = { ...header('2020-02-20'), stream: 'donation' as const };
  const restriction = 'unrestricted' as const;
  const provenance = 'stated' as const;
  await approved(desk, await proposeHandOut(desk, 5n, 10n, { coHosts: ['health'] }));
  const lines = [{ unit: 'item:mask', quantity: 10n }];
  const issue = { header: outgoing, receiver: 'hospital', restriction, lines };
  await approved(desk, given(await proposeIssue(db, issue, clerk, key())));
  const bought = {
    ...{ header: outgoing, supplier: '甲医药公司', restriction, quotesWaived: '仅此一家' },
    quotes: [{ supplier: '甲医药公司', amountFen: 20n }],
    lines: [{ unit: 'item:mask', quantity: 10n, priceFen: 20n }],
  };
  await approved(desk, given(await proposePurchase(db, bought, clerk, key())));
  const items = [{ receiver: 'branch', form: 'advance' as const, unit: 'CNY', amount: 500n, provenance }];
  const passedOn = { header: outgoing, direction: 'out' as const, allotment: 1n, purpose: '慰问', restriction, items };
  await approved(desk, given(await proposeAppropriation(db, passedOn, clerk, key())));
  const interest = { reason: 'interest' as const, unit: 'CNY', amount: 3n, restriction, explanation: '结息' };
  await approved(desk, given(await proposeAdjustment(db, { header: outgoing, ...interest }, clerk, key())));
  const listing = {
    header: { occurred: onDay('2020-02-05') },
    weight: 'witnessed' as const,
    category: 'gift' as const,
    direction: 'through' as const,
    title: '现场发放慰问金',
    display: 'named' as const,
    amounts: [{ unit: 'CNY', amount: 100n, provenance }],
  };
  await approved(desk, given(await proposeListing(db, listing, clerk, key())));
  const wrong = await receiveCash(desk, 7n);
  const voiding = { actId: wrong, by: clerk, reasonCode: 'duplicate' as const, reason: '登记了两次' };
  await approved(desk, given(await proposeReversal(db, { ...voiding, idempotencyKey: key() })));
  return cash;
}

const box = () => ({ box: '3 号（市图书馆）', notes: { 10000: 1 }, openedBefore: '甲、乙' });

/** Where an approved act's rows are found by something else than act_id, and the column a test changes. */
const OTHERWISE: Record<string, { column: string; which: RawBuilder<unknown> }> = {
  act: { column: 'note', which: sql`id in (select act_id from approval)` },
  donor: { column: 'legal_name', which: sql`id in (select donor_id from donation join approval using (act_id))` },
  unit: { column: 'scale', which: sql`item_code is not null` },
};

const refusedAs = (constraint: string) => ({ code: '23514', constraint });

async function tablesWith(ending: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname::text as name from pg_trigger join pg_class on pg_class.oid = tgrelid
    where not tgisinternal and tgenabled = 'O' and tgname = relname || ${ending} order by 1`.execute(desk.owner);
  return rows.map(({ name }) => name);
}

test('every table is guarded that was, and no other', async () => {
  expect(await tablesWith('_frozen')).toEqual(FROZEN);
  expect(await tablesWith('_append_only')).toEqual(APPEND_ONLY);
});

describe.each(FROZEN)('an approved act keeps its rows of %s', (table) => {
  const { column, which } = OTHERWISE[table] ?? {
    column: 'act_id',
    which: sql`act_id in (select act_id from approval)`,
  };

  test('there are some', async () => {
    const { rows } = await sql`select from ${sql.table(table)} where ${which}`.execute(desk.owner);
    expect(rows).not.toEqual([]);
  });

  test('changed', async () => {
    const changed = table === 'donor' ? sql`legal_name || '改'` : sql.ref(column);
    const update = sql`update ${sql.table(table)} set ${sql.ref(column)} = ${changed} where ${which}`;
    await expect(update.execute(desk.owner)).rejects.toMatchObject(refusedAs('act_frozen_after_approval'));
  });

  test('deleted', async () => {
    const remove = sql`delete from ${sql.table(table)} where ${which}`.execute(desk.owner);
    const constraint = table === 'act' ? 'act_identity_frozen' : 'act_frozen_after_approval';
    await expect(remove).rejects.toMatchObject(refusedAs(constraint));
  });
});

test.each(APPEND_ONLY)('%s is only ever added to', async (table) => {
  const { rows } = await sql<{ column: string }>`
    select column_name::text as column from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_identity = 'NO' limit 1`.execute(desk.owner);
  const column = sql.ref(rows[0]?.column ?? '');
  for (const statement of [
    sql`update ${sql.table(table)} set ${column} = ${column}`,
    sql`delete from ${sql.table(table)}`,
    sql`truncate ${sql.table(table)} cascade`,
  ]) {
    await expect(statement.execute(desk.owner)).rejects.toMatchObject(refusedAs('append_only'));
  }
});

describe('the database refuses', () => {
  const showGiver = async (kind: string, display: string) => {
    const { actId } = await proposeGift(desk, { ...cashGift(9n), donor: { kind: 'enterprise', legalName: '李四' } });
    const { donorId } = await desk.db
      .selectFrom('donation')
      .select('donorId')
      .where('actId', '=', actId)
      .executeTakeFirstOrThrow();
    await desk.db.updateTable('donor').set({ kind }).where('id', '=', donorId).execute();
    return desk.db.updateTable('donation').set({ display }).where('actId', '=', actId).execute();
  };

  test('to show a minor, or name a person, without consent', async () => {
    await expect(showGiver('minor', 'masked')).rejects.toMatchObject(refusedAs('donation_minor_anonymous'));
    await expect(showGiver('person', 'named')).rejects.toMatchObject(refusedAs('donation_person_named_by_consent'));
    await showGiver('person', 'masked');
  });

  test('to confirm what is not approved', async () => {
    const { actId } = await proposeGift(desk, cashGift(9n));
    const confirmation = { actId, kind: 'press', recordedBy: desk.clerk, confirmedBy: desk.reviewer, note: '日报' };
    await expect(desk.db.insertInto('confirmation').values(confirmation).execute()).rejects.toMatchObject(
      refusedAs('confirmation_of_approved_act'),
    );
  });

  test('to return or withdraw what is approved', async () => {
    const returned = { actId: gift, revision: 1, returnedBy: desk.reviewer, reason: '误' };
    await expect(desk.db.insertInto('actReturn').values(returned).execute()).rejects.toMatchObject(
      refusedAs('proposal_not_yet_approved'),
    );
    await expect(
      desk.db.insertInto('withdrawal').values({ actId: gift, withdrawnBy: desk.clerk }).execute(),
    ).rejects.toMatchObject(refusedAs('proposal_not_yet_approved'));
  });

  test('to approve a revision that was replaced, or without the reviewer’s role', async () => {
    const { actId } = await proposeGift(desk, cashGift(9n));
    const approve = (revision: number, approvedBy: bigint) =>
      desk.db.insertInto('approval').values({ actId, recordedBy: desk.clerk, approvedBy, revision }).execute();
    await expect(approve(1, desk.otherClerk)).rejects.toMatchObject(refusedAs('approval_by_reviewer'));
    await desk.db.updateTable('act').set({ revision: 2 }).where('id', '=', actId).execute();
    await expect(approve(1, desk.reviewer)).rejects.toMatchObject(refusedAs('approval_of_current_revision'));
  });

  test('the rows of one kind on an act of another', async () => {
    const { actId } = await proposeGift(desk, cashGift(9n));
    const reversal = { actId, reversesActId: gift, reasonCode: 'other', reason: '误' };
    await expect(desk.db.insertInto('reversal').values(reversal).execute()).rejects.toMatchObject(
      refusedAs('act_of_its_kind'),
    );
  });

  test('the opening of a box beside a gift that is approved, or an act that is no gift', async () => {
    const { db, clerk } = desk;
    const interest = { reason: 'interest' as const, unit: 'CNY', amount: 3n, restriction: 'unrestricted' as const };
    const adjustment = {
      header: { ...header(), stream: 'donation' as const },
      ...{ ...interest, explanation: '结息' },
    };
    const { actId } = given(await proposeAdjustment(db, adjustment, clerk, key()));
    const open = (act: bigint) => {
      const { box: name, notes, openedBefore } = box();
      const row = { actId: act, box: name, notes: JSON.stringify(notes), totalFen: 10_000n, openedBefore };
      return db.insertInto('boxOpening').values(row).execute();
    };
    await expect(open(gift)).rejects.toMatchObject(refusedAs('act_frozen_after_approval'));
    await expect(open(actId)).rejects.toMatchObject(refusedAs('act_of_its_kind'));
  });

  test('a number that was given before', async () => {
    await expect(sql`update act_number set last = last - 1`.execute(desk.db)).rejects.toMatchObject(
      refusedAs('act_number_only_grows'),
    );
  });

  test('to disable one of two administrators', async () => {
    const ids = [];
    for (const name of ['甲', '乙', '丙']) ids.push(await insertPerson(desk.owner, name, ['administrator']));
    const disable = (id?: bigint) =>
      desk.db
        .updateTable('appUser')
        .set({ disabledAt: new Date() })
        .where('id', '=', id ?? 0n)
        .execute();
    await disable(ids[0]);
    await expect(disable(ids[1])).rejects.toMatchObject(refusedAs('role_grant_two_administrators'));
    await disable(desk.otherReviewer);
  });

  test('a leaf of what nobody approved, and an opening other than the leaf’s', async () => {
    const { actId } = await proposeGift(desk, cashGift(9n));
    const leaf = (actId: bigint | null) => ({
      leafIndex: 0n,
      kind: 'intake',
      actId,
      bytes: Buffer.from('{}'),
      hash: Buffer.alloc(32),
    });
    await expect(desk.db.insertInto('logLeaf').values(leaf(actId)).execute()).rejects.toMatchObject({ code: '23503' });
    await expect(desk.db.insertInto('logLeaf').values(leaf(gift)).execute()).rejects.toMatchObject(
      refusedAs('log_leaf_confirmed'),
    );
    given(await confirmAct(desk.db, { actId: gift, by: desk.reviewer, kind: 'press', note: '日报' }));
    await desk.db.transaction().execute(async (tx) => {
      await tx.insertInto('logLeaf').values(leaf(gift)).execute();
      await tx.updateTable('logHead').set({ size: 1n }).execute();
      await sql`insert into opening values (0, 'note', 'said', sha256('said'), true)`.execute(tx);
    });
    const other = sql`insert into opening values (0, 'note', 'other', sha256('not it'), true)`.execute(desk.db);
    await expect(other).rejects.toMatchObject(refusedAs('opening_digest_of_it'));
    await expect(sql`update opening set opening = 'other'`.execute(desk.db)).rejects.toMatchObject(
      refusedAs('opening_only_erased'),
    );
    await sql`update opening set opening = null, erased_at = now()`.execute(desk.db);
    await expect(sql`update opening set opening = 'said', erased_at = null`.execute(desk.db)).rejects.toMatchObject(
      refusedAs('opening_only_erased'),
    );
  });
});
