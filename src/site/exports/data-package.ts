import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PublicWords } from '#i18n/words.ts';
import { addresses } from '../addresses.ts';
import type { ReleasePart } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { notedSums, type Sum } from './composed-part.ts';
import { LEAF_TABLES } from './leaf-tables.ts';
import type { Month } from './months.ts';
import { authorityOf, publicAddress } from './public-address.ts';
import type { Column, Table } from './table.ts';
import { WHOLE_TABLES } from './whole-tables.ts';

const LICENCE = { name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/' };
const FOLDER = 'data/';
/** Outside a release every month is read: fewer, larger blocks. */
const BLOCK = 1 << 20;

/**
 * Frictionless Data Package 2.0 over all tables. Its hashes are of the files as they lie in the release, so the parts
 * with the tables are written, or carried over, before it. A table in several files has the hash of each, and none of all
 * one after another: that would have every month read again at each publish.
 */
export function dataPackagePart(
  site: SiteData,
  words: PublicWords,
  months: readonly Month[],
  parts: readonly ReleasePart[],
): ReleasePart {
  const path = addresses.packageFile.slice(1);
  const own = parts.filter(({ files }) => files.some((file) => file.startsWith(`${FOLDER}csv/`)));
  const key = createHash('sha256').update(
    JSON.stringify([describe(site, words, months), own.map(({ name, key }) => [name, key])]),
  );
  return {
    name: path,
    key: key.digest('hex'),
    files: [path],
    async write(folder) {
      const descriptor = describe(site, words, months);
      const noted = Object.assign({}, ...(await Promise.all(own.map((part) => notedSums(folder, part)))));
      for (const resource of descriptor.resources) {
        Object.assign(resource, await sumsOf(resource.path, folder, new Map(Object.entries(noted))));
      }
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), `${JSON.stringify(descriptor, null, 1)}\n`);
    },
  };
}

/** All but sizes and hashes. */
function describe({ log, survey }: SiteData, words: PublicWords, months: readonly Month[]) {
  const { exports } = words.data;
  const base = publicAddress(log);
  const publisher = survey.register.publisher?.name ?? authorityOf(log);
  const monthly = LEAF_TABLES.map((table) =>
    resourceOf(
      table,
      months.map(({ name }) => addresses.tableOfMonth(table.name, name)),
      words,
    ),
  );
  const whole = WHOLE_TABLES.map((table) => resourceOf(table, [addresses.wholeTable(table.name)], words));
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'mingzhang',
    id: `${base}${addresses.packageFile}`,
    title: exports.packageTitle(publisher),
    description: exports.packageDescription(log.checkpoint?.origin ?? ''),
    homepage: base,
    version: log.size.toString(),
    ...(survey.notices.latest && { created: survey.notices.latest.cutoff }),
    licenses: [{ ...LICENCE, title: words.data.licenceTitle }],
    sources: [{ title: log.checkpoint?.origin ?? '', path: base + addresses.checkpointFile }],
    contributors: [{ title: publisher, path: base, roles: ['publisher'] }],
    resources: [...monthly, ...whole].filter(({ path }) => path.length > 0),
  };
}

const resourceOf = (table: Table, files: readonly string[], words: PublicWords) => ({
  name: table.name,
  type: 'table' as const,
  title: words.data.tables[table.name],
  path: files.map((file) => file.slice(FOLDER.length + 1)),
  format: 'csv',
  mediatype: 'text/csv',
  encoding: 'utf-8',
  licenses: [LICENCE],
  dialect: { delimiter: ',', lineTerminator: '\r\n', doubleQuote: true, header: true },
  schema: {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: table.columns.map((column) => fieldOf(column, words)),
    missingValues: [''],
    ...(table.key.length > 0 && { primaryKey: table.key }),
    ...(table.references.length > 0 && {
      foreignKeys: table.references.map(({ fields, table: resource, to }) => ({
        fields,
        // Within the table itself where none is named.
        reference: { ...(resource !== '' && { resource }), fields: to },
      })),
    }),
  },
});

const fieldOf = ({ name, type, required, values }: Column, words: PublicWords) => ({
  name,
  type,
  title: words.data.columns[name],
  ...((required || values) && { constraints: { ...(required && { required }), ...(values && { enum: values }) } }),
});

interface Sums extends Omit<Sum, 'hash'>, Partial<Pick<Sum, 'hash'>> {
  files: (Sum & { path: string })[];
}

/** The bytes of all files of a resource, and each file's own sum; `noted` knows those of months. */
async function sumsOf(paths: readonly string[], folder: string, noted: ReadonlyMap<string, Sum>): Promise<Sums> {
  const files: (Sum & { path: string })[] = [];
  for (const path of paths) {
    const file = `${FOLDER}${path}`;
    files.push({ path, ...(noted.get(file) ?? (await sumOf(join(folder, file)))) });
  }
  const [only] = files;
  return {
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    ...(files.length === 1 && only && { hash: only.hash }),
    files,
  };
}

async function sumOf(path: string): Promise<Sum> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const block of createReadStream(path, { highWaterMark: BLOCK }) as AsyncIterable<Buffer>) {
    hash.update(block);
    bytes += block.length;
  }
  return { bytes, hash: `sha256:${hash.digest('hex')}` };
}
