import { type Locale, localeOf } from './locale.ts';
import type { IslandWords } from './zh-Hans/island.ts';

export type { IslandWords };

const dictionaries: Record<Locale, () => Promise<{ islandWords: IslandWords }>> = {
  'zh-Hans': () => import('./zh-Hans/island.ts'),
  'zh-Hant': () => import('./zh-Hant/island.ts'),
  en: () => import('./en/island.ts'),
};

/** Only the language of the page is loaded. */
const loaded = await dictionaries[localeOf(document.documentElement.lang)]();

export const islandWords = (): IslandWords => loaded.islandWords;
