import { entryActions } from '#office/entry-actions.ts';
import { entryKinds } from '#office/entry-kinds.ts';

export const listings = entryActions(entryKinds.listings);
