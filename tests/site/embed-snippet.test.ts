import { expect, test } from 'vitest';
import { embedSnippet } from '#site/embed-snippet.ts';

test('a fund whose name holds quotation marks and signs of markup stays within its attribute', () => {
  expect(embedSnippet('https://ledger.example.org/embed/relief', '"><script>alert(1)</script>&')).toBe(
    '<iframe src="https://ledger.example.org/embed/relief" title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"' +
      ' width="100%" height="260" loading="lazy"></iframe>',
  );
});
