import { positionOf } from '../balance-rows.ts';
import { isGoods } from '../positions.ts';
import type { SiteData } from '../site-data.ts';
import { positionCells } from './position-cells.ts';
import { publicationDay } from './publication-day.ts';
import { amount, type Cells, code, day, figure, oneOf, place, type Table, text } from './table.ts';

/** Tables of what holds now: names that codes stand for, notices, positions. Small, one file each. */
export interface WholeTable extends Table {
  rows(site: SiteData): Iterable<Cells>;
}

const FLOWS = ['holding', 'received', 'disbursed', 'appropriated', 'adjusted', 'unstated'];
/** Where no source says what became of what came in, the others are unknown: empty, not zero. */
const position = [
  amount('received'),
  figure('disbursed'),
  figure('appropriated'),
  figure('adjusted'),
  amount('unstated'),
  figure('balance'),
];

export const WHOLE_TABLES: readonly WholeTable[] = [
  {
    name: 'organisations',
    key: ['code'],
    references: [{ fields: ['parent'], table: '', to: ['code'] }],
    columns: [
      code('code'),
      text('name'),
      code('organisation_type'),
      oneOf('keeps_books', ['true', 'false']),
      text('parent'),
    ],
    *rows({ survey }) {
      for (const { code, name, type, keepsBooks, parent } of survey.register.organisations.values()) {
        yield { code, name, organisation_type: type, keeps_books: String(keepsBooks), parent };
      }
    },
  },
  {
    name: 'funds',
    key: ['code'],
    references: [],
    columns: [code('code'), text('name'), { ...day('began_on'), required: true }, text('purpose')],
    *rows({ survey }) {
      for (const { code, name, beganOn: began_on, purpose } of survey.register.funds.values()) {
        yield { code, name, began_on, purpose };
      }
    },
  },
  {
    name: 'appeals',
    key: ['code'],
    references: [{ fields: ['fund'], table: 'funds', to: ['code'] }],
    columns: [code('code'), text('name'), code('fund'), text('filing_number')],
    *rows({ survey }) {
      for (const { code, name, fund, filingNumber: filing_number } of survey.register.appeals.values()) {
        yield { code, name, fund, filing_number };
      }
    },
  },
  {
    name: 'programmes',
    key: ['code'],
    references: [],
    columns: [code('code'), text('name')],
    *rows({ survey }) {
      for (const { code, name } of survey.register.programmes.values()) yield { code, name };
    },
  },
  {
    name: 'units',
    key: ['code'],
    references: [],
    columns: [
      code('code'),
      oneOf('unit_kind', ['cash', 'valuation', 'goods']),
      text('name'),
      text('standard'),
      text('measure'),
      place('scale'),
      text('family'),
    ],
    *rows({ survey: { register } }) {
      for (const code of ['CNY', 'CNY:goods', ...register.items.keys()]) {
        const { kind, scale, measure, item } = register.unit(code);
        const { name, standard, family } = item ?? {};
        yield { code, unit_kind: kind, name, standard, measure, scale: String(scale), family };
      }
    },
  },
  {
    name: 'accounts',
    key: ['code'],
    references: [],
    columns: [code('code'), oneOf('flow', FLOWS)],
    *rows({ survey }) {
      for (const [code, flow] of survey.register.flows) yield { code, flow };
    },
  },
  {
    name: 'notices',
    key: ['notice'],
    references: [],
    columns: [
      place('notice'),
      { name: 'cutoff', type: 'datetime', required: true },
      { ...day('published_on'), required: true },
      place('first_leaf'),
      place('size'),
    ],
    *rows({ survey }) {
      for (const { number, cutoff, first, size } of survey.notices.list) {
        yield {
          notice: number,
          cutoff,
          published_on: publicationDay(cutoff),
          first_leaf: first.toString(),
          size: size.toString(),
        };
      }
    },
  },
  {
    name: 'balances',
    // What was only witnessed may name no entity or fund, and a key may not be empty.
    key: [],
    references: [],
    columns: [
      text('entity'),
      text('fund'),
      code('unit'),
      oneOf('kind', ['donation', 'funding', 'witnessed']),
      ...position,
    ],
    // What others reported may overlap and is never added; record by record it stands in the tables of listings.
    *rows({ balances, survey }) {
      for (const row of balances) {
        const { entity, fund, unit, kind } = row;
        if (kind === 'listed') continue;
        const { scale } = survey.register.unit(unit);
        const owner = { entity: entity ?? undefined, fund: fund ?? undefined, unit, kind };
        yield { ...owner, ...positionCells(positionOf(row), scale) };
      }
    },
  },
  {
    name: 'stock',
    key: ['entity', 'fund', 'stream', 'unit'],
    references: [
      { fields: ['entity'], table: 'organisations', to: ['code'] },
      { fields: ['fund'], table: 'funds', to: ['code'] },
      { fields: ['unit'], table: 'units', to: ['code'] },
    ],
    columns: [
      code('entity'),
      code('fund'),
      oneOf('stream', ['donation', 'funding']),
      code('unit'),
      text('name'),
      text('measure'),
      ...position,
    ],
    *rows({ survey: { fold, register } }) {
      for (const row of fold.positions().filter(isGoods)) {
        const { entity, fund, stream, unit } = row;
        const { scale, measure, item } = register.unit(unit);
        yield { entity, fund, stream, unit, name: item?.name, measure, ...positionCells(row, scale) };
      }
    },
  },
];
