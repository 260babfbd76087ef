import type { ActKind } from '#approval/act.ts';
import { actNames } from '#i18n/zh-Hans/office.ts';
import { ownMoves } from '#i18n/zh-Hans/office-choices.ts';
import type { OwnMove } from '#ledger/own-move.ts';

/** What a clerk calls an entry; a move among one's own accounts or places by what it is, not as one change among others. */
export const actName = ({ kind, ownMove }: { kind: ActKind; ownMove?: OwnMove | undefined }): string =>
  ownMove === undefined ? actNames[kind] : ownMoves[ownMove];
