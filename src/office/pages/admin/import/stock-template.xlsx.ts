import type { APIRoute } from 'astro';
import { stockXlsx } from '#disbursement/import/templates.ts';
import { workbookDownload } from '#office/sheet-download.ts';

/** The empty ledger to fill in. */
export const GET: APIRoute = () => workbookDownload(stockXlsx(), 'stock.xlsx', '出入库台账模板.xlsx');
