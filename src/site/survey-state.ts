import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { equal } from '#log/bytes.ts';
import { TILE_WIDTH } from '#log/tiles.ts';
import type { PublishedLog } from './published-log.ts';
import { Survey, type SurveyState } from './survey.ts';

const WIDTH = BigInt(TILE_WIDTH);
const DIGEST_BYTES = 32;

/** A survey as it stood behind the last full bundle, and all that it must fit before it is believed. */
interface StoredSurvey {
  /** sourceKey() of the code that made it. */
  code: string;
  origin: string;
  size: bigint;
  /** Of the log at that size: the log may have grown since, but these leaves are the same. */
  root: Uint8Array;
  /** Hashes of the chunks that hold register leaves: a name that was erased must be forgotten here too. */
  openings: string[];
  survey: SurveyState;
}

/** The survey of a log, with the state to write down for the next build; none while no bundle is full. */
export interface SurveyAndState {
  survey: Survey;
  state: Uint8Array | undefined;
  /** Leaves that were taken from the state before. */
  resumedFrom: bigint;
}

/** Goes on from an earlier state where that fits the code and the log, else from the beginning; to the end of the log. */
export async function surveyFrom(
  log: PublishedLog,
  before?: { code: string; state: Uint8Array | undefined },
): Promise<SurveyAndState> {
  const stored = before?.state && (await fitting(before.state, log, before.code));
  const survey = stored === undefined ? new Survey() : new Survey().restore(stored.survey);
  const resumedFrom = survey.size;
  const boundary = (log.size / WIDTH) * WIDTH;
  if (before === undefined || boundary === 0n) return { survey: await survey.read(log), state: undefined, resumedFrom };
  await survey.read(log, boundary);
  // Builds of pages and of parts go on from what their release has just written down.
  const state = resumedFrom === boundary ? before.state : await written(log, survey, before.code);
  return { survey: await survey.read(log), state, resumedFrom };
}

/** The bytes of a state, or undefined where there is none. */
export const readState = (path: string): Promise<Uint8Array | undefined> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

async function written(log: PublishedLog, survey: Survey, code: string): Promise<Uint8Array> {
  const body = serialize({
    code,
    origin: log.checkpoint?.origin ?? '',
    size: survey.size,
    root: await log.rootAt(survey.size),
    openings: await openingsOf(log, survey.openedBundles),
    survey: survey.snapshot(),
  } satisfies StoredSurvey);
  return Buffer.concat([digest(body), body]);
}

/** A state that does not fit is no error: it is what an upgrade, an erasure or a torn file leaves. */
async function fitting(bytes: Uint8Array, log: PublishedLog, code: string): Promise<StoredSurvey | undefined> {
  const stored = readStored(bytes);
  if (stored === undefined || stored.code !== code || stored.origin !== log.checkpoint?.origin) return undefined;
  if (stored.size > log.size || !equal(await log.rootAt(stored.size), stored.root)) return undefined;
  const openings = await openingsOf(log, stored.survey.openedBundles);
  return openings.every((state, at) => state === stored.openings[at]) ? stored : undefined;
}

function readStored(bytes: Uint8Array): StoredSurvey | undefined {
  const body = bytes.subarray(DIGEST_BYTES);
  if (!equal(digest(body), bytes.subarray(0, DIGEST_BYTES))) return undefined;
  try {
    return deserialize(body) as StoredSurvey;
  } catch {
    // Written by a newer Node, whose format this one does not read.
    return undefined;
  }
}

async function openingsOf(log: PublishedLog, bundles: readonly bigint[]): Promise<string[]> {
  const hashes: string[] = [];
  for (const bundle of bundles) {
    const hash = createHash('sha256');
    for await (const openings of log.openings(bundle * WIDTH, (bundle + 1n) * WIDTH)) hash.update(openings);
    hashes.push(hash.digest('base64url'));
  }
  return hashes;
}

const digest = (body: Uint8Array): Uint8Array => createHash('sha256').update(body).digest();
