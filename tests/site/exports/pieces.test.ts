import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportParts } from '#site/exports/export-parts.ts';
import { readSite } from '#site/site-data.ts';
import { moved, SampleLeaves } from '../../support/sample-leaves.ts';
import { writeSampleLog } from '../../support/sample-log.ts';

const [ENTITY, FUND, BRANCH] = ['hengyang-charity', 'hengyang-2020', 'hengyang-branch'] as const;

interface Begun {
  sample: SampleLeaves;
  gifts: bigint[];
  /** Money passed on to a branch, as 360Giving and IATI tell it. */
  allotments: bigint[];
}

/** A month of 1,400 gifts and 120 allotments: two stretches of the log and two runs of records. */
function begun(): Begun {
  const sample = new SampleLeaves();
  sample.accounts();
  sample.organisation(ENTITY, '衡阳市慈善总会');
  sample.organisation(BRANCH, '祁东县慈善会', false);
  sample.fund(FUND, '援鄂医疗队家属关爱');
  const [gifts, allotments]: [bigint[], bigint[]] = [[], []];
  for (let at = 0; at < 1_400; at++) {
    gifts.push(sample.cash(ENTITY, FUND, '10000', `捐赠人${at}`));
    if (at % 100 === 50 && at < 1_300) for (let n = 0; n < 10; n++) allotments.push(passOn(sample));
  }
  return { sample, gifts, allotments };
}

function passOn(sample: SampleLeaves): bigint {
  return sample.add(
    {
      v: 1,
      kind: 'appropriation',
      number: `B2020-${sample.size}`,
      entity: ENTITY,
      fund: FUND,
      stream: 'donation',
      date: { precision: 'day', day: '2020-02-20' },
      confirmedBy: ['bank'],
      direction: 'out',
      allotment: '1',
      items: [{ receiver: BRANCH, form: 'advance', unit: 'CNY', amount: '10000', provenance: 'stated' }],
      ...moved('1122', '100201', 'CNY', '10000'),
    },
    { purpose: '慰问金' },
  );
}

/** Written parts of a release, as a publish writes them behind the one before. */
async function writeRelease(published: string, release: string, before?: string): Promise<void> {
  await mkdir(release, { recursive: true });
  for await (const part of exportParts(await readSite(published))) await part.write(release, { before });
}

async function filesOf(release: string): Promise<Record<string, string>> {
  const files = (await readdir(release, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
  const read = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(release.length + 1), (await readFile(path)).toString('base64')] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** How many pieces of a part have a key that the release before did not have, and how many it has. */
async function piecesAnew(notes: string, release: string, before: string): Promise<[anew: number, all: number]> {
  const keys = async (of: string) => Object.keys(JSON.parse(await readFile(join(of, notes), 'utf8')).pieces);
  const known = new Set(await keys(before));
  const now = await keys(release);
  return [now.filter((key) => !known.has(key)).length, now.length];
}

const MONTH = 'data/csv/.2020-02.pieces';
const LINES = 'data/csv/.lines-2020-02.pieces';
const JOURNAL = 'data/journal/.2020-02.journal.pieces';
const BEANCOUNT = 'data/beancount/.2020-02.beancount.pieces';
const GRANTS = 'data/.360giving.json.pieces';
const ACTIVITIES = 'data/.iati-activities.xml.pieces';

/** What happens behind the month, in a notice of March; the count of pieces anew in each file of the month and of all. */
const CASES: {
  name: string;
  later: (begun: Begun) => void;
  after?: (published: string, begun: Begun) => Promise<void>;
  anew: Record<string, number>;
}[] = [
  {
    name: 'more gifts, allotments and codes touch no piece of the month, and only the open run of records',
    later: ({ sample }) => {
      sample.item('mask-medical', '医用口罩', '只');
      for (let at = 0; at < 50; at++) sample.cash(ENTITY, FUND, '10000', '某人', '2020-03-03');
      passOn(sample);
    },
    // The head with its date; of IATI also what came in. The run of 20 allotments becomes one of 21.
    anew: { [MONTH]: 0, [LINES]: 0, [JOURNAL]: 0, [BEANCOUNT]: 0, [GRANTS]: 2, [ACTIVITIES]: 3 },
  },
  {
    name: 'a correction of an early gift has its stretch of the entries anew, and nothing of their lines and of the journals',
    later: ({ sample, gifts }) => void sample.correct(gifts[3] ?? 0n),
    anew: { [MONTH]: 1, [LINES]: 0, [JOURNAL]: 0, [BEANCOUNT]: 0, [GRANTS]: 1, [ACTIVITIES]: 2 },
  },
  {
    name: 'a correction of an early allotment also has its run of records anew',
    later: ({ sample, allotments }) => void sample.correct(allotments[3] ?? 0n),
    anew: { [MONTH]: 1, [LINES]: 0, [JOURNAL]: 0, [BEANCOUNT]: 0, [GRANTS]: 2, [ACTIVITIES]: 3 },
  },
  {
    name: 'an erased name has the stretch of its chunk anew',
    later: () => {},
    after: async (published, { gifts }) => {
      const gift = gifts.at(-1) ?? 0n;
      const chunk = join(published, 'openings', `${String(gift / 256n).padStart(3, '0')}.json`);
      const openings = JSON.parse(await readFile(chunk, 'utf8'));
      delete openings[String(gift)];
      await writeFile(chunk, JSON.stringify(openings));
      await utimes(chunk, 2, 2);
    },
    anew: { [MONTH]: 1, [LINES]: 1, [JOURNAL]: 1, [BEANCOUNT]: 1, [GRANTS]: 1, [ACTIVITIES]: 2 },
  },
  {
    name: 'a new name of the branch has every run and stretch behind its registration anew, and no line and no journal',
    later: ({ sample }) => sample.organisation(BRANCH, '祁东县慈善总会', false),
    anew: { [MONTH]: 8, [LINES]: 0, [JOURNAL]: 0, [BEANCOUNT]: 0, [GRANTS]: 3, [ACTIVITIES]: 4 },
  },
];

describe.each(CASES)('$name', ({ later, after, anew }) => {
  let folder: string;
  const at = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingzhang-pieces-'));
    const of = begun();
    const first = of.sample.notice('2020-02-29T04:00:00Z');
    const publish = async (notices: Parameters<typeof writeSampleLog>[1]): Promise<void> => {
      await writeSampleLog(at('published'), notices);
      // As if full chunks had not been written again: only what happened may tell.
      for (const name of await readdir(at('published/openings'))) await utimes(at(`published/openings/${name}`), 1, 1);
    };
    // The month ends with a full chunk, its statement the last leaf: only an erasure writes it again.
    while (of.sample.size % 1_024n !== 1_023n) of.sample.organisation(`filler-${of.sample.size}`, '某单位', false);
    const filled = of.sample.notice('2020-02-29T05:00:00Z');
    await publish([first, filled]);
    await writeRelease(at('published'), at('first'));
    later(of);
    await publish([first, filled, of.sample.notice('2020-03-05T04:00:00Z')]);
    await after?.(at('published'), of);
    await writeRelease(at('published'), at('carried'), at('first'));
    await writeRelease(at('published'), at('fresh'));
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  test('the release that takes pieces over has the same bytes as one that takes none', async () => {
    const [carried, fresh] = await Promise.all([filesOf(at('carried')), filesOf(at('fresh'))]);
    expect(Object.keys(carried)).toEqual(
      expect.arrayContaining([MONTH, LINES, JOURNAL, BEANCOUNT, GRANTS, ACTIVITIES]),
    );
    expect(carried).toEqual(fresh);
  });

  test('only what was touched is made anew', async () => {
    const counted = await Promise.all(
      Object.keys(anew).map(async (notes) => {
        const [made, all] = await piecesAnew(notes, at('carried'), at('first'));
        expect(all).toBeGreaterThan(made);
        return [notes, made] as const;
      }),
    );
    expect(Object.fromEntries(counted)).toEqual(anew);
  });

  test('the twins unpack to the files', async () => {
    for (const name of ['data/csv/gifts-2020-02.csv', 'data/iati-activities.xml', 'data/360giving.json']) {
      expect(gunzipSync(await readFile(at(`carried/${name}.gz`)))).toEqual(await readFile(at(`carried/${name}`)));
    }
  });
});
