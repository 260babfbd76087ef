/**
 * What one query loads from an index of so many gifts, and what the index weighs. Ends with 1 when a query loads more
 * than 150 KB. Arguments: the number of gifts, default 1,000,000, and a folder to keep the index in for the next run.
 */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { kinds } from '#i18n/zh-Hans/public/search.ts';
import { restrictions } from '#i18n/zh-Hans/public/terms.ts';
import type { FetchFile } from '#site/search/index-reader.ts';
import { MANIFEST } from '#site/search/manifest.ts';
import { type SearchQuery, search } from '#site/search/search.ts';
import { filesUnder, syntheticGift, writeIndex } from '../site/search/synthetic-gifts.ts';

const MOST_BYTES = 150_000;
const count = Number(process.argv[2] ?? 1_000_000);
const kept = process.argv[3];
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'mingzhang-search-bench-')));

const there = await stat(join(folder, MANIFEST)).then(
  () => true,
  () => false,
);
if (!there) {
  const began = performance.now();
  await writeIndex(folder, count);
  const seconds = (performance.now() - began) / 1_000;
  console.log(
    `${count} gifts indexed in ${seconds.toFixed(0)} s, ${megabytes(process.resourceUsage().maxRSS * 1024)} of memory at most`,
  );
}

const sizes: number[] = [];
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) sizes.push((await stat(join(entry.parentPath, entry.name))).size);
}
console.log(
  `${sizes.length} files, ${megabytes(sizes.reduce((sum, size) => sum + size, 0))}, largest ${Math.max(...sizes)} bytes`,
);

const files = filesUnder(folder);
let transferred = 0;
let requests = 0;
/** The manifest is sent compressed by the server; the other files are compressed as they lie. */
const counted: FetchFile = async (path) => {
  const bytes = await files(path);
  requests += 1;
  transferred += bytes === undefined ? 0 : path === MANIFEST ? gzipSync(bytes).length : bytes.length;
  return bytes;
};

const COMMONEST: Partial<SearchQuery>[] = [
  ...[
    '王',
    '张',
    '公司',
    '有限公司',
    '有限责任公司',
    '科技有限公司',
    '湖南',
    '1',
    '0',
    'D',
    'D2020',
    'D2020-0',
    '华',
    '张伟',
    '王芳',
    '没有这个人',
    '口罩',
    'masks',
    '一次性',
    '定向',
    '非定向捐赠',
    '慈善总会',
    '专项资金',
    '捐赠',
    '爱心人士',
    'hengyang',
  ],
].map((text) => ({ text }));
const NARROWED: Partial<SearchQuery>[] = [
  { fund: 'dali-2020' },
  { item: 'item:goggles' },
  { text: '公司', fund: 'dali-2020', item: 'item:goggles' },
  { text: '王', month: '2020-03' },
  { text: '科技有限公司', month: '2020-02', item: 'item:alcohol' },
  { text: '医院 公司' },
  { text: '王 基金会' },
  { text: '王 口罩' },
  { text: '王芳 定向 口罩' },
  { text: '科技有限公司 一次性' },
  { text: '口罩', month: '2020-02' },
  { text: '口罩 捐赠 慈善总会 定向' },
];
const sampled = Array.from({ length: 300 }, (_, at): Partial<SearchQuery> => {
  const { title = '', number = '' } = syntheticGift(Math.floor((at / 300) * count));
  return {
    text: [number, title, title.slice(0, 2), title.slice(-6), number.slice(5), title.slice(2, 5)][at % 6] ?? '',
  };
});

let worst = 0;
let short = 0;
async function measure(query: Partial<SearchQuery>, told: boolean): Promise<void> {
  transferred = 0;
  requests = 0;
  const began = performance.now();
  const answer = await search(counted, { text: '', ...query }, { shown: { kinds, restrictions } });
  worst = Math.max(worst, transferred);
  if (answer?.cutShort) short += 1;
  if (!told) return;
  const milliseconds = (performance.now() - began).toFixed(0);
  console.log(
    `${JSON.stringify(query)}: ${transferred} bytes, ${requests} files, ${milliseconds} ms, ${answer?.hits.length} shown of ` +
      `${answer?.whole ? '' : 'more than '}${answer?.count}${answer?.cutShort ? ', cut short' : ''}`,
  );
}
for (const query of [...COMMONEST, ...NARROWED]) await measure(query, true);
for (const query of sampled) await measure(query, false);
console.log(
  `worst of ${COMMONEST.length + NARROWED.length + sampled.length} queries: ${worst} bytes; ${short} cut short`,
);

if (kept === undefined) await rm(folder, { recursive: true });
if (worst > MOST_BYTES) {
  console.error(`  a query may load ${MOST_BYTES} bytes`);
  process.exitCode = 1;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(0)} MB`;
}
