import { readSettings } from '#config/settings.ts';
import { openDatabase } from '#database/connection.ts';
import { openCluster } from '#database/open.ts';
import { refusalInBoth, refusalText } from '#i18n/refusals.ts';
import { publish } from '#publication/publish.ts';
import { recordRun } from '#publication/publish-run.ts';
import { PUBLISH_STEPS, stepNumber } from '#publication/steps.ts';

/**
 * `mingzhang publish [--run <id>] [--by <user id>] [--list <digest>]`: one numbered notice of all that is ready. The server gives the
 * options when somebody presses the button; the run's progress is then written where the page reads it.
 */
export async function run(args: string[]): Promise<number> {
  const settings = readSettings();
  const cluster = await openCluster(settings);
  const db = openDatabase(cluster.appUrl, { max: 4 });
  try {
    const progress = await recordRun(db, idAfter(args, '--run'), idAfter(args, '--by'));
    const list = args.includes('--list') ? (args[args.indexOf('--list') + 1] ?? '') : undefined;
    const outcome = await progress.watch(
      publish(db, {
        dataDir: settings.dataDir,
        ...(progress.by !== undefined && { by: progress.by }),
        ...(list !== undefined && { list }),
        onStep: async (step) => {
          console.log(`${stepNumber(step)}/${PUBLISH_STEPS.length} ${step}`);
          await progress.at(step);
        },
      }),
    );
    if (!outcome.ok) {
      for (const refusal of outcome.refusals) console.error(refusalInBoth(refusal));
      return 1;
    }
    const { notice, size, heldBack } = outcome.value;
    console.log(
      notice === undefined ? `finished an earlier publish at ${size} leaves` : `notice ${notice}: ${size} leaves`,
    );
    for (const act of heldBack) {
      const reasons = act.refusals.map((refusal) => refusalText(refusal, 'zh-Hans').message);
      console.log(`held back ${act.number}: ${reasons.join(' ')}`);
    }
    return 0;
  } finally {
    await db.destroy();
    await cluster.stop();
  }
}

function idAfter(args: readonly string[], name: string): bigint | undefined {
  const value = args[args.indexOf(name) + 1];
  return args.includes(name) && value !== undefined && /^\d{1,18}$/.test(value) ? BigInt(value) : undefined;
}
