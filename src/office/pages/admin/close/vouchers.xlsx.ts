import type { APIRoute } from 'astro';
import { accountNames } from '#i18n/zh-Hans/account-names.ts';
import type { AccountCode } from '#ledger/account.ts';
import { todayInShanghai } from '#ledger/day.ts';
import { formatFen } from '#ledger/money.ts';
import { monthOf } from '#office/month-of.ts';
import { voucherSummary } from '#office/voucher-summary.ts';
import {
  VOUCHER_LAYOUTS,
  type VoucherCell,
  type VoucherSoftware,
  type VoucherWords,
} from '#reconciliation/close/month/voucher-layouts.ts';
import { voucherLines } from '#reconciliation/close/month/vouchers.ts';
import { listEntities } from '#registry/queries.ts';
import { type WrittenCell, writeXlsx } from '#sheet/write-xlsx.ts';

const words: VoucherWords = {
  account: (code) => accountNames[code as AccountCode],
  summary: voucherSummary,
};

/** The vouchers of a closed month, for the import of 用友 or 金蝶. */
export const GET: APIRoute = async ({ url, locals }) => {
  const { searchParams } = url;
  const entities = await listEntities(locals.database);
  const entity = entities.find(({ code }) => code === searchParams.get('entity'));
  const software = searchParams.get('software') ?? '';
  if (!entity || !isSoftware(software)) return new Response(null, { status: 404 });
  const { month, from, to } = monthOf(searchParams.get('month'), todayInShanghai());
  const { headings, cells } = VOUCHER_LAYOUTS[software];
  const rows: WrittenCell[][] = [[...headings]];
  for await (const line of voucherLines(locals.database, { entity: entity.code, from, to })) {
    rows.push(cells(line, words).map(written));
  }
  const file = `${entity.name}-${month}-${software}.xlsx`;
  return new Response(Buffer.from(writeXlsx({ name: month, rows })), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="vouchers.xlsx"; filename*=UTF-8''${encodeURIComponent(file)}`,
      'cache-control': 'no-store',
    },
  });
};

const isSoftware = (name: string): name is VoucherSoftware => Object.hasOwn(VOUCHER_LAYOUTS, name);

function written(cell: VoucherCell): WrittenCell {
  if (cell === undefined) return '';
  if ('fen' in cell) return { decimal: formatFen(cell.fen).replaceAll(',', '') };
  if ('whole' in cell) return { decimal: String(cell.whole) };
  return 'day' in cell ? cell.day : cell.text;
}
