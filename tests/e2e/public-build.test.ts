import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addresses } from '#site/addresses.ts';
import { buildSite } from '../support/built-site.ts';
import { htmlFindings } from '../support/html.ts';
import { writeRelief2020 } from '../support/sample-site.ts';

test('before anything is published the site says so on every page', async () => {
  const built = await buildSite(async () => {});
  try {
    const files = (await readdir(built.site, { recursive: true })).filter((file) => file.endsWith('.html'));
    for (const file of files) {
      const html = await readFile(join(built.site, file), 'utf8');
      expect({ file, findings: await htmlFindings(html) }).toEqual({ file, findings: [] });
    }
    expect(await readFile(join(built.site, 'index.html'), 'utf8')).toContain('还没有公示');
    expect(await readFile(join(built.site, 'gifts/1.html'), 'utf8')).toContain('这一页还没有记录');
    expect(JSON.parse(await readFile(join(built.site, addresses.balancesFile), 'utf8'))).toEqual([]);
  } finally {
    await built.remove();
  }
});

test('pages that the publisher carries over are not built, and nothing of the office is in a release', async () => {
  const built = await buildSite((folder) => writeRelief2020(folder, 230), { MINGZHANG_SEALED: 'gifts/1' });
  try {
    await expect(access(join(built.site, 'gifts/1.html'))).rejects.toThrow('ENOENT');
    await access(join(built.site, 'gifts/2.html'));
    const files = await readdir(built.site, { recursive: true });
    expect(files.filter((file) => /admin|office|actions|server|\.mjs$|\.map$/.test(file))).toEqual([]);
    const texts = await Promise.all(
      files.filter((file) => /\.(html|js)$/.test(file)).map((file) => readFile(join(built.site, file), 'utf8')),
    );
    expect(texts.filter((text) => /kysely|node:|DATABASE_URL|\/admin/.test(text))).toEqual([]);
  } finally {
    await built.remove();
  }
});
