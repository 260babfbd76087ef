import { islandWords } from '#i18n/island-words.ts';
import type { PageCode } from '#i18n/zh-Hans/public/verify.ts';
import { openCheckpoint } from '#log/checkpoint.ts';
import { leafHash } from '#log/merkle.ts';
import { parseLeaf } from '#log/parse-leaf.ts';
import { includes } from '#log/proof.ts';
import { proveInclusion, readBundle, readFile } from '#log/read-log.ts';
import { parseVerifierKey } from '#log/verifier-key.ts';
import { type VerifyCode, VerifyError } from '#log/verify-error.ts';
import { type Verified, verifyFrom, verifyLog } from '#log/verify-log.ts';
import { addresses } from '#site/addresses.ts';
import type { BalanceRow } from '#site/balance-rows.ts';
import { entryAddress } from '#site/entry-address.ts';
import { checkFile, checkPage, pagesOfBalances, type Scope, totalsOnPage } from './check-totals.ts';
import { fetchJson, fetchLog } from './fetch-log.ts';
import { type Fact, leafFacts, type PublicNames } from './leaf-facts.ts';
import { pageOfGift } from './receipt-facts.ts';
import { compareWith, recall, remember, storageOf } from './remembered-checkpoint.ts';

/** A finding that stops the check: one of the explained codes and where. */
class Finding extends Error {
  readonly code: VerifyCode | PageCode;
  readonly place: string;

  constructor(code: VerifyCode | PageCode, place: string) {
    super(code);
    this.code = code;
    this.place = place;
  }
}

/**
 * The page 怎样核对: checks the whole log, or what came since a notice, in the reader's own browser, and says step by
 * step what holds. Attributes: `data-key` (verifier key), `data-size` (log size this release was built at), `data-since`
 * (first statement leaf of the notice before the newest), `data-balances`, `data-pages` (addresses, space-separated).
 */
class VerifyLedger extends HTMLElement {
  readonly #words = islandWords().verify;
  readonly #marks = islandWords().terms.marks;

  connectedCallback(): void {
    for (const element of this.querySelectorAll<HTMLElement>('[data-needs-script]')) element.hidden = false;
    this.querySelector('[data-whole]')?.addEventListener('click', () => void this.#check('whole'));
    this.querySelector('[data-newest]')?.addEventListener('click', () => void this.#check('newest'));
  }

  async #check(part: 'whole' | 'newest'): Promise<void> {
    this.#begin();
    try {
      await this.#checkAll(part);
      this.#say(this.#words.results.passed, 'passed');
    } catch (cause) {
      this.#fail(cause);
    } finally {
      this.#end();
    }
  }

  async #checkAll(part: 'whole' | 'newest'): Promise<void> {
    const { results } = this.#words;
    const text = this.dataset.key ?? '';
    const key = parseVerifierKey(text);
    const onProgress = (done: bigint, size: bigint): void => this.#progress(done, size);
    const report =
      part === 'whole'
        ? await verifyLog(fetchLog, key, onProgress)
        : await verifyFrom(fetchLog, key, BigInt(this.dataset.since ?? '0'), onProgress);
    if (!report.ok) throw new Finding(report.code, Object.values(report.detail).join(' '));
    this.#say(results.signature(report.origin));
    this.#say(results.leaves(report.checked.toString(), report.size.toString()));
    if (report.totalsChecked) await this.#checkTotals(report, part === 'whole' ? 'all' : 'booked');
    else this.#say(results.laterVersion);
    await this.#checkMemory(text, report);
  }

  async #checkTotals(report: Verified, scope: Scope): Promise<void> {
    const { results } = this.#words;
    this.#say(results.totals(report.balances.length.toString()));
    if (report.size.toString() !== this.dataset.size) {
      this.#say(this.#words.otherNotice);
      return;
    }
    this.#require(checkFile(report.balances, await this.#balancesFile(), scope));
    this.#say(results.file);
    const listed = (this.dataset.pages ?? '').split(' ').filter((address) => address !== '');
    const addresses = [...new Set([...pagesOfBalances(report.balances), ...listed])];
    let figures = 0;
    for (const address of addresses) {
      const page = await fetch(address, { cache: 'no-cache' });
      if (!page.ok) throw new Finding('pageMissing', `${address} ${page.status}`);
      const shown = totalsOnPage(new DOMParser().parseFromString(await page.text(), 'text/html'));
      figures += this.#require(checkPage(report.balances, { address, shown }, scope));
    }
    this.#say(results.pages(figures.toString(), addresses.length.toString()));
    if (scope === 'booked') this.#say(results.bookedOnly);
  }

  /** A file that is missing or is no list of rows is a finding, never an empty list. */
  async #balancesFile(): Promise<BalanceRow[]> {
    const address = this.dataset.balances ?? '';
    try {
      const file = await fetchJson<unknown>(address);
      if (Array.isArray(file)) return file as BalanceRow[];
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
    }
    throw new Finding('pageMissing', address);
  }

  async #checkMemory(key: string, report: Verified): Promise<void> {
    const storage = storageOf(() => localStorage);
    if (storage === undefined) {
      this.#say(this.#words.results.noMemory);
      return;
    }
    const before = recall(key, storage);
    if (before === undefined) this.#say(this.#words.results.first);
    else {
      const code = await compareWith(before, report, fetchLog);
      if (code !== undefined) throw new Finding(code, `${before.size} → ${report.size}`);
      this.#say(this.#words.results.remembered(before.size.toString()));
    }
    if (!remember(key, report, storage)) this.#say(this.#words.results.notRemembered);
  }

  #require(checked: ReturnType<typeof checkFile>): number {
    if (!checked.ok) throw new Finding(checked.code, checked.place);
    return checked.figures;
  }

  #begin(): void {
    for (const button of this.querySelectorAll('button')) button.disabled = true;
    this.#list.replaceChildren();
    this.#bar.hidden = false;
    this.#bar.removeAttribute('value');
    this.#status.textContent = this.#words.running;
  }

  #end(): void {
    for (const button of this.querySelectorAll('button')) button.disabled = false;
    this.#bar.hidden = true;
    this.#status.textContent = '';
  }

  #progress(done: bigint, size: bigint): void {
    this.#bar.max = Number(size);
    this.#bar.value = Number(done);
    this.#status.textContent = this.#words.progress(done.toString(), size.toString());
  }

  #say(text: string, state = ''): void {
    const item = document.createElement('li');
    item.textContent = text;
    if (state !== '') item.className = state;
    this.#list.append(item);
  }

  #fail(cause: unknown): void {
    if (cause instanceof Finding || cause instanceof VerifyError) {
      const { codes, failedAt, results, whatToDo } = this.#words;
      const place = cause instanceof Finding ? cause.place : Object.values(cause.detail).join(' ');
      this.#say(this.#marks.labelled(results.failed, codes[cause.code] + this.#marks.inBrackets(cause.code)), 'failed');
      if (place !== '') this.#say(failedAt(place));
      this.#say(whatToDo);
      return;
    }
    this.#say(
      this.#marks.labelled(
        this.#words.results.failed,
        cause instanceof TypeError ? this.#words.offline : this.#words.brokenOff,
      ),
      'failed',
    );
    this.#say(this.#words.failedAt(String(cause)));
    if (!(cause instanceof TypeError)) throw cause;
  }

  get #list(): Element {
    return this.#part('[data-results]');
  }

  get #status(): Element {
    return this.#part('[data-status]');
  }

  get #bar(): HTMLProgressElement {
    return this.#part('progress');
  }

  #part<E extends Element>(selector: string): E {
    const element = this.querySelector<E>(selector);
    if (element === null) throw new Error(`the page lacks ${selector}`);
    return element;
  }
}

/** One leaf by its number: proof of inclusion, what it says, and the leaf as logged. Attributes: `data-key`, `data-gift-pages`. */
class VerifyLeaf extends HTMLElement {
  readonly #words = islandWords().verify;
  readonly #marks = islandWords().terms.marks;

  connectedCallback(): void {
    for (const element of this.querySelectorAll<HTMLElement>('[data-needs-script]')) element.hidden = false;
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#prove();
    });
    globalThis.addEventListener('hashchange', () => this.#proveNamed());
    this.#proveNamed();
  }

  /** A record's own page links here with its number behind `#`, which is never sent. */
  #proveNamed(): void {
    const [, index] = /^#leaf-([0-9]{1,18})$/.exec(location.hash) ?? [];
    const input = this.querySelector('input');
    if (index === undefined || input === null) return;
    input.value = index;
    this.scrollIntoView();
    void this.#prove();
  }

  async #prove(): Promise<void> {
    const output = this.querySelector('output');
    const typed = this.querySelector('input')?.value.trim() ?? '';
    if (output === null || !/^[0-9]{1,18}$/.test(typed)) return;
    output.textContent = this.#words.running;
    try {
      output.replaceChildren(...(await this.#proof(BigInt(typed))));
    } catch (cause) {
      if (cause instanceof VerifyError)
        output.textContent = this.#words.codes[cause.code] + this.#marks.inBrackets(cause.code);
      else if (cause instanceof TypeError) output.textContent = this.#words.offline;
      else {
        output.textContent = `${this.#words.brokenOff}${String(cause)}`;
        throw cause;
      }
    }
  }

  async #proof(index: bigint): Promise<Element[]> {
    const key = parseVerifierKey(this.dataset.key ?? '');
    const { size, root } = openCheckpoint(await readFile(fetchLog, 'checkpoint'), key);
    if (index >= size) return [paragraph(this.#words.oneOutside(size.toString()))];
    const entry = (await readBundle(fetchLog, index >> 8n, size))[Number(index & 255n)];
    if (entry === undefined) throw new VerifyError('malformedBundle');
    const proof = await proveInclusion(fetchLog, index, size);
    if (!includes(leafHash(entry), index, size, proof, root)) throw new VerifyError('wrongProof');
    const parsed = parseLeaf(entry);
    const leaf = parsed.ok ? parsed.leaf : undefined;
    const pages = (await fetchJson<string[]>(this.dataset.giftPages ?? '')) ?? [];
    const names = await fetchJson<PublicNames>(addresses.registerFile);
    const address = leaf && entryAddress(index, leaf, (gift) => pageOfGift(gift, pages), document.documentElement.lang);
    const content = document.createElement('pre');
    content.textContent = new TextDecoder().decode(entry);
    content.tabIndex = 0;
    content.setAttribute('role', 'region');
    content.setAttribute('aria-label', this.#words.oneContent);
    return [
      paragraph(this.#words.oneIncluded(index.toString(), size.toString()), 'passed'),
      ...(address === undefined ? [] : [linked(this.#words.toEntry, address)]),
      leaf === undefined
        ? paragraph(this.#words.results.laterVersion)
        : factList(leafFacts(leaf, names, islandWords())),
      folded(this.#words.oneContent, content),
    ];
  }
}

function factList(facts: readonly Fact[]): HTMLDListElement {
  const element = document.createElement('dl');
  element.className = 'facts';
  for (const { label, value } of facts) {
    const [term, description] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = label;
    description.textContent = value;
    element.append(term, description);
  }
  return element;
}

/** Behind a click: what only machines and the curious read. */
function folded(title: string, content: Element): HTMLDetailsElement {
  const element = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = title;
  element.append(summary, content);
  return element;
}

function linked(text: string, address: string): HTMLParagraphElement {
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.textContent = text;
  const element = document.createElement('p');
  element.append(anchor);
  return element;
}

function paragraph(text: string, className = ''): HTMLParagraphElement {
  const element = document.createElement('p');
  element.textContent = text;
  if (className !== '') element.className = className;
  return element;
}

customElements.define('verify-ledger', VerifyLedger);
customElements.define('verify-leaf', VerifyLeaf);
