import { expect, it } from 'vitest';
import { printableError } from '#server/printable-error.ts';
import { testDatabase } from '../support/database.ts';
import { insertPerson } from '../support/people.ts';

const NAME = '王小明';

it('what PostgreSQL says of a row is not written down, and what helps to find the fault is', async () => {
  const { owner, close } = await testDatabase();
  try {
    const id = await insertPerson(owner, NAME, []);
    const twice = await owner
      .insertInto('appUser')
      .columns(['email', 'displayName', 'passwordHash'])
      .expression(owner.selectFrom('appUser').select(['email', 'displayName', 'passwordHash']).where('id', '=', id))
      .execute()
      .catch((error: unknown) => error);
    // The error does hold the row: else this test would show nothing.
    const { email } = await owner.selectFrom('appUser').select('email').where('id', '=', id).executeTakeFirstOrThrow();
    expect(Object(twice).detail).toContain(email);
    const written = printableError(new Error('the entry failed', { cause: twice }));
    expect(written).toContain('the entry failed');
    expect(written).toContain('23505');
    expect(written).toContain('app_user');
    expect(written).not.toContain(email);

    const unread = await owner
      .selectFrom('act')
      .select('id')
      .where('id', '=', NAME as unknown as bigint)
      .execute()
      .catch((error: unknown) => error);
    expect(String(unread)).toContain(NAME);
    expect(printableError(unread)).toContain('22P02');
    expect(printableError(unread)).not.toContain(NAME);
  } finally {
    await close();
  }
});

it('a file that is missing is named, several faults at once are all told, and what is no error is no content', () => {
  const missing = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', path: '/data/x', detail: NAME });
  const written = printableError(new AggregateError([missing, new Error('the other')], 'both failed'));
  expect(written).toMatch(/both failed[\s\S]*path \/data\/x[\s\S]*the other/);
  expect(written).not.toContain(NAME);
  expect(printableError({ detail: NAME })).not.toContain(NAME);
});
