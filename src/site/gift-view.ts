import type { PublicWords } from '#i18n/words.ts';
import type { IntakeLeaf, IntakeLine, LeafValuation, Provenance } from '#log/leaf.ts';
import { addressesIn } from './addresses.ts';
import { donorName } from './headline.ts';
import type { Entry, Texts } from './published-log.ts';
import type { Register, Unit } from './register.ts';
import { amountText, saidLabel } from './view.ts';

/** A gift in words, as its row shows it. */
export interface GiftView {
  donor: string;
  lines: {
    name: string;
    address?: string;
    unit: Unit;
    amount: bigint;
    provenance: Provenance;
    remarks: string[];
  }[];
  valuations: string[];
  /** What became of it, in a word, and what the word means for this gift. */
  fates: { word: string; means: string }[];
  /** How it came; of plain money that is not worth a word. */
  path: string | undefined;
  /** 原文：…, 说明：…, 出处：… */
  said: string[];
}

export function giftView({ leaf, texts }: Entry<IntakeLeaf>, register: Register, words: PublicWords): GiftView {
  const addresses = addressesIn(words.locale);
  return {
    donor: donorName(texts, words),
    lines: leaf.lines.map((line) => {
      const unit = register.unit(line.unit);
      return {
        name: unit.item?.name ?? words.books.cash,
        ...(unit.item && { address: addresses.item(unit.item.code) }),
        unit,
        amount: BigInt(line.quantity),
        provenance: line.provenance,
        remarks: remarksOf(line, unit, texts.packMeasure, words),
      };
    }),
    valuations: leaf.valuations.map((valuation) => valuationText(valuation, leaf, register, words)),
    fates: fatesOf(leaf, register, words),
    path:
      leaf.path === 'throughEntity' && leaf.lines.every(({ unit }) => register.unit(unit).kind === 'cash')
        ? undefined
        : words.terms.paths[leaf.path],
    said: saidOf(leaf, texts, words),
  };
}

function remarksOf(line: IntakeLine, unit: Unit, packMeasure: string | undefined, words: PublicWords): string[] {
  const { records, terms, dates } = words;
  const { expected, packs, expires } = line;
  return [
    ...(unit.kind === 'goods' ? [unit.item?.standard ?? terms.standardNotStated] : []),
    ...(packs ? [packsText(packs, unit, packMeasure ?? '', words)] : []),
    ...(expected === undefined ? [] : [records.expected(amountText(words, unit, expected))]),
    ...(expires === undefined ? [] : [records.expires(dates.day(expires))]),
  ];
}

const packsText = (
  { count, factor }: NonNullable<IntakeLine['packs']>,
  unit: Unit,
  measure: string,
  words: PublicWords,
): string => words.records.packs(count, measure, factor === undefined ? undefined : amountText(words, unit, factor));

function valuationText(valuation: LeafValuation, leaf: IntakeLeaf, register: Register, words: PublicWords): string {
  const amount = amountText(words, register.unit('CNY:goods'), valuation.amount, valuation.provenance);
  const text = valuation.lines.length > 1 ? words.records.jointValuation(amount) : words.records.valuation(amount);
  const [first] = valuation.lines;
  const item = first === undefined || leaf.lines.length === 1 ? undefined : leaf.lines[first];
  const named = item && valuation.lines.length === 1 ? `${register.unit(item.unit).item?.name ?? ''} ` : '';
  return `${named}${text}${words.records.inBrackets(words.terms.valuationMethods[valuation.method])}`;
}

function fatesOf(leaf: IntakeLeaf, register: Register, { records: { gifts }, terms }: PublicWords): GiftView['fates'] {
  const fates = new Map(
    leaf.lines.map(({ fate, unit }) =>
      fate === 'unstated'
        ? [terms.fateUnknown, gifts.fates.unstated]
        : register.unit(unit).kind === 'cash'
          ? [terms.fateCash, leaf.restriction === 'unrestricted' ? gifts.fates.cash : gifts.fates.cashRestricted]
          : [terms.fateHeld, gifts.fates.goods],
    ),
  );
  return [...fates].map(([word, means]) => ({ word, means }));
}

function saidOf(leaf: IntakeLeaf, texts: Texts, words: PublicWords): string[] {
  const { fields, labelled } = words.records;
  return [
    { label: saidLabel(leaf.lines, words), text: texts.asStated },
    { label: fields.note, text: texts.note },
    { label: fields.source, text: texts.source },
  ].flatMap(({ label, text }) => (text === undefined ? [] : [labelled(label, text)]));
}
