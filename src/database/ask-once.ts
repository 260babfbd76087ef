/** Asks the database, or remembers what it answered to the same question. */
export type Ask = <T>(question: readonly unknown[], ask: () => Promise<T>) => Promise<T>;

export const askEachTime: Ask = (_, ask) => ask();

/** Remembers answers: for what many entries of one transaction name alike. */
export function askOnce(): Ask {
  const answers = new Map<string, Promise<unknown>>();
  return <T>(question: readonly unknown[], ask: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify(question, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
    const known = answers.get(key) ?? ask();
    answers.set(key, known);
    // One question is always asked by the same code, so its answer is of the type asked for.
    return known as Promise<T>;
  };
}
