import { expect, test } from 'vitest';
import { leftRows, readLineGifts } from '#office/forms/line-gift-form.ts';

const typed = new Map([
  ['fund', 'relief'],
  ['idempotencyKey', 'k'],
  ['gifts.1.line', '7'],
  ['gifts.1.legalName', '王谷雨'],
  ['gifts.1.donorKind', 'person'],
  ['gifts.2.line', '8'],
  ['gifts.2.legalName', '示例甲子商贸有限公司'],
  ['gifts.2.donorKind', 'enterprise'],
  ['gifts.2.fund', 'other'],
]);

test('a row says who gave and may name a fund of its own; the rest holds for all', () => {
  const { gifts, defaults, refusals } = readLineGifts(typed);
  expect(refusals).toEqual([]);
  expect(gifts).toEqual([
    { line: 7n, donor: { kind: 'person', legalName: '王谷雨' } },
    { line: 8n, donor: { kind: 'enterprise', legalName: '示例甲子商贸有限公司' }, fund: 'other' },
  ]);
  expect(defaults).toMatchObject({ fund: 'relief', displayOfPeople: 'masked', displayOfOrganisations: 'named' });
});

test('a row without a name is refused at its own input', () => {
  const { refusals } = readLineGifts(new Map([...typed, ['gifts.2.legalName', '']]));
  expect(refusals).toEqual([{ kind: 'fieldRequired', field: 'gifts.2.legalName', line: 2 }]);
});

test('what was refused stays as it was typed, at the row it has now', () => {
  const failed = [{ line: 8n, refusals: [{ kind: 'fundUnknown', field: 'fund' }, { kind: 'lineTaken' }] }];
  const { values, refusals } = leftRows(typed, [8n], failed);
  expect(values.get('gifts.1.legalName')).toBe('示例甲子商贸有限公司');
  expect(values.has('gifts.2.line')).toBe(false);
  expect(values.has('idempotencyKey')).toBe(false);
  expect(refusals).toEqual([
    { kind: 'fundUnknown', field: 'gifts.1.fund', line: 1 },
    { kind: 'lineTaken', field: 'gifts.1.legalName', line: 1 },
  ]);
});
