import { listPositions } from '#approval/positions.ts';
import { postingsOf } from '#approval/postings-of-act.ts';
import type { Position } from '#ledger/position.ts';
import type { Stream } from '#ledger/posting.ts';
import type { Result } from '#ledger/refusal.ts';
import { approved, type Desk, given, header } from '../approval/desk.ts';

export const out = (stream: Stream = 'donation') => ({ ...header('2020-02-20'), stream });

export async function position(desk: Desk, unit: string, stream: Stream = 'donation'): Promise<Position> {
  const rows = await listPositions(desk.db, { entity: 'charity', fund: 'relief' });
  const row = rows.find((r) => r.unit === unit && r.stream === stream);
  const { received = 0n, disbursed = 0n, appropriated = 0n, adjusted = 0n, unstated = 0n, balance = 0n } = row ?? {};
  return { received, disbursed, appropriated, adjusted, unstated, balance };
}

/** What an act changed in the public identity of one unit. */
export async function changed(
  desk: Desk,
  unit: string,
  stream: Stream,
  act: () => Promise<unknown>,
): Promise<Partial<Position>> {
  const before = await position(desk, unit, stream);
  await act();
  const after = await position(desk, unit, stream);
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, amount]) => [name, amount - before[name as keyof Position]] as const)
      .filter(([, difference]) => difference !== 0n),
  );
}

export const accounts = async (desk: Desk, actId: bigint) =>
  given(await postingsOf(desk.db, actId)).map(({ account, unit, amount }) => [account, unit, amount]);
export const enter = async (desk: Desk, proposal: Promise<Result<{ actId: bigint }>>) =>
  approved(desk, given(await proposal));
