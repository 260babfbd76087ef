import { lighthouseScores } from '../support/lighthouse.ts';
import { writeRelief2020 } from '../support/sample-site.ts';
import { serveRelease } from '../support/served-release.ts';

/** What Lighthouse says of the pages that readers open first, on a throttled phone. Run alone: it measures time. */
const PAGES = ['/', '/funds/hengyang-2020', '/gifts/1', '/disbursements/47', '/search', '/method'];

const served = await serveRelease((folder) => writeRelief2020(folder, 230));
try {
  const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
  for (const { address, scores, lost } of await lighthouseScores(
    PAGES.map((page) => served.url + page),
    categories,
  )) {
    console.log(new URL(address).pathname, categories.map((category) => scores[category]).join(' / '));
    for (const audit of lost) console.log(`    ${audit}`);
  }
} finally {
  await served.close();
}
