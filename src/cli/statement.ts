import { SettingsError } from '#config/settings.ts';
import { refusalText } from '#i18n/refusals.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { fileOnDisk } from '#reconciliation/statement/file-on-disk.ts';
import { inspectStatement } from '#reconciliation/statement/inspect.ts';
import { reportsOf } from '#reconciliation/statement/report.ts';

/**
 * `mingzhang statement inspect FILE [--json]`: what a statement comes to, and whether its own figures agree. Needs no
 * database. Ends with 1 when the file would be refused.
 */
export async function run(args: string[]): Promise<number> {
  const json = args.includes('--json');
  const [what, path, ...more] = args.filter((arg) => arg !== '--json');
  if (what !== 'inspect' || path === undefined || more.length > 0) {
    throw new SettingsError('Use: mingzhang statement inspect FILE [--json]');
  }
  const inspected = await inspectStatement(await fileOnDisk(path));
  const reports = inspected.flatMap((each) => {
    const said = {
      refusal: each.refusals[0] === undefined ? null : sentence(each.refusals[0]),
      refusals: each.refusals.map(told),
      notes: each.notes.map(told),
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

const told = (refusal: Refusal) => ({ ...refusal, message: sentence(refusal) });

type Report = ReturnType<typeof reportsOf>[number] & { refusals: { message: string }[]; notes: { message: string }[] };

function print({ refusals, notes, ...report }: Report): void {
  const { member, format, currency, lines, credits, debits, opening, closing } = report;
  console.log([member, format ?? 'no statement', currency].filter((part) => part != null).join(' · '));
  if (lines !== null) console.log(`  ${lines} lines, in ${credits}, out ${debits}`);
  if (opening !== null || closing !== null) console.log(`  opening ${opening ?? '?'}, closing ${closing ?? '?'}`);
  for (const { message } of refusals) console.log(`  refused: ${message}`);
  for (const { message } of notes) console.log(`  note: ${message}`);
}
