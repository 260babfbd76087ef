import type { APIRoute } from 'astro';
import { stockCsv } from '#disbursement/import/templates.ts';
import { csvDownload } from '#office/sheet-download.ts';

/** The empty ledger to fill in. */
export const GET: APIRoute = () => csvDownload(stockCsv(), 'stock.csv', '出入库台账模板.csv');
