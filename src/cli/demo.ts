import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readSettings } from '#config/settings.ts';
import { forgetServer } from '#database/embedded/place.ts';
import { DEMO } from '#i18n/demo.ts';
import { builtOffice } from '#publication/build-site.ts';
import { readIfThere, writeDurably } from '#publication/durable-file.ts';
import { logFolder, readPublishedCheckpoint } from '#publication/log-files.ts';
import { createLog, readSigner } from '#publication/log-key.ts';
import { publish, refreshRelease } from '#publication/publish.ts';
import { recordRun } from '#publication/publish-run.ts';
import { SITE_FILE, type SiteFile } from '#site/published-log.ts';
import { enterSample } from '../../db/samples/enter-sample.ts';
import { type DemoUser, idsByEmail, nameInCast, settleCast } from './demo-people.ts';
import { prepare, removeData, serve, untilStopped } from './start.ts';

/** The demonstration's log has an origin of its own, whatever address serves it; nobody can take it for a real one. */
const DEMO_ORIGIN = 'demo.mingzhang.example/log';

/** What DATA_DIR/demo.json says once the portal serves. */
interface DemoFile {
  url: string;
  logKey: string;
  receiptCode: string | null;
  users: DemoUser[];
}

/** Kept from run to run beside it: written as soon as it is known, so that a run cut short loses no password or code. */
type Secrets = Pick<DemoFile, 'receiptCode' | 'users'>;

/** `mingzhang demo [--reset]`: the relief fund of 2020 as a running portal. Starting again goes on with the same data. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { reset: { type: 'boolean', default: false } } });
  const settings = readSettings();
  if (values.reset) {
    await removeData(settings.dataDir);
    if (!settings.databaseUrl) await forgetServer(settings.dataDir);
  }
  const prepared = await prepare(settings);
  const { database, cluster } = prepared;
  const { dataDir } = settings;
  const { verifierKey } = await createLog(database, dataDir, DEMO_ORIGIN);
  await mkdir(join(dataDir, 'published'), { recursive: true });
  await writeDurably(join(dataDir, 'published', SITE_FILE), asJson({ demonstration: true } satisfies SiteFile));

  const secretsPath = join(dataDir, 'demo-secrets.json');
  const secrets = (await readJson<Secrets>(secretsPath)) ?? { receiptCode: null, users: [] };
  const keep = () => writeDurably(secretsPath, asJson(secrets), 0o600);
  secrets.users = await settleCast(cluster.ownerUrl, database, secrets.users);
  await keep();

  const url = await serve(prepared, async () => {
    console.log(DEMO.preparing);
    const office = builtOffice();
    const ids = await idsByEmail(database);
    const by = (role: DemoUser['role']) => ids(secrets.users.find((user) => user.role === role)?.email ?? '');
    const people = { recorder: by('recorder'), reviewer: by('reviewer') };
    await enterSample(database, people, async (receiptCode) => {
      secrets.receiptCode = receiptCode;
      await keep();
    });
    await office;
    const checkpoint = await readPublishedCheckpoint(logFolder(dataDir), await readSigner(database, dataDir));
    // Only the sample is published here: what people approved since is for them to publish.
    if (checkpoint === undefined) {
      console.log(DEMO.publishing);
      const progress = await recordRun(database, undefined, by('publisher'));
      const outcome = await progress.watch(
        publish(database, { dataDir, by: by('publisher'), onStep: (step) => progress.at(step) }),
      );
      if (!outcome.ok)
        throw new Error(`publishing was refused: ${outcome.refusals.map(({ kind }) => kind).join(', ')}`);
      for (const act of outcome.value.heldBack) console.log(DEMO.heldBack(act.number));
    }
    await refreshRelease(database, dataDir);
    return office;
  });
  const file: DemoFile = { url, logKey: verifierKey, ...secrets };
  await writeDurably(join(dataDir, 'demo.json'), asJson(file), 0o600);
  console.log(DEMO.ready({ ...file, users: secrets.users.map((user) => ({ ...user, name: nameInCast(user) })) }));
  return untilStopped(prepared);
}

const asJson = (content: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`);

async function readJson<T>(path: string): Promise<T | undefined> {
  const bytes = await readIfThere(path);
  return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as T);
}
