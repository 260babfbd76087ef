import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';

export const SCHEMAS = join(import.meta.dirname, '../../vectors/schemas');

/** What xmllint finds wrong with a document, against a schema and those it includes. */
export async function mistakes(contents: string, schema: string, included: readonly string[]): Promise<string[]> {
  const file = async (name: string) => ({
    fileName: name,
    contents: await readFile(join(SCHEMAS, 'iati-2.03', name), 'utf8'),
  });
  const { errors } = await validateXML({
    xml: { fileName: 'document.xml', contents },
    schema: await file(schema),
    preload: await Promise.all(included.map(file)),
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** What xmllint finds wrong with a document by itself. */
export async function malformations(contents: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: { fileName: 'document.xml', contents }, normalization: 'format' });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** Elements of a name that do not hold their like, as written. Enough for documents that xmllint has accepted. */
export const elements = (name: string, xml: string): { attributes: Record<string, string>; content: string }[] =>
  [...xml.matchAll(new RegExp(`<${name}((?:\\s[^>]*?)?)(?:/>|>([\\s\\S]*?)</${name}>)`, 'g'))].map((found) => ({
    attributes: Object.fromEntries(
      [...(found[1] ?? '').matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
    ),
    content: found[2] ?? '',
  }));
