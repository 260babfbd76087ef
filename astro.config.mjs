import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import { PAGE_DIRECTIVES } from './src/config/content-security.ts';

/**
 * Two builds from one file. `site` is what the public reads: static files from the published log alone. `office` is the
 * staff's side, rendered on demand inside server.ts. Each has a source folder of its own, so a release of the site
 * cannot contain an office file.
 */
const office = process.env.MINGZHANG_TARGET === 'office';

/** A scan of 20 MB and the form around it. */
const LARGEST_FORM_BYTES = 21 * 1024 * 1024;

/** A bank's statement, which a page reads while it comes; the middleware limits every other form by its stated length. */
const LARGEST_BODY_BYTES = 513 * 1024 * 1024;

const shared = {
  output: 'static',
  trailingSlash: 'never',
  compressHTML: true,
  prefetch: false,
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  // As src/i18n/locale.ts has them; a test compares.
  i18n: {
    locales: ['zh-Hans', { path: 'zh-hant', codes: ['zh-Hant'] }, 'en'],
    defaultLocale: 'zh-Hans',
    routing: { prefixDefaultLocale: false },
  },
  security: { checkOrigin: true, csp: { directives: [...PAGE_DIRECTIVES] } },
  // Nothing inline: every script and style is a file of our own, whatever its size.
  vite: { build: { assetsInlineLimit: 0 } },
};

const site = {
  srcDir: './src',
  outDir: process.env.MINGZHANG_OUT_DIR ?? './dist/site',
  build: { format: 'file', inlineStylesheets: 'never', assets: '_site' },
};

const staff = {
  output: 'server',
  srcDir: './src/office',
  outDir: process.env.MINGZHANG_OUT_DIR ?? './dist/office',
  publicDir: './src/office/public',
  adapter: node({ mode: 'middleware', bodySizeLimit: LARGEST_BODY_BYTES }),
  // src/office/middleware.ts compares Origin with Host. Astro's own check would compare the scheme too, and behind a
  // proxy that ends TLS it would see http for https and refuse every form.
  security: { ...shared.security, checkOrigin: false, actionBodySizeLimit: LARGEST_FORM_BYTES },
  build: { inlineStylesheets: 'never', assets: '_office' },
};

export default defineConfig({ ...shared, ...(office ? staff : site) });
