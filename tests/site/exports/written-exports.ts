import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { exportParts } from '#site/exports/export-parts.ts';
import { readSite, type SiteData } from '#site/site-data.ts';
import type { SampleLeaf } from '../../support/sample-leaves.ts';
import { writeSampleLog } from '../../support/sample-log.ts';
import { writeRelief2020 } from '../../support/sample-site.ts';
import { randomNotices } from './random-log.ts';

/** A published log with all its exports written. */
export interface Exported {
  published: string;
  release: string;
  site: SiteData;
  /** Keys by part. */
  keys: Map<string, string>;
  text(address: string): Promise<string>;
  /** Rows of a CSV by its header, read by a parser of others. */
  rows(address: string): Promise<Record<string, string>[]>;
  remove(): Promise<void>;
}

export async function exported(publish: (folder: string) => Promise<unknown>): Promise<Exported> {
  const published = await mkdtemp(join(tmpdir(), 'mingzhang-published-'));
  await publish(published);
  return exportedFrom(published);
}

export async function exportedFrom(published: string): Promise<Exported> {
  const release = await mkdtemp(join(tmpdir(), 'mingzhang-exports-'));
  const site = await readSite(published);
  const keys = new Map<string, string>();
  for await (const part of exportParts(site)) {
    keys.set(part.name, part.key);
    await part.write(release);
  }
  const text = (address: string) => readFile(join(release, address), 'utf8');
  return {
    published,
    release,
    site,
    keys,
    text,
    rows: async (address) => parse(await text(address), { columns: true, bom: true }),
    remove: async () => {
      await rm(release, { recursive: true });
      await rm(published, { recursive: true, force: true });
    },
  };
}

export const publishNotices = (notices: SampleLeaf[][]) => (folder: string) => writeSampleLog(folder, notices);

/** The logs that every export is tried on. */
export const LOGS: [name: string, publish: (folder: string) => Promise<unknown>][] = [
  ['the 2020 fund', (folder) => writeRelief2020(folder, 30)],
  ['a random log', publishNotices(randomNotices('one'))],
  ['another random log', publishNotices(randomNotices('two', 14))],
];

/** `930000.00` → 93000000n, with the digits that the figure itself has. */
export const digitsOf = (figure: string): bigint => BigInt(figure.replace('.', ''));
