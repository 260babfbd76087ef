/** A column of an open-data table; `name` is for machines and never changes. Titles for people are in the dictionary. */
export interface Column {
  name: ColumnName;
  type: 'string' | 'integer' | 'number' | 'date' | 'datetime';
  required?: true;
  /** The only values it takes. */
  values?: readonly string[];
}

/** Values of a row by column name; figures as decimal strings. */
export type Cells = { readonly [name in ColumnName]?: string | undefined };

export interface Reference {
  fields: readonly ColumnName[];
  table: string;
  to: readonly ColumnName[];
}

export interface Table {
  /** Name of the resource and of its files. */
  name: TableName;
  key: readonly ColumnName[];
  references: readonly Reference[];
  columns: readonly Column[];
}

import type { PublicWords } from '#i18n/words.ts';

/** Every table and column has a title in the language of the site. */
export type TableName = keyof PublicWords['data']['tables'];
export type ColumnName = keyof PublicWords['data']['columns'];

export const text = (name: ColumnName): Column => ({ name, type: 'string' });
export const code = (name: ColumnName): Column => ({ name, type: 'string', required: true });
export const oneOf = (name: ColumnName, values: readonly string[]): Column => ({
  name,
  type: 'string',
  required: true,
  values,
});
export const whole = (name: ColumnName): Column => ({ name, type: 'integer' });
export const place = (name: ColumnName): Column => ({ name, type: 'integer', required: true });
export const amount = (name: ColumnName): Column => ({ name, type: 'number', required: true });
export const figure = (name: ColumnName): Column => ({ name, type: 'number' });
export const day = (name: ColumnName): Column => ({ name, type: 'date' });
