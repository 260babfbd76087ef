import type { APIRoute } from 'astro';
import { templateCsv } from '#intake/import-donations.ts';

/** The empty sheet to fill in. */
export const GET: APIRoute = () =>
  new Response(templateCsv(), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="donations.csv"; filename*=UTF-8''${encodeURIComponent('捐赠导入模板.csv')}`,
    },
  });
