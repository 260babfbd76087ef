import { CASH, FEN_SCALE, VALUATION } from '#i18n/amounts.ts';
import type { Flow, RegisterLeaf } from '#log/leaf.ts';
import type { Entry } from './published-log.ts';

interface Registered {
  code: string;
  /** The code itself when the name was forgotten. */
  name: string;
  leaf: bigint;
}

export interface Organisation extends Registered {
  keepsBooks: boolean;
  type: string;
  parent?: string;
  telephone?: string;
}

export interface Fund extends Registered {
  beganOn: string;
  purpose?: string;
}

export interface Appeal extends Registered {
  fund: string;
  filingNumber?: string;
}

export interface Item extends Registered {
  unit: string;
  scale: number;
  measure: string;
  standard?: string;
  family?: string;
}

/** What an amount is counted in. */
export interface Unit {
  code: string;
  kind: 'cash' | 'valuation' | 'goods';
  scale: number;
  /** 只, 套, 副; of money undefined: the language has its word. */
  measure?: string;
  item?: Item;
}

/** What the codes of the log stand for; a later leaf of the same code replaces the earlier one. */
export class Register {
  readonly organisations = new Map<string, Organisation>();
  readonly funds = new Map<string, Fund>();
  readonly appeals = new Map<string, Appeal>();
  readonly programmes = new Map<string, Registered>();
  readonly families = new Map<string, Registered>();
  readonly items = new Map<string, Item>();
  readonly flows = new Map<string, Flow>();
  /** Where each code was registered first, in that order. */
  readonly #first = new Map<string, bigint>();

  add({ index, leaf, texts }: Entry<RegisterLeaf>): void {
    const { code } = leaf;
    if (!this.#first.has(`${leaf.subject} ${code}`)) this.#first.set(`${leaf.subject} ${code}`, index);
    const registered = { code, name: texts.name ?? code, leaf: index };
    switch (leaf.subject) {
      case 'organisation':
        this.organisations.set(code, {
          ...registered,
          keepsBooks: leaf.keepsBooks,
          type: leaf.type,
          ...optional('parent', leaf.parent),
          ...optional('telephone', texts.telephone),
        });
        break;
      case 'fund':
        this.funds.set(code, { ...registered, beganOn: leaf.beganOn, ...optional('purpose', texts.purpose) });
        break;
      case 'appeal':
        this.appeals.set(code, { ...registered, fund: leaf.fund, ...optional('filingNumber', texts.filingNumber) });
        break;
      case 'programme':
        this.programmes.set(code, registered);
        break;
      case 'itemFamily':
        this.families.set(code, registered);
        break;
      case 'item':
        this.items.set(leaf.unit, {
          ...registered,
          unit: leaf.unit,
          scale: leaf.scale,
          measure: texts.measure ?? '',
          ...optional('standard', texts.standard),
          ...optional('family', leaf.family),
        });
        break;
      case 'account':
        this.flows.set(code, leaf.flow);
        break;
    }
  }

  snapshot(): RegisterState {
    const { organisations, funds, appeals, programmes, families, items, flows } = this;
    return { organisations, funds, appeals, programmes, families, items, flows, first: this.#first };
  }

  restore({ first, ...state }: RegisterState): void {
    for (const [name, entries] of Object.entries(state) as [keyof typeof state, Map<string, never>][]) {
      for (const [code, entry] of entries) (this[name] as Map<string, never>).set(code, entry);
    }
    for (const [code, index] of first) this.#first.set(code, index);
  }

  /** What the register says now of every code, in the order in which codes were registered first, and where that was. */
  *inOrder(): Generator<{ first: bigint; code: string; says: unknown }> {
    for (const [code, first] of this.#first) yield { first, code, says: this.#entry(code) };
  }

  #entry(subjectAndCode: string): unknown {
    const [subject, code = ''] = subjectAndCode.split(' ');
    switch (subject) {
      case 'organisation':
        return this.organisations.get(code);
      case 'fund':
        return this.funds.get(code);
      case 'appeal':
        return this.appeals.get(code);
      case 'programme':
        return this.programmes.get(code);
      case 'itemFamily':
        return this.families.get(code);
      case 'item':
        return this.items.get(`item:${code}`);
      default:
        return this.flows.get(code);
    }
  }

  organisationName(code: string): string {
    return this.organisations.get(code)?.name ?? code;
  }

  fundName(code: string): string {
    return this.funds.get(code)?.name ?? code;
  }

  unit(code: string): Unit {
    if (code === CASH) return { code, kind: 'cash', scale: FEN_SCALE };
    if (code === VALUATION) return { code, kind: 'valuation', scale: FEN_SCALE };
    const item = this.items.get(code);
    if (item === undefined) return { code, kind: 'goods', scale: 0 };
    return { code, kind: 'goods', scale: item.scale, measure: item.measure, item };
  }

  /** Whose site this is: the charity that registered first among those that keep books. */
  get publisher(): Organisation | undefined {
    const keepers = [...this.organisations.values()].filter(({ keepsBooks }) => keepsBooks);
    return keepers.find(({ type }) => type === 'charity') ?? keepers[0];
  }
}

export type RegisterState = Pick<
  Register,
  'organisations' | 'funds' | 'appeals' | 'programmes' | 'families' | 'items' | 'flows'
> & { first: ReadonlyMap<string, bigint> };

const optional = <K extends string>(key: K, value: string | undefined): { [key in K]?: string } =>
  (value === undefined ? {} : { [key]: value }) as { [key in K]?: string };
