import { describe, expect, test } from 'vitest';
import { eventsOf, inMemory } from '#reconciliation/statement/inspect.ts';
import { readParts } from '#reconciliation/statements/read-parts.ts';
import type { StagedLine } from '#reconciliation/statements/staged-line.ts';
import { gb18030 } from '../../support/gb18030.ts';
import { ccb, type Row } from './statement-books.ts';

const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({
    day: '2025-07-01',
    time: [9 + Math.floor(at / 3_600), Math.floor(at / 60) % 60, at % 60]
      .map((part) => String(part).padStart(2, '0'))
      .join(':'),
    fen: 10_000n + BigInt(at),
    name: at === count - 1 ? '末行公司' : '张三',
  }));

async function readAs(content: Uint8Array) {
  const taken: StagedLine[] = [];
  const expected = { number: undefined, mapped: false, uploadedOn: '2025-08-01' };
  const read = await readParts(eventsOf(inMemory('流水.csv', content)), expected, async (lines) => {
    taken.push(...lines);
  });
  return { read, taken };
}

describe('the last line of a file', () => {
  const ends = { 'a line break': '\r\n', 'nothing behind it': '' };
  // Alone, with others, just filling a batch, and left over from one.
  test.for(
    [1, 3, 1_000, 1_001].flatMap((count) => Object.entries(ends).map(([what, end]) => [count, what, end] as const)),
  )('of %i lines with %s is read and handed on', async ([count, , end]) => {
    const { read, taken } = await readAs(gb18030(ccb(rowsOf(count)).trimEnd() + end));
    expect(read.refusals).toEqual([]);
    expect(read.lines).toBe(count);
    expect(taken.map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
    expect(taken.at(-1)).toMatchObject({ counterparty_name: '末行公司', amount_fen: String(10_000 + count - 1) });
  });
});
