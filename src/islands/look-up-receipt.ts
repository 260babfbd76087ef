import { islandWords } from '#i18n/island-words.ts';
import { toBase64Url } from '#log/base64.ts';
import { type Checkpoint, openCheckpoint } from '#log/checkpoint.ts';
import { readFile } from '#log/read-log.ts';
import { bucketName, type ReceiptBucket, type ReceiptIndex } from '#log/receipt-bucket.ts';
import { deriveReceiptKeys, parseReceiptCode, type ReceiptCode } from '#log/receipt-code.ts';
import { parseVerifierKey, type VerifierKey } from '#log/verifier-key.ts';
import { VerifyError } from '#log/verify-error.ts';
import { addressesIn } from '#site/addresses.ts';
import { fetchJson, fetchLog } from './fetch-log.ts';
import type { PublicNames } from './leaf-facts.ts';
import { proveReceipt, readShared, timingOf } from './prove-receipt.ts';
import { type CorrectionList, giftFacts, pageOfGift } from './receipt-facts.ts';
import { readSealed } from './sealed-gift.ts';
import { standingEntry } from './standing-entry.ts';

/**
 * 查我的捐赠: reads the code where it was typed or from the fragment of the address, and never sends it or anything made
 * from it: it fetches the one bucket that many codes share (all of them while they are few), and files that are the
 * same for every visitor, in the same order, whatever the bucket says.
 * Attributes: `data-key` (verifier key), `data-names`, `data-corrections` and `data-gift-pages` (addresses of files of the release).
 */
class LookUpReceipt extends HTMLElement {
  readonly #words = islandWords();
  readonly #addresses = addressesIn(document.documentElement.lang);

  connectedCallback(): void {
    for (const element of this.querySelectorAll<HTMLElement>('[data-needs-script]')) element.hidden = false;
    this.#part('form').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#lookUp();
    });
    addEventListener('hashchange', () => this.#readFragment());
    this.#readFragment();
  }

  /** The code leaves the address bar at once, so that no bookmark or shared screen keeps it. */
  #readFragment(): void {
    const fragment = location.hash.slice(1);
    if (fragment === '') return;
    history.replaceState(null, '', location.pathname);
    this.#input.value = decoded(fragment);
    void this.#lookUp();
  }

  async #lookUp(): Promise<void> {
    const { receipt, terms, verify } = this.#words;
    const typed = parseReceiptCode(this.#input.value);
    this.#input.setAttribute('aria-invalid', String(!typed.ok));
    if (!typed.ok) {
      this.#show([paragraph(receipt.mistakes[typed.mistake], 'failed')]);
      this.#input.focus();
      return;
    }
    this.#show([paragraph(receipt.searching)]);
    try {
      this.#show(await this.#find(typed.code));
    } catch (cause) {
      if (cause instanceof VerifyError) {
        this.#show([
          paragraph(receipt.spoiled, 'failed'),
          paragraph(verify.codes[cause.code] + terms.marks.inBrackets(cause.code)),
        ]);
      } else if (cause instanceof TypeError) this.#show([paragraph(receipt.offline, 'failed')]);
      else {
        this.#show([paragraph(receipt.unreadable, 'failed'), paragraph(String(cause))]);
        throw cause;
      }
    }
  }

  async #find(code: ReceiptCode): Promise<Element[]> {
    const { receipt } = this.#words;
    const key = parseVerifierKey(this.dataset.key ?? '');
    const keys = deriveReceiptKeys(code, key.name);
    const { checkpoint, bucket } = await this.#readTogether(keys.tag, key);
    // All that is fetched is fetched before anything depends on which entry of the bucket is asked for.
    const shared = await readShared(fetchLog, checkpoint.size);
    const corrections = (await fetchJson<CorrectionList>(this.dataset.corrections ?? '')) ?? [];
    const names = await fetchJson<PublicNames>(this.dataset.names ?? '');
    const pages = (await fetchJson<string[]>(this.dataset.giftPages ?? '')) ?? [];
    const among = paragraph(receipt.among(bucket?.entries.length ?? 0), 'note');
    const tag = toBase64Url(keys.tag);
    const mine = bucket?.entries.filter((each) => each.tag === tag) ?? [];
    const signed = mine.filter((each) => timingOf(each, checkpoint.size) !== 'notYetSigned');
    const standing = standingEntry(signed, corrections);
    if (standing === undefined) {
      const why = mine.length > 0 ? receipt.notYetSigned : receipt.notFound;
      return [paragraph(why, 'failed'), paragraph(receipt.notYet), among];
    }
    if (timingOf(standing.entry, checkpoint.size) !== 'fits') return [paragraph(receipt.tryAgain, 'failed'), among];
    const { entry, voided, corrected } = standing;
    const gift = await proveReceipt(entry, checkpoint, shared);
    if (gift.leaf.tag !== tag) throw new VerifyError('wrongProof', { leaf: entry.index });
    const sealed = await readSealed(entry.sealed, keys.opening, gift.leaf);
    const own = sealed === 'erased' ? undefined : sealed;
    // The private opening is the first one's: a name that was the mistake differs from the leaf's, and may.
    const otherName = (renamed: boolean): Element =>
      renamed ? paragraph(receipt.nameCorrected) : paragraph(receipt.nameOtherwise, 'failed');
    return [
      heading(receipt.found),
      paragraph(receipt.proven(gift.index.toString(), checkpoint.size.toString()), 'passed'),
      ...(voided === 'voided' ? [paragraph(receipt.corrected, 'failed')] : []),
      ...(voided === 'refunded' ? [paragraph(receipt.refunded)] : []),
      ...(voided === 'stands' ? [] : [link(receipt.toCorrection, this.#addresses.corrections)]),
      ...corrected.flatMap(({ voids, by }) => [
        paragraph(receipt.replaces(voids, entry.index)),
        link(receipt.toCorrection, this.#addresses.correction(BigInt(by))),
      ]),
      ...(sealed === 'erased' ? [paragraph(receipt.nameErased)] : []),
      ...(sealed === undefined ? [paragraph(receipt.sealedWrong, 'failed')] : []),
      ...(own?.nameCommitted === true ? [paragraph(receipt.nameProven, 'passed')] : []),
      ...(own?.nameCommitted === false ? [otherName(corrected.length > 0)] : []),
      subheading(receipt.compareHeading),
      paragraph(receipt.compare),
      ...(own !== undefined && corrected.length > 0 ? [paragraph(receipt.sealedAtFirst, 'note')] : []),
      list(giftFacts(gift.leaf, sealed, names, this.#words, voided)),
      link(receipt.whereIsIt, this.#addresses.gift(pageOfGift(gift.index, pages), gift.index)),
      paragraph(receipt.whereNote, 'note'),
      among,
    ];
  }

  /**
   * The checkpoint before the bucket, so that a publication between them leaves the bucket the newer of the two. Where
   * they still do not belong together, both are read once more: any entry decides, not the one asked for.
   */
  async #readTogether(
    tag: Uint8Array,
    key: VerifierKey,
    again = true,
  ): Promise<{ checkpoint: Checkpoint; bucket: ReceiptBucket | undefined }> {
    const checkpoint = openCheckpoint(await readFile(fetchLog, 'checkpoint'), key);
    const index = await fetchJson<ReceiptIndex>('/receipts/index.json');
    const bits = index?.bits ?? 0;
    const bucket = await fetchJson<ReceiptBucket>(`/receipts/${bucketName(tag, bits)}`);
    const together =
      bucket === undefined
        ? index === undefined
        : bucket.bits === bits && bucket.entries.every((each) => timingOf(each, checkpoint.size) === 'fits');
    return together || !again ? { checkpoint, bucket } : this.#readTogether(tag, key, false);
  }

  #show(content: Element[]): void {
    this.#part('[data-answer]').replaceChildren(...content);
  }

  get #input(): HTMLInputElement {
    return this.#part<HTMLInputElement>('input');
  }

  #part<E extends Element>(selector: string): E {
    const element = this.querySelector<E>(selector);
    if (element === null) throw new Error(`the page lacks ${selector}`);
    return element;
  }
}

/** A fragment that is no valid escape is shown as it came: its mistake is then named like that of any typed code. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function text<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  content: string,
  className = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = content;
  if (className !== '') element.className = className;
  return element;
}

const paragraph = (content: string, className = ''): Element => text('p', content, className);
const heading = (content: string): Element => text('h2', content);
const subheading = (content: string): Element => text('h3', content);

function link(content: string, address: string): Element {
  const anchor = text('a', content);
  anchor.href = address;
  const element = document.createElement('p');
  element.append(anchor);
  return element;
}

function list(facts: readonly { label: string; value: string }[]): Element {
  const element = document.createElement('dl');
  element.className = 'facts';
  element.append(...facts.flatMap(({ label, value }) => [text('dt', label), text('dd', value)]));
  return element;
}

customElements.define('look-up-receipt', LookUpReceipt);
