import type { PublicWords } from '#i18n/words.ts';
import type { AdjustmentLeaf, Leaf } from '#log/leaf.ts';

/** Of a leaf by which own money only changed its account or own goods their place; undefined for all others. */
export const ownMoveIn = (leaf: Leaf): 'money' | 'goods' | undefined =>
  leaf.kind === 'adjustment' && leaf.reason === 'transfer' ? moved(leaf) : undefined;

/** 手续费, 盘亏, 账户间划转, 移库: what an adjustment is called wherever it stands. */
export const adjustmentName = (leaf: AdjustmentLeaf, { terms }: PublicWords): string =>
  leaf.reason === 'transfer' ? terms.ownMoves[moved(leaf)] : terms.adjustmentReasons[leaf.reason];

const moved = ({ total }: AdjustmentLeaf): 'money' | 'goods' => (total.unit === 'CNY' ? 'money' : 'goods');
