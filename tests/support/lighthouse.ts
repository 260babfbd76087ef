import lighthouse from 'lighthouse';
import { openBrowserWithPort } from './browser.ts';

export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo';

/** Score of each category, 0–100, and the audits that cost any, of each address in turn (a throttled phone). */
export async function lighthouseScores(
  addresses: readonly string[],
  categories: readonly Category[],
): Promise<{ address: string; scores: Partial<Record<Category, number>>; lost: string[] }[]> {
  const { browser, port } = await openBrowserWithPort();
  try {
    const found = [];
    for (const address of addresses) {
      const run = await lighthouse(address, { port, onlyCategories: [...categories], logLevel: 'error' });
      if (run === undefined) throw new Error(`Lighthouse said nothing of ${address}`);
      const { lhr } = run;
      const scores = Object.fromEntries(
        categories.map((category) => [category, Math.round((lhr.categories[category]?.score ?? 0) * 100)]),
      );
      const lost = categories.flatMap((category) =>
        (lhr.categories[category]?.auditRefs ?? [])
          .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 1)
          .map(({ id }) => `${category}: ${id} ${lhr.audits[id]?.displayValue ?? ''}`),
      );
      found.push({ address, scores, lost });
    }
    return found;
  } finally {
    await browser.close();
  }
}
