import type { Database, Tx } from '#database/connection.ts';
import { insertPerson } from './people.ts';

/** What the books need before anything can be posted: two people, an accounting entity, a fund and an item, all approved. */
export interface Ground {
  recorder: bigint;
  reviewer: bigint;
  entity: string;
  fund: string;
  unit: string;
}

let used = 0;

export async function layGround(owner: Database): Promise<Ground> {
  const recorder = await insertPerson(owner, '周经办', ['recorder']);
  const reviewer = await insertPerson(owner, '吴复核', ['reviewer']);
  const people = { recorder, reviewer };
  const name = `ground-${++used}`;
  await insertRegistered(owner, people, (tx, actId) =>
    tx
      .insertInto('organisation')
      .values({ code: name, actId, name: '某市慈善总会', kind: 'charity', keepsBooks: true })
      .execute(),
  );
  await insertRegistered(owner, people, (tx, actId) =>
    tx.insertInto('fund').values({ code: name, actId, name: '防疫专项资金', beganOn: '2020-01-26' }).execute(),
  );
  await insertRegistered(owner, people, async (tx, actId) => {
    await tx.insertInto('item').values({ code: name, actId, name: '医用口罩', measure: '只' }).execute();
    await tx
      .insertInto('unit')
      .values({ code: `item:${name}`, kind: 'goods', scale: 0, itemCode: name })
      .execute();
  });
  return { ...people, entity: name, fund: name, unit: `item:${name}` };
}

/** An act as recorded: number and key are random. */
export async function insertAct(tx: Tx | Database, ground: Ground, kind = 'funding'): Promise<bigint> {
  const { id } = await tx
    .insertInto('act')
    .values({
      kind,
      number: crypto.randomUUID(),
      idempotencyKey: crypto.randomUUID(),
      recordedBy: ground.recorder,
      entityCode: ground.entity,
      fundCode: ground.fund,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertApproval(
  tx: Tx | Database,
  actId: bigint,
  { recorder, reviewer }: Pick<Ground, 'recorder' | 'reviewer'>,
) {
  await tx.insertInto('approval').values({ actId, recordedBy: recorder, approvedBy: reviewer, revision: 1 }).execute();
}

async function insertRegistered(
  owner: Database,
  people: Pick<Ground, 'recorder' | 'reviewer'>,
  insertEntry: (tx: Tx, actId: bigint) => Promise<unknown>,
): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('act')
      .values({
        kind: 'registration',
        number: crypto.randomUUID(),
        idempotencyKey: crypto.randomUUID(),
        recordedBy: people.recorder,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await insertEntry(tx, id);
    await insertApproval(tx, id, people);
  });
}
