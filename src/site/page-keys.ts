import { createHash, hash } from 'node:crypto';
import { firstAt } from './in-order.ts';
import type { Movement } from './month-statements.ts';
import { publicUrl } from './public-url.ts';
import type { SiteData } from './site-data.ts';

/**
 * Keys of what is made from a range of leaves: all that its bytes depend on beside the code. Two equal keys under the
 * same code mean the same bytes. A key costs a look at the range's corrections and at the time of its opening files;
 * no leaf and no opening is read.
 */
export class RangeKeys {
  readonly #site: SiteData;
  /** Of every page: what its head and foot say of the site. */
  readonly #common: string;
  /** Voided leaves and their corrections in order, each with what is said of it. */
  readonly #touched: { leaf: bigint; mark: string; voided: bigint }[];
  readonly #names: { first: bigint; key: string }[] = [];
  /** Likewise of what postings mean: the part that an account plays, and the scale of a unit. */
  readonly #meanings: { first: bigint; key: string }[] = [];

  constructor(site: SiteData) {
    this.#site = site;
    const { log, survey } = site;
    const { publisher } = survey.register;
    const keyLeaves = survey.places('key').join(' ');
    const { origin } = log.checkpoint ?? {};
    const common = [origin, publicUrl(log), publisher?.name, publisher?.telephone, keyLeaves, log.isDemonstration];
    this.#common = digest(JSON.stringify(common));
    this.#touched = [...survey.corrected]
      .flatMap(([voided, by]) => {
        const mark = `${voided} ${by} ${survey.replacementOf(voided) ?? '-'}`;
        return [voided, by].map((leaf) => ({ leaf, mark, voided }));
      })
      .sort((a, b) => (a.leaf < b.leaf ? -1 : 1));
    const [names, meanings] = [createHash('sha256'), createHash('sha256')];
    for (const { first, code, says } of survey.register.inOrder()) {
      names.update(`${code} ${JSON.stringify(says, withoutPlace)}\n`);
      meanings.update(`${code} ${meaningOf(says)}\n`);
      this.#names.push({ first, key: names.copy().digest('base64url') });
      this.#meanings.push({ first, key: meanings.copy().digest('base64url') });
    }
  }

  /** Of leaves `from` up to, not including, `to`. */
  of(from: bigint, to: bigint): string {
    return digest(this.#told(from, to));
  }

  /** All that the key of a range is made from. */
  #told(from: bigint, to: bigint): string {
    const { log } = this.#site;
    let told = `${this.#common}\n${from} ${to}\n${before(this.#names, to)}\n`;
    for (let at = firstAt(this.#touched, ({ leaf }) => leaf >= from); at < this.#touched.length; at++) {
      const touch = this.#touched[at];
      if (touch === undefined || touch.leaf >= to) break;
      told += `${touch.mark}\n`;
      // A correction is told by the names of what it voids, which may lie before the range and be erased there.
      if (touch.voided < from) told += `${log.openingsState(touch.voided, touch.voided + 1n)}\n`;
    }
    return told + log.openingsState(from, to);
  }

  /**
   * Of the postings and figures of leaves `from` up to, not including, `to`: no name of the register stands beside them, and
   * a correction voids them by postings of its own. What the openings say stands beside few, but also tells one log from
   * another.
   */
  ofPostings(from: bigint, to: bigint): string {
    const state = this.#site.log.openingsState(from, to);
    return digest(`${this.#common}\n${from} ${to}\n${before(this.#meanings, to)}\n${state}`);
  }

  /** Of single leaves, wherever they lie. */
  ofEach(leaves: readonly bigint[]): string {
    return digest(leaves.map((leaf) => this.#told(leaf, leaf + 1n)).join('\n\n'));
  }

  /** Of a page that shows nothing else of the log. */
  ofShown(shown: unknown): string {
    return digest(`${this.#common}\n${JSON.stringify(shown, asText)}`);
  }

  /** Of what moved in a span of time: the figures themselves, and the names beside them. `beside` is what else is shown. */
  ofMovements(rows: readonly Movement[], beside: unknown): string {
    const { register } = this.#site.survey;
    const shown = rows.map((row) => [
      row,
      register.organisationName(row.entity),
      register.fundName(row.fund),
      register.unit(row.unit),
    ]);
    return this.ofShown([shown, beside]);
  }
}

/**
 * What the register says now of the codes first registered before `to`: older leaves name no others, so a new code leaves
 * a key alone, and a new name or a forgotten one does not.
 */
const before = (registered: readonly { first: bigint; key: string }[], to: bigint): string =>
  registered[firstAt(registered, ({ first }) => first >= to) - 1]?.key ?? '';

/** Of an account its flow, of an item its scale; of all else nothing that a posting needs. */
function meaningOf(says: unknown): string {
  if (typeof says === 'string') return says;
  return typeof says === 'object' && says !== null && 'scale' in says ? String(says.scale) : '';
}

/** A name that was registered again without a change is the same name. */
const withoutPlace = (key: string, value: unknown): unknown => (key === 'leaf' ? undefined : value);

const digest = (told: string): string => hash('sha256', told, 'base64url');

const asText = (key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : withoutPlace(key, value);
