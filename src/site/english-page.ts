/** Text between tags and tags themselves, in turn. */
const PARTS = /(<[^>]*>)/;
/** Hold plain text only, or nothing that is read: no mark can stand in them. */
const UNMARKED = /^<(title|textarea|option|script|style)[\s>]/;
const KNOWN = /\slang="zh/;
const IN_DRAWING = /^<t(?:ext|span)[\s>]/;

const SIGN = String.raw`[\p{Script=Han}\u3001-\u303f\uff01-\uff5e]`;
/** Chinese signs with the figures and marks between them. */
const CHINESE = new RegExp(String.raw`${SIGN}(?:[\d\s.,:%×+\-–—…“”‘’()·]*${SIGN})*`, 'gu');

/**
 * A finished page in English, on which names and quotations keep the language that they are registered in: each stretch
 * of Chinese says that it is Chinese, so that it is read aloud and drawn as such (WCAG 3.1.2).
 */
export function englishPage(html: string): string {
  const body = html.indexOf('<body');
  if (body < 0) return html;
  let before = '';
  let unmarked: string | undefined;
  const marked = html
    .slice(body)
    .split(PARTS)
    .map((part) => {
      if (part.startsWith('<')) {
        before = part;
        if (unmarked === undefined) unmarked = UNMARKED.exec(part)?.[1];
        else if (part === `</${unmarked}>`) unmarked = undefined;
        return part;
      }
      if (unmarked !== undefined || KNOWN.test(before)) return part;
      const element = IN_DRAWING.test(before) ? 'tspan' : 'span';
      return part.replace(CHINESE, (text) => `<${element} lang="zh-Hans">${text}</${element}>`);
    });
  return html.slice(0, body) + marked.join('');
}
