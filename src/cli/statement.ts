import { createReadStream } from 'node:fs';
import { readSettings, SettingsError } from '#config/settings.ts';
import { type Database, openDatabase } from '#database/connection.ts';
import { openCluster } from '#database/open.ts';
import { refusalText } from '#i18n/refusals.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { fileOnDisk } from '#reconciliation/statement/file-on-disk.ts';
import { inspectStatement } from '#reconciliation/statement/inspect.ts';
import { reportsOf } from '#reconciliation/statement/report.ts';
import { askToStore, uploadStatement } from '#reconciliation/statements/acts.ts';
import { createStatementDesk } from '#reconciliation/statements/desk.ts';
import { findStatementFile, isUnderWay, type StatementFileRow } from '#reconciliation/statements/queries.ts';

const USE = `Use: mingzhang statement inspect FILE [--json]
     mingzhang statement import FILE --account NAME --by EMAIL [--json]`;

/**
 * `inspect`: what a statement comes to, and whether its own figures agree; needs no database. `import`: the same path as
 * an upload in the office, and stored at once when nothing is refused. Both end with 1 when the file is refused.
 */
export async function run(args: string[]): Promise<number> {
  const options = optionsOf(args);
  if (options.what === 'inspect') return inspect(options.path, options.json);
  return importFile(options);
}

interface Options {
  what: 'inspect' | 'import';
  path: string;
  json: boolean;
  account: string;
  by: string;
}

function optionsOf(args: readonly string[]): Options {
  const named = new Map<string, string>();
  const plain: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--account' || arg === '--by') named.set(arg, args[++at] ?? '');
    else if (arg !== '--json') plain.push(arg);
  }
  const [what, path, ...more] = plain;
  const [account = '', by = ''] = [named.get('--account'), named.get('--by')];
  const whole = what === 'inspect' ? named.size === 0 : what === 'import' && account !== '' && by !== '';
  if (!whole || path === undefined || more.length > 0) throw new SettingsError(USE);
  return { what: what === 'inspect' ? 'inspect' : 'import', path, json: args.includes('--json'), account, by };
}

async function inspect(path: string, json: boolean): Promise<number> {
  const inspected = await inspectStatement(await fileOnDisk(path));
  const reports = inspected.flatMap((each) => {
    const said = {
      refusal: each.refusals[0] === undefined ? null : sentence(each.refusals[0]),
      refusals: each.refusals.map(withWords),
      notes: each.notes.map(withWords),
    };
    return reportsOf(each).map((report) => ({ ...report, ...said }));
  });
  if (json) console.log(JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2));
  else for (const report of reports) print(report);
  return inspected.some(({ refusals }) => refusals.length > 0) ? 1 : 0;
}

const sentence = (refusal: Refusal): string => {
  const { message, remedy } = refusalText(refusal, 'en');
  const place = [refusal.line === undefined ? '' : `line ${refusal.line}`, refusal.field ?? ''].filter(
    (part) => part !== '',
  );
  return `${place.length === 0 ? '' : `${place.join(', ')}: `}${message} ${remedy}`;
};

const withWords = (refusal: Refusal) => ({ ...refusal, message: sentence(refusal) });

type Report = ReturnType<typeof reportsOf>[number] & { refusals: { message: string }[]; notes: { message: string }[] };

function print({ refusals, notes, ...report }: Report): void {
  const { member, format, currency, lines, credits, debits, opening, closing } = report;
  console.log([member, format ?? 'no statement', currency].filter((part) => part != null).join(' · '));
  if (lines !== null) console.log(`  ${lines} lines, in ${credits}, out ${debits}`);
  if (opening !== null || closing !== null) console.log(`  opening ${opening ?? '?'}, closing ${closing ?? '?'}`);
  for (const { message } of refusals) console.log(`  refused: ${message}`);
  for (const { message } of notes) console.log(`  note: ${message}`);
}

async function importFile({ path, account, by, json }: Options): Promise<number> {
  const settings = readSettings();
  const cluster = await openCluster(settings);
  const database = openDatabase(cluster.appUrl);
  const desk = createStatementDesk(database, { url: cluster.appUrl, dataDir: settings.dataDir });
  try {
    const [moneyAccountId, person] = [await accountNamed(database, account), await recorderOf(database, by)];
    const content = createReadStream(path);
    const upload = { moneyAccountId, by: person, fileName: path, content };
    const uploaded = await uploadStatement(database, settings.dataDir, upload);
    if (!uploaded.ok) return await told(database, undefined, uploaded.refusals, json);
    const { fileId } = uploaded.value;
    await settle(database, desk, fileId);
    const asked = await askToStore(database, fileId, person);
    if (asked.ok) await settle(database, desk, fileId);
    return await told(database, fileId, [], json);
  } finally {
    await desk.close();
    await database.destroy();
    await cluster.stop();
  }
}

/** Until nothing is due of the file; a server that runs beside may be the one who does it. */
async function settle(database: Database, desk: ReturnType<typeof createStatementDesk>, fileId: bigint) {
  for (;;) {
    desk.wake();
    await desk.idle();
    const file = await findStatementFile(database, fileId);
    if (!file || !isUnderWay(file.state)) return;
    await new Promise((resume) => setTimeout(resume, 500));
  }
}

/** By its name or its number. Throws where none or several are meant. */
async function accountNamed(database: Database, name: string): Promise<bigint> {
  const found = await database
    .selectFrom('moneyAccount')
    .select('id')
    .where('decision', '=', 'approved')
    .where('kind', '<>', 'cash')
    .where((where) => where.or([where('name', '=', name), where('number', '=', name)]))
    .execute();
  const [only, ...more] = found;
  if (only === undefined) throw new SettingsError(`There is no approved money account "${name}".`);
  if (more.length > 0) throw new SettingsError(`Several money accounts are named "${name}": give the number instead.`);
  return only.id;
}

/** Whoever the import is done for stands with every act of it; only who may record may be named. */
async function recorderOf(database: Database, email: string): Promise<bigint> {
  const found = await database
    .selectFrom('appUser')
    .innerJoin('standingRole', 'standingRole.userId', 'appUser.id')
    .select('appUser.id')
    .where('email', '=', email.toLowerCase())
    .where('role', '=', 'recorder')
    .executeTakeFirst();
  if (found === undefined) throw new SettingsError(`Nobody with the address ${email} may record.`);
  return found.id;
}

async function told(
  database: Database,
  fileId: bigint | undefined,
  before: readonly Refusal[],
  json: boolean,
): Promise<number> {
  const file = fileId === undefined ? undefined : await findStatementFile(database, fileId);
  const failure = file?.report?.failure;
  const refusals = [...before, ...(file?.report?.refusals ?? []), ...(failure ? [failure] : [])];
  const state = file?.state ?? 'refused';
  if (json) console.log(JSON.stringify(summaryOf(file, state, refusals), null, 2));
  else {
    console.log(`${state}${file ? ` · statement ${file.id} · ${file.accountName}` : ''}`);
    for (const part of file?.report?.parts ?? []) {
      const days = [part.firstDay, part.lastDay].join(' – ');
      console.log(`  ${part.format}, ${days}: ${part.lines} lines, ${part.fresh} new, ${part.known} known`);
    }
    for (const refusal of refusals) console.log(`  refused: ${sentence(refusal)}`);
  }
  return state === 'stored' ? 0 : 1;
}

const summaryOf = (file: StatementFileRow | undefined, state: string, refusals: readonly Refusal[]) => ({
  file: file ? String(file.id) : null,
  account: file?.accountName ?? null,
  sha256: file?.sha256 ?? null,
  state,
  statements: file?.report?.parts ?? [],
  refusals: refusals.map(withWords),
});
