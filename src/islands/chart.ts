/**
 * A chart of the table inside it. The drawing code is fetched when the chart comes near the screen; the place it takes
 * is reserved by the style sheet, so nothing moves when it appears.
 */
class TableChart extends HTMLElement {
  #observer: IntersectionObserver | undefined;

  connectedCallback(): void {
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#observer?.disconnect();
        void import('./chart-drawing.ts').then(({ drawChart }) => drawChart(this));
      },
      { rootMargin: '200px' },
    );
    this.#observer.observe(this);
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
  }
}

customElements.define('table-chart', TableChart);
