import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { utf8 } from '#log/bytes.ts';
import { chineseFold } from '#site/search/chinese-fold.ts';
import { writeFold } from '#site/search/fold.ts';
import { namesSomebody } from '#site/search/gift-records.ts';
import type { FetchFile } from '#site/search/index-reader.ts';
import { GIFTS_PER_RECORDS, MANIFEST, type SearchManifest, segmentsOf } from '#site/search/manifest.ts';
import type { SearchRecord } from '#site/search/record.ts';
import { indexed } from '#site/search/search-parts.ts';
import { writeRecords } from '#site/search/write-records.ts';
import { deflated, writeWords } from '#site/search/write-words.ts';

export const fold = chineseFold();

/** The commonest family names with their share in a thousand, and characters of given names, the common ones first. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
const GIVEN =
  '伟芳秀英娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华玉建国志文红春梅林海云飞鹏宇浩欣怡子涵梓轩雨泽思嘉佳俊峰晓东波斌辉慧琳婷雪莹颖倩洁琪瑶璐晨阳旭凯博睿哲翔航天佑安康宁静怀远致知行健德厚载物仁义礼信忠孝廉耻勤俭朴素';
const PLACES =
  '衡阳湖南长沙武汉湖北天津西青大理云南丰城江西北京上海广州深圳杭州南京成都重庆西安郑州济南青岛苏州厦门福州合肥石家庄太原沈阳哈尔滨昆明贵阳南宁';
const WORDS =
  '华康瑞达恒信博爱同济天成宏远建工联众创新明德万通金钟中泰安邦正大远东福海龙腾飞跃兴盛鑫源利民惠普佳美春晖朝阳东方国药九州通和仁善诚光彩星辰';
const TRADES = [
  '科技',
  '医药',
  '建筑',
  '贸易',
  '食品',
  '实业',
  '电子',
  '物流',
  '投资',
  '农业',
  '服饰',
  '教育',
  '文化传媒',
  '医疗器械',
];
const ENDINGS = [
  '有限公司',
  '有限公司',
  '有限公司',
  '有限责任公司',
  '股份有限公司',
  '集团',
  '协会',
  '商会',
  '中学',
  '医院',
  '基金会',
];
const FUNDS = ['hengyang-2020', 'xiqing-2020', 'dali-2020', 'fengcheng-2020'];
const ITEMS: SearchManifest['units'] = {
  'item:mask-medical': { name: '医用口罩', english: 'Medical masks', measure: '只', scale: 0, family: 'mask' },
  'item:protective-suit': { name: '医用防护服', english: 'Medical protective suits', measure: '套', scale: 0 },
  'item:gloves-disposable': { name: '一次性手套', measure: '副', scale: 0 },
  'item:goggles': { name: '护目镜', measure: '副', scale: 0 },
  'item:alcohol': { name: '酒精', measure: '瓶', scale: 0 },
  'item:kn95': { name: 'KN95', measure: '只', scale: 0, family: 'mask' },
  'item:mask-disposable': { name: '一次性口罩', measure: '只', scale: 0, family: 'mask' },
};
const UNITS = Object.keys(ITEMS);

/** The same gift for the same number, in any order of asking: a third named persons, a third named bodies. */
export function syntheticGift(place: number): SearchRecord {
  const draw = drawsOf(place);
  const kind = draw(100);
  const title =
    kind < 34 ? person(draw) : kind < 62 ? body(draw) : kind < 80 ? `${pick(SURNAMES, draw)}**` : '爱心人士';
  const unit = draw(10) < 7 ? 'CNY' : (UNITS[draw(UNITS.length)] ?? '');
  const day = new Date(Date.UTC(2020, 0, 25) + Math.floor(place / 3_000) * 86_400_000).toISOString().slice(0, 10);
  return {
    kind: 'intake',
    leaf: String(place + 40),
    title,
    named: namesSomebody(title),
    more: [],
    number: `D${day.slice(0, 4)}-${String(place + 1).padStart(6, '0')}`,
    date: draw(50) === 0 ? { precision: 'notStated' } : { precision: 'day', day },
    fund: FUNDS[draw(draw(3) + 1)] ?? '',
    entity: 'hengyang-charity',
    figures: [{ unit, amount: String((draw(5_000) + 1) * 100), provenance: 'stated' }],
    voided: draw(200) === 0,
    restriction: draw(3) === 0 ? 'restricted' : 'unrestricted',
  };
}

export const syntheticRegister: SearchRecord[] = Array.from({ length: 120 }, (_, at) => ({
  kind: 'organisation',
  leaf: String(at),
  title: body(drawsOf(7_000_000 + at)),
  named: true,
  more: [],
  figures: [],
  voided: false,
  address: `/organisations#o-${at}`,
}));

export const syntheticNames: Pick<SearchManifest, 'funds' | 'entities' | 'units' | 'families'> = {
  funds: Object.fromEntries(FUNDS.map((code) => [code, `${code} 专项资金`])),
  entities: { 'hengyang-charity': '市慈善总会' },
  units: ITEMS,
  families: { mask: { name: '口罩', english: 'Masks' } },
};

type Draw = (below: number) => number;

function person(draw: Draw): string {
  return pick(SURNAMES, draw) + pick(GIVEN, draw) + (draw(4) === 0 ? '' : pick(GIVEN, draw));
}

function body(draw: Draw): string {
  const place = draw(PLACES.length / 2 - 1) * 2;
  const words = pick(WORDS, draw) + pick(WORDS, draw);
  return `${PLACES.slice(place, place + 2)}${words}${TRADES[draw(TRADES.length)]}${ENDINGS[draw(ENDINGS.length)]}`;
}

/** The first are the commonest. */
function pick(characters: string, draw: Draw): string {
  return characters[Math.floor((draw(1_000) / 1_000) ** 2 * characters.length)] ?? '';
}

/** Numbers that look drawn and follow from the place alone (mulberry32). */
function drawsOf(place: number): Draw {
  let state = Math.imul(place + 1, 0x9e3779b1);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Writes an index of gifts of any layout, as the parts of a release would. */
export async function writeIndex(
  folder: string,
  count: number,
  segments: { first: number; count: number }[] = segmentsOf(count),
): Promise<SearchManifest> {
  const manifest: SearchManifest = {
    fold: 'search/fold.bin',
    register: { count: syntheticRegister.length, words: 'search/register', records: 'search/register-records' },
    gifts: { count, segments: [], records: [], perFolder: GIFTS_PER_RECORDS },
    ...syntheticNames,
  };
  await writeWords(folder, 'search/register', syntheticRegister.length, indexed(syntheticRegister, fold));
  await writeRecords(folder, 'search/register-records/0', syntheticRegister);
  for (const { first, count: length } of segments) {
    const words = `search/gifts/${first}-${length}`;
    manifest.gifts.segments.push({ first, count: length, words });
    await writeWords(folder, words, length, indexed(gifts(first, length), fold));
  }
  for (let first = 0; first < count; first += GIFTS_PER_RECORDS) {
    const records = `search/gift-records/${first}-thesameasakeyoften`;
    manifest.gifts.records.push(records);
    await writeRecords(folder, records, gifts(first, Math.min(GIFTS_PER_RECORDS, count - first)));
  }
  await write(join(folder, manifest.fold), deflated(utf8(writeFold(fold))));
  await write(join(folder, MANIFEST), utf8(JSON.stringify(manifest)));
  return manifest;
}

function* gifts(first: number, count: number): Generator<SearchRecord> {
  for (let place = first; place < first + count; place++) yield syntheticGift(place);
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

export const filesUnder =
  (folder: string): FetchFile =>
  async (path) => {
    try {
      return await readFile(join(folder, path));
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
      throw cause;
    }
  };
