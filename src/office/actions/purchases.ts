import { entryActions } from '#office/entry-actions.ts';
import { entryKinds } from '#office/entry-kinds.ts';

export const purchases = entryActions(entryKinds.purchases);
