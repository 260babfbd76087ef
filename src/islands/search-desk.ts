import { islandWords } from '#i18n/island-words.ts';
import { localeOf, SOURCE_LOCALE } from '#i18n/locale.ts';
import { addressesIn } from '#site/addresses.ts';
import { IndexChanged } from '#site/search/index-reader.ts';
import type { ShownWords } from '#site/search/meanings.ts';
import type { Stretch } from '#site/search/occurrences.ts';
import { type SearchAnswer, type SearchQuery, search } from '#site/search/search.ts';
import { HAN } from '#site/search/words.ts';
import { addressOfQuery, asksNothing, queryOfAddress } from './search-address.ts';
import { searchFiles } from './search-files.ts';
import { type HitView, hitView } from './search-hit.ts';
import { remediesOf } from './search-remedies.ts';

/** A pause in typing, after which it is taken for a word. */
const PAUSE_MS = 250;

/**
 * 查找: answers while the reader types, from static files. The form, the address and the results always say the same:
 * typing replaces the address, sending the form and going to another page add to the history.
 */
export class SearchDesk {
  readonly #element: HTMLElement;
  readonly #words = islandWords();
  readonly #locale = localeOf(document.documentElement.lang);
  readonly #files = searchFiles();
  /** Counts searches: an answer that comes after a later question is dropped. */
  #asked = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** Its parts are marked `data-count`, `data-results`, `data-hits`, `data-pager`, `data-remedies`. */
  constructor(element: HTMLElement) {
    this.#element = element;
    const form = this.#form;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#ask(this.#queryOfForm(), 'pushState');
    });
    form.addEventListener('input', (event) => {
      // While a word is still being put together by an input method, it is not asked for.
      if (!(event instanceof InputEvent && event.isComposing)) this.#askSoon();
    });
    form.addEventListener('compositionend', () => this.#askSoon());
    for (const link of this.#element.querySelectorAll<HTMLAnchorElement>('[data-examples] a')) {
      this.#askOnClick(link, queryOfAddress(link.search));
    }
    addEventListener('popstate', () => this.#followAddress());
    // What was typed while this was on its way is asked for.
    if (asksNothing(queryOfAddress(location.search)) && !asksNothing(this.#queryOfForm())) this.#askSoon();
    else this.#followAddress();
  }

  #followAddress(): void {
    const query = queryOfAddress(location.search);
    this.#fillForm(query);
    void this.#answer(query);
  }

  #askSoon(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#ask(this.#queryOfForm(), 'replaceState'), PAUSE_MS);
  }

  #ask(query: SearchQuery, how: 'pushState' | 'replaceState'): void {
    clearTimeout(this.#pause);
    const address = location.pathname + addressOfQuery(query);
    if (address !== location.pathname + location.search) history[how](null, '', address);
    void this.#answer(query);
  }

  async #answer(query: SearchQuery): Promise<void> {
    const { search: words } = this.#words;
    this.#asked += 1;
    const asked = this.#asked;
    if (asksNothing(query)) return this.#show('', undefined, query);
    this.#say(words.searching);
    try {
      const answer = await this.#search(query);
      if (asked !== this.#asked) return;
      this.#show(answer === undefined ? words.empty : this.#countText(answer, query), answer, query);
    } catch (cause) {
      if (asked !== this.#asked) return;
      this.#show(cause instanceof TypeError ? words.offline : words.unreadable, undefined, query);
      if (!(cause instanceof TypeError)) throw cause;
    }
  }

  /** A release that came between the manifest and another file: the new manifest leads to the new files. */
  async #search(query: SearchQuery): Promise<SearchAnswer | undefined> {
    try {
      return await search(this.#files, query, { shown: this.#shown });
    } catch (cause) {
      if (!(cause instanceof IndexChanged)) throw cause;
      return search(this.#files, query, { shown: this.#shown });
    }
  }

  #countText({ hits, count, whole, cutShort }: SearchAnswer, { from }: SearchQuery): string {
    const { search: words } = this.#words;
    if (cutShort) return words.cutShort;
    if (from !== undefined) return hits.length === 0 ? words.noneFurther : words.foundFurther(hits.length);
    if (count === 0) return words.none;
    // One match more than is shown was looked for; how many follow it is not known.
    return whole ? words.found(count) : words.foundMore(count - 1);
  }

  #show(said: string, answer: SearchAnswer | undefined, query: SearchQuery): void {
    this.#say(said);
    this.#part('[data-results]').hidden = answer === undefined || answer.hits.length === 0;
    this.#part('[data-hits]').replaceChildren(
      ...(answer?.hits.map((hit) => this.#row(hitView(hit, answer, this.#words, this.#locale))) ?? []),
    );
    this.#part('[data-pager]').replaceChildren(...this.#pager(answer, query));
    this.#element.toggleAttribute('data-asked', !asksNothing(query));
    const isEmpty = answer?.whole === true && answer.count === 0 && query.from === undefined;
    this.#part('[data-remedies]').replaceChildren(...(isEmpty ? this.#remedies(query) : []));
  }

  /** What to try where nothing was found. */
  #remedies(query: SearchQuery): Element[] {
    const { search: words } = this.#words;
    const tries = remediesOf(query, words).map(({ label, query: other }) => this.#queryLink(label, other));
    const receipt = text('a', words.ownGift);
    receipt.href = addressesIn(this.#locale).receipt;
    const lists = text('a', words.browse);
    lists.href = '#lists';
    const list = document.createElement('ul');
    for (const link of [...tries, lists, receipt]) {
      const row = document.createElement('li');
      row.append(link);
      list.append(row);
    }
    return [text('p', words.remedies), list];
  }

  #row({ address, kind, title, remarks, because, voided }: HitView): Element {
    const row = document.createElement('li');
    const link = marked('a', title);
    link.href = address;
    // Names are given as registered: an English page says that they are Chinese.
    if (this.#locale === 'en' && HAN.test(link.textContent)) link.lang = SOURCE_LOCALE;
    const label = text('span', kind);
    label.className = 'tag';
    row.append(label, ' ', link, marked('small', remarks));
    if (because !== undefined) row.append(text('small', because));
    if (voided !== undefined) {
      row.className = 'corrected';
      row.append(text('small', voided));
    }
    return row;
  }

  #pager(answer: SearchAnswer | undefined, query: SearchQuery): Element[] {
    const { search: words } = this.#words;
    return [
      ...(query.from === undefined || answer === undefined
        ? []
        : [this.#queryLink(words.toBeginning, { ...query, from: undefined })]),
      ...(answer?.next === undefined
        ? []
        : [this.#queryLink(answer.cutShort ? words.goOn : words.next, { ...query, from: answer.next })]),
    ];
  }

  #queryLink(label: string, query: SearchQuery): Element {
    const link = text('a', label);
    link.href = location.pathname + addressOfQuery(query);
    this.#askOnClick(link, query);
    return link;
  }

  #askOnClick(link: HTMLAnchorElement, query: SearchQuery): void {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      this.#fillForm(query);
      this.#ask(query, 'pushState');
      // The link may be about to go; whoever uses the keyboard goes on from the count above the results.
      this.#part('[data-count]').focus();
    });
  }

  #queryOfForm(): SearchQuery {
    const given = new FormData(this.#form);
    return queryOfAddress(
      new URLSearchParams(
        [...given].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      ).toString(),
    );
  }

  #fillForm({ text: typed, kind, fund, item, month }: SearchQuery): void {
    const values: Record<string, string | undefined> = { q: typed, kind, fund, item, month };
    for (const [name, value] of Object.entries(values)) {
      const field = this.#form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value ?? '';
    }
    const narrowed = [kind, fund, item, month].some((value) => value !== undefined);
    if (narrowed) this.#part<HTMLDetailsElement>('details').open = true;
  }

  #say(said: string): void {
    this.#part('[data-count]').textContent = said;
  }

  get #shown(): ShownWords {
    return { kinds: this.#words.search.kinds, restrictions: this.#words.terms.restrictions };
  }

  get #form(): HTMLFormElement {
    return this.#part<HTMLFormElement>('form');
  }

  #part<E extends HTMLElement>(selector: string): E {
    const element = this.#element.querySelector<E>(selector);
    if (element === null) throw new Error(`the page lacks ${selector}`);
    return element;
  }
}

function text<K extends keyof HTMLElementTagNameMap>(tag: K, content: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}

function marked<K extends 'a' | 'small'>(tag: K, stretches: readonly Stretch[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.append(...stretches.map((stretch) => (stretch.found ? text('mark', stretch.text) : stretch.text)));
  return element;
}
