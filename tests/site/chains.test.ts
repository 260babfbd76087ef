import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppropriationLeaf } from '#log/leaf.ts';
import { booksOfChains, Chains, leftOf, sumsOfChains } from '#site/chains.ts';
import { openPublishedLog } from '#site/published-log.ts';
import { newestRecords, recordPages } from '#site/record-pages.ts';
import { Survey } from '#site/survey.ts';
import { type RecordLeaves, recordLeaves } from '../support/record-leaves.ts';
import { sampleVerifierKey, writeSampleLog } from '../support/sample-log.ts';

let folder: string;
let leaves: RecordLeaves;
let survey: Survey;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-chains-'));
  leaves = recordLeaves(sampleVerifierKey);
  await writeSampleLog(folder, leaves.notices);
  survey = await new Survey().read(await openPublishedLog(folder));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('what was passed on, reported, returned and left is kept per receiver, givers first', () => {
  const told = booksOfChains(survey.chains.list).map(({ entity, stream, level, chains }) => ({
    entity,
    stream,
    level,
    chains: chains.map((chain) => [chain.receiver, chain.out, chain.reported, chain.returned, leftOf(chain)]),
  }));
  expect(told).toEqual([
    {
      entity: 'city',
      stream: 'donation',
      level: 1,
      chains: [
        ['county', 2_000_000_00n, 1_200_000_00n, 300_000_00n, 500_000_00n],
        ['hospital', 500_000_00n, 0n, 0n, 500_000_00n],
      ],
    },
    { entity: 'county', stream: 'funding', level: 2, chains: [['clinic', 400_000_00n, 0n, 0n, 400_000_00n]] },
  ]);
  expect(survey.chains.to('county').map(({ entity }) => entity)).toEqual(['city']);
});

test('chains of an entity add up to what its books have appropriated', () => {
  for (const { entity, fund, stream, chains } of booksOfChains(survey.chains.list)) {
    for (const sum of sumsOfChains(chains)) {
      const position = survey.fold
        .positions()
        .find((row) => row.entity === entity && row.fund === fund && row.stream === stream && row.unit === sum.unit);
      expect(leftOf(sum)).toBe(position?.appropriated);
    }
  }
});

test('lots stand by expiry; one whose gift was voided is gone', () => {
  const [late, early] = leaves.lots;
  expect(survey.lots.of('item:mask-n95').map(({ index, lot, quantity }) => [index, lot, quantity])).toEqual([
    [early, 'lot-1', 1200n],
    [late, 'lot-2', 3000n],
  ]);
});

test('a list is cut into pages only beyond a hundred, and a full page keeps what it holds', () => {
  const places = Array.from({ length: 230 }, (_, at) => BigInt(at * 3));
  expect(recordPages(places.slice(0, 100))).toEqual([]);
  expect(recordPages(places.slice(0, 101))[0]).toEqual(recordPages(places)[0]);
  expect(recordPages(places).map((page) => page.length)).toEqual([100, 100, 30]);
  expect(newestRecords(places)[0]).toBe(places.at(-1));
  expect(newestRecords(places)).toHaveLength(100);
});

test('an appropriation that was voided leaves no chain behind, and puts nobody a hand further down', () => {
  const chains = new Chains();
  const pass = (entity: string, ...receivers: string[]): AppropriationLeaf => ({
    v: 1,
    kind: 'appropriation',
    number: 'B2026-1',
    entity,
    fund: 'relief',
    stream: 'donation',
    date: { precision: 'day', day: '2026-02-20' },
    confirmedBy: ['bank'],
    direction: 'out',
    allotment: '1',
    items: receivers.map((receiver) => ({
      receiver,
      form: 'advance',
      unit: 'CNY',
      amount: '100',
      provenance: 'stated',
    })),
    postings: [],
    texts: [],
  });
  chains.add(pass('city', 'county', 'county', 'hospital'));
  chains.add(pass('city', 'hospital'));
  chains.add(pass('county', 'clinic'));
  chains.remove(pass('city', 'county', 'county', 'hospital'));
  expect(chains.to('county')).toEqual([]);
  expect(booksOfChains(chains.list).map(({ entity, level, chains: own }) => [entity, level, own.length])).toEqual([
    ['city', 1, 1],
    ['county', 1, 1],
  ]);
  expect(chains.to('hospital')).toMatchObject([{ out: 100n, lines: 1 }]);
});
