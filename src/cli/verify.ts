import { parseArgs } from 'node:util';
import { SettingsError } from '#config/settings.ts';
import { verifyCodeText, VERIFY_REPORT as WORDS } from '#i18n/verify-report.ts';
import { announcedKey } from '#log/announced-key.ts';
import { toBase64 } from '#log/base64.ts';
import { canonicalText } from '#log/canonical.ts';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '#log/verifier-key.ts';
import { VerifyError } from '#log/verify-error.ts';
import type { NotVerified, OnProgress, Verified } from '#log/verify-log.ts';
import { type VerifiedAll, verifyPublished } from '#log/verify-published.ts';
import { balanceRows, COLUMNS } from '#site/balance-rows.ts';
import { findLog, type LogSource } from './log-source.ts';

/**
 * `mingzhang verify <address or folder> [--key <verifier key>]`: the log and what is served with it, from the files alone. 0: verified;
 * 1: the log is at fault, or totals are beyond this version; a target that cannot be read throws.
 */
export async function verify(args: string[]): Promise<number> {
  const { target, key: stated } = asked(args);
  const source = await findLog(target);
  if (source === undefined) throw new SettingsError(WORDS.noLog(target));
  const key = await keyFor(source, stated);
  const report = 'ok' in key ? key : await verifyPublished(source.read, source.beside, key, showProgress());
  clearProgress();
  const outcome = report.ok ? await compareWithSite(source, report) : report;
  console.log(`${source.place}\n`);
  if (!outcome.ok) {
    console.log(failure(outcome));
    return 1;
  }
  console.log(success(outcome));
  if (stated === undefined && !('ok' in key)) console.log(`\n${WORDS.learned(formatVerifierKey(key))}`);
  if (outcome.siteAgrees) console.log(`\n${WORDS.fileAgrees}`);
  if (!outcome.totalsChecked) console.log(`\n${WORDS.laterVersion}`);
  return outcome.totalsChecked ? 0 : 1;
}

function asked(args: string[]): { target: string; key: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { key: { type: 'string' } } });
    const [target] = positionals;
    if (target !== undefined && positionals.length === 1) return { target, key: values.key };
  } catch (cause) {
    throw new SettingsError(WORDS.usage, { cause });
  }
  throw new SettingsError(WORDS.usage);
}

/** The stated key, or else the one that the log announces in its own leaves. */
async function keyFor(source: LogSource, stated: string | undefined): Promise<VerifierKey | NotVerified> {
  try {
    const key = stated === undefined ? await announcedKey(source.read) : parseVerifierKey(stated.trim());
    if (key === undefined) throw new SettingsError(WORDS.noKey);
    return key;
  } catch (cause) {
    if (cause instanceof VerifyError) return { ok: false, code: cause.code, detail: cause.detail };
    throw cause;
  }
}

type Compared = VerifiedAll & { siteAgrees: boolean };
type Failed = { ok: false; code: Parameters<typeof verifyCodeText>[0]; detail: Record<string, string> };

/** Where the site that serves the log also serves sums, they must be those of the log. */
async function compareWithSite(source: LogSource, report: VerifiedAll): Promise<Compared | Failed> {
  const served = report.totalsChecked ? await source.balances() : undefined;
  if (served === undefined) return { ...report, siteAgrees: false };
  const sorted = (rows: unknown) => (Array.isArray(rows) ? rows.map(canonicalText).sort().join('\n') : '?');
  if (sorted(served) === sorted(balanceRows(report.balances))) return { ...report, siteAgrees: true };
  return { ok: false, code: 'balancesDiffer', detail: { path: '/data/balances.json' } };
}

function success({ origin, size, root, notice, signatures, kinds, balances, ...served }: VerifiedAll): string {
  const lines = [
    WORDS.passed,
    '',
    `${WORDS.origin}: ${origin}`,
    `${WORDS.size}: ${size}`,
    `${WORDS.root}: ${toBase64(root)}`,
    `${WORDS.notice}: ${notice}`,
    `${WORDS.signatures}: ${signatures.map(signed).join(', ')}`,
    `${WORDS.kinds}: ${Object.entries(kinds)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ')}`,
    ...besideTheLog(served),
    '',
    balances.length === 0 ? WORDS.noBalances : WORDS.balances,
  ];
  for (const row of balanceRows(balances)) {
    const figures = COLUMNS.filter((column) => row[column] !== '0');
    lines.push(`  ${row.entity ?? '—'} · ${row.fund ?? '—'} · ${row.unit} · ${WORDS.kindsOfRow[row.kind]}`);
    lines.push(`    ${figures.map((column) => `${WORDS.columns[column]} ${row[column]}`).join('  ')}`);
  }
  return lines.join('\n');
}

function besideTheLog({
  earlierFiles,
  texts: { opened, digests, unknownFields },
  receipts,
}: Pick<VerifiedAll, 'earlierFiles' | 'texts' | 'receipts'>): string[] {
  return [
    WORDS.earlier(earlierFiles),
    WORDS.texts(opened, digests - opened),
    ...(unknownFields.length > 0 ? [WORDS.unknownFields(unknownFields.join(', '))] : []),
    receipts === undefined ? WORDS.noReceipts : WORDS.receipts(receipts.entries, receipts.files),
  ];
}

const signed = ({ key, time }: Verified['signatures'][number]): string =>
  time === undefined ? key.name : `${key.name} ${new Date(Number(time) * 1000).toISOString()}`;

function failure({ code, detail }: Failed): string {
  const place = Object.entries(detail).map(([name, value]) => `${name} ${value}`);
  return [
    WORDS.failed,
    '',
    code,
    verifyCodeText(code),
    ...(place.length ? [`${WORDS.place}: ${place.join(', ')}`] : []),
  ].join('\n');
}

/** One line that is written over, and only for a person at a terminal. */
function showProgress(): OnProgress | undefined {
  if (!process.stderr.isTTY) return undefined;
  let last = 0;
  return (done, size) => {
    if (Date.now() - last < 200) return;
    last = Date.now();
    process.stderr.write(`\r\u001b[K${WORDS.progress(done.toString(), size.toString())}`);
  };
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
