/** What search engines read (schema.org, JSON-LD). Only what a page itself says; a DonateAction would not be true here. */
export type StructuredData = Readonly<Record<string, unknown>>;

const CONTEXT = 'https://schema.org';

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
