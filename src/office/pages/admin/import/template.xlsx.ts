import type { APIRoute } from 'astro';
import { templateXlsx } from '#intake/import-donations.ts';
import { workbookDownload } from '#office/sheet-download.ts';

/** The empty register to fill in, as a workbook. */
export const GET: APIRoute = () => workbookDownload(templateXlsx(), 'donations.xlsx', '捐赠登记表模板.xlsx');
