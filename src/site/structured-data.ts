import type { Addresses } from './addresses.ts';
import type { Organisation, Register } from './register.ts';

/** What search engines read (schema.org, JSON-LD). Only what a page itself says; a DonateAction would not be true here. */
export type StructuredData = Readonly<Record<string, unknown>>;

const CONTEXT = 'https://schema.org';
const LICENCE = 'https://creativecommons.org/licenses/by/4.0/';

export const organisationData = ({ name, type, telephone }: Organisation, base: string): StructuredData => ({
  '@context': CONTEXT,
  '@type': type === 'charity' || type === 'redCross' ? 'NGO' : 'Organization',
  name,
  url: `${base}/`,
  ...(telephone !== undefined && { telephone }),
});

/** The open data as one dataset with the files that machines start from. */
export const datasetData = (
  { name, description, inLanguage }: { name: string; description: string; inLanguage: string },
  register: Register,
  addresses: Addresses,
  base: string,
  modified: string,
): StructuredData => ({
  '@context': CONTEXT,
  '@type': 'Dataset',
  name,
  description,
  inLanguage,
  url: base + addresses.data,
  license: LICENCE,
  isAccessibleForFree: true,
  dateModified: modified,
  ...(register.publisher && { creator: { '@type': 'Organization', name: register.publisher.name, url: `${base}/` } }),
  distribution: [
    [addresses.packageFile, 'application/json'],
    [addresses.balancesFile, 'application/json'],
    [addresses.grantsFile, 'application/json'],
    [addresses.activitiesFile, 'application/xml'],
    [addresses.journalFile, 'text/plain'],
  ].map(([path = '', encodingFormat]) => ({
    '@type': 'DataDownload',
    contentUrl: base + path,
    encodingFormat,
  })),
});

/** Where a page stands, from the overview to itself. */
export const breadcrumbData = (trail: readonly { label: string; address: string }[], base: string): StructuredData => ({
  '@context': CONTEXT,
  '@type': 'BreadcrumbList',
  itemListElement: trail.map(({ label, address }, at) => ({
    '@type': 'ListItem',
    position: at + 1,
    name: label,
    item: base + address,
  })),
});

/** As the text of a script element: nothing in it can end the element. */
export const writeStructuredData = (data: StructuredData): string => JSON.stringify(data).replaceAll('<', '\\u003c');
