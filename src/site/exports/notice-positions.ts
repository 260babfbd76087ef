import type { Position, PositionRow } from '#log/position.ts';
import { rolledForward } from '../notice-changes.ts';
import type { Notice } from '../notices.ts';

/** What a position is, and how much of it came since an earlier notice. */
export interface Movement {
  owner: Pick<PositionRow, 'entity' | 'fund' | 'stream' | 'unit'>;
  now: Position;
  since: Position;
}

/** Every position of either notice: a row that has become zero is in none of the later one's statements. */
export const movements = (before: Notice | undefined, after: Notice): Movement[] =>
  rolledForward(after, before).map(({ now, change: since }) => {
    const { entity, fund, stream, unit } = now;
    return { owner: { entity, fund, stream, unit }, now, since };
  });
