import type { APIRoute } from 'astro';
import { rosterCsv } from '#disbursement/import/templates.ts';
import { csvDownload } from '#office/sheet-download.ts';

/** The empty roster to fill in. */
export const GET: APIRoute = () => csvDownload(rosterCsv(), 'roster.csv', '发放花名册模板.csv');
