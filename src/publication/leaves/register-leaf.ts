import { unitOfItem } from '#ledger/unit.ts';
import type { RegisterEntry } from '#registry/registration.ts';
import { type ComposedLeaf, givenTexts } from '../composed-leaf.ts';

/** An entry of the register: codes and figures in the leaf, names outside. */
export function registerLeaf(actId: bigint, entry: RegisterEntry): ComposedLeaf {
  const { code, name } = entry;
  const composed = (leaf: ComposedLeaf['leaf'], texts: Record<string, string | undefined>): ComposedLeaf => {
    const given = givenTexts({ name, ...texts });
    return { actId, leaf, texts: given, publicFields: Object.keys(given) };
  };
  const common = { v: 1, kind: 'register', code } as const;
  switch (entry.subject) {
    case 'organisation': {
      const { kind: type, keepsBooks, parent, telephone } = entry;
      const leaf = { ...common, subject: entry.subject, type, keepsBooks, ...(parent !== undefined && { parent }) };
      // Only whoever keeps books here publishes a number to ask at.
      return composed(leaf, { telephone: keepsBooks ? telephone : undefined });
    }
    case 'fund':
      return composed({ ...common, subject: entry.subject, beganOn: entry.beganOn }, { purpose: entry.purpose });
    case 'appeal': {
      const { fund, opensOn, closesOn, filingNumber } = entry;
      const days = { ...(opensOn !== undefined && { opensOn }), ...(closesOn !== undefined && { closesOn }) };
      return composed({ ...common, subject: entry.subject, fund, ...days }, { filingNumber });
    }
    case 'programme':
      return composed({ ...common, subject: entry.subject, fund: entry.fund }, {});
    case 'itemFamily':
      return composed({ ...common, subject: entry.subject }, { measure: entry.measure });
    case 'item': {
      const { scale, family, measure, standard } = entry;
      const leaf = { ...common, subject: entry.subject, unit: unitOfItem(code), scale };
      return composed({ ...leaf, ...(family !== undefined && { family }) }, { measure, standard });
    }
  }
}
