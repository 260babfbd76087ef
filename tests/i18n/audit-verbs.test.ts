import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { auditWords } from '#i18n/zh-Hans/office-pages.ts';

const VERB = /\baudit(?:Each)?\(\s*\w+,\s*[\w.?!]+,\s*(?:'([^']+)'|`\$\{[\w.]+\} ([^`]+)`)/g;
/** What stands before the noun of a verb that is put together. */
const OUTCOMES: Record<string, readonly string[]> = { count: ['closed', 'abandoned'] };
const DECISIONS = ['approved', 'refused', 'withdrawn'];

test('whatever the trail writes down has words', () => {
  const verbs = globSync('src/**/*.ts').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(VERB)].flatMap(([, verb, noun = '']) =>
      verb === undefined ? (OUTCOMES[noun] ?? DECISIONS).map((outcome) => `${outcome} ${noun}`) : [verb],
    ),
  );
  expect(verbs.length).toBeGreaterThan(40);
  expect(verbs.filter((verb) => !Object.hasOwn(auditWords.verbs, verb))).toEqual([]);
});
