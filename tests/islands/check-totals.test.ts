import { describe, expect, test } from 'vitest';
import { checkFile, checkPage, pagesOfBalances } from '#islands/check-totals.ts';
import type { PublicBalance } from '#log/fold.ts';
import { balanceRows } from '#site/balance-rows.ts';

const row = (entity: string, unit: string, amounts: Partial<PublicBalance>): PublicBalance => ({
  ...{ entity, fund: 'relief', unit, kind: 'donation' },
  ...{ received: 0n, disbursed: 0n, appropriated: 0n, adjusted: 0n, unstated: 0n, balance: 0n },
  ...amounts,
});
const balances: PublicBalance[] = [
  row('charity', 'CNY', { received: 1000n, disbursed: 400n, balance: 600n }),
  row('charity', 'item:mask', { received: 50n, unstated: 50n }),
  row('redcross', 'item:mask', { received: 20n, balance: 20n }),
];
const figure = (name: string, value: string, text = value) => ({ name, value, text });
const overview = [
  figure('donation charity relief CNY received', '1000', '10.00'),
  figure('donation charity relief CNY disbursed', '400', '4.00'),
  figure('donation charity relief CNY balance', '600', '6.00'),
  figure('donation * relief item:mask received', '70'),
  figure('donation * relief item:mask unstated', '50'),
  figure('donation * relief item:mask balance', '20'),
];
const charity = [
  ...overview.slice(0, 3),
  figure('donation charity relief item:mask received', '50'),
  figure('donation charity relief item:mask unstated', '50'),
];

test('the overview and the page of every entity with a balance are checked', () => {
  expect(pagesOfBalances(balances)).toEqual(['/', '/organisations/charity', '/organisations/redcross']);
});

describe('a page', () => {
  test.each([
    ['/', overview, 6],
    ['/organisations/charity', charity, 5],
    ['/funds', [], 0],
  ])('%s that shows all it must passes', (address, shown, figures) => {
    expect(checkPage(balances, { address, shown }, 'all')).toEqual({ ok: true, figures });
  });

  test.each([
    ['/', [], 'donation charity relief CNY received'],
    ['/', overview.toSpliced(5), 'donation redcross relief item:mask balance'],
    ['/', overview.toSpliced(1, 1), 'donation charity relief CNY disbursed'],
    ['/organisations/charity', charity.slice(0, 4), 'donation charity relief item:mask unstated'],
    ['/organisations/redcross', overview.slice(0, 3), 'donation redcross relief item:mask received'],
  ])('%s that leaves a figure out fails and names it', (address, shown, missing) => {
    const place = `${address} ${missing}`;
    expect(checkPage(balances, { address, shown }, 'booked')).toEqual({ ok: false, code: 'figureMissing', place });
  });

  test('that shows another figure fails', () => {
    const shown = [figure('donation charity relief CNY received', '1001', '10.01'), ...overview];
    expect(checkPage(balances, { address: '/', shown }, 'all')).toMatchObject({ ok: false, code: 'pageDiffers' });
  });
});

test('goods of unknown use of which others were issued must show what was issued', () => {
  const issued = [row('charity', 'item:mask', { received: 50n, unstated: 50n, disbursed: 30n, balance: -30n })];
  expect(checkPage(issued, { address: '/organisations/charity', shown: charity.slice(3) }, 'all')).toEqual({
    ok: false,
    code: 'figureMissing',
    place: '/organisations/charity donation charity relief item:mask disbursed',
  });
});

test('the downloaded file has each row once', () => {
  const rows = balanceRows(balances);
  expect(checkFile(balances, rows, 'all')).toEqual({ ok: true, figures: 3 });
  for (const file of [[], rows.slice(1), [...rows.slice(1), ...rows.slice(1, 2)], [...rows, ...rows]]) {
    expect(checkFile(balances, file, 'all')).toMatchObject({ ok: false, code: 'balancesDiffer' });
  }
});
