import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { figureKey, plus, readFigure, ZERO } from '#reconciliation/statement/figure.ts';
import { fileOnDisk } from '#reconciliation/statement/file-on-disk.ts';
import { inspectStatement } from '#reconciliation/statement/inspect.ts';
import { reportsOf, type StatementReport } from '#reconciliation/statement/report.ts';

/** Real files of third parties, under their own licences: read where they lie beside the project, and not part of it. */
const FOLDER = process.env.STATEMENT_SAMPLES ?? join(import.meta.dirname, '../../../../shared/data/statements');
const present = existsSync(FOLDER);
if (!present) console.warn(`skipped: ${FOLDER} is not here, so no statement of a bank was read`);

interface Sample {
  file: string;
  expected: {
    lines: number;
    credits?: string;
    debits?: string;
    neutral?: string;
    fees?: string;
    opening?: string;
    closing?: string;
  } | null;
}

const samples: Sample[] = present ? JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8')).samples : [];

/** What independent parsers found in the same file; 1.50 and 1.5 are one amount. */
const plain = (text: string | null | undefined): string | undefined => {
  const figure = text == null ? undefined : readFigure(text);
  return figure && figureKey(figure);
};

async function totals(file: string): Promise<{ reports: StatementReport[]; kinds: string[] }> {
  const inspected = await inspectStatement(await fileOnDisk(join(FOLDER, file)));
  return {
    reports: inspected.flatMap(reportsOf),
    kinds: inspected.flatMap(({ refusals }) => refusals.map(({ kind }) => kind)),
  };
}

describe.skipIf(!present)('the statements of others', () => {
  test('are all there', () => expect(samples).toHaveLength(78));

  test.for(samples.filter(({ expected }) => expected !== null))(
    '$file comes to what others found',
    async ({ file, expected }) => {
      const { reports } = await totals(file);
      const lines = reports.reduce((sum, report) => sum + (report.lines ?? 0), 0);
      expect(lines).toBe(expected?.lines);
      // Where a file holds several currencies, the parsers that we compare with added them up.
      for (const what of ['credits', 'debits', 'neutral', 'fees'] as const) {
        if (expected?.[what] === undefined) continue;
        const sum = reports.map((report) => readFigure(report[what] ?? '') ?? ZERO).reduce(plus, ZERO);
        expect([what, figureKey(sum)]).toEqual([what, plain(expected[what])]);
      }
      for (const what of ['opening', 'closing'] as const) {
        if (expected?.[what] !== undefined) expect(plain(reports[0]?.[what])).toBe(plain(expected[what]));
      }
    },
  );

  test('refused are only those whose own figures disagree, and what is no statement', { timeout: 60_000 }, async () => {
    const refused: Record<string, string[]> = {};
    for (const { file } of samples) {
      const { kinds } = await totals(file);
      if (kinds.length > 0) refused[file] = [...new Set(kinds)];
    }
    expect(refused).toMatchInlineSnapshot(`
      {
        "camt053/bankstatementparser/camt053_garbled_amount.xml": [
          "statementAmountUnreadable",
        ],
        "camt053/genkgo/camt052.v1.xml": [
          "statementIsAdvice",
        ],
        "camt053/genkgo/camt052.v2.with-account-name.xml": [
          "statementIsAdvice",
        ],
        "camt053/genkgo/camt052.v4.xml": [
          "statementIsAdvice",
        ],
        "camt053/genkgo/camt052.v6.xml": [
          "statementIsAdvice",
        ],
        "camt053/genkgo/camt053.v2.all-balance-types.xml": [
          "statementControlDiffers",
        ],
        "camt053/genkgo/camt054.v2.xml": [
          "statementIsAdvice",
        ],
        "camt053/genkgo/camt054.v8-with-UETR.xml": [
          "statementIsAdvice",
        ],
        "camt053/genkgo/camt054.v8.xml": [
          "statementIsAdvice",
        ],
        "cn/deg/abc_debit/example-abc_debit-records.csv": [
          "statementChainBroken",
        ],
        "cn/deg/ccb/交易明细_xxxx_2025xxxx_2025xxxx.xls": [
          "statementChainBroken",
        ],
        "cn/deg/cmb/debit/example-cmb-records.csv": [
          "statementChainBroken",
        ],
        "cn/deg/icbc/credit/example-icbc-credit-records.csv": [
          "statementChainBroken",
          "statementControlDiffers",
        ],
        "cn/deg/icbc/debit-v1/example-icbc-debit-v1-records.csv": [
          "statementControlDiffers",
        ],
        "cn/deg/wechat/example-wechat-records.csv": [
          "statementControlDiffers",
        ],
        "mt940/betterplace/empty_86.sta": [
          "statementNone",
        ],
        "mt940/betterplace/empty_line.sta": [
          "statementNone",
        ],
        "mt940/betterplace/sepa_snippet_broken.sta": [
          "statementControlDiffers",
        ],
        "mt940/cmxl/account_identification_iban.sta": [
          "statementNone",
        ],
        "mt940/cmxl/available_balance.sta": [
          "statementHeadingsMissing",
        ],
        "mt940/cmxl/statement_number.sta": [
          "statementNone",
        ],
        "mt940/jejik/abnamro.sta": [
          "statementControlDiffers",
        ],
        "mt940/jejik/ing.sta": [
          "statementControlDiffers",
        ],
        "mt940/jejik/postfinance.sta": [
          "statementControlDiffers",
        ],
        "mt940/jejik/rabobank.sta": [
          "statementControlDiffers",
        ],
        "mt940/jejik/triodos.sta": [
          "statementControlDiffers",
        ],
        "mt940/mBank/with_newline_in_tnr.sta": [
          "statementControlDiffers",
        ],
        "mt940/self-provided/details_60-63.sta": [
          "statementControlDiffers",
        ],
        "mt940/self-provided/invalid_statement.sta": [
          "statementHeadingsMissing",
        ],
        "mt940/self-provided/malformed_details.sta": [
          "statementControlDiffers",
        ],
        "mt940/self-provided/overly_long_details.sta": [
          "statementControlDiffers",
        ],
        "ofx/ofxparse/bank_small.ofx": [
          "statementNone",
        ],
        "ofx/ofxparse/error_message.ofx": [
          "statementServerRefused",
        ],
        "ofx/ofxparse/fail_nice/decimal_error.ofx": [
          "statementAmountUnreadable",
        ],
        "ofx/ofxparse/signon_fail.ofx": [
          "statementServerRefused",
        ],
        "ofx/ofxparse/signon_success_no_message.ofx": [
          "statementNone",
        ],
      }
    `);
  });
});
