import { element } from './exports/xml.ts';

/** HTML that other sites paste to show a fund; a name may hold what would end the attribute it stands in. */
export const embedSnippet = (address: string, title: string): string =>
  element('iframe', { src: address, title, width: '100%', height: '260', loading: 'lazy' }, '');
