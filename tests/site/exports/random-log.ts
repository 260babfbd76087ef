import { toBase64Url } from '#log/base64.ts';
import type { IntakeLeaf, LeafDate, LeafPosting, Provenance, Restriction } from '#log/leaf.ts';
import { moved, type SampleLeaf, SampleLeaves } from '../../support/sample-leaves.ts';
import { sampleVerifierKey } from '../../support/sample-log.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const ENTITIES = ['city-charity', 'city-redcross'];
const FUNDS = ['flood-2021', 'flood-2021-schools'];
const GOODS = ['item:rice', 'item:mask-kn95-particulate-respirator', 'item:oil'];

/** Words that break what quotes, escapes or calculates. */
const ODD_TEXTS = ['=1+1', '@SUM(A1)', '-2+3', "'已加引号", '甲,“乙”\n"丙"', '<b>&"\'', '＝HYPERLINK("x")', '普通文字'];

/** A year of notices in which anything may happen that a log can hold; equal in every run of a seed. */
export function randomNotices(seed: string, notices = 9): SampleLeaf[][] {
  return new RandomLog(seed).notices(notices);
}

class RandomLog {
  readonly #sample = new SampleLeaves();
  readonly #random;
  readonly #voidable: bigint[] = [];

  constructor(seed: string) {
    this.#random = seededRandom(seed);
  }

  notices(count: number): SampleLeaf[][] {
    this.#register();
    return Array.from({ length: count }, (_, at) => {
      for (let act = this.#below(30); act >= 0; act--) this.#act();
      // The last hours of a month in UTC are the next month in Shanghai.
      const day = at % 2 === 0 ? '10' : '30';
      return this.#sample.notice(`2021-${String(4 + Math.floor(at / 2)).padStart(2, '0')}-${day}T20:30:00Z`);
    });
  }

  #register(): void {
    const sample = this.#sample;
    sample.add({ v: 1, kind: 'key', action: 'add', role: 'log', verifierKey: sampleVerifierKey });
    sample.accounts();
    sample.organisation('city-charity', '某市慈善总会');
    sample.organisation('city-redcross', '某市红十字会');
    sample.organisation('branch-east', '=东区分会', false);
    sample.organisation('hospital-one', '第一医院', false);
    for (const code of FUNDS) sample.fund(code, `${code} 专项`);
    sample.add(
      { v: 1, kind: 'register', subject: 'appeal', code: 'appeal-flood', fund: 'flood-2021' },
      { name: '抗洪募捐', filingNumber: '5343000000000000A20001' },
    );
    for (const [place, unit] of GOODS.entries()) {
      const code = unit.slice('item:'.length);
      sample.add(
        { v: 1, kind: 'register', subject: 'item', code, unit, scale: [3, 0, 2][place] ?? 0 },
        { name: `${code} 名`, measure: ['吨', '只', '升'][place] ?? '件' },
      );
    }
  }

  #act(): void {
    const acts = [
      () => this.#cash(),
      () => this.#cash(),
      () => this.#goods(),
      () => this.#funding(),
      () => this.#batch(),
      () => this.#issue(),
      () => this.#appropriation(),
      () => this.#adjustment(),
      () => this.#listing(),
      () => this.#correct(),
    ];
    acts[this.#below(acts.length)]?.();
  }

  #cash(): void {
    const amount = this.#amount();
    const restriction = this.#pick<Restriction>(['unrestricted', 'restricted', 'agency']);
    const [debit, credit] = restriction === 'agency' ? ['100202', '260101'] : ['1009', '410101'];
    const gift: Omit<IntakeLeaf, 'texts'> = {
      ...this.#gift(),
      restriction,
      lines: [{ unit: 'CNY', quantity: amount, provenance: this.#provenance(), fate: 'held' }],
      ...moved(debit, credit, 'CNY', amount, restriction),
    };
    if (gift.fund === 'flood-2021') gift.appeal = 'appeal-flood';
    this.#keep(this.#sample.add(gift, this.#texts('displayName', 'note', 'asStated')));
  }

  /** Several goods, jointly valued or not at all, kept or with a fate that nobody stated. */
  #goods(): void {
    const units = GOODS.filter(() => this.#below(2) === 0);
    if (units.length === 0) return;
    const fate = this.#pick(['held', 'unstated'] as const);
    const lines = units.map((unit) => ({ unit, quantity: this.#amount(), provenance: this.#provenance(), fate }));
    const value = this.#below(2) === 0 ? undefined : this.#amount();
    const parts = [...lines.map(({ unit, quantity }) => [unit, quantity]), ...(value ? [['CNY:goods', value]] : [])];
    const postings: LeafPosting[] = parts.flatMap(([unit = '', amount = '']) => [
      ...moved('1201', '410102', unit, amount).postings,
      ...(fate === 'unstated' ? moved('1299', '1201', unit, amount).postings : []),
    ]);
    const valuations: IntakeLeaf['valuations'] = value
      ? [{ amount: value, method: 'invoice', provenance: 'rounded', lines: lines.map((_, line) => line) }]
      : [];
    this.#keep(
      this.#sample.add({ ...this.#gift(), lines, valuations, postings }, this.#texts('displayName', 'usingUnit')),
    );
  }

  #funding(): void {
    const amount = this.#amount();
    this.#keep(
      this.#sample.add(
        {
          ...this.#booked('J'),
          stream: 'funding',
          kind: 'funding',
          source: this.#pick(['fiscal', 'union', 'party', 'other']),
          total: { unit: 'CNY', amount, provenance: this.#provenance() },
          ...moved('100201', '480102', 'CNY', amount),
        },
        this.#texts('payer', 'source'),
      ),
    );
  }

  #batch(): void {
    const count = String(5 + this.#below(200));
    const share = this.#amount();
    const amount = String(BigInt(count) * BigInt(share));
    this.#keep(
      this.#sample.add(
        {
          ...this.#booked('F'),
          kind: 'disbursement',
          form: 'batch',
          coHosts: [],
          basis: 'household',
          count,
          totals: [{ unit: 'CNY', amount, provenance: 'stated' }],
          share: { unit: 'CNY', amount: share, provenance: 'stated' },
          ...moved('510101', '100201', 'CNY', amount),
        },
        this.#texts('title', 'recipients'),
      ),
    );
  }

  #issue(): void {
    const parts = [
      { unit: this.#pick(GOODS), amount: this.#amount(), provenance: 'stated' as const },
      ...(this.#below(2) === 0 ? [] : [{ unit: 'CNY:goods', amount: this.#amount(), provenance: 'derived' as const }]),
    ];
    this.#keep(
      this.#sample.add(
        {
          ...this.#booked('F'),
          kind: 'disbursement',
          form: 'issue',
          coHosts: ['hospital-one'],
          receiver: this.#pick(['hospital-one', 'branch-east']),
          totals: parts,
          postings: parts.flatMap(({ unit, amount }) => moved('510101', '1201', unit, amount).postings),
        },
        this.#texts('title', 'note'),
      ),
    );
  }

  #appropriation(): void {
    const direction = this.#pick(['out', 'out', 'report', 'return'] as const);
    const [debit, credit] = { out: ['1122', '100201'], report: ['510101', '1122'], return: ['100201', '1122'] }[
      direction
    ];
    const items = Array.from({ length: 1 + this.#below(3) }, () => ({
      receiver: this.#pick(['hospital-one', 'branch-east']),
      form: 'advance' as const,
      unit: this.#below(4) === 0 && direction === 'out' ? 'item:rice' : 'CNY',
      amount: this.#amount(),
      provenance: this.#provenance(),
    }));
    this.#keep(
      this.#sample.add(
        {
          ...this.#booked('B'),
          kind: 'appropriation',
          direction,
          allotment: '1',
          items,
          postings: items.flatMap(
            ({ unit, amount }) => moved(debit ?? '', unit === 'CNY' ? (credit ?? '') : '1201', unit, amount).postings,
          ),
        },
        this.#texts('purpose', 'decision'),
      ),
    );
  }

  #adjustment(): void {
    const amount = this.#amount();
    const fee = this.#below(2) === 0;
    this.#keep(
      this.#sample.add(
        {
          ...this.#booked('T'),
          kind: 'adjustment',
          reason: fee ? 'fee' : 'interest',
          total: { unit: 'CNY', amount, provenance: 'stated' },
          ...(fee ? moved('5301', '1009', 'CNY', amount) : moved('1009', '480101', 'CNY', amount)),
        },
        this.#texts('explanation'),
      ),
    );
  }

  #listing(): void {
    this.#keep(
      this.#sample.add(
        {
          v: 1,
          kind: 'listing',
          number: `L2021-${this.#sample.size}`,
          date: this.#date(),
          weight: this.#pick(['witnessed', 'listed'] as const),
          category: 'gift',
          direction: this.#pick(['in', 'out', 'through', 'none'] as const),
          figures: [{ unit: 'CNY', amount: this.#amount(), provenance: 'rounded' }],
          confirmedBy: [],
        },
        this.#texts('title', 'content'),
      ),
    );
  }

  #correct(): void {
    const [index] = this.#voidable.splice(this.#below(Math.max(1, this.#voidable.length)), 1);
    if (index !== undefined) this.#sample.correct(index);
  }

  #keep(index: bigint): void {
    this.#voidable.push(index);
  }

  #booked(letter: string) {
    return {
      v: 1 as const,
      number: `${letter}2021-${this.#sample.size}`,
      entity: this.#pick(ENTITIES),
      fund: this.#pick(FUNDS),
      stream: this.#pick(['donation', 'donation', 'funding'] as const),
      date: this.#date(),
      confirmedBy: ['bank' as const, 'stock' as const],
    };
  }

  #gift(): Omit<IntakeLeaf, 'texts' | 'lines' | 'postings'> {
    return {
      ...this.#booked('D'),
      stream: 'donation',
      kind: 'intake',
      donorKind: this.#pick(['individual', 'organisation', 'pooled'] as const),
      restriction: 'restricted',
      path: 'throughEntity',
      valuations: [],
      tag: toBase64Url(this.#random(16)),
    };
  }

  #date(): LeafDate {
    return this.#pick<LeafDate>([
      { precision: 'day', day: '2021-04-12' },
      { precision: 'period', from: '2021-04-01', to: '2021-04-20' },
      { precision: 'notLaterThan', day: '2021-04-22' },
      { precision: 'notEarlierThan', day: '2021-03-02' },
      { precision: 'notStated' },
    ]);
  }

  #texts(...fields: string[]): Record<string, string> {
    return Object.fromEntries(fields.map((field) => [field, this.#pick(ODD_TEXTS)]));
  }

  #provenance = (): Provenance => this.#pick(['stated', 'rounded', 'derived', 'notStated']);

  /** From one fen to more than a float holds exactly. */
  #amount(): string {
    const digits = 1 + this.#below(17);
    const [first = 0, ...more] = this.#random(digits);
    return `${1 + (first % 9)}${more.map((byte) => byte % 10).join('')}`;
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#below(from.length)] as T;
  }

  #below(limit: number): number {
    const [high = 0, low = 0] = this.#random(2);
    return (high * 256 + low) % limit;
  }
}
