/**
 * 查找: what answers is loaded when the reader turns to the form, or at once where the address asks something. Until
 * then the form and the examples lead to an address, which asks.
 */
class SearchLedger extends HTMLElement {
  #opened = false;

  connectedCallback(): void {
    if (location.search !== '') void this.#open();
    for (const turn of ['focusin', 'pointerdown']) this.addEventListener(turn, () => this.#open());
  }

  async #open(): Promise<void> {
    if (this.#opened) return;
    this.#opened = true;
    try {
      const { SearchDesk } = await import('./search-desk.ts');
      new SearchDesk(this);
    } catch (cause) {
      this.#opened = false;
      const said = this.querySelector<HTMLElement>('[data-count]');
      if (said === null || !(cause instanceof TypeError)) throw cause;
      said.textContent = said.dataset.offline ?? '';
    }
  }
}

customElements.define('search-ledger', SearchLedger);
