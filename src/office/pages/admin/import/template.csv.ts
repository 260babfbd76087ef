import type { APIRoute } from 'astro';
import { templateCsv } from '#intake/import-donations.ts';
import { csvDownload } from '#office/sheet-download.ts';

/** The empty register to fill in. */
export const GET: APIRoute = () => csvDownload(templateCsv(), 'donations.csv', '捐赠登记表模板.csv');
