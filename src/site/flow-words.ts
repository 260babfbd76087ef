import type { PublicWords } from '#i18n/words.ts';
import type { FlowBook } from './flow-graph.ts';
import type { Register } from './register.ts';

/** What the ends of a flow are called; a set of books by its entity, and by its fund too where funds differ. */
export function flowWords({ books }: PublicWords, register: Register, all: readonly FlowBook[]) {
  const { flow } = books;
  const names: { [name: string]: string } = { ...flow.uses, ...flow.sources };
  const funds = new Set(all.map(({ fund }) => fund));
  const entities = new Set(all.map(({ entity }) => entity));
  const nameOf = (name: string): string => names[name] ?? name;
  return {
    source: nameOf,
    use: nameOf,
    book({ entity, fund }: Pick<FlowBook, 'entity' | 'fund'>): string {
      if (funds.size === 1) return register.organisationName(entity);
      if (entities.size === 1) return register.fundName(fund);
      return flow.of(register.organisationName(entity), register.fundName(fund));
    },
    rest: flow.rest,
  };
}
