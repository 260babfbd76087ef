import { expect, test } from 'vitest';
import { checkPassword, hashPassword, passwordFits } from '#auth/password.ts';

test.for([
  ['short', 'passwordTooShort'],
  ['十一个字符的密码不够长', 'passwordTooShort'],
  ['x'.repeat(129), 'passwordTooLong'],
  ['password1234', 'passwordTooCommon'],
  ['mingzhang2020', 'passwordTooCommon'],
  ['zhoujingban123', 'passwordTooCommon'],
  ['abababababab', 'passwordTooCommon'],
  ['123456789012', 'passwordTooCommon'],
  ['qwertyuiopasdf', 'passwordTooCommon'],
  ['zyxwvutsrqponm', 'passwordTooCommon'],
  ['correct horse battery', undefined],
  ['一二三四五六七八九十甲乙', undefined],
  ['password of the river mouth', undefined],
])('%s: %s', ([password = '', kind]) => {
  expect(checkPassword(password, { email: 'zhoujingban@example.org' })[0]?.kind).toBe(kind);
});

test('the stored hash is argon2id with the parameters we state', async () => {
  expect(await hashPassword('correct horse battery')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('the same characters typed another way are the same password', async () => {
  const stored = await hashPassword('Ａｂｃ café 一二三四五');
  expect(await passwordFits(stored, 'Abc café 一二三四五')).toBe(true);
  expect(await passwordFits(stored, 'abc café 一二三四五')).toBe(false);
});

test('no password fits an account that does not exist', async () => {
  expect(await passwordFits(undefined, '')).toBe(false);
});
