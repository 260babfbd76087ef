import { entryActions } from '#office/entry-actions.ts';
import { entryKinds } from '#office/entry-kinds.ts';

export const issues = entryActions(entryKinds.issues);
