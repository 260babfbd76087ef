import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from './browser.ts';
import { writeRelief2020 } from './sample-site.ts';
import { serveRelease } from './served-release.ts';

/** `npm run pictures`: every page type on a phone and a desk, in light and dark, small, and the page that shows them. */
const PAGES = [
  ['overview', '/', '总览'],
  ['fund', '/funds/hengyang-2020', '专项资金'],
  ['gifts', '/gifts/1', '捐赠'],
  ['batch', '/disbursements/47', '发放'],
  ['chain', '/appropriations', '逐级拨付'],
  ['item', '/items/mask-medical', '物资'],
  ['organisation', '/organisations/hengyang-charity', '单位'],
  ['notice', '/notices/2', '公示'],
  ['month', '/months/2020-02', '月报'],
  ['corrections', '/corrections', '更正说明'],
  ['method', '/method', '数字怎么来的'],
  ['search', '/search?q=口罩', '查找'],
  ['verify', '/verify', '怎样核对'],
  ['data', '/data', '数据下载'],
  ['embed', '/embed', '嵌入'],
  ['english', '/en', 'English'],
  ['traditional', '/zh-hant/notices/2', '繁體'],
] as const;
const WIDTHS = [390, 1280];
const LIGHTS = ['light', 'dark'] as const;
/** What fits a glance; pictures are half as large as the screen. */
const HEIGHTS: Record<number, number> = { 390: 1400, 1280: 1600 };

const folder = join(import.meta.dirname, '../../docs/pictures/pages');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const served = await serveRelease((published) => writeRelief2020(published, 30));
const browser = await openBrowser();
try {
  for (const width of WIDTHS) {
    for (const colorScheme of LIGHTS) {
      const page = await browser.newPage({
        viewport: { width, height: HEIGHTS[width] ?? 900 },
        deviceScaleFactor: 0.5,
        colorScheme,
        reducedMotion: 'reduce',
      });
      for (const [name, address] of PAGES) {
        await page.goto(served.url + address, { waitUntil: 'networkidle' });
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
  await served.close();
}

const rows = PAGES.flatMap(([name, address, title]) => {
  const shown = WIDTHS.flatMap((width) => LIGHTS.map((light) => `![${title}](${name}-${width}-${light}.png)`));
  return [`| ${title} \`${address}\` | ${shown.join(' | ')} |`];
});
const head = ['390 px', '390 px, dark', '1280 px', '1280 px, dark'];
await writeFile(
  join(folder, 'README.md'),
  [
    '# Pages of the public site',
    '',
    'Made by `npm run pictures` from the 2020 records and 30 further gifts of one to three yuan that exist only in tests.',
    '',
    `| page | ${head.join(' | ')} |`,
    `|---|${head.map(() => '---').join('|')}|`,
    ...rows,
    '',
  ].join('\n'),
);
