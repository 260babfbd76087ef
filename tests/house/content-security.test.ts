import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '#config/content-security.ts';

test('nginx, where it answers alone, sends the policy of the server', async () => {
  const conf = await readFile('docs/nginx.conf', 'utf8');
  const sent = [...conf.matchAll(/add_header Content-Security-Policy "([^"]*)" always;/g)].map(([, policy]) => policy);
  expect(sent).toEqual([CONTENT_SECURITY_POLICY]);
});
