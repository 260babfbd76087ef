import type { APIRoute } from 'astro';
import { rosterXlsx } from '#disbursement/import/templates.ts';
import { workbookDownload } from '#office/sheet-download.ts';

/** The empty roster to fill in. */
export const GET: APIRoute = () => workbookDownload(rosterXlsx(), 'roster.xlsx', '发放花名册模板.xlsx');
