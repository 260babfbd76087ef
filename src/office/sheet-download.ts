/** A workbook as a browser saves it; `name` is for those that read no Chinese in headers. */
export const workbookDownload = (file: Uint8Array, name: string, chineseName: string): Response =>
  new Response(Buffer.from(file), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(chineseName)}`,
    },
  });

/** The same of separated values. */
export const csvDownload = (text: string, name: string, chineseName: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(chineseName)}`,
    },
  });
