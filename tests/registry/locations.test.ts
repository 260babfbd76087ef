import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addLocation, listAllLocations, renameLocation } from '#registry/locations.ts';
import { listLocations } from '#registry/queries.ts';
import { type Desk, given, kindsOf, openDesk } from '../approval/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const add = (entity: string, name: string) => addLocation(desk.db, { entity, name, by: desk.clerk });

describe('a storage location', () => {
  test('belongs to one entity, can be chosen at once, and keeps its code under another name', async () => {
    const { code } = given(await add('charity', ' 一号仓库 '));
    expect(await listLocations(desk.db, 'charity')).toEqual([{ code, name: '一号仓库' }]);
    expect(await listLocations(desk.db, 'health')).toEqual([]);
    given(await renameLocation(desk.db, { code, name: '一号仓库 3 排', by: desk.otherClerk }));
    expect(await listAllLocations(desk.db)).toEqual([
      { code, name: '一号仓库 3 排', entity: { code: 'charity', name: '市慈善总会' } },
    ]);
    const events = await desk.db
      .selectFrom('auditEvent')
      .select(['actorId', 'verb', 'subject', 'detail'])
      .where('verb', 'like', '%location')
      .orderBy('id')
      .execute();
    expect(events).toEqual([
      { actorId: desk.clerk, verb: 'add location', subject: '一号仓库', detail: {} },
      {
        actorId: desk.otherClerk,
        verb: 'rename location',
        subject: '一号仓库 3 排',
        detail: { formerName: '一号仓库' },
      },
    ]);
  });

  test('is refused without a name, twice in one entity, and where no books are kept', async () => {
    given(await add('charity', '二号仓库'));
    given(await add('health', '二号仓库'));
    const other = given(await add('charity', '三号仓库'));
    expect(kindsOf(await add('charity', '  '))).toEqual(['location_name_given']);
    expect(kindsOf(await add('charity', '仓'.repeat(81)))).toEqual(['location_name_given']);
    expect(kindsOf(await add('charity', '二号仓库'))).toEqual(['location_name_once']);
    expect(kindsOf(await add('hospital', '二号仓库'))).toEqual(['entityUnknown']);
    const rename = (code: string, name: string) => renameLocation(desk.db, { code, name, by: desk.clerk });
    expect(kindsOf(await rename(other.code, '二号仓库'))).toEqual(['location_name_once']);
    expect(kindsOf(await rename('nowhere', '四号仓库'))).toEqual(['locationGone']);
  });
});
