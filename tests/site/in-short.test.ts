import { expect, test } from 'vitest';
import { noPosition, type Position } from '#log/position.ts';
import { type InShort, inShort } from '#site/in-short.ts';

const parts = (...told: [string, bigint][]): InShort =>
  ({ kind: 'parts', parts: told.map(([part, amount]) => ({ part, amount })) }) as InShort;

test.each<[string, Partial<Position>, InShort]>([
  ['all of it is there', { received: 100n, balance: 100n }, { kind: 'held' }],
  ['all of it was handed out', { received: 100n, disbursed: 100n }, { kind: 'spent' }],
  [
    'interest made up for what was handed out',
    { received: 100n, disbursed: 5n, adjusted: -5n, balance: 100n },
    parts(['disbursed', 5n], ['gained', 5n]),
  ],
  ['interest alone', { received: 100n, adjusted: -5n, balance: 105n }, parts(['gained', 5n])],
  ['all was passed on in advance', { received: 100n, appropriated: 100n }, parts(['appropriated', 100n])],
  [
    'a part was passed on',
    { received: 100n, disbursed: 60n, appropriated: 40n },
    parts(['disbursed', 60n], ['appropriated', 40n]),
  ],
  ['bank fees', { received: 100n, adjusted: 1n, balance: 99n }, parts(['lost', 1n])],
  ['nothing was said of a part', { received: 100n, unstated: 30n, balance: 70n }, parts(['unstated', 30n])],
])('%s', (_, figures, told) => {
  expect(inShort({ ...noPosition(), ...figures })).toEqual(told);
});
