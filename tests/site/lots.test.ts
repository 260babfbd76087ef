import { expect, test } from 'vitest';
import type { IntakeLeaf } from '#log/leaf.ts';
import { LOTS_KEPT, Lots } from '#site/lots.ts';

const gift = (day: number): IntakeLeaf => ({
  ...{ v: 1, kind: 'intake', number: 'D2020-0001', entity: 'charity', fund: 'relief', stream: 'donation' },
  ...{ date: { precision: 'notStated' }, donorKind: 'individual', restriction: 'restricted', path: 'throughEntity' },
  ...{ valuations: [], tag: '', confirmedBy: ['stock'], postings: [], texts: [] },
  lines: [
    { unit: 'item:mask', quantity: '1', provenance: 'stated', fate: 'held', expires: `2020-01-01`, lot: `L${day}` },
  ],
});

test('a list that corrections made short says that lots stand which it does not give', () => {
  const lots = new Lots();
  const count = 2 * LOTS_KEPT + 1;
  expect(lots.hasMore('item:mask')).toBe(false);
  for (let at = 0; at < count; at++) lots.add(BigInt(at), gift(at));
  const shown = lots.of('item:mask').map(({ index }) => index);
  expect(shown).toHaveLength(LOTS_KEPT);
  for (const index of shown) lots.remove(index, gift(Number(index)));
  expect(lots.of('item:mask')).toEqual([]);
  expect(lots.hasMore('item:mask')).toBe(true);

  const again = new Lots();
  again.restore(structuredClone(lots.snapshot()));
  expect(again.hasMore('item:mask')).toBe(true);
  for (let at = 0; at < count; at++) if (!shown.includes(BigInt(at))) again.remove(BigInt(at), gift(at));
  expect(again.hasMore('item:mask')).toBe(false);
});
