import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entriesOf, onlyCorrects } from '#site/notice-entries.ts';
import { slowestOf } from '#site/notices.ts';
import { readSite } from '#site/site-data.ts';
import { SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';

test('a notice that only corrects is told from one that moved something, and the slowest record outlasts it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-notice-'));
  try {
    const sample = new SampleLeaves();
    sample.accounts();
    sample.organisation('city', '市慈善总会');
    sample.fund('relief', '抗疫专项');
    const gift = sample.cash('city', 'relief', '10000', '某人');
    const first = sample.notice('2020-03-01T04:00:00Z');
    sample.correct(gift);
    const second = sample.notice('2020-03-02T04:00:00Z');
    sample.correct(sample.cash('city', 'relief', '10000', '某人'));
    const third = sample.notice('2020-03-03T04:00:00Z');
    await writeSampleLog(folder, [first, second, third]);
    const { log, survey } = await readSite(folder);
    const outcome = await Promise.all(
      survey.notices.list.map(async (each) => onlyCorrects(await entriesOf(log, each))),
    );
    expect(outcome).toEqual([false, true, false]);
    const list = survey.notices.list.map((notice, at) => ({
      ...notice,
      statements: notice.statements.map(({ days: _, ...statement }) => ({
        ...statement,
        ...(at < 2 && { days: { median: '1', longest: ['9', '10'][at] ?? '' } }),
      })),
    }));
    expect(slowestOf(list)).toEqual({ days: '10', notice: '2' });
    expect(slowestOf(list.slice(2))).toBeUndefined();
  } finally {
    await rm(folder, { recursive: true });
  }
});
