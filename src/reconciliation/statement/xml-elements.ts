import { SaxesParser } from 'saxes';

/** An element with all that is in it. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** Text directly in it, trimmed. */
  text: string;
  children: Element[];
  /** Line of the file where it begins. */
  place: number;
}

export class XmlBroken extends Error {
  readonly place: number;

  constructor(message: string, place: number) {
    super(message);
    this.place = place;
  }
}

const MOST_DEPTH = 64;
/** Of one element with all that is in it; a batch entry with ten thousand payments has a third of that. */
const MOST_INSIDE = 1_000_000;

/**
 * Goes through an XML text and answers each element named in `wanted` when it ends, with all that is in it, and
 * each that holds them (`opened`) when it begins. Names come without prefix. No document type is accepted, so no entity
 * can unfold. Throws `XmlBroken`.
 */
export async function* elementsOf(
  text: AsyncIterable<string>,
  wanted: ReadonlySet<string>,
): AsyncGenerator<{ opened: Element } | { closed: Element }> {
  const parser = new SaxesParser({ position: true });
  const found: ({ opened: Element } | { closed: Element })[] = [];
  const path: Element[] = [];
  /** Depth at which a wanted element began; what lies outside keeps no children. */
  let within: number | undefined;
  let inside = 0;
  const fail = (message: string): never => {
    throw new XmlBroken(message, parser.line);
  };
  parser.on('doctype', () => fail('doctype'));
  parser.on('error', (error) => fail(error.message));
  parser.on('opentag', (tag) => {
    const name = tag.name.replace(/^.*:/, '');
    const element: Element = {
      name,
      attributes: tag.attributes as Record<string, string>,
      text: '',
      children: [],
      place: parser.line,
    };
    if (path.length >= MOST_DEPTH) fail('depth');
    if (within !== undefined) {
      inside += 1;
      if (inside > MOST_INSIDE) fail('size');
      path.at(-1)?.children.push(element);
    } else if (wanted.has(name)) {
      within = path.length;
      inside = 0;
    } else found.push({ opened: element });
    path.push(element);
  });
  const add = (said: string) => {
    const element = path.at(-1);
    // Trimmed once: what came before is not gone through again for each piece.
    if (within !== undefined && element) element.text = element.text === '' ? said.trimStart() : element.text + said;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const element = path.pop();
    if (element && within === path.length) {
      within = undefined;
      found.push({ closed: element });
    }
  });
  let begun = false;
  for await (const part of text) {
    // Editors leave blanks above the declaration, where XML has none; their lines count.
    if (!begun) parser.line += (/^\s*/.exec(part)?.[0].split('\n').length ?? 1) - 1;
    parser.write(begun ? part : part.trimStart());
    begun ||= part.trim() !== '';
    yield* found.splice(0);
  }
  parser.close();
  yield* found.splice(0);
}

/** The first element down a path of names, such as `at(entry, 'BookgDt', 'Dt')`. */
export function at(element: Element | undefined, ...names: readonly string[]): Element | undefined {
  let here = element;
  for (const name of names) here = here?.children.find((child) => child.name === name);
  return here;
}

/** Text down a path; undefined when there is none. */
export function textAt(element: Element | undefined, ...names: readonly string[]): string | undefined {
  const text = at(element, ...names)?.text.trim();
  return text === '' ? undefined : text;
}

export const all = (element: Element | undefined, name: string): Element[] =>
  element?.children.filter((child) => child.name === name) ?? [];
