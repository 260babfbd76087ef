import { traditional } from '#i18n/zh-Hant/traditional.ts';

/** Text between tags and tags themselves, in turn. */
const PARTS = /(<[^>]*>)/;
const KEPT = /translate="no"/;

/**
 * A finished page in traditional Chinese: its text, its attributes, names from the log included. Leaves alone what is
 * marked `translate="no"` and holds no other element. Labels repeat on every page, so what was converted is remembered.
 */
export function traditionalPage(html: string): string {
  let kept = false;
  return html
    .split(PARTS)
    .map((part) => {
      if (part.startsWith('<')) {
        kept = KEPT.test(part);
        return kept ? part : converted(part);
      }
      return kept ? part : converted(part);
    })
    .join('');
}

const MOST_REMEMBERED = 20_000;
const remembered = new Map<string, string>();

function converted(text: string): string {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const result = traditional(text);
  remembered.set(text, result);
  return result;
}
